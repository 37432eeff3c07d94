package detectors

import "sort"

// Addresses, telephones of lines and postal codes are of places as often as of
// people. Where a list of them says nothing of anybody, they are those of shops,
// schools, offices: open data, branch lists, tests of programs.

const (
	leastContacts = 3  // of one type are a list
	fewPeople     = 10 // contacts to a person: so few people are whom to ask
)

// contacts is what was found of one list: a table with its header, or the text
// outside of tables.
type contacts struct {
	reach  [reaches]int // findings that tell how somebody is reached, by their kind
	people int          // findings that tell of a person
}

// reach is how somebody or something is reached.
type reach uint8

const (
	noReach reach = iota
	byAddress
	byPhone
	byPost
	byMail // may be lowered where the others are
	reaches
)

func reachOf(id string) reach {
	switch id {
	case "address":
		return byAddress
	case "phone_fixed":
		return byPhone
	case "postal_code":
		return byPost
	case "email":
		return byMail
	}
	return noReach
}

// rosters begin lists of people, whatever their columns are called.
var rosters = []string{"名簿", "住所録", "連絡網", "連絡先一覧", "宛名", "会員", "患者", "学生", "生徒", "児童", "園児", "受験", "社員", "職員", "氏名"}

// offices lowers what tells how somebody is reached in lists in which nobody is.
func (sc *Scan) offices(fs []found) {
	any := false
	for i := range fs {
		any = any || fs[i].confidence >= Medium && sc.set.persons[fs[i].det].reach > noReach
	}
	if !any {
		return
	}
	lists := make([]contacts, 1, 4)
	in := func(f *found) *contacts {
		k := 0
		if f.col >= 0 && sc.grid.know != nil {
			k = 1 + sc.grid.sectionAt(f.start)
		}
		for len(lists) <= k {
			lists = append(lists, contacts{})
		}
		return &lists[k]
	}
	for i := range fs {
		f := &fs[i]
		p := sc.set.persons[f.det]
		switch {
		case f.confidence < Medium:
			if p.who == Somebody && !p.contact && mayBe(f) {
				in(f).people++
			}
		case p.reach > noReach:
			in(f).reach[p.reach]++
		case p.who != Anybody:
			in(f).people++
		}
	}
	for k := range lists {
		if !sc.ofOffices(k-1, &lists[k]) {
			lists[k].reach = [reaches]int{}
		}
	}
	for i := range fs {
		f := &fs[i]
		if r := sc.set.persons[f.det].reach; r > noReach && f.confidence >= Medium && in(f).reach[r] > 0 {
			f.confidence, f.why = belowMedium, f.why|WhyOrganisation
		}
	}
}

// mayBe reports whether a name that is below Medium may be that of whom the
// addresses around it are.
func mayBe(f *found) bool {
	if f.col >= 0 {
		return f.why&WhyOtherLabel != 0 && f.why&WhyPublic == 0
	}
	return f.why&(WhyPublic|WhyDummy|WhyExample) == 0 && f.confidence >= 0.5
}

// ofOffices reports whether the list of section k, -1 for what is in none, is of
// places.
func (sc *Scan) ofOffices(k int, l *contacts) bool {
	most := max(l.reach[byAddress], l.reach[byPhone], l.reach[byPost])
	if most == 0 || fewPeople*l.people >= most || 2*most < l.reach[byMail] {
		return false
	}
	if k >= 0 {
		if s := &sc.grid.know.sections[k]; s.width > 0 {
			if s.persons() {
				return false
			}
			s.offices = s.offices || most >= leastContacts
			return s.offices
		}
	}
	return most >= leastContacts && !sc.cand.Opens(rosters)
}

// sectionAt is the index of the section around text[i], which is in a cell.
func (g *grid) sectionAt(i int) int {
	if len(g.know.sections) < 2 {
		return 0
	}
	c := sort.Search(len(g.cells), func(k int) bool { return g.cells[k].Start > i }) - 1
	if c < 0 {
		return 0
	}
	row := g.cells[c].Row
	return max(0, sort.Search(len(g.know.sections), func(k int) bool { return g.know.sections[k].first > row })-1)
}
