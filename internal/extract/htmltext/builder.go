package htmltext

import (
	"bytes"

	"tenken/internal/extract"
)

// builder collects text until there is enough of it for a piece.
type builder struct {
	put   func(extract.Text) error
	place string // of the whole document; "" for a file of its own
	body  []byte
	lead  int
	marks []extract.Mark
	cells []extract.Cell
	table string // place of the table this piece is of; "" outside
	open  bool   // the last cell is
	space bool   // a space is due before the next character
	lines int    // line ends in body since the last mark
	err   error  // of put: nothing is collected after it
}

// write adds running text that stands on a line of the source. White space
// becomes one space, unless it is kept.
func (b *builder) write(text []byte, line int, keep bool) {
	for len(text) > 0 {
		n := 0
		if !keep {
			for n < len(text) && isSpace(text[n]) {
				n++
			}
			b.space = b.space || n > 0
			text, n = text[n:], 0
		}
		for n < len(text) && (keep || !isSpace(text[n])) {
			n++
		}
		if n > 0 {
			b.add(text[:n], line)
			text = text[n:]
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// add adds text as it is.
func (b *builder) add(text []byte, line int) {
	for len(text) > 0 && b.err == nil {
		if b.space && !b.lineStart() {
			b.body = append(b.body, ' ')
		}
		b.space = false
		b.mark(line)
		n := min(len(text), extract.Window-len(b.body))
		b.body = append(b.body, text[:n]...)
		b.lines += bytes.Count(text[:n], []byte("\n"))
		if text = text[n:]; len(b.body) >= extract.Window-1 {
			b.flush(true)
		}
	}
}

func (b *builder) lineStart() bool {
	return len(b.body) == b.lead || b.body[len(b.body)-1] == '\n' || b.body[len(b.body)-1] == '\t'
}

// mark notes the line of the source, where counting from the last mark would
// give another.
func (b *builder) mark(line int) {
	if b.table != "" {
		return
	}
	if n := len(b.marks); n > 0 && b.marks[n-1].Line+b.lines == line {
		return
	}
	b.marks = append(b.marks, extract.Mark{Offset: len(b.body), Place: b.place, Line: line})
	b.lines = 0
}

// newline ends the line, if there is anything on it.
func (b *builder) newline() {
	b.space = false
	if len(b.body) > b.lead && b.body[len(b.body)-1] != '\n' {
		b.end('\n')
	}
}

func (b *builder) end(c byte) {
	b.body = append(b.body, c)
	if c == '\n' {
		b.lines++
	}
	if len(b.body) > extract.Window*3/4 {
		b.flush(false)
	}
}

// cell begins a cell.
func (b *builder) cell(row, col int) {
	b.closeCell()
	b.cells, b.open = append(b.cells, extract.Cell{Start: len(b.body), Row: row, Col: col}), true
}

// closeCell ends the open cell. An empty one is dropped.
func (b *builder) closeCell() {
	if !b.open {
		return
	}
	b.open, b.space = false, false
	c := &b.cells[len(b.cells)-1]
	c.End = c.Start + len(bytes.TrimRight(b.body[c.Start:], "\n"))
	if c.End == c.Start {
		b.cells = b.cells[:len(b.cells)-1]
	}
}

// flush puts the piece out. What follows a cut inside a line begins with the end
// of what came before.
func (b *builder) flush(inside bool) {
	var cell extract.Cell
	cut, open := len(b.body), b.open
	if inside {
		cut = extract.CutRune(b.body)
	}
	if open {
		cell = b.cells[len(b.cells)-1]
		b.closeCell()
		if n := len(b.cells); n > 0 {
			b.cells[n-1].End = min(b.cells[n-1].End, cut)
		}
	}
	if cut > b.lead && b.err == nil {
		t := extract.Text{Body: string(b.body[:cut]), Lead: b.lead, Marks: b.marks}
		if b.table != "" {
			t.Marks = append(b.marks[:0], extract.Mark{Place: b.table + "!"})
			t.Table = &extract.Table{Name: b.table, Cells: b.cells}
		}
		b.err = b.put(t)
	}
	b.restart(cut, inside)
	if open {
		b.cells = append(b.cells, extract.Cell{Row: cell.Row, Col: cell.Col})
		b.open = true
		if !inside {
			b.cells[0].Start = len(b.body)
		}
	}
}

// restart begins a piece with what was not put out, and with a lead.
func (b *builder) restart(cut int, inside bool) {
	keep := cut
	if inside {
		for keep = max(cut-extract.LeadSize, 0); keep < cut && b.body[keep]&0xC0 == 0x80; keep++ {
		}
	}
	line := 0
	if n := len(b.marks); n > 0 && b.table == "" {
		line = b.marks[n-1].Line + b.lines
	}
	b.lead = cut - keep
	b.body = append(b.body[:0], b.body[keep:]...)
	b.marks, b.cells, b.lines = b.marks[:0], b.cells[:0], 0
	if line > 0 {
		line -= bytes.Count(b.body[:b.lead], []byte("\n"))
		b.marks = append(b.marks, extract.Mark{Place: b.place, Line: max(line, 1)})
		b.lines = bytes.Count(b.body, []byte("\n"))
	}
}

// setTable ends the piece: what follows is of another table, or of none.
func (b *builder) setTable(name string) {
	b.closeCell()
	b.newline()
	b.flush(false)
	b.table, b.marks, b.lines = name, b.marks[:0], 0
}
