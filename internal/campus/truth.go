package campus

import (
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"

	"tenken/internal/record"
)

// What an officer would expect of a file.
const (
	Flagged    = "flagged"    // must be on the list of files to act on
	Clear      = "clear"      // must not
	Unreadable = "unreadable" // nobody can read it: it must be said so
	Picture    = "picture"    // a scanned page: it must be looked at, or said that it could not be
)

// Planted is one file of the campus and what is in it. It holds no value.
type Planted struct {
	Path       string         `json:"path"` // below the scanned folder
	Department string         `json:"department"`
	Kind       string         `json:"kind"`
	Expect     string         `json:"expect"`
	Types      map[string]int `json:"types,omitempty"` // how many values of each
	Persons    int            `json:"persons,omitempty"`
	Why        string         `json:"why"`
}

// Truth is what was planted.
type Truth struct {
	Seed  uint64    `json:"seed"`
	Files []Planted `json:"files"`
}

// Save writes the truth to a file.
func (t Truth) Save(file string) error {
	b, err := json.MarshalIndent(t, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o600)
}

// Load reads a truth that was saved.
func Load(file string) (Truth, error) {
	var t Truth
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, &t)
	}
	return t, err
}

// Miss is a file that did not turn out as expected.
type Miss struct {
	Path, Kind, Why string
	Status          record.Status
	Verdict         record.Verdict
	Got             string // both of them; "" when there is no record
}

// Score compares records with the truth.
type Score struct {
	Files   int
	Planted int // files to be flagged
	Found   int
	Missed  []Miss
	Clean   int // files not to be flagged
	False   []Miss
	Dark    int // files that cannot be read
	Told    int // of them, said to be unreadable or only partly read
	Untold  []Miss
	Types   []TypeScore
	Persons int // flagged files found whose number of persons is known …
	Close   int // … and was estimated within 10 %
	Unknown int // records of files that the campus did not write
}

// TypeScore is planted and found values of one type, over the files to be
// flagged; found counts at most what was planted in each file.
type TypeScore struct {
	Type           string
	Planted, Found int
}

// Compare scores records. A planted file without a record counts as missed.
func (t Truth) Compare(records iter.Seq2[record.File, error]) (Score, error) {
	got := map[string]record.File{}
	for f, err := range records {
		if err != nil {
			return Score{}, err
		}
		got[f.Path] = f
	}
	var s Score
	types := map[string]*TypeScore{}
	for _, p := range t.Files {
		f, ok := got[p.Path]
		delete(got, p.Path)
		s.add(p, f, ok)
		if p.Expect != Flagged {
			continue
		}
		for typ, n := range p.Types {
			y := types[typ]
			if y == nil {
				y = &TypeScore{Type: typ}
				types[typ] = y
			}
			y.Planted += n
			for _, g := range f.Findings {
				if g.Type == typ {
					y.Found += min(g.Count, n)
				}
			}
		}
	}
	s.Unknown = len(got)
	for _, y := range types {
		s.Types = append(s.Types, *y)
	}
	slices.SortFunc(s.Types, func(a, b TypeScore) int { return strings.Compare(a.Type, b.Type) })
	return s, nil
}

func (s *Score) add(p Planted, f record.File, ok bool) {
	s.Files++
	miss := Miss{Path: p.Path, Kind: p.Kind, Why: p.Why}
	if ok {
		miss.Status, miss.Verdict = f.Status, f.Verdict
		miss.Got = fmt.Sprintf("%s, %s", f.Status, f.Verdict)
	}
	switch p.Expect {
	case Flagged:
		s.Planted++
		if !ok || !f.Flagged() {
			s.Missed = append(s.Missed, miss)
			return
		}
		s.Found++
		if p.Persons > 0 {
			s.Persons++
			if d := f.Persons - p.Persons; d*10 <= p.Persons && -d*10 <= p.Persons {
				s.Close++
			}
		}
	case Clear:
		s.Clean++
		if ok && f.Flagged() {
			s.False = append(s.False, miss)
		}
	case Unreadable, Picture:
		s.Dark++
		seen := p.Expect == Picture && f.Status == record.Inspected && !f.Flagged()
		if ok && (f.Status == record.Unreadable || f.Status == record.Partial || seen) {
			s.Told++
		} else {
			s.Untold = append(s.Untold, miss)
		}
	}
}
