package sandbox

import (
	"unicode/utf8"

	"tenken/internal/extract"
)

// appendText encodes all of t but its body, which comes last in the frame.
func appendText(b []byte, t extract.Text) []byte {
	b = appendString(b, t.Path)
	b = appendNumber(b, t.Lead)
	b = append(b, 0)
	if t.Aside {
		b[len(b)-1] = 2 // 1 as a varint
	}
	b = appendNumber(b, len(t.Marks))
	for _, m := range t.Marks {
		b = appendNumber(b, m.Offset)
		b = appendString(b, m.Place)
		b = appendNumber(b, m.Line)
	}
	if t.Table == nil {
		return appendNumber(b, -1)
	}
	b = appendNumber(b, len(t.Table.Cells))
	b = appendString(b, t.Table.Name)
	var last extract.Cell
	for _, c := range t.Table.Cells {
		b = appendNumber(b, c.Start-last.End)
		b = appendNumber(b, c.End-c.Start)
		b = appendNumber(b, c.Row-last.Row)
		b = appendNumber(b, c.Col-last.Col)
		last = c
	}
	return b
}

// decoder reads pieces of text, in memory that it uses again.
type decoder struct {
	marks []extract.Mark
	table extract.Table
}

// text decodes a piece and holds it to the promises of extract.Text: the child
// read a stranger's file and is not trusted.
func (d *decoder) text(payload []byte) (extract.Text, error) {
	f := &fields{b: payload}
	t := extract.Text{Path: f.string(), Lead: int(f.number()), Aside: f.number() == 1}
	d.marks = d.marks[:0]
	for range f.count() {
		d.marks = append(d.marks, extract.Mark{Offset: int(f.number()), Place: f.string(), Line: int(f.number())})
	}
	t.Marks = d.marks
	if n := f.number(); n >= 0 && n <= int64(len(f.b)) {
		d.table.Name, d.table.Cells = f.string(), d.table.Cells[:0]
		var last extract.Cell
		for range n {
			start := last.End + int(f.number())
			last = extract.Cell{Start: start, End: start + int(f.number()), Row: last.Row + int(f.number()), Col: last.Col + int(f.number())}
			d.table.Cells = append(d.table.Cells, last)
		}
		t.Table = &d.table
	}
	t.Body = string(f.b)
	if f.bad || !extract.ValidUTF8(f.b) || !sound(t) {
		return extract.Text{}, errFrame
	}
	return t, nil
}

// sound reports whether all offsets of t lie in its body and in their order.
// That the body is UTF-8 is known.
func sound(t extract.Text) bool {
	if !utf8.ValidString(t.Path) || t.Lead < 0 || t.Lead > len(t.Body) {
		return false
	}
	at := 0
	for _, m := range t.Marks {
		if m.Offset < at || m.Offset > len(t.Body) {
			return false
		}
		at = m.Offset
	}
	if t.Table == nil {
		return true
	}
	at = 0
	for _, c := range t.Table.Cells {
		if c.Start < at || c.End < c.Start || c.End > len(t.Body) || c.Row < 0 || c.Col < 0 {
			return false
		}
		at = c.End
	}
	return true
}
