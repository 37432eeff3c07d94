package followup

import "time"

// ReplyKind is a reply to a question of the self-inspection.
type ReplyKind string

// The replies; "" is none.
const (
	Yes           ReplyKind = "yes"
	No            ReplyKind = "no" // needs a reason and a day
	NotApplicable ReplyKind = "not_applicable"
)

// ReplyKinds are all replies, in the order in which books offer them.
var ReplyKinds = []ReplyKind{Yes, No, NotApplicable}

// Reply is what a department said to a question.
type Reply struct {
	Answer ReplyKind
	Reason string
	Due    time.Time
	Who    string
	Given  time.Time
	Book   string
}

// Same reports whether two replies say the same.
func (r Reply) Same(s Reply) bool {
	return r.Answer == s.Answer && r.Reason == s.Reason && r.Due.Equal(s.Due) && r.Who == s.Who
}

// Same reports whether two answers say the same about the same.
func (a Answer) Same(b Answer) bool {
	return a.Kind == b.Kind && a.Reason == b.Reason && a.Approval == b.Approval && a.Until.Equal(b.Until) && a.Who == b.Who &&
		a.Bound.String() == b.Bound.String()
}

// Question is one of the self-inspection: the ministry's or the institution's.
type Question struct {
	ID       string   // unique, in books and in the ledger
	Part     string   // what it belongs to, for people
	Text     string   // answered by yes or no, yes being as it should be
	Clause   string   // where it comes from
	Evidence Evidence // what the inspection can say about it; "" for nothing
	Types    []string // of findings that count as evidence; none: all
}

// Evidence is a measure that the inspection takes for a question.
type Evidence string

// The measures.
const (
	Violations Evidence = "violations" // files that may break a rule
	Flagged    Evidence = "flagged"    // files to act on
	Shared     Evidence = "shared"     // flagged files that people outside can reach
	OrgWide    Evidence = "org_wide"   // flagged files that everybody inside, or more, can reach
	Large      Evidence = "large"      // flagged files of more than 1,000 persons
	WithoutMFA Evidence = "mfa"        // accounts without, or with unknown, multi-factor authentication
	NotRead    Evidence = "not_read"   // files not or partly inspected
	Promises   Evidence = "promises"   // files that are not as the last answer said
)

// Evidences are all measures.
var Evidences = []Evidence{Violations, Flagged, Shared, OrgWide, Large, WithoutMFA, NotRead, Promises}

// Judged counts final answers.
type Judged struct{ Answers, False int }

// Plus counts one more answer.
func (j Judged) Plus(k Kind) Judged {
	j.Answers++
	if k == FalseAlarm {
		j.False++
	}
	return j
}
