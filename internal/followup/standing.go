package followup

import (
	"time"

	"tenken/internal/record"
)

// State is what became of a file since an earlier run.
type State string

// The states.
const (
	New        State = "new"
	Continuing State = "continuing"
	Recurred   State = "recurred" // settled before, and there again
	Fixed      State = "fixed"    // confirmed: removed says the provider, or it was read again
	Rejudged   State = "rejudged" // unchanged, but the rules no longer mind
	Unseen     State = "unseen"   // not there or not readable, and nothing confirms that it is settled
)

// States are all of them, in the order in which books list them.
var States = []State{New, Continuing, Recurred, Fixed, Rejudged, Unseen}

// Why says why a file is asked about although there was an answer.
type Why string

// The reasons; those of broken promises first.
const (
	StillThere      Why = "still_there"     // answered Deleted
	StillReadable   Why = "still_readable"  // answered Encrypted
	StillReachable  Why = "still_reachable" // answered Moved: neither place nor sharing changed
	StillMinded     Why = "still_minded"    // answered Moved, and it was; the rules mind all the same
	Expired         Why = "expired"
	ContentChanged  Why = "content_changed"
	NewType         Why = "new_type"
	ExposureChanged Why = "exposure_changed"
	RulesChanged    Why = "rules_changed"
	NotDone         Why = "not_done" // answered Working
)

// Standing is where a flagged file stands.
type Standing struct {
	State  State
	Answer *Answer // the last one; nil: none
	Why    Why     // why it is asked again; "" where there was no answer or it holds
	Holds  bool    // the answer settles it
	Waits  bool    // what the answer says was done is for the next run to confirm
}

// Asked reports whether the department has to say something about the file.
func (s Standing) Asked() bool { return !s.Holds && !s.Waits }

// Broken reports whether the file is not as its answer says it would be.
func (s Standing) Broken() bool {
	return s.Why == StillThere || s.Why == StillReadable || s.Why == StillReachable
}

// Stand weighs the last answer about a flagged file, as the file was found by a
// run, at a time. No answer is never an acceptance.
func Stand(f record.File, state State, a *Answer, run int64, now time.Time) Standing {
	s := Standing{State: state, Answer: a}
	if a == nil || a.Kind == Open || a.Kind == "" {
		return s
	}
	is := BoundOf(f)
	switch a.Kind {
	case Working:
		if a.Run < run {
			s.Why = NotDone
		}
	case Deleted, Moved, Encrypted:
		if a.Run >= run {
			s.Waits = true
			break
		}
		s.Why = broken(a, is)
	case Kept, FalseAlarm:
		s.Why = lapsed(a, is, now)
		s.Holds = s.Why == ""
	}
	return s
}

// broken says what became of a promise, of a file that is still flagged.
func broken(a *Answer, is Bound) Why {
	switch {
	case a.Kind == Deleted:
		return StillThere
	case a.Kind == Encrypted:
		return StillReadable
	case a.Bound.Exposure == is.Exposure && a.Bound.Place == is.Place:
		return StillReachable
	}
	return StillMinded
}

// lapsed says why an answer no longer holds; "" where it does.
func lapsed(a *Answer, is Bound, now time.Time) Why {
	changed := false
	for t, values := range is.Types {
		was, known := a.Bound.Types[t]
		if !known {
			return NewType
		}
		changed = changed || was != values
	}
	switch {
	case changed || len(a.Bound.Types) != len(is.Types):
		return ContentChanged
	case a.Bound.Exposure != is.Exposure:
		return ExposureChanged
	case a.Bound.Rules != is.Rules:
		return RulesChanged
	case a.expired(now):
		return Expired
	}
	return ""
}
