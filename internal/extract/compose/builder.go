// Package compose puts the text of a document together, in pieces that know
// their places and cells.
package compose

import (
	"bytes"
	"unicode/utf8"

	"tenken/internal/extract"
)

// full is the size from which a piece ends at the next line or row.
const full = extract.Window / 2

// Builder collects text until there is enough of it for a piece. Text is prose
// until Table; a table's text belongs to its cells.
type Builder struct {
	put   func(extract.Text) error
	body  []byte
	lead  int
	marks []extract.Mark
	cells []extract.Cell
	place string
	line  int // of the place, at the end of body; 0: lines are not counted

	table    string // name of the open table, "" outside
	row, col int
	open     bool // a cell is
	aside    aside
	err      error
}

// New puts pieces out by put. After an error of put nothing is collected.
func New(put func(extract.Text) error) *Builder { return &Builder{put: put} }

// Place says where the text from here on stands: "page 4", "slide 3 notes". A
// line above 0 counts lines from it on.
func (b *Builder) Place(place string, line int) {
	b.EndTable()
	b.place, b.line = place, line
	b.mark()
}

func (b *Builder) mark() {
	m := extract.Mark{Offset: len(b.body), Place: b.place, Line: b.line}
	if n := len(b.marks); n > 0 && b.marks[n-1].Offset == m.Offset {
		b.marks[n-1] = m
		return
	}
	b.marks = append(b.marks, m)
}

// Table begins a table. Its cells' places are the name with their column and
// row: "Sheet1!B7".
func (b *Builder) Table(name string) {
	b.EndTable()
	b.Line()
	b.flush(0)
	b.table, b.row, b.col = name, -1, 0
	b.marks = append(b.marks[:0], extract.Mark{Place: name + "!"})
}

// EndTable goes on in prose, at the place before the table.
func (b *Builder) EndTable() {
	if b.table == "" {
		return
	}
	b.EndCell()
	b.endRow()
	if n := len(b.body); n > b.lead && b.body[n-1] != '\n' {
		b.body = append(b.body, '\n')
	}
	b.flush(0)
	b.table = ""
	b.marks = b.marks[:0]
	b.mark()
}

// Cell begins a cell, counted from 0. Rows must not go back.
func (b *Builder) Cell(row, col int) {
	b.EndCell()
	switch {
	case b.row < 0:
	case row != b.row:
		b.endRow()
		b.body = append(b.body, '\n')
		if len(b.body) >= full {
			b.flush(0)
		}
	default:
		b.body = append(b.body, '\t')
	}
	b.row, b.col, b.open = row, col, true
	b.cells = append(b.cells, extract.Cell{Start: len(b.body), End: len(b.body), Row: row, Col: col})
}

// EndCell ends the open cell.
func (b *Builder) EndCell() {
	if b.open {
		b.open = false
		c := &b.cells[len(b.cells)-1]
		c.End = len(b.body)
		for c.End > max(c.Start, b.lead) && b.body[c.End-1] == '\n' {
			c.End--
		}
		b.body = b.body[:c.End]
	}
}

// Put is Cell with all its text, which is valid UTF-8, and EndCell.
func (b *Builder) Put(row, col int, text []byte) {
	b.Cell(row, col)
	if b.err == nil && len(text) <= extract.Window-len(b.body) && b.line == 0 {
		b.body = append(b.body, text...)
	} else {
		b.Write(text)
	}
	b.EndCell()
}

// Write adds text.
func (b *Builder) Write(text []byte) {
	if b.err == nil && len(text) <= extract.Window-len(b.body) {
		b.add(text)
		return
	}
	for len(text) > 0 && b.err == nil {
		n := min(len(text), extract.Window-len(b.body))
		if n < len(text) {
			n = extract.CutRune(text[:n])
		}
		if n == 0 && len(b.body) == b.lead {
			n = min(len(text), utf8.UTFMax)
		}
		if n > 0 {
			b.add(text[:n])
			text = text[n:]
		}
		if len(text) > 0 {
			b.flush(extract.LeadSize)
		}
	}
}

// WriteString adds text.
func (b *Builder) WriteString(text string) { b.Write([]byte(text)) }

func (b *Builder) add(text []byte) {
	if !extract.ValidUTF8(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	b.body = append(b.body, text...)
	if b.line > 0 {
		b.line += bytes.Count(text, []byte("\n"))
	}
}

// Line ends the line, unless nothing is on it.
func (b *Builder) Line() {
	n := len(b.body)
	if n == b.lead || b.body[n-1] == '\n' || b.open && b.cells[len(b.cells)-1].Start == n {
		return
	}
	b.add([]byte{'\n'})
	if b.table == "" && len(b.body) >= full {
		b.flush(0)
	}
}

// Flush puts out what is collected. It returns the error of put.
func (b *Builder) Flush() error {
	b.EndTable()
	b.flush(0)
	return b.err
}

// Err is the error of put.
func (b *Builder) Err() error { return b.err }

// flush puts out a piece. lead bytes of it begin the next one, of the open cell
// only where there is one.
func (b *Builder) flush(lead int) {
	if b.open {
		c := &b.cells[len(b.cells)-1]
		c.End = len(b.body)
		lead = min(lead, c.End-c.Start)
	}
	if len(b.body) > b.lead && b.err == nil {
		t := extract.Text{Body: string(b.body), Lead: b.lead, Marks: b.marks}
		if b.table != "" {
			t.Table = &extract.Table{Name: b.table, Cells: b.cells}
		}
		b.err = b.put(t)
	}
	if lead == 0 && b.err == nil {
		b.err = b.aside.flush(b.put)
	}
	b.aside.row, b.aside.forms, b.aside.spans = 0, b.aside.forms[:0], b.aside.spans[:0]
	from := len(b.body) - min(lead, len(b.body))
	for from < len(b.body) && !utf8.RuneStart(b.body[from]) {
		from++
	}
	line := b.line
	if line > 0 {
		line -= bytes.Count(b.body[from:], []byte("\n"))
	}
	b.lead = copy(b.body, b.body[from:])
	b.body = b.body[:b.lead]
	b.cells, b.marks = b.cells[:0], append(b.marks[:0], extract.Mark{Place: b.place, Line: line})
	if b.table != "" {
		b.marks[0] = extract.Mark{Place: b.table + "!"}
	}
	if b.open {
		b.cells = append(b.cells, extract.Cell{End: len(b.body), Row: b.row, Col: b.col})
	}
}
