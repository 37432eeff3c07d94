package ooxml

import (
	"strings"

	"tenken/internal/extract/numfmt"
	"tenken/internal/extract/xmlscan"
)

// Bounds of a sheet (ECMA-376 part 1, 18.3.1.73).
const (
	maxRow    = 1 << 20
	maxColumn = 1 << 14
)

// cell is a cell being read.
type cell struct {
	row, col int
	kind     byte // first letters of its t attribute: s, i inlineStr, b, e, d, 0
	style    int
	text     []byte
}

// reading is a sheet being read.
type reading struct {
	w        *workbook
	row, col int // of the cell read last
	cell     cell
	value    bool // characters are the cell's
	margin   bool // characters are of a header or footer
	list     bool // characters are of what may be chosen
	last     int  // last row put out
	margins  [][]byte
	notes    []byte // lists to choose from, and what is said about them
	choice   []byte
	display  []byte
	other    []byte
}

// sheet puts out the cells of a sheet as a table.
func (w *workbook) sheet(s sheet) error {
	if w.read[s.part] {
		return nil
	}
	w.read[s.part] = true
	w.text.Table(s.name)
	r := &reading{w: w, row: -1, col: -1, last: -1}
	var err error
	if binaryPart(s.part) {
		r.margins, err = w.binarySheet(s)
	} else {
		err = w.scan(s.part, r.token)
	}
	w.text.EndTable()
	if len(r.margins) > 0 {
		w.text.Place(s.name+" header", 0)
		for _, m := range r.margins {
			w.text.Write(numfmt.Margin(m))
			w.text.Line()
		}
	}
	if len(r.notes) > 0 {
		w.text.Place(s.name+" input", 0)
		w.text.Write(r.notes)
		w.text.Line()
	}
	return w.goOn(err)
}

func (r *reading) token(t *xmlscan.Token) error {
	switch t.Kind {
	case xmlscan.Start:
		r.start(t)
	case xmlscan.End:
		r.end(t)
	case xmlscan.Text:
		switch {
		case r.value:
			r.cell.text = append(r.cell.text, t.Text...)
		case r.list && len(r.choice) < maxNotes:
			r.choice = append(r.choice, t.Text...)
		case r.margin && len(r.margins) > 0:
			r.margins[len(r.margins)-1] = append(r.margins[len(r.margins)-1], t.Text...)
		}
	}
	return r.w.text.Err()
}

func (r *reading) start(t *xmlscan.Token) {
	switch string(t.Name) {
	case "row":
		if n, ok := natural(t.Raw("r")); ok && n > 0 && n <= maxRow {
			r.row = n - 1
		} else {
			r.row++
		}
		r.col = -1
		t.Take(r.cells(t.Rest()))
	case "c":
		r.begin(t)
		if text, ok := t.Only("v"); ok {
			r.finish(text)
			t.Take(r.cells(t.Rest()))
		}
	case "v", "t":
		if text, ok := t.Leaf(); ok {
			r.cell.text = append(r.cell.text, text...)
		} else {
			r.value = true
		}
	case "f", "rPh": // formulas, furigana
		t.Skip()
	case "dataValidation": // what people see who fill in the sheet
		for _, name := range []string{"promptTitle", "prompt", "errorTitle", "error"} {
			r.note(t.Attr(name))
		}
	case "formula1": // of one: a list is in quotes, all else is no text
		r.list = true
	case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		if len(r.margins) < 6 {
			r.margins, r.margin = append(r.margins, nil), true
		}
	}
}

// note keeps text that belongs to the sheet as a whole.
func (r *reading) note(text string) {
	if text != "" && len(r.notes) < maxNotes {
		r.notes = append(append(r.notes, text...), '\n')
	}
}

func (r *reading) end(t *xmlscan.Token) {
	switch string(t.Name) {
	case "v", "t":
		r.value = false
	case "c":
		r.finish(r.cell.text)
		r.cell.text = r.cell.text[:0]
		t.Take(r.cells(t.Rest()))
	case "formula1":
		if len(r.choice) > 1 && r.choice[0] == '"' {
			r.note(strings.Trim(string(r.choice), `"`))
		}
		r.list, r.choice = false, r.choice[:0]
	case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		r.margin = false
	}
}

// begin reads what a cell says of itself.
func (r *reading) begin(t *xmlscan.Token) {
	r.col++
	c := &r.cell
	c.row, c.col = max(r.row, 0), r.col
	c.kind, c.style, c.text = 0, 0, c.text[:0]
	for a := t.Attributes(); a.Next(); {
		switch string(a.Name) {
		case "r":
			if row, col, ok := reference(a.Value); ok {
				c.row, c.col = row, col
			}
		case "s":
			if n, ok := natural(a.Value); ok {
				c.style = n
			}
		case "t":
			if len(a.Value) > 0 {
				c.kind = a.Value[0]
			}
			if string(a.Value) == "str" {
				c.kind = 'f' // of a formula
			}
		}
	}
	r.row, r.col = c.row, c.col
}

// finish puts out the cell, whose value is text.
func (r *reading) finish(text []byte) {
	c := &r.cell
	if len(text) == 0 || c.kind == 'b' || c.kind == 'e' {
		return // empty, TRUE and FALSE, errors
	}
	var also []byte
	valid := false
	switch c.kind {
	case 's':
		n, ok := natural(text)
		if !ok {
			return
		}
		text, valid = r.w.strings.get(n), true
	case 0, 'n':
		f := r.w.format(c.style)
		if valid = f.Kept(text); valid {
			break
		}
		if r.w.out.Asides {
			also, _ = f.Other(r.other[:0], text, r.w.date04)
			r.other = also
		}
		r.display = f.Show(r.display[:0], text, r.w.date04)
		text = r.display
	}
	if len(text) == 0 || c.row < r.last {
		c.row = max(c.row, r.last)
	}
	if len(text) == 0 {
		return
	}
	r.last = c.row
	if valid {
		r.w.text.Put(c.row, c.col, text)
		return
	}
	r.w.text.Cell(c.row, c.col)
	r.w.text.Write(text)
	if len(also) > 0 {
		r.w.text.Also(also)
	}
	r.w.text.EndCell()
}

// reference reads "B7" as row 6, column 1.
func reference(s []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(s) && s[i] >= 'A' && s[i] <= 'Z' && col <= maxColumn; i++ {
		col = col*26 + int(s[i]-'A') + 1
	}
	row, ok = natural(s[i:])
	if i == 0 || !ok || row < 1 || row > maxRow || col > maxColumn {
		return 0, 0, false
	}
	return row - 1, col - 1, true
}

// natural reads a number of at most nine digits.
func natural(s []byte) (n int, ok bool) {
	if len(s) == 0 || len(s) > 9 {
		return 0, false
	}
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
