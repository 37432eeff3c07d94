package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"tenken/internal/followup"
	"tenken/internal/reach"
	"tenken/internal/record"
	"tenken/scanners"
)

// survey is what one pass over the records of a book learns: counts, and the
// gravest files themselves.
type survey struct {
	tally
	departments map[string]*tally
	types       map[string]*typeTally // of flagged files
	causes      map[cause]int         // files not or not wholly inspected, by status and cause
	worst       worst
	reach       reach.Survey    // what falls with an account
	ranked      []reach.Account // the accounts of the book, once they were asked for
	stand       func(record.File) followup.Standing
}

// tally is the counts of a department or of all.
type tally struct {
	files, inspected, partial, skipped, unreadable int
	flagged, violation, review                     int
	levels                                         [5]levelTally // flagged, by Level.Rank
	persons                                        int           // of flagged files, added up
	large                                          int           // flagged and of more than manyPersons
	shared                                         int           // flagged and within reach of people outside
	wide                                           int           // flagged and within reach of everybody inside, or more
	held                                           int           // flagged by the rules, and settled by an answer that holds
	waiting                                        int           // flagged, and said to be done: the next run confirms
	broken                                         int           // flagged, and not as the last answer said
	categories                                     [6]int        // flagged files with findings of a category, in the order of categoryWords
	states                                         map[followup.State]stateTally
}

// stateTally counts files by what became of them, and their persons.
type stateTally struct{ files, persons int }

// cause is why files of a status were not, or not wholly, inspected.
type cause struct {
	status record.Status
	code   record.Code
}

type levelTally struct{ flagged, violation, review, persons int }

type typeTally struct {
	files, count                   int
	violation, shared, wide, large int // of the files
	id                             string
}

// manyPersons is the number above which a leak must be reported whatever the
// kind of personal data: 個人情報保護法施行規則 第7条第4号.
const manyPersons = 1000

// newSurvey begins the survey of a book whose lists have so many rows at most.
func (s Settings) newSurvey(rows int) *survey {
	stand := s.Stand
	if stand == nil {
		stand = func(record.File) followup.Standing { return followup.Standing{State: followup.New} }
	}
	return &survey{
		departments: map[string]*tally{}, types: map[string]*typeTally{}, causes: map[cause]int{},
		worst: worst{most: rows, groups: map[string]*asked{}}, stand: stand,
	}
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
	var st followup.Standing
	if f.Flagged() {
		st = s.stand(f)
	}
	s.tally.add(f, st)
	s.department(f.Department).add(f, st)
	s.reach.Add(f)
	seen := map[record.Code]bool{}
	for _, r := range f.Reasons {
		if !seen[r.Code] {
			seen[r.Code] = true
			s.causes[cause{f.Status, r.Code}]++
		}
	}
	if !f.Flagged() || !st.Asked() {
		return
	}
	for _, g := range f.Findings {
		t := s.types[g.Type]
		if t == nil {
			t = &typeTally{id: g.Type}
			s.types[g.Type] = t
		}
		t.note(f)
		t.count += g.Count
	}
	s.worst.add(f, st)
}

func (t *tally) add(f record.File, st followup.Standing) {
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
	if t.states == nil {
		t.states = map[followup.State]stateTally{}
	}
	n := t.states[st.State]
	t.states[st.State] = stateTally{n.files + 1, n.persons + f.Persons}
	switch {
	case st.Holds:
		t.held++
		return
	case st.Waits:
		t.waiting++
		return
	case st.Broken():
		t.broken++
	}
	for i, c := range categoryWords {
		if slices.ContainsFunc(f.Findings, func(g record.Finding) bool { return g.Category == c.category }) {
			t.categories[i]++
		}
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
	if f.Exposure >= scanners.Organization {
		t.wide++
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

// mainCauses are the causes of most files of a status.
func (s *survey) mainCauses(of record.Status, n int) []record.Code {
	var out []record.Code
	for c := range s.causes {
		if c.status == of {
			out = append(out, c.code)
		}
	}
	slices.SortFunc(out, func(a, b record.Code) int {
		return cmp.Or(s.causes[cause{of, b}]-s.causes[cause{of, a}], strings.Compare(string(a), string(b)))
	})
	return out[:min(n, len(out))]
}

// unreadCauses are the causes that kept most files from being inspected, or
// wholly inspected.
func (s *survey) unreadCauses(n int) (codes []record.Code, files map[record.Code]int) {
	files = map[record.Code]int{}
	for c, n := range s.causes {
		if c.status == record.Partial || c.status == record.Unreadable {
			files[c.code] += n
		}
	}
	codes = slices.SortedFunc(maps.Keys(files), func(a, b record.Code) int {
		return cmp.Or(files[b]-files[a], strings.Compare(string(a), string(b)))
	})
	return codes[:min(n, len(codes))], files
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

// How many rows a list for people has at most: more than a department works
// through in a quarter, and what the institution looks at.
const (
	departmentRows  = 10000
	institutionRows = 2000
)

// asked is a row of the list of files to act on: a file, with its copies.
type asked struct {
	record.File // the first of them, without digests
	standing    followup.Standing
	bound       string // see followup.Bound
	copies      []copied
}

// copied is a file with the same contents as another, found under the same
// circumstances, so that one answer does for both.
type copied struct{ id, bound, root, path string }

// worst keeps the gravest files it is given, copies of one file together.
type worst struct {
	most   int
	rows   []*asked
	groups map[string]*asked
}

func (w *worst) add(f record.File, st followup.Standing) {
	bound := followup.BoundOf(f).String()
	group := groupOf(f, st)
	if first := w.groups[group]; first != nil && group != "" {
		first.copies = append(first.copies, copied{followup.ID(f.Item), bound, f.Root, f.Path})
		return
	}
	a := &asked{File: withoutDigests(f), standing: st, bound: bound}
	w.rows = append(w.rows, a)
	if group != "" {
		w.groups[group] = a
	}
	if len(w.rows) >= 2*w.most {
		w.rows = w.sorted()
		kept := map[*asked]bool{}
		for _, a := range w.rows {
			kept[a] = true
		}
		maps.DeleteFunc(w.groups, func(_ string, a *asked) bool { return !kept[a] })
	}
}

// groupOf is the same for files that one question asks about: with the same
// values and size, judged alike, shared alike, answered alike before.
func groupOf(f record.File, st followup.Standing) string {
	content := followup.Content(f)
	if content == "" {
		return ""
	}
	kind := followup.Kind("")
	if st.Answer != nil {
		kind = st.Answer.Kind
	}
	return strings.Join([]string{
		content, f.Department, string(f.Level), string(f.Verdict), f.Clause, f.Exposure.String(), string(st.Why), string(kind), string(st.State),
	}, "\x00")
}

// sorted gives the gravest files, the gravest first.
func (w *worst) sorted() []*asked {
	slices.SortFunc(w.rows, func(a, b *asked) int {
		return cmp.Or(promised(a)-promised(b), graver(a.File, b.File))
	})
	if len(w.rows) > w.most {
		clear(w.rows[w.most:])
		w.rows = w.rows[:w.most]
	}
	return w.rows
}

// promised puts first what is not as its answer says.
func promised(a *asked) int {
	if a.standing.Broken() {
		return 0
	}
	return 1
}

func withoutDigests(f record.File) record.File {
	f.Findings = slices.Clone(f.Findings)
	for i := range f.Findings {
		f.Findings[i].Digests, f.Findings[i].Values = nil, nil
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
