package policy

import (
	"iter"
	"path"
	"strings"
	"time"

	"tenken/internal/record"
)

// Beside is a rule about two files: the one that is judged may not lie where
// the other does, as a 対応表 beside the study data that it unlocks.
type Beside struct {
	ID      string         `yaml:"id" jsonschema:"required,minLength=1"`
	When    When           `yaml:"when" jsonschema:"required,description=the file that is judged"`
	Other   When           `yaml:"other" jsonschema:"required,description=a file where it lies"`
	Within  Within         `yaml:"within" jsonschema:"enum=,enum=folder,enum=tree,enum=root,description=the same folder (default); it and all folders below; the whole drive or bucket"`
	Level   record.Level   `yaml:"level" jsonschema:"required,enum=critical,enum=high,enum=medium,enum=low"`
	Verdict record.Verdict `yaml:"verdict" jsonschema:"required,enum=violation,enum=review"`
	Clause  string         `yaml:"clause"`
	Action  Action         `yaml:"action" jsonschema:"enum=,enum=delete,enum=move,enum=restrict,enum=encrypt,enum=approve,enum=confirm"`
}

// Within is how near two files lie.
type Within string

// The distances.
const (
	SameFolder Within = "folder"
	SameTree   Within = "tree" // the folder of the judged file and all below it
	SameRoot   Within = "root"
)

// reaches are the places from where a judged file would see a file at dir.
func (w Within) reaches(dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		switch w {
		case SameRoot:
			yield("")
		case SameTree:
			for more := yield(dir); more && dir != ""; more = yield(dir) {
				dir = strings.TrimPrefix(path.Dir("/"+dir), "/")
			}
		default:
			yield(dir)
		}
	}
}

// seat is where a judged file of a rule looks for others.
type seat struct {
	rule              int
	source, root, dir string
}

func seatOf(rule int, w Within, f *record.File) seat {
	s := seat{rule: rule, source: f.Source, root: f.Root}
	if w != SameRoot {
		s.dir = dirOf(f.Path)
	}
	return s
}

func dirOf(p string) string {
	dir, _ := path.Split(strings.Trim(p, "/"))
	return strings.Trim(dir, "/")
}

// neighbour is the file with the first path that was found at a seat, and the
// one after it, so that no file is its own neighbour.
type neighbour struct{ first, second place }

type place struct{ id, path string }

func (n *neighbour) add(p place) {
	switch {
	case n.first.path == "" || p.path < n.first.path:
		n.first, n.second = p, n.first
	case n.second.path == "" || p.path < n.second.path:
		n.second = p
	}
}

func (n *neighbour) of(id string) string {
	if n.first.id != id {
		return n.first.path
	}
	return n.second.path
}

// Settle judges all files in which something was found once more: with what
// lies beside them, by a policy that changed, and at their present age. files
// is called up to three times and yields the same; change is told every file
// as it was and as it has to be.
func (p *Policy) Settle(now time.Time, files func() iter.Seq2[record.File, error], change func(was, is record.File) error) error {
	seats, err := p.seats(now, files)
	if err != nil {
		return err
	}
	for f, err := range files() {
		if err != nil {
			return err
		}
		is := f
		p.judge(&is, now)
		if extra := p.beside(&is, now, seats); len(extra) > 0 {
			p.judge(&is, now, extra...)
		}
		if err := change(f, is); err != nil {
			return err
		}
	}
	return nil
}

// seats are the places of files that a rule judges, with what lies there.
func (p *Policy) seats(now time.Time, files func() iter.Seq2[record.File, error]) (map[seat]*neighbour, error) {
	if len(p.Beside) == 0 {
		return nil, nil
	}
	seats := map[seat]*neighbour{}
	for f, err := range files() {
		if err != nil {
			return nil, err
		}
		for i, s := range p.judged(&f, now) {
			if s {
				seats[seatOf(i, p.Beside[i].Within, &f)] = &neighbour{}
			}
		}
	}
	if len(seats) == 0 {
		return nil, nil
	}
	for f, err := range files() {
		if err != nil {
			return nil, err
		}
		p.sit(&f, now, seats)
	}
	return seats, nil
}

// judged tells which rules a file is judged by.
func (p *Policy) judged(f *record.File, now time.Time) []bool {
	out := make([]bool, len(p.Beside))
	s := p.subject(f, now)
	for i := range p.Beside {
		out[i] = p.Beside[i].When.holds(s)
	}
	return out
}

// sit puts a file where others would see it.
func (p *Policy) sit(f *record.File, now time.Time, seats map[seat]*neighbour) {
	s := p.subject(f, now)
	for i := range p.Beside {
		r := &p.Beside[i]
		if !r.Other.holds(s) {
			continue
		}
		for dir := range r.Within.reaches(dirOf(f.Path)) {
			if n := seats[seat{i, f.Source, f.Root, dir}]; n != nil {
				n.add(place{f.ID, f.Path})
			}
		}
	}
}

// beside are the rulings on a file for what lies beside it.
func (p *Policy) beside(f *record.File, now time.Time, seats map[seat]*neighbour) []record.Ruling {
	var out []record.Ruling
	if len(seats) == 0 {
		return nil
	}
	for i, judged := range p.judged(f, now) {
		r := &p.Beside[i]
		n := seats[seatOf(i, r.Within, f)]
		if !judged || n == nil {
			continue
		}
		if other := n.of(f.ID); other != "" {
			out = append(out, record.Ruling{Rule: r.ID, Level: r.Level, Verdict: r.Verdict, Clause: r.Clause, Action: string(r.Action), Beside: other})
		}
	}
	return out
}

func (p *Policy) subject(f *record.File, now time.Time) *subject {
	s := &subject{File: f, p: p, now: now, storage: p.storageOf(f), grade: -1}
	s.grade = p.gradeOf(s)
	return s
}

// Ages reports whether the same file may be judged otherwise on another day.
func (p *Policy) Ages() bool {
	for w := range p.conditions() {
		if w.OlderThan > 0 || w.NewerThan > 0 || strings.Contains(w.CEL, "age_days") {
			return true
		}
	}
	return false
}
