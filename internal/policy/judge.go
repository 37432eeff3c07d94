package policy

import (
	"slices"

	"tenken/internal/record"
)

// Judge sets Level, Verdict, Clause and Action of a record from its findings,
// persons and place. The gravest rule that holds decides; among equals the
// first in the policy.
func (p *Policy) Judge(f *record.File) {
	f.Level, f.Verdict, f.Clause, f.Action = record.NoLevel, record.Clear, "", ""
	best := -1
	for _, r := range p.Rules {
		if g := gravity(r); g > best && r.When.holds(f) {
			best = g
			f.Level, f.Verdict, f.Clause, f.Action = r.Level, r.Verdict, r.Clause, string(r.Action)
		}
	}
}

// gravity orders rules by verdict and then by level, so that a violation is
// never hidden behind something merely to be reviewed.
func gravity(r Rule) int {
	v := map[record.Verdict]int{record.Violation: 3, record.Review: 2, record.Approved: 1}[r.Verdict]
	return v*10 + r.Level.Rank()
}

const defaultConfidence = 0.6 // detectors.Medium

func (w When) holds(f *record.File) bool {
	if f.Persons < w.MinPersons ||
		len(w.Exposure) > 0 && !slices.Contains(w.Exposure, f.Exposure) ||
		len(w.Sources) > 0 && !slices.Contains(w.Sources, f.Source) {
		return false
	}
	least := w.MinConfidence
	if least == 0 {
		least = defaultConfidence
	}
	kinds, count := 0, 0
	for _, g := range f.Findings {
		if g.Confidence >= least && (slices.Contains(w.Types, g.Type) || slices.Contains(w.Categories, g.Category)) {
			kinds++
			count = max(count, g.Count)
		}
	}
	if kinds < max(1, w.MinKinds) || count < w.MinCount {
		return false
	}
	for _, t := range w.Together {
		if !slices.ContainsFunc(f.Findings, func(g record.Finding) bool { return g.Type == t && g.Confidence >= least }) {
			return false
		}
	}
	return true
}
