package identity

import (
	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// splitNames is the confidence of surnames and given names in two columns of a
// table without headers.
const splitNames = 0.75

// splitName reports whether a column without a header holds surnames beside given
// names, or given names beside surnames.
func splitName(col detectors.Column) bool {
	if col.Beside == nil || col.Header != "" || !short(col.Values) {
		return false
	}
	return surnames(col.Values) && givenNames(col.Beside(1)) || givenNames(col.Values) && surnames(col.Beside(-1))
}

// splitReading reports whether a column without a header holds the readings of
// one of two columns of names to its left, beside those of the other.
func splitReading(col detectors.Column) bool {
	if col.Beside == nil || col.Header != "" || !short(col.Values) || !readings(col.Values) {
		return false
	}
	return readings(col.Beside(1)) && surnames(col.Beside(-2)) && givenNames(col.Beside(-1)) || readings(col.Beside(-1)) && surnames(col.Beside(-3)) && givenNames(col.Beside(-2))
}

// short reports whether values are no longer than a part of a name.
func short(values []string) bool {
	const longest = 8 * 3 // bytes
	for _, v := range values {
		if len(v) > longest {
			return false
		}
	}
	return len(values) > 0
}

// leastSplit is how many names show what two columns hold, and their share.
const (
	leastSplit = 5
	mostSplit  = 0.7
)

func surnames(values []string) bool { return shareOf(values, jname.Surname) }

func givenNames(values []string) bool {
	return shareOf(values, func(v string) bool { return jname.Given(v) && !onlyKatakana(v) })
}

func readings(values []string) bool {
	return shareOf(values, func(v string) bool { return onlyKana(v) && reading(v) >= jname.Part })
}

func onlyKatakana(v string) bool {
	for _, r := range v {
		if !(r >= 'ァ' && r <= 'ヿ') {
			return false
		}
	}
	return true
}

func shareOf(values []string, is func(string) bool) bool {
	share, n := detectors.Column{Values: values}.Reaching(mostSplit, is)
	return n >= leastSplit && share >= mostSplit
}
