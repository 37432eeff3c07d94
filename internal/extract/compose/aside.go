package compose

import (
	"bytes"
	"unicode/utf8"

	"tenken/internal/extract"
)

// aside collects other forms of what a Builder puts out (see extract.Text.Aside).
type aside struct {
	forms []byte
	spans []span // of the open row's cells
	row   int    // its first cell

	body  []byte
	marks []extract.Mark
	cells []extract.Cell
	table string
}

// span is a cell's other form.
type span struct{ cell, start, end int }

// Also says in which other form the number of the open cell may be wanted. Its
// row is put out again with the other forms of its cells.
func (b *Builder) Also(form []byte) {
	a := &b.aside
	if b.open && len(form) > 0 && utf8.Valid(form) && b.err == nil {
		a.spans = append(a.spans, span{len(b.cells) - 1, len(a.forms), len(a.forms) + len(form)})
		a.forms = append(a.forms, form...)
	}
}

// Aside puts out a line beside the text, at a place of its own: a reading with
// what it is read for.
func (b *Builder) Aside(place string, line []byte) {
	a := &b.aside
	if a.table != "" || len(a.body) >= full || b.err != nil {
		if b.err == nil {
			b.err = a.flush(b.put)
		}
	}
	if n := len(a.marks); n == 0 || a.marks[n-1].Place != place {
		a.marks = append(a.marks, extract.Mark{Offset: len(a.body), Place: place})
	}
	a.body = append(append(a.body, bytes.ToValidUTF8(bytes.TrimSpace(line), nil)...), '\n')
}

// endRow repeats the row that ends, if one of its cells has another form.
func (b *Builder) endRow() {
	a := &b.aside
	from := min(a.row, len(b.cells))
	a.row = len(b.cells)
	if len(a.spans) == 0 {
		return
	}
	if a.table != b.table && len(a.body) > 0 && b.err == nil {
		b.err = a.flush(b.put)
	}
	a.table = b.table
	spans := a.spans
	for i := from; i < len(b.cells); i++ {
		c := b.cells[i]
		text := b.body[c.Start:c.End]
		for len(spans) > 0 && spans[0].cell < i {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0].cell == i {
			text = a.forms[spans[0].start:spans[0].end]
		}
		if i > from {
			a.body = append(a.body, '\t')
		}
		c.Start = len(a.body)
		a.body = append(a.body, text...)
		c.End = len(a.body)
		a.cells = append(a.cells, c)
	}
	a.body = append(a.body, '\n')
	a.forms, a.spans = a.forms[:0], a.spans[:0]
}

// flush puts out what is collected.
func (a *aside) flush(put func(extract.Text) error) (err error) {
	if len(a.body) > 0 {
		t := extract.Text{Body: string(a.body), Marks: a.marks, Aside: true}
		if a.table != "" {
			t.Marks = []extract.Mark{{Place: a.table + "!"}}
			t.Table = &extract.Table{Name: a.table, Cells: a.cells}
		}
		err = put(t)
	}
	a.body, a.marks, a.cells, a.table = a.body[:0], a.marks[:0], a.cells[:0], ""
	return err
}
