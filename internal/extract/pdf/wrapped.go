package pdf

import "math"

// lineGap is the most that two lines of a cell are apart, in heights.
const lineGap = 0.9

// unwrap joins the lines of cells that were too narrow for their text: PDFium
// gives the lines of a cell one after the other, before the next cell.
func unwrap(lines []line) []line {
	var rows []line
	for _, l := range lines {
		if len(l.cells) >= leastRow && l.top > l.bottom {
			rows = append(rows, l)
		}
	}
	out := lines[:0:0]
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if l.top > l.bottom && level(rows, l) {
			at := &l.cells[len(l.cells)-1]
			above := l
			for i+1 < len(lines) && below(above, at.x, lines[i+1]) && !level(rows, lines[i+1]) {
				above = lines[i+1]
				at.text = join(at.text, above.cells[0].text)
				i++
			}
		}
		out = append(out, l)
	}
	return out
}

// level reports whether a line stands beside a row.
func level(rows []line, l line) bool {
	for _, r := range rows {
		if beside(r, l) {
			return true
		}
	}
	return false
}

// beside reports whether two lines are at the same height.
func beside(a, b line) bool {
	common := min(a.top, b.top) - max(a.bottom, b.bottom)
	return common > sameLine*min(a.top-a.bottom, b.top-b.bottom)
}

// below reports whether l begins at x, right below the line above.
func below(above line, x float64, l line) bool {
	height := above.top - above.bottom
	return len(l.cells) == 1 && l.top > l.bottom && math.Abs(l.cells[0].x-x) <= aligned &&
		l.top < above.top && above.bottom-l.top < lineGap*height
}

// join joins two lines of a cell. Words are divided by spaces, which ended the
// line; what has none in it was broken where the cell ended.
func join(a, b string) string {
	if a != "" && b != "" && isLetter(a[len(a)-1]) && isLetter(b[0]) {
		for i := range len(a) {
			if a[i] == ' ' {
				return a + " " + b
			}
		}
	}
	return a + b
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
