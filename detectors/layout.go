package detectors

import "strings"

// layout finds tables in plain text: a line of captions and the lines below it,
// divided by tabs, bars, commas or gaps, as they stand in text files, in mails
// and in the text of a PDF. It makes cells of them, so that the values have
// their columns. A table may go on in the next piece.
type layout struct {
	words  *words
	cells  []Cell
	heads  []int  // rows that are headers, in order
	fields []span // of the line last divided
	sheets []sheet

	records records
	known   map[string]bool // keys that were looked at: whether they are captions
	data    byte            // notation of the text: 'j' JSON, 's' SQL, 'x' XML

	next   dividers // in this piece
	looked []looked // at words and fields
	path   string
	by     divider   // 0: no table is open
	width  int       // fields of the header
	ruled  bool      // a line is drawn below it, so that no further one is above its rows
	body   bool      // the last line was below such a line of a table that is not open
	names  []script  // of each column of names; 0 for others
	full   []letters // of the fields of the last row that had all
	misses int       // lines since the last row
	row    int       // lines read so far, over all pieces
}

type span struct{ start, end int }

const (
	maxHeaderLine = 600 // bytes
	maxRowLine    = 4 << 10
	maxMisses     = 3 // lines that are no rows, until a table is over
)

// read looks through a piece of text.
func (l *layout) read(path, text string) {
	l.cells, l.heads, l.sheets = l.cells[:0], l.heads[:0], l.sheets[:0]
	if path != l.path {
		l.path, l.by, l.data = path, 0, 0
	}
	if l.structured(text) {
		return
	}
	open := l.by != 0
	l.lines(text)
	if !open && l.rows() < leastRecords && !l.listed(text) && len(l.cells) == 0 {
		l.bare(text)
	}
}

// rows is how many rows below headers were found.
func (l *layout) rows() int {
	n, last := -len(l.heads), -1
	for _, c := range l.cells {
		if c.Row != last {
			n, last = n+1, c.Row
		}
	}
	return n
}

// lines looks for tables whose rows are lines.
func (l *layout) lines(text string) {
	if l.next = (dividers{}); l.by == 0 && !l.next.any(text) {
		l.row += strings.Count(text, "\n")
		if !strings.HasSuffix(text, "\n") {
			l.row++
		}
		return
	}
	for start := 0; start < len(text); {
		end, whole := len(text), false
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end, whole = start+n, true
		}
		l.line(text, start, end, whole)
		l.row++
		start = end + 1
	}
}

func (l *layout) line(text string, start, end int, whole bool) {
	for end > start && text[end-1] <= ' ' {
		end--
	}
	size := end - start
	if l.by != 0 {
		switch {
		case size == 0 && l.by != bySpace, ruler(text[start:end]):
		case size > 0 && size <= maxRowLine && l.isRow(text, start, end):
			if size <= maxHeaderLine && !l.counts(text) && !(l.ruled && !ruled(text[end:])) && l.captions(text) {
				l.head(text)
			}
			l.emit(text, start, end)
			l.misses = 0
			return
		default:
			if l.misses++; l.misses > maxMisses || l.by == bySpace || l.by == byGap {
				l.by = 0
			}
		}
	}
	bar := l.next.bar.char(text, start, '|') < end
	if l.body = bar && (l.body || ruler(text[start:end])); l.body && !ruled(text[end:]) {
		return
	}
	// A line that the piece cuts is no header: no row follows it here.
	if whole && size >= 5 && size <= maxHeaderLine && l.isHeader(text, start, end) {
		l.head(text)
		l.ruled = l.by == byBar && ruled(text[end:])
		l.misses = 0
		l.emit(text, start, end)
	}
}

// isRow reports whether a line goes on with the open table.
func (l *layout) isRow(text string, start, end int) bool {
	if l.by == bySpace || l.by == byGap {
		if strings.HasSuffix(text[start:end], "。") {
			return false
		}
		l.divide(text, start, end)
		return hasDigitOrAt(text[start:end]) || l.by == byGap && l.width > 1 && len(l.fields) == l.width
	}
	l.divide(text, start, end)
	n := len(l.fields)
	return n >= 2 && (l.by != byComma || n >= l.width-2 && n <= l.width+6)
}

// emit makes cells of the fields of the line last divided. Where gaps divide
// the columns and do not agree with the header, the line is one cell in a
// column after the others, which all captions announce.
func (l *layout) emit(text string, start, end int) {
	shift := 0
	if l.by == bySpace || l.by == byGap {
		l.joinNames(text)
		if l.by == byGap && len(l.fields) < l.width {
			l.part(text)
		}
		n := len(l.fields)
		if n == l.width {
			l.noteFull(text)
		}
		switch {
		case l.by == byGap && n > 1 && n < l.width && l.fits(text, l.width-n) && !l.fits(text, 0): // the first cells are empty
			shift = n - l.width
		case n == l.width, n < l.width && 2*n > l.width: // the last cells may be empty
		case n == l.width+1 && isCount(text[l.fields[0].start:l.fields[0].end]):
			shift = 1
		default:
			l.cells = append(l.cells, Cell{start, end, l.row, l.width})
			return
		}
	}
	for i, f := range l.fields {
		col := i - shift // a number before the first column has none
		if col >= 0 && f.start < f.end {
			l.cells = append(l.cells, Cell{f.start, f.end, l.row, col})
		}
	}
}

// rowEnd ends the rows of tables in LaTeX.
const rowEnd = `\\`
