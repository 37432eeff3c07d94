package pdf

import (
	"math"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

const (
	maxGaps = 4000 // of a page are looked at

	// A space between words is at most half as wide as a Japanese character.
	wideGap = 0.7 // of the height of a line: between two cells
	anyGap  = 0.4 // the same, where another cell begins at this place
	wordGap = 0.1 // the same, between words
	aligned = 1.0 // points that the beginnings of cells differ by

	severalSpaces = 1.6 // widths of a space are more than one

	sameLine  = 0.6 // of their height is common to characters of one line
	shortLine = 80  // characters
	maxCell   = 200 // characters of a line that goes on
	leastRow  = 2   // cells of the row of a table
	leastRows = 3   // of a table
)

// spaceAt is a space or line end that PDFium found between two texts, and that
// nobody wrote.
type spaceAt struct {
	rune  int     // index on the page
	width float64 // in heights of the line
	next  float64 // where the text behind it begins, in points
	level bool    // both stand on one line
}

// gaps puts two spaces between the cells of a row: PDFium finds a gap there as
// it does between words, or a line end where the font changes. Cells that were
// written after the others of their row return to it.
func (d *document) gaps(page references.FPDF_TEXTPAGE, text string, count int) string {
	runes := []rune(text)
	if len(runes) != count {
		return text // characters that are not one of the text each
	}
	spaces := d.spaces(page, runes)
	if len(spaces) == 0 {
		return text
	}
	lines := d.cells(page, runes, spaces)
	var b strings.Builder
	b.Grow(len(text) + len(spaces))
	for i, l := range lines {
		if i > 0 {
			b.WriteString("\r\n")
		}
		for k, c := range l.cells {
			if k > 0 {
				b.WriteString("  ")
			}
			b.WriteString(c.text)
		}
	}
	return b.String()
}

// spaces collects those of lines that may be rows, and line ends inside of rows.
func (d *document) spaces(page references.FPDF_TEXTPAGE, runes []rune) (spaces []spaceAt) {
	for start, i := 0, 0; i < len(runes) && len(spaces) < maxGaps; i++ {
		switch r := runes[i]; {
		case r == '\n':
			start = i + 1
		case r == '\r' && i > start && i+2 < len(runes) && runes[i+1] == '\n' && runes[i+2] > ' ' && i+2-start < maxCell:
			if s, ok := d.between(page, i, i-1, i+2); ok && s.width > -anyGap && s.level {
				spaces = append(spaces, s)
			}
		case r == ' ' && i > start && runes[i-1] > ' ' && i+1 < len(runes) && runes[i+1] > ' ':
			short, figures := tabular(runes, start)
			if !short && !figures {
				continue
			}
			if s, ok := d.space(page, i, figures); ok {
				spaces = append(spaces, s)
			}
		}
	}
	return spaces
}

// line is a line of the page, in cells from left to right.
type line struct {
	cells       []cell
	top, bottom float32
	open        []byte // text of the cell being read
}

type cell struct {
	x    float64
	text string
}

// cells divides the text into lines and cells.
func (d *document) cells(page references.FPDF_TEXTPAGE, runes []rune, spaces []spaceAt) (lines []line) {
	columns := columnsOf(spaces)
	l, first, from, x, rows := line{}, 0, 0, 0.0, 0
	cut := func(to, next int, at float64) {
		l.cells = append(l.cells, cell{x, string(l.open) + string(runes[from:to])})
		l.open, from, x = l.open[:0], next, at
	}
	end := func(to, next int) {
		cut(to, next, 0)
		if first < to {
			if box, ok := d.box(page, first); ok {
				l.top, l.bottom, l.cells[0].x = box.Top, box.Bottom, float64(box.Left)
			}
		}
		if len(l.cells) >= leastRow {
			rows++
		}
		lines = append(lines, l)
		l, first = line{}, next
	}
	for i := 0; i < len(runes); i++ {
		switch {
		case len(spaces) > 0 && spaces[0].rune == i:
			s := spaces[0]
			spaces = spaces[1:]
			switch {
			case !s.level:
				end(i, i+1)
			case s.width >= wideGap || s.width >= anyGap && begins(columns, s.next):
				n := 1
				if runes[i] == '\r' {
					n = 2
				}
				cut(i, i+n, s.next)
				i += n - 1
			case runes[i] == '\r': // the font changes, and nothing else
				l.open = append(l.open, string(runes[from:i])...)
				if s.width >= wordGap {
					l.open = append(l.open, ' ')
				}
				from = i + 2
				i++
			}
		case runes[i] == '\r' && i+1 < len(runes) && runes[i+1] == '\n':
			end(i, i+2)
			i++
		}
	}
	end(len(runes), len(runes))
	if lines = unwrap(lines); rows >= leastRows {
		lines = regroup(lines)
	}
	return lines
}

// regroup puts cells that were written apart from their row back into it.
func regroup(lines []line) []line {
	var rows []int
	out := lines[:0:0]
	moved := map[int]bool{}
	for i, l := range lines {
		if l.top <= l.bottom {
			continue
		}
		for _, r := range rows {
			row := &lines[r]
			if !beside(*row, l) {
				continue
			}
			row.cells = append(row.cells, l.cells...)
			slices.SortStableFunc(row.cells, func(a, b cell) int {
				switch {
				case a.x < b.x:
					return -1
				case a.x > b.x:
					return 1
				}
				return 0
			})
			moved[i] = true
			break
		}
		if !moved[i] && len(l.cells) >= leastRow {
			rows = append(rows, i)
		}
	}
	for i, l := range lines {
		if !moved[i] {
			out = append(out, l)
		}
	}
	return out
}

// tabular reports whether the line from start on may be the row of a table or
// its header: few lines of prose are as short, or hold figures or Japanese with
// spaces.
func tabular(runes []rune, start int) (short, figures bool) {
	for i := start; i < len(runes) && runes[i] != '\r' && runes[i] != '\n'; i++ {
		if r := runes[i]; r >= '0' && r <= '9' || r == '@' || r >= 0x3000 && r <= 0x9FFF || r >= 0xFF00 && r <= 0xFFEF {
			return true, true
		}
		if i-start > shortLine {
			return false, false
		}
	}
	return true, false
}

// space measures the space at index. One that was written counts where it
// stands for several, of which PDFium keeps one.
func (d *document) space(page references.FPDF_TEXTPAGE, index int, written bool) (spaceAt, bool) {
	g, err := d.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: page, Index: index})
	if err != nil || !g.IsGenerated && !written {
		return spaceAt{}, false
	}
	s, ok := d.between(page, index, index-1, index+1)
	if !ok || g.IsGenerated {
		return s, ok
	}
	box, ok := d.box(page, index)
	own := float64((box.Right - box.Left) / (box.Top - box.Bottom))
	return s, ok && s.level && own > 0 && s.width > severalSpaces*own
}

// between measures what lies between two characters.
func (d *document) between(page references.FPDF_TEXTPAGE, index, before, behind int) (spaceAt, bool) {
	a, ok := d.box(page, before)
	if !ok {
		return spaceAt{}, false
	}
	b, ok := d.box(page, behind)
	height := max(a.Top-a.Bottom, b.Top-b.Bottom)
	if !ok || height <= 0 {
		return spaceAt{}, false
	}
	common := min(a.Top, b.Top) - max(a.Bottom, b.Bottom)
	return spaceAt{index, float64((b.Left - a.Right) / height), float64(b.Left), common > sameLine*min(a.Top-a.Bottom, b.Top-b.Bottom)}, true
}

// box is the place of a character on the page, in points from its lower left.
func (d *document) box(page references.FPDF_TEXTPAGE, index int) (structs.FPDF_FS_RECTF, bool) {
	r, err := d.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: index})
	if err != nil {
		return structs.FPDF_FS_RECTF{}, false
	}
	return r.Rect, true
}

// columnsOf is how many cells begin at places behind wide gaps, by points.
func columnsOf(spaces []spaceAt) map[int]int {
	at := map[int]int{}
	for _, s := range spaces {
		if s.width >= wideGap {
			at[int(math.Round(s.next))]++
		}
	}
	return at
}

// begins reports whether a column begins at x.
func begins(columns map[int]int, x float64) bool {
	for p := int(math.Ceil(x - aligned)); p <= int(math.Floor(x+aligned)); p++ {
		if columns[p] > 0 {
			return true
		}
	}
	return false
}
