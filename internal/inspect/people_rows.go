package inspect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numbersOf persons tell which rows are one and the same person's, in several
// sheets or in several rows of one.
var numbersOf = []string{"patient_id", "student_id", "staff_id"}

// rowsOf is the number of persons of a Row type: its rows, where nothing tells
// whose they are; otherwise the people whom they belong to. A name repeated in
// one sheet may be a doctor's; repeated from sheet to sheet it is the person's.
func (p *people) rowsOf(y *typePeople) int {
	n := y.records
	whose := func(typ string) int {
		k := p.types[typ]
		if k == nil || 10*k.records < 9*y.records {
			return 0
		}
		return union(&k.table, &k.prose).count()
	}
	for _, typ := range numbersOf {
		if d := whose(typ); d > 0 {
			n = min(n, d)
		}
	}
	if d := whose("name"); d > 0 && 2*d >= y.most {
		n = min(n, max(d, y.most))
	}
	return n
}

// ofOne are the types of which nobody has two, as a rule: a row with two has two
// people.
var ofOne = map[string]bool{"name": true, "birth_date": true, "student_id": true, "staff_id": true, "patient_id": true, "phone_mobile": true}

// columnOf is what a column of such a type holds.
type columnOf struct {
	distinct sketch
	n, full  int  // values; names with surname and given name, in kanji
	headed   bool // the table has headers
}

const maxPeopleColumns = 16

func (y *typePeople) column(col int, headed bool, value string, digest uint64) {
	c := y.columns[col]
	if c == nil {
		if len(y.columns) >= maxPeopleColumns {
			return
		}
		if y.columns == nil {
			y.columns = map[int]*columnOf{}
		}
		c = &columnOf{}
		y.columns[col] = c
	}
	c.n++
	c.headed = c.headed || headed
	if fullName(value) {
		c.full++
	}
	c.distinct.add(digest)
}

// fullName reports whether a name has a surname and a given name, in kanji: its
// form in kana or in Latin letters is nobody new.
func fullName(v string) bool {
	return strings.IndexFunc(v, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 &&
		(utf8.RuneCountInString(v) > longestSurname || strings.ContainsAny(v, " 　"))
}

// own reports whether nearly all values of a column are different: those that
// come again and again are of who is in charge of the rows.
func (c *columnOf) own() bool { return c.n >= leastOthers && 10*c.distinct.count() >= 8*c.n }

// together is how many people several columns of names hold, where each has a
// number, date of birth or telephone of his or her own: two students to a row.
// Somebody named beside the one whom the row is about, a guardian, counts for
// nobody by the name alone.
func (p *people) together() int {
	y := p.types["name"]
	all, names, bare := &sketch{}, 0, 0
	for _, c := range y.columns {
		if c.own() && 2*c.full > c.n {
			all = union(all, &c.distinct)
			names++
			if !c.headed {
				bare++
			}
		}
	}
	switch {
	case bare >= leastOthers: // a plan of seats
		return all.count()
	case names < 2:
		return 0
	}
	for typ, y := range p.types {
		columns := 0
		for _, c := range y.columns {
			if c.own() {
				columns++
			}
		}
		if typ != "name" && columns >= names {
			return all.count()
		}
	}
	return 0
}
