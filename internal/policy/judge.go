package policy

import (
	"cmp"
	"slices"
	"time"

	"tenken/internal/record"
)

// Judge sets what the policy says of a file: grade, verdict with level, clause
// and action, every clause that it touches, and the cases of leak report. The
// gravest ruling decides; among equals the first in the policy. What lies
// beside a file is judged by Settle.
func (p *Policy) Judge(f *record.File) { p.judge(f, f.Inspected) }

// judge is Judge at a time, from which ages are counted. extra are rulings
// that do not follow from the file alone.
func (p *Policy) judge(f *record.File, now time.Time, extra ...record.Ruling) {
	f.Level, f.Verdict, f.Clause, f.Action = record.NoLevel, record.Clear, "", ""
	f.Policy, f.Grade, f.Rule, f.Rulings, f.Legal = "", "", "", nil, nil
	if f.Protection == record.Pseudonymised {
		f.Protection = record.Unprotected
	}
	if len(f.Findings) == 0 {
		return
	}
	s := p.subject(f, now)
	if p.claims(s) && p.law.pseudonymous(f) {
		f.Protection = record.Pseudonymised
	}
	if s.grade >= 0 {
		f.Grade = p.Grades[s.grade].Name
	}
	rulings := slices.Clone(extra)
	if r, asks := p.cell(s); asks {
		rulings = append(rulings, r)
	}
	for i := range p.Rules {
		if r := &p.Rules[i]; r.When.holds(s) {
			rulings = append(rulings, record.Ruling{Rule: r.ID, Level: r.Level, Verdict: r.Verdict, Clause: r.Clause, Action: string(r.Action)})
		}
	}
	decide(f, rulings)
	f.Legal, f.Policy = p.law.cases(s), p.fingerprint
}

// decide takes the gravest ruling, and notes one of every clause that asks
// somebody to act.
func decide(f *record.File, rulings []record.Ruling) {
	if len(rulings) == 0 {
		return
	}
	slices.SortStableFunc(rulings, func(a, b record.Ruling) int { return gravity(b) - gravity(a) })
	r := rulings[0]
	f.Level, f.Verdict, f.Clause, f.Action, f.Rule = r.Level, r.Verdict, r.Clause, r.Action, r.Rule
	for _, r := range rulings {
		told := slices.ContainsFunc(f.Rulings, func(o record.Ruling) bool {
			return o.Beside == r.Beside && cmp.Or(o.Clause, o.Rule) == cmp.Or(r.Clause, r.Rule)
		})
		if asks := r.Verdict == record.Violation || r.Verdict == record.Review; asks && !told && len(f.Rulings) < record.MaxRulings {
			f.Rulings = append(f.Rulings, r)
		}
	}
}

// gravity orders rulings by verdict and then by level, so that a violation is
// never hidden behind something merely to be reviewed.
func gravity(r record.Ruling) int {
	v := map[record.Verdict]int{record.Violation: 3, record.Review: 2, record.Approved: 1}[r.Verdict]
	return v*10 + r.Level.Rank()
}
