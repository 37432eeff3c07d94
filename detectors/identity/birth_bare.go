package identity

import (
	"strings"

	"tenken/detectors"
)

// bareBirths is the confidence of a column of dates without a header, in rows of
// people.
const bareBirths = 0.7

// births reports whether dates are those on which people were born, by no more
// than that they lie over ten years, the last of them two years back, in no
// order.
func births(values []string) bool {
	const least, span, young = 5, 10, 2 // dates; years
	first, last, before, ascending, descending, n := 9999, 0, 0, 0, 0, 0
	for _, v := range values {
		bare := strings.TrimLeft(v, "MTSHRmtshr明治大正昭和平成令 　")
		number, ok := detectors.ReadNumber(bare)
		if !ok {
			return false
		}
		d, ok := dateOf(v[:len(v)-len(bare)+number.Start()], &number)
		if !ok || !d.valid() {
			return false
		}
		first, last = min(first, d.year), max(last, d.year)
		switch day := ymd(d.year, d.month, d.day); {
		case n > 0 && day > before:
			ascending++
		case n > 0 && day < before:
			descending++
		}
		before = ymd(d.year, d.month, d.day)
		n++
	}
	return n >= least && last-first >= span && last <= began/10000-young && 5*ascending < 4*n && 5*descending < 4*n
}

// dateOf reads a value that is a date and nothing else, with a year of four
// digits or of an era, which is before the number.
func dateOf(before string, n *detectors.Number) (d date, ok bool) {
	g, runs := n.Digits(), n.Runs
	if len(runs) == 1 && runs[0].Len == 8 && before == "" { // 19851203
		d.year, d.month, d.day = number(g[:4]), number(g[4:6]), number(g[6:])
		return d, true
	}
	if len(runs) != 3 || !dateJoined(runs) {
		return d, false
	}
	a := runs[0].Len
	if a > 4 || runs[1].Len > 2 || runs[2].Len > 2 {
		return d, false
	}
	d.year, d.month, d.day = number(g[:a]), number(g[a:a+runs[1].Len]), number(g[a+runs[1].Len:])
	if a == 4 {
		return d, true
	}
	e, _ := eraBefore(before)
	if e == nil || a > 2 {
		return d, false
	}
	d.era, d.year = e, e.base+d.year
	return d, true
}
