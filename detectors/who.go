package detectors

import "math"

// Who says whom a match must be about to count in full.
type Who uint8

// From anybody to somebody on record; see Candidate.ReportAbout.
const (
	Anybody  Who = iota // it needs no person
	Somebody            // a name, or what counts as Registered, is near
	// Registered: something that offices keep of one person is near: a number of
	// their own, a date of birth. Novels and news hold names, but none of these.
	Registered
)

// aboutBytes is how far from a person a match is about that person, outside of
// tables with headers; in these, the row says it.
const aboutBytes = 2 << 10

// ReportAbout is Report for what is sensitive only where it is somebody's.
// Away from any such person its confidence is below Medium. In a row of a table
// with headers, Somebody is enough.
func (c *Candidate) ReportAbout(who Who, start, end int, confidence float64, why Why) {
	n := len(c.scan.found)
	c.Report(start, end, confidence, why)
	if who != Anybody && len(c.scan.found) > n {
		c.scan.found[n].who, c.scan.about = who, true
	}
}

// Line widens the candidate from its cell to the line of the piece around it,
// for records that are lines whatever their fields look like. It serves
// candidates of TermKind.
func (c *Candidate) Line() (start, end int) {
	start, end = c.Start, c.End
	for start > 0 && c.Text[start-1] != '\n' {
		start--
	}
	for end < len(c.Text) && c.Text[end] != '\n' && c.Text[end] != '\r' {
		end++
	}
	c.Lo, c.Hi = start, end
	return start, end
}

// person says what a type tells of whom a text is about.
type person struct {
	who     Who
	contact bool // it can be an office's, too: a person in rows of tables only
	reach   reach
	ill     bool // it may be of nobody: what a table of illnesses holds
}

func personOf(i Info) person {
	p := whoOf(i)
	p.reach, p.ill = reachOf(i.ID), i.ID == "diagnosis" || i.ID == "medication" || i.ID == "lab_value"
	return p
}

func whoOf(i Info) person {
	switch {
	case i.Persons == None || i.Persons == "" || i.Category == Credential || i.Category == Marking:
		return person{}
	case i.ID == "name" || i.ID == "name_kana" || i.ID == "name_romaji":
		return person{who: Somebody}
	case i.ID == "email" || i.ID == "phone_mobile" || i.ID == "address":
		return person{who: Somebody, contact: true}
	}
	return person{who: Registered}
}

// someone is where the last person of a kind was met.
type someone struct{ row, at int }

// abouts lowers the matches that are nobody's. found is in order of start.
func (sc *Scan) abouts(fs []found) {
	if !sc.about {
		return
	}
	nobody := [Registered + 1]someone{}
	for i := range nobody {
		nobody[i] = someone{-1, math.MinInt / 2}
	}
	shared := sc.shared(fs)
	last := nobody
	for i := range fs {
		if f := &fs[i]; f.det != shared || f.row < 0 {
			sc.meet(f, &last, 1)
		}
	}
	last = nobody
	for i := len(fs) - 1; i >= 0; i-- {
		if f := &fs[i]; f.det != shared || f.row < 0 {
			sc.meet(f, &last, -1)
		}
	}
	for i := range fs {
		if f := &fs[i]; f.who != Anybody {
			f.confidence, f.why = min(f.confidence, belowMedium), f.why|WhyNobody
		}
	}
}

// shared is the detector of mail whose address is the same all over the rows: that
// of whom to ask. maxSets for none.
func (sc *Scan) shared(fs []found) uint16 {
	first, same, n := -1, 0, 0
	for i := range fs {
		f := &fs[i]
		if f.row < 0 || sc.set.persons[f.det].reach != byMail || f.confidence < Medium {
			continue
		}
		if n++; first < 0 {
			first = i
		}
		if sc.text[f.start:f.end] == sc.text[fs[first].start:fs[first].end] {
			same++
		}
	}
	if n < leastContacts || 2*same < n {
		return maxSets
	}
	return fs[first].det
}

// meet takes f for a person, or frees it when it is about the last one met in
// this direction.
func (sc *Scan) meet(f *found, last *[Registered + 1]someone, direction int) {
	at, row := direction*f.start, int(f.row)
	if f.who == Anybody {
		p := sc.set.persons[f.det]
		if p.who == Anybody || f.confidence < Medium || p.contact && row < 0 {
			return
		}
		for w := Somebody; w <= p.who; w++ {
			if last[w].at = at; row >= 0 {
				last[w].row = row
			} else {
				last[w].row = -1
			}
		}
		return
	}
	who := f.who
	if row >= 0 {
		who = Somebody
	}
	p := &last[who]
	if same := row >= 0 && p.row == row; same || (row < 0 || p.row < 0) && at-p.at <= aboutBytes {
		f.who, f.why = Anybody, f.why|WhyRow
	}
}
