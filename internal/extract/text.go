// Package extract turns the bytes of a file into text and tables that know
// their places. Containers are opened here. It judges nothing and keeps
// nothing: text goes to the caller's function and is forgotten.
package extract

import (
	"sort"
	"strings"
)

// Text is one piece of a file's text: a page, a sheet, a slide, a mail body,
// or a window of a long plain text. The pieces of a file, each without its
// Lead, put one after the other are the file's extracted text.
type Text struct {
	Path  string // member path for people ("mail.eml!/cv.zip!/cv.txt"); "" for the file itself
	Body  string // valid UTF-8
	Lead  int    // bytes of Body that repeat the end of the piece before, for context only
	Marks []Mark // sorted by Offset
	Table *Table // cells of Body, when it is tabular

	// Aside says that Body is another form of what other pieces hold: numbers as
	// a sheet displays them, or keeps them; furigana. It is for people: whoever
	// looks for things would find them twice.
	Aside bool
}

// Mark says that the text from Offset on stands at Place, until the next mark.
// A Mark whose Place ends in "line" counts lines from Line on: its place is
// "line 12" for text eleven newlines later. Others ("page 4", "slide 3",
// "Sheet1!B7", "header Subject") are taken as they are.
type Mark struct {
	Offset int
	Place  string
	Line   int // 0: do not count lines
}

// Table is the cells of a piece of tabular text. A long table comes as several
// pieces with the same Name; Row keeps counting over them.
type Table struct {
	Name  string // sheet name or "" ; unique within one file and Path
	Cells []Cell // in order of Start
}

// Cell is one cell: Body[Start:End]. Row and Col count from 0 as the file has
// them, header rows included.
type Cell struct{ Start, End, Row, Col int }

// Place names the position of a byte offset for people: "page 4",
// "Sheet1!B7", "mail.eml!/cv.zip!/cv.txt line 12". It is canonical English;
// reports translate it.
func (t Text) Place(offset int) string {
	p := t.local(offset)
	switch {
	case t.Path == "":
		return p
	case p == "":
		return t.Path
	}
	return t.Path + " " + p
}

// Alike is the offset up to which Place is the same as at offset: the end of a
// line or cell, or the next mark.
func (t Text) Alike(offset int) int {
	end := len(t.Body)
	if i := sort.Search(len(t.Marks), func(i int) bool { return t.Marks[i].Offset > offset }); i < len(t.Marks) {
		end = t.Marks[i].Offset - 1
	}
	if t.Table != nil {
		if c, ok := t.cellAt(offset); ok {
			return min(end, c.End)
		}
		return offset
	}
	if n := strings.IndexByte(t.Body[offset:max(offset, end)], '\n'); n >= 0 {
		end = offset + n
	}
	return end
}

func (t Text) local(offset int) string {
	i := sort.Search(len(t.Marks), func(i int) bool { return t.Marks[i].Offset > offset }) - 1
	if i < 0 {
		return ""
	}
	m := t.Marks[i]
	if t.Table != nil && strings.HasSuffix(m.Place, "!") {
		if c, ok := t.cellAt(offset); ok {
			return m.Place + columnName(c.Col) + itoa(c.Row+1)
		}
	}
	if m.Line > 0 {
		line := m.Line + strings.Count(t.Body[m.Offset:offset], "\n")
		return strings.TrimSpace(m.Place + " line " + itoa(line))
	}
	return strings.TrimSuffix(m.Place, "!")
}

func (t Text) cellAt(offset int) (Cell, bool) {
	cs := t.Table.Cells
	i := sort.Search(len(cs), func(i int) bool { return cs[i].Start > offset }) - 1
	if i < 0 || offset > cs[i].End {
		return Cell{}, false
	}
	return cs[i], true
}

// columnName is the spreadsheet letter of a column counted from 0.
func columnName(col int) string {
	s := ""
	for col++; col > 0; col = (col - 1) / 26 {
		s = string(rune('A'+(col-1)%26)) + s
	}
	return s
}
