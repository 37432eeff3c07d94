package detectors

import "strings"

// Lines that show that a text is a table without headers: all of them are divided
// into as many fields.
const (
	leastBareRows   = 5
	mostBareRows    = 12
	leastBareFields = 3
	mostBareFields  = 40
)

// bare reads a text of lines that bars, tabs or gaps divide into the same number of
// fields, with no header that is known as one. Half of the lines must hold
// Japanese and a date, a long number or an address of mail. A first line without
// figures above lines with figures is a header that tells nothing.
func (l *layout) bare(text string) {
	by, n, header := l.bareRows(text)
	l.by = by
	if n == 0 {
		l.by = 0
		return
	}
	l.row++
	sh := sheet{first: l.row}
	for start := 0; start < len(text); l.row++ {
		line, _, _ := strings.Cut(text[start:], "\n")
		lo, hi := trim(text, start, start+len(line))
		start += len(line) + 1
		if lo == hi || hi-lo > maxRowLine || ruler(text[lo:hi]) {
			continue
		}
		if l.divide(text, lo, hi); len(l.fields) != n {
			continue
		}
		for col, f := range l.fields {
			if header {
				sh.headers = append(sh.headers, strings.Clone(text[f.start:f.end]))
			} else if f.start < f.end {
				l.cells = append(l.cells, Cell{f.start, f.end, l.row, col})
			}
		}
		header = false
	}
	l.sheets, l.by = append(l.sheets, sh), 0
}

// bareRows is what divides the first lines of such a text, and into how many
// fields; 0 where they are none.
func (l *layout) bareRows(text string) (by divider, fields int, header bool) {
	rows, telling := 0, 0
	for start := 0; start < len(text) && rows < mostBareRows; {
		line, _, whole := strings.Cut(text[start:], "\n")
		lo, hi := trim(text, start, start+len(line))
		start += len(line) + 1
		if lo == hi || ruler(text[lo:hi]) {
			continue
		}
		if !whole && rows > 0 {
			break // the piece may cut it
		}
		s := text[lo:hi]
		if len(s) > maxRowLine {
			return 0, 0, false
		}
		if rows == 0 {
			if by = bareDivider(s); by == 0 {
				return 0, 0, false
			}
			header = !hasDigitOrAt(s)
		}
		l.by = by
		if l.divide(text, lo, hi); rows == 0 {
			fields = len(l.fields)
		}
		if len(l.fields) != fields || fields < leastBareFields || fields > mostBareFields {
			return 0, 0, false
		}
		if rows++; japanese(s) && private(s) {
			telling++
		}
	}
	if rows < leastBareRows || 2*telling < rows {
		return 0, 0, false
	}
	return by, fields, header
}

func bareDivider(line string) divider {
	switch {
	case strings.Count(line, "|") >= leastBareFields-1:
		return byBar
	case strings.Count(line, "\t") >= leastBareFields-1:
		return byTab
	case strings.Contains(line, "  ") || doubleWideSpace(line):
		return byGap
	}
	return 0
}

// private reports whether a line holds what rows of people do: an address of
// mail, six digits in a row, or three groups of digits that are joined.
func private(line string) bool {
	run, groups := 0, 0
	for i := range len(line) {
		switch c := line[i]; {
		case c == '@':
			return true
		case c-'0' <= 9:
			if run++; run == 1 {
				groups++
			}
			if run >= 6 || groups >= 3 {
				return true
			}
		case (c == '-' || c == '/' || c == '.') && run > 0:
			run = 0
		default:
			run, groups = 0, 0
		}
	}
	return false
}
