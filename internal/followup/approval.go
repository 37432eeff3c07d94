package followup

import (
	"slices"
	"time"

	"tenken/internal/policy"
	"tenken/internal/record"
	"tenken/scanners"
)

// Approval is a line of the institution's register of approvals: files that may
// be kept where they are.
type Approval struct {
	Number string
	Path   string // pattern of paths, as policies write them; "" for the owner's files
	Owner  string
	Types  []string          // of findings it covers; none: all
	Widest scanners.Exposure // widest sharing it covers
	Until  time.Time         // last day
	Reason string
	Line   int // of the register
}

// covers reports whether the approval is about the file.
func (a Approval) covers(f record.File) bool {
	return (a.Path == "" || policy.MatchPath(a.Path, f.Path)) && (a.Owner == "" || a.Owner == f.Owner)
}

// Approved looks a file up in the register. What it finds is an answer that
// keeps the file; where the approval no longer covers it, why says so, as for
// answers of departments.
func Approved(register []Approval, f record.File, now time.Time) (a *Answer, why Why) {
	for _, r := range register {
		if !r.covers(f) {
			continue
		}
		answer := &Answer{Kind: Kept, Reason: r.Reason, Approval: r.Number, Until: r.Until}
		switch {
		case len(r.Types) > 0 && slices.ContainsFunc(f.Findings, func(g record.Finding) bool { return !slices.Contains(r.Types, g.Type) }):
			why = NewType
		case f.Exposure > r.Widest || f.Exposure == scanners.Unknown && r.Widest < scanners.Anyone:
			why = ExposureChanged
		case answer.expired(now):
			why = Expired
		default:
			return answer, ""
		}
		if a == nil {
			a = answer
		}
	}
	return a, why
}
