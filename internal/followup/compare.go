package followup

import (
	"time"

	"tenken/internal/record"
)

// Course is a time during which a file was flagged, in runs.
type Course struct {
	Since  int64
	Until  int64  // the run that found it settled; 0: none so far
	Unseen int64  // the first run that could not tell; 0: it is seen
	Ended  string // how: see Ended constants
	Before bool   // an earlier course of the same file has ended
}

// How a course ends.
const (
	EndedGone      = "gone"      // the provider no longer has it
	EndedClear     = "clear"     // read again, and nothing is minded
	EndedEncrypted = "encrypted" // found encrypted
	EndedRules     = "rules"     // unchanged; the rules changed
)

// open reports whether the file was flagged as of a run.
func (c Course) open(run int64) bool {
	return c.Since <= run && (c.Until == 0 || c.Until > run)
}

// At is what became of the file between two runs; "" where neither knows of it.
// A base of 0 is none: then everything is new.
func (c Course) At(base, run int64) State {
	before := base != 0 && c.open(base)
	switch {
	case c.open(run) && c.Unseen != 0 && c.Unseen <= run:
		if base == 0 {
			return ""
		}
		return Unseen
	case c.open(run) && before:
		return Continuing
	case c.open(run) && c.Before:
		return Recurred
	case c.open(run):
		return New
	case before && c.Until <= run && c.Ended == EndedRules:
		return Rejudged
	case before && c.Until <= run:
		return Fixed
	}
	return ""
}

// Settled is a file of the base run that is no longer flagged, or not seen.
type Settled struct {
	ID     string      // of the file
	File   record.File // what is known of it: place, owner, department, level, persons
	State  State
	Ended  string
	Answer *Answer // the last one given about it; nil: none
}

// Period is the figures of one finished run, as they were at its end.
type Period struct {
	Run         int64
	At          time.Time
	Departments map[string]Counts
}

// All adds up the departments.
func (p Period) All() Counts {
	var sum Counts
	for _, c := range p.Departments {
		sum = sum.Plus(c)
	}
	return sum
}

// Quarter numbers the quarters of years, those of the Japanese fiscal year
// being the same.
func Quarter(t time.Time) int { return t.Year()*4 + (int(t.Month())-1)/3 }

// Counts are the figures of one department, or of all, in one run.
type Counts struct {
	Files      int `json:"files"`
	Inspected  int `json:"inspected"`
	Partial    int `json:"partial"`
	Skipped    int `json:"skipped"`
	Unreadable int `json:"unreadable"`
	Flagged    int `json:"flagged"`
	Grave      int `json:"grave"` // critical or high
	Persons    int `json:"persons"`
}

// Plus adds counts up.
func (c Counts) Plus(d Counts) Counts {
	return Counts{
		c.Files + d.Files, c.Inspected + d.Inspected, c.Partial + d.Partial, c.Skipped + d.Skipped,
		c.Unreadable + d.Unreadable, c.Flagged + d.Flagged, c.Grave + d.Grave, c.Persons + d.Persons,
	}
}
