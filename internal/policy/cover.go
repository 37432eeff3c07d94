package policy

import (
	"slices"

	"tenken/internal/record"
)

// covers reports whether a holds whenever b does, as far as that can be told
// from the conditions: a line of CEL is compared by its text.
func (p *Policy) covers(a, b *When) bool {
	return (a.CEL == "" || a.CEL == b.CEL) &&
		p.finds(a, b) && subset(a.Together, b.Together) && within(b.Also, a.Also) && subset(a.Without, b.Without) &&
		a.MinKinds <= max(1, b.MinKinds) && a.MinCount <= b.MinCount && a.confidence() <= b.confidence() &&
		a.MinPersons <= b.MinPersons && (a.MaxPersons == 0 || b.MaxPersons > 0 && b.MaxPersons <= a.MaxPersons) &&
		within(b.Labels, a.Labels) && within(b.Grades, a.Grades) && within(b.Exposure, a.Exposure) &&
		within(b.Storages, a.Storages) && within(b.Kinds, a.Kinds) && within(b.Contract, a.Contract) && within(b.Device, a.Device) &&
		within(b.Sources, a.Sources) && within(b.Paths, a.Paths) && within(b.Owners, a.Owners) && within(b.Departments, a.Departments) &&
		a.OlderThan <= b.OlderThan && (a.NewerThan == 0 || b.NewerThan > 0 && b.NewerThan <= a.NewerThan) &&
		(a.Encrypted == nil || b.Encrypted != nil && *a.Encrypted == *b.Encrypted)
}

func (w *When) confidence() float64 {
	if w.MinConfidence == 0 {
		return defaultConfidence
	}
	return w.MinConfidence
}

// finds reports whether the findings that b means are all meant by a.
func (p *Policy) finds(a, b *When) bool {
	if len(a.Types)+len(a.Categories) == 0 {
		return true
	}
	if len(b.Types)+len(b.Categories) == 0 {
		return false
	}
	for _, t := range b.Types {
		i, known := p.kinds[t]
		if !slices.Contains(a.Types, t) && (!known || !slices.Contains(a.Categories, record.Category(i.Category))) {
			return false
		}
	}
	return subset(b.Categories, a.Categories)
}

func subset[T comparable](a, b []T) bool {
	for _, v := range a {
		if !slices.Contains(b, v) {
			return false
		}
	}
	return true
}

// within is subset of lists of which an empty one means anything.
func within[T comparable](a, b []T) bool {
	return len(b) == 0 || len(a) > 0 && subset(a, b)
}

// apart reports whether two conditions can be told never to hold together.
func apart(a, b *When) bool {
	disjoint := func(x, y []string) bool {
		return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(v string) bool { return slices.Contains(y, v) })
	}
	never := func(x, y *When) bool {
		return x.MaxPersons > 0 && x.MaxPersons < y.MinPersons || x.NewerThan > 0 && x.NewerThan <= y.OlderThan ||
			slices.ContainsFunc(x.Without, func(t string) bool {
				return slices.Contains(y.Together, t) || len(y.Types) == 1 && y.Types[0] == t && len(y.Categories) == 0
			})
	}
	return disjoint(a.Sources, b.Sources) || disjoint(a.Kinds, b.Kinds) || disjoint(a.Storages, b.Storages) || disjoint(a.Grades, b.Grades) ||
		disjoint(a.Departments, b.Departments) || disjoint(names(a.Exposure), names(b.Exposure)) ||
		disjoint(strs(a.Contract), strs(b.Contract)) || disjoint(strs(a.Device), strs(b.Device)) ||
		a.Encrypted != nil && b.Encrypted != nil && *a.Encrypted != *b.Encrypted || never(a, b) || never(b, a)
}

func names[T interface{ String() string }](list []T) []string {
	return ids(list, func(v T) string { return v.String() })
}

func strs[T ~string](list []T) []string { return ids(list, func(v T) string { return string(v) }) }
