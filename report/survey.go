package report

import (
	"cmp"
	"slices"
	"strings"

	"tenken/internal/record"
	"tenken/scanners"
)

// survey is what one pass over the records of a book learns: counts, and the
// gravest files themselves.
type survey struct {
	tally
	departments map[string]*tally
	types       map[string]*typeTally // of flagged files
	causes      map[record.Code]int   // unread files, by cause
	worst       worst
	owners      map[string]ownerTally // of flagged files
}

// tally is the counts of a department or of all.
type tally struct {
	files, inspected, partial, skipped, unreadable int
	flagged, violation, review                     int
	levels                                         [5]levelTally // flagged, by Level.Rank
	persons                                        int           // of flagged files, added up
	large                                          int           // flagged and of more than manyPersons
	shared                                         int           // flagged and within reach of people outside
}

type levelTally struct{ flagged, violation, review, persons int }

type typeTally struct {
	files, count int
	id           string
}

// manyPersons is the number above which a leak must be reported whatever the
// kind of personal data: 個人情報保護法施行規則 第7条第4号.
const manyPersons = 1000

func newSurvey() *survey {
	return &survey{departments: map[string]*tally{}, types: map[string]*typeTally{}, causes: map[record.Code]int{}, owners: map[string]ownerTally{}}
}

func (s *survey) department(name string) *tally {
	t := s.departments[name]
	if t == nil {
		t = &tally{}
		s.departments[name] = t
	}
	return t
}

func (s *survey) add(f record.File) {
	s.tally.add(f)
	s.department(f.Department).add(f)
	seen := map[record.Code]bool{}
	for _, r := range f.Reasons {
		if unread(f) && !seen[r.Code] {
			seen[r.Code] = true
			s.causes[r.Code]++
		}
	}
	if !f.Flagged() {
		return
	}
	for _, g := range f.Findings {
		t := s.types[g.Type]
		if t == nil {
			t = &typeTally{id: g.Type}
			s.types[g.Type] = t
		}
		t.files++
		t.count += g.Count
	}
	if f.Owner != "" {
		o := s.owners[f.Owner]
		s.owners[f.Owner] = ownerTally{o.flagged + 1, o.persons + f.Persons}
	}
	s.worst.add(f)
}

// owner counts the flagged files of an account, by whichever of its names the
// files call their owner.
func (s *survey) owner(id, name string) ownerTally {
	if t, ok := s.owners[id]; ok {
		return t
	}
	return s.owners[name]
}

func (t *tally) add(f record.File) {
	t.files++
	switch f.Status {
	case record.Inspected:
		t.inspected++
	case record.Partial:
		t.partial++
	case record.Skipped:
		t.skipped++
	default:
		t.unreadable++
	}
	if !f.Flagged() {
		return
	}
	l := &t.levels[f.Level.Rank()]
	t.flagged++
	l.flagged++
	if f.Verdict == record.Violation {
		t.violation++
		l.violation++
	} else {
		t.review++
		l.review++
	}
	t.persons += f.Persons
	l.persons += f.Persons
	if f.Persons > manyPersons {
		t.large++
	}
	if f.Exposure >= scanners.External {
		t.shared++
	}
}

// unread reports whether some of a file that the policy wants inspected was
// not.
func unread(f record.File) bool { return f.Status == record.Partial || f.Status == record.Unreadable }

// grave counts the flagged files of the two gravest levels.
func (t *tally) grave() int {
	return t.levels[record.Critical.Rank()].flagged + t.levels[record.High.Rank()].flagged
}

// mainTypes are the types of most flagged files.
func (s *survey) mainTypes(n int) []*typeTally {
	var out []*typeTally
	for _, t := range s.types {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b *typeTally) int {
		return cmp.Or(b.files-a.files, b.count-a.count, strings.Compare(a.id, b.id))
	})
	return out[:min(n, len(out))]
}

// mainCauses are the causes that kept most files from being wholly inspected.
func (s *survey) mainCauses(n int) []record.Code {
	var out []record.Code
	for c := range s.causes {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b record.Code) int {
		return cmp.Or(s.causes[b]-s.causes[a], strings.Compare(string(a), string(b)))
	})
	return out[:min(n, len(out))]
}

// departmentTally is a line of the table of departments.
type departmentTally struct {
	name string
	*tally
}

// byGravity lists the departments, the one with most to do first.
func (s *survey) byGravity() []departmentTally {
	var out []departmentTally
	for n, t := range s.departments {
		out = append(out, departmentTally{n, t})
	}
	critical := record.Critical.Rank()
	slices.SortFunc(out, func(a, b departmentTally) int {
		return cmp.Or(
			b.levels[critical].flagged-a.levels[critical].flagged,
			b.flagged-a.flagged,
			b.files-a.files,
			strings.Compare(a.name, b.name))
	})
	return out
}

// listed is how many files a list for people holds at most.
const listed = 2000

// worst keeps the gravest files it is given.
type worst struct{ files []record.File }

func (w *worst) add(f record.File) {
	w.files = append(w.files, withoutDigests(f))
	if len(w.files) >= 2*listed {
		w.files = w.sorted()
	}
}

// sorted gives the gravest files, the gravest first.
func (w *worst) sorted() []record.File {
	slices.SortFunc(w.files, graver)
	if len(w.files) > listed {
		clear(w.files[listed:])
		w.files = w.files[:listed]
	}
	return w.files
}

func withoutDigests(f record.File) record.File {
	f.Findings = slices.Clone(f.Findings)
	for i := range f.Findings {
		f.Findings[i].Digests = nil
	}
	return f
}

// graver orders files by what to look at first: level, verdict, persons,
// exposure; the key of the object settles the rest.
func graver(a, b record.File) int {
	return cmp.Or(
		b.Level.Rank()-a.Level.Rank(),
		-cmp.Compare(a.Verdict, b.Verdict), // "violation" before "review"
		b.Persons-a.Persons,
		int(b.Exposure-a.Exposure),
		strings.Compare(a.Department, b.Department),
		strings.Compare(a.Path, b.Path),
		strings.Compare(a.Source, b.Source),
		strings.Compare(a.Root, b.Root),
		strings.Compare(a.ID, b.ID),
	)
}
