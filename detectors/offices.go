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
	public int          // names of people in public posts

	named, dummies int // names, and those of people of samples; see samples
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
		p := &sc.set.persons[fs[i].det]
		any = any || fs[i].confidence >= Medium && (p.reach > noReach || p.ill && fs[i].col >= 0)
	}
	if !any {
		return
	}
	sc.lists = append(sc.lists[:0], contacts{})
	for i := range fs {
		f := &fs[i]
		p := sc.set.persons[f.det]
		switch {
		case f.confidence < Medium:
			if f.why&WhyOrganisation != 0 {
				sc.list(f).reach[p.reach]++
			}
			switch {
			case p.who != Somebody || p.contact:
			case f.why&WhyPublic != 0:
				sc.list(f).public++
			case mayBe(f):
				sc.list(f).people++
			}
		case p.reach > noReach:
			sc.list(f).reach[p.reach]++
		case p.who != Anybody:
			sc.list(f).people++
		}
	}
	for i := range fs {
		if f := &fs[i]; f.col >= 0 && f.confidence >= Medium && sc.set.persons[f.det].ill && sc.ofNobody(f, sc.list(f)) {
			f.confidence, f.why = belowMedium, f.why|WhyNobody
		}
	}
	for k := range sc.lists {
		if !sc.ofOffices(k-1, &sc.lists[k]) {
			sc.lists[k].reach = [reaches]int{}
		}
	}
	for i := range fs {
		f := &fs[i]
		if r := sc.set.persons[f.det].reach; r > noReach && f.confidence >= Medium && sc.list(f).reach[r] > 0 {
			f.confidence, f.why = belowMedium, f.why|WhyOrganisation
		}
	}
}

// list is that in which f stands.
func (sc *Scan) list(f *found) *contacts {
	k := 0
	if f.col >= 0 && sc.grid.know != nil {
		k = 1 + sc.grid.sectionAt(f.start)
	}
	for len(sc.lists) <= k {
		sc.lists = append(sc.lists, contacts{})
	}
	return &sc.lists[k]
}

// mayBe reports whether a name that is below Medium may be that of whom the
// addresses around it are.
func mayBe(f *found) bool {
	return f.col >= 0 && f.why&WhyOtherLabel != 0 || f.why&(WhyDummy|WhyExample) == 0 && f.confidence >= 0.5
}

// ofNobody reports whether what an illness stands in is a table of illnesses, drugs
// or tests, or of how many have them: it says nothing of anybody.
func (sc *Scan) ofNobody(f *found, l *contacts) bool {
	if l.people > 0 {
		return false
	}
	s := &sc.grid.know.sections[sc.grid.sectionAt(f.start)]
	return s.width > 1 && !s.cases()
}

// cases reports whether a header announces people, or how they are told apart
// where they have no name.
func (s *section) cases() bool {
	if s.people == 0 {
		s.people = 1
		for i := range s.columns {
			if h := Fold(s.columns[i].header); containsAny(h, caseHeaders) || caseHeader(h) {
				s.people = 2
			}
		}
		if s.persons() {
			s.people = 3
		}
	}
	return s.people > 1
}

// ofPeople reports whether a header announces people.
func (s *section) ofPeople() bool { return s.cases() && s.people == 3 }

func caseHeader(folded string) bool {
	switch folded {
	case "id", "no", "番号", "key", "日付":
		return true
	}
	return false
}

var caseHeaders = []string{"症例", "被験", "対象者", "検体", "登録番号", "識別", "受付", "カルテ", "patient", "subject", "case", "sample", "id番号", "研究id", "受診", "入院", "外来", "来院", "担当", "主治医", "検査日", "診断日"}

// ofOffices reports whether the list of section k, -1 for what is in none, is of
// places.
func (sc *Scan) ofOffices(k int, l *contacts) bool {
	most := max(l.reach[byAddress], l.reach[byPhone], l.reach[byPost])
	people := l.people
	if k >= 0 && sc.grid.laid { // their names may stand between the cells
		people += sc.lists[0].people
	}
	if most == 0 || fewPeople*people >= most || 2*most < l.reach[byMail] {
		return false
	}
	if k >= 0 {
		if s := &sc.grid.know.sections[k]; s.width > 0 {
			if s.ofPeople() && 2*l.public < most {
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
