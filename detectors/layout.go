package detectors

import (
	"strings"
	"unicode/utf8"
)

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

	divided
	path   string
	by     divider  // 0: no table is open
	width  int      // fields of the header
	names  []script // of each column of names; 0 for others
	misses int      // lines since the last row
	row    int      // lines read so far, over all pieces
}

type span struct{ start, end int }

// divider is what divides the fields of a line.
type divider byte

const (
	byTab   divider = '\t'
	byBar   divider = '|'
	byComma divider = ','
	byAmp   divider = '&' // of LaTeX
	byGap   divider = 'g' // two spaces and more, or tabs
	bySpace divider = ' ' // single spaces
)

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
	if !open && l.rows() < leastRecords {
		l.listed(text)
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
	if l.look(text); l.by == 0 && !l.any() {
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
			if size <= maxHeaderLine && l.captions(text) {
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
	// A line that the piece cuts is no header: no row follows it here.
	if whole && size >= 5 && size <= maxHeaderLine && l.isHeader(text, start, end) {
		l.head(text)
		l.misses = 0
		l.emit(text, start, end)
	}
}

// head takes the fields of a line for captions.
func (l *layout) head(text string) {
	l.heads = append(l.heads, l.row)
	for i := 0; i+1 < len(l.fields); i++ { // 氏  名 is one
		if a, b := l.fields[i], l.fields[i+1]; text[a.start:a.end] == "氏" && text[b.start:b.end] == "名" {
			l.fields[i].end = b.end
			l.fields = append(l.fields[:i+1], l.fields[i+2:]...)
		}
	}
	l.width, l.names = len(l.fields), l.names[:0]
	for _, f := range l.fields {
		l.names = append(l.names, scriptOf(text[f.start:f.end]))
	}
}

// isHeader reports whether a line is one of captions, and opens a table.
func (l *layout) isHeader(text string, start, end int) bool {
	if !divides(text, start, end) || hasData(text[start:end]) {
		return false
	}
	open := l.by
	for _, by := range l.dividers(text[start:end]) {
		if by == 0 {
			break
		}
		if l.by = by; !l.begins(text, start, end) {
			continue
		}
		if l.divide(text, start, end); l.captions(text) {
			return true
		}
	}
	l.by = open
	return false
}

// divides reports whether something that may be a divider stands within the
// longest caption that a line can begin with: most lines of prose fail.
func divides(text string, start, end int) bool {
	for w := spaceWidth(text, start, end); w > 0; w = spaceWidth(text, start, end) {
		start += w
	}
	for i := start; i < min(end, start+3*headerRunes+len(`"""`)); i++ {
		switch text[i] {
		case ' ', '\t', '|', ',':
			return true
		case 0x80: // the second byte of a wide space, ...
			if i > start && i+1 < end && text[i-1] == 0xE3 && text[i+1] == 0x80 {
				return true
			}
		case 0xBD: // ... and that of a wide bar, which are rarer than the first
			if i > start && i+1 < end && text[i-1] == 0xEF && text[i+1] == 0x9C {
				return true
			}
		}
	}
	return false
}

// begins is a cheap test of what captions asks of the first field of a line
// that single spaces divide: most lines of prose fail it.
func (l *layout) begins(text string, start, end int) bool {
	if l.by != bySpace {
		return true
	}
	for w := spaceWidth(text, start, end); w > 0; w = spaceWidth(text, start, end) {
		start += w
	}
	const most = 3*headerRunes + len(`""`)
	stop, _ := l.field(text, start, min(end, start+most+1))
	if stop-start > most {
		return false
	}
	v := strings.Trim(text[start:stop], `"`)
	c := l.words.read(v)
	return c.whole || usualCaption(v)
}

// divided are the dividers that a piece of text holds at all: most prose holds
// none, and its lines need not be searched.
type divided struct{ tab, bar, wideBar, comma, amp, space, wideSpace bool }

func (d *divided) look(text string) {
	*d = divided{
		tab: strings.IndexByte(text, '\t') >= 0, bar: strings.IndexByte(text, '|') >= 0, wideBar: strings.Contains(text, "｜"),
		comma: strings.IndexByte(text, ',') >= 0, amp: strings.Contains(text, " & "), space: strings.IndexByte(text, ' ') >= 0, wideSpace: strings.Contains(text, "　"),
	}
}

func (d *divided) any() bool {
	return d.tab || d.bar || d.wideBar || d.comma || d.amp || d.space || d.wideSpace
}

// dividers are what may divide a line, 0 for none.
func (d *divided) dividers(s string) [2]divider {
	switch {
	case d.tab && strings.IndexByte(s, '\t') > 0:
		return [2]divider{byTab}
	case d.bar && strings.IndexByte(s, '|') >= 0 || d.wideBar && hasWide(s, 0xBD, "｜"):
		return [2]divider{byBar}
	case d.amp && strings.Contains(s, " & ") && strings.Contains(s, rowEnd):
		return [2]divider{byAmp}
	case d.comma && strings.IndexByte(s, ',') > 0:
		return [2]divider{byComma}
	case d.space && strings.Contains(s, "  ") || d.wideSpace && doubleWideSpace(s):
		return [2]divider{byGap, bySpace}
	case d.space && strings.IndexByte(s, ' ') > 0 || d.wideSpace && hasWide(s, 0x80, "　"):
		return [2]divider{bySpace}
	}
	return [2]divider{}
}

// hasWide reports whether s holds a character of three bytes, whose second is
// rarer than the first and is looked for.
func hasWide(s string, second byte, char string) bool { return indexWide(s, second, char) >= 0 }

func indexWide(s string, second byte, char string) int {
	for i := 0; ; i++ {
		k := strings.IndexByte(s[i:], second)
		if k < 0 {
			return -1
		}
		if i += k; i > 0 && strings.HasPrefix(s[i-1:], char) {
			return i - 1
		}
	}
}

// doubleWideSpace reports whether two wide spaces stand side by side.
func doubleWideSpace(s string) bool {
	for {
		i := indexWide(s, 0x80, "　")
		if i < 0 {
			return false
		}
		if s = s[i+3:]; strings.HasPrefix(s, "　") {
			return true
		}
	}
}

// captions reports whether the fields are a header: at least two captions, one
// of them of something that is looked for, and no data.
func (l *layout) captions(text string) bool {
	found, filled, telling := 0, 0, 0
	for _, f := range l.fields {
		if f.end-f.start > 3*headerRunes {
			return false
		}
	}
	for i, f := range l.fields {
		v := text[f.start:f.end]
		if v == "" {
			continue
		}
		filled++
		if hasData(v) || l.by == bySpace && isCount(v) {
			return false
		}
		c := l.words.read(v)
		if c.whole || usualCaption(v) {
			found++
			if l.words.telling(&c) {
				telling++
			}
		} else if l.by == bySpace && 3*found < 2*filled || i > 3 && found == 0 {
			return false
		}
	}
	if filled == 2 && (l.by == bySpace || l.by == byGap) && telling < 2 {
		return false // a title of two words
	}
	if l.by == byBar && telling > 0 && ruled(text[l.fields[len(l.fields)-1].end:]) {
		return true
	}
	return found >= 2 && telling > 0 && 2*found >= filled || l.by != bySpace && l.by != byComma && telling >= 2 && 3*found >= filled
}

// ruled reports whether a line of dashes and bars comes next, as below the header
// of a table of Markdown.
func ruled(rest string) bool {
	_, rest, _ = strings.Cut(rest, "\n")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Contains(line, "---") && strings.Contains(line, "|") && strings.Trim(line, "|-: \t\r") == ""
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
		switch n := len(l.fields); {
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

// divide cuts text[start:end] into fields without outer spaces and quotes.
func (l *layout) divide(text string, start, end int) {
	l.fields = l.fields[:0]
	if l.by == byAmp {
		if n := strings.Index(text[start:end], rowEnd); n >= 0 {
			end = start + n
		}
	}
	if l.by == byBar { // bars at the edges divide nothing
		if start < end && text[start] == '|' {
			start++
		}
		if start < end && text[end-1] == '|' {
			end--
		}
	}
	for i := start; i <= end; {
		stop, next := l.field(text, i, end)
		lo, hi := trim(text, i, stop)
		if hi-lo >= 2 && text[lo] == '"' && text[hi-1] == '"' {
			lo, hi = trim(text, lo+1, hi-1)
		}
		if lo < hi || l.by != byGap && l.by != bySpace {
			l.fields = append(l.fields, span{lo, hi})
		}
		i = next
	}
}

// field finds where the field at text[i:end] ends and the next one begins.
func (l *layout) field(text string, i, end int) (stop, next int) {
	switch l.by {
	case byGap, bySpace:
		for k := i; k < end; {
			w := spaceWidth(text, k, end)
			if w == 0 {
				k++
				continue
			}
			from, n := k, 0
			for w > 0 {
				if n++; text[k] == '\t' {
					n++
				}
				k += w
				w = spaceWidth(text, k, end)
			}
			if l.by == bySpace || n >= 2 {
				return from, k
			}
		}
		return end, end + 1
	case byComma:
		k := i
		for k < end && text[k] == ' ' {
			k++
		}
		if k < end && text[k] == '"' {
			for k++; k < end; k++ {
				if text[k] == '"' && (k+1 >= end || text[k+1] == ',') {
					return k + 1, k + 2
				}
			}
		}
	case byBar:
		for k := i; k < end; k++ {
			if text[k] == '|' {
				return k, k + 1
			}
			if strings.HasPrefix(text[k:end], "｜") {
				return k, k + len("｜")
			}
		}
		return end, end + 1
	}
	if n := strings.IndexByte(text[i:end], byte(l.by)); n >= 0 {
		return i + n, i + n + 1
	}
	return end, end + 1
}

// spaceWidth is the width of the space at text[i], 0 when there is none.
func spaceWidth(text string, i, end int) int {
	if i >= end {
		return 0
	}
	switch c := text[i]; {
	case c == ' ', c == '\t':
		return 1
	case c == 0xE3 && strings.HasPrefix(text[i:end], "　"):
		return len("　")
	}
	return 0
}

// ruler reports whether a line is only drawn: |---|---|, ======.
func ruler(s string) bool {
	for _, r := range s {
		switch r {
		case '-', '=', '|', '+', ':', ' ', '\t', '─', '━', '│', '┼', '├', '┤', '┃', '　', '_', '*', '・':
		default:
			return false
		}
	}
	return s != ""
}

// isCount reports whether s is the number of a row.
func isCount(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < '０' || r > '９') && r != '.' && r != ')' {
			return false
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= 5
}

func hasDigitOrAt(s string) bool {
	for i := range len(s) {
		if c := s[i]; c-'0' <= 9 || c == '@' {
			return true
		}
	}
	return strings.ContainsAny(s, "０１２３４５６７８９＠")
}

// telling reports whether a caption announces something that is looked for.
func (ws *words) telling(c *caption) bool {
	for _, k := range c.words[:c.n] {
		if e := &ws.list[k]; len(e.own)+len(e.head) > 0 {
			return true
		}
	}
	return false
}
