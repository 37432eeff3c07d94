// Package followup closes the loop from one inspection to the next: what
// departments answered about files, whether an answer still holds, and what
// became of files since an earlier run. It reads no workbook and keeps nothing.
package followup

import (
	"slices"
	"time"
)

// Kind is what a department says it did about a file.
type Kind string

// The answers, in the order in which books offer them. Open is the answer
// before there is one; it and Working leave everything to do.
const (
	Open       Kind = "open"
	Working    Kind = "working"
	Deleted    Kind = "deleted"
	Moved      Kind = "moved" // or its access was changed
	Encrypted  Kind = "encrypted"
	Kept       Kind = "kept" // needs a reason
	FalseAlarm Kind = "false_alarm"
)

// Kinds are all answers.
var Kinds = []Kind{Open, Working, Deleted, Moved, Encrypted, Kept, FalseAlarm}

// Final reports whether an answer says that the department is done.
func (k Kind) Final() bool { return k != Open && k != Working && k != "" }

// Known reports whether k is one of Kinds.
func (k Kind) Known() bool { return slices.Contains(Kinds, k) }

// Answer is what a department said about one file.
type Answer struct {
	Kind     Kind
	Reason   string
	Approval string    // number of the institution's approval; may be empty
	Until    time.Time // Kept: last day on which it holds; else the day by which it will be done
	Who      string
	Bound    Bound
	Run      int64     // whose book asked
	Given    time.Time // when the book was read back
	Book     string    // digest of the book it came in
}

// KeptFor is how long an answer that keeps a file holds where it names no day:
// it is asked again after a year.
const KeptFor = 365 * 24 * time.Hour

// expired reports whether the answer no longer holds at a time.
func (a Answer) expired(now time.Time) bool {
	switch {
	case a.Kind != Kept:
		return false
	case a.Until.IsZero():
		return now.After(a.Given.Add(KeptFor))
	}
	return !now.Before(a.Until.AddDate(0, 0, 1))
}
