package odf

import (
	"bytes"
	"strconv"
	"strings"

	"tenken/internal/extract/compose"
	"tenken/internal/extract/numfmt"
	"tenken/internal/extract/xmlscan"
)

// Bounds of a sheet: what repeats beyond them is empty.
const (
	maxRow    = 1 << 20
	maxColumn = 1 << 14
	maxSpaces = 100
	maxNotes  = 1 << 20 // bytes of comments of a table
	maxShown  = 4 << 10 // of a number as it is displayed, of furigana
	maxAbout  = 1000    // properties of the document
)

// writer turns the elements of a document into lines and cells.
type writer struct {
	text *compose.Builder
	only bool // headers, footers and masters only

	para   int // depth of paragraphs, whose characters are text
	region int // depth inside headers and footers
	needed bool

	depth   int // of tables
	tables  int
	row     int
	rows    int // the row stands for so many
	col     int
	cols    int
	asides  bool   // other forms are put out beside the text
	value   []byte // of a cell of numbers or dates
	isDate  bool
	shown   []byte // the text of such a cell
	ruby    []byte
	base    int    // depth inside what has furigana
	rt      int    // depth inside furigana
	name    string // of the table
	note    int    // depth inside comments
	notes   []byte // comments on the cells of the table
	pages   int
	meta    int      // depth inside what is told about the document
	about   []string // title, subject, keywords, description
	links   *compose.Links
	masters int  // of slides
	master  int  // depth inside of one
	placed  bool // the open one has put out text
}

func (w *writer) token(t *xmlscan.Token) error {
	switch t.Kind {
	case xmlscan.Start:
		w.start(t)
	case xmlscan.End:
		w.end(t)
	case xmlscan.Text:
		if w.para > 0 && w.wanted() {
			w.write(t.Text)
		}
	}
	return w.text.Err()
}

func (w *writer) wanted() bool { return !w.only || w.region > 0 || w.master > 0 }

func (w *writer) write(b []byte) {
	if w.note > 0 && w.depth > 0 { // beside the cell, not in it
		if len(w.notes) < maxNotes {
			w.notes = append(w.notes, b...)
		}
		return
	}
	if w.base > 0 && len(w.ruby) < maxShown {
		w.ruby = append(w.ruby, b...)
	}
	if w.rt > 0 {
		return
	}
	if len(w.value) > 0 {
		if len(w.shown) < maxShown {
			w.shown = append(w.shown, b...)
		}
		return
	}
	if w.needed {
		w.needed = false
		w.text.Line()
	}
	w.text.Write(b)
}

func (w *writer) start(t *xmlscan.Token) {
	switch string(t.Name) {
	case "p", "h":
		w.para++
	case "s":
		n, err := strconv.Atoi(t.Attr("c"))
		if err != nil {
			n = 1
		}
		if w.para > 0 && w.wanted() {
			w.write([]byte(strings.Repeat(" ", min(max(n, 1), maxSpaces))))
		}
	case "tab":
		if w.para > 0 && w.wanted() {
			w.write([]byte{'\t'})
		}
	case "line-break":
		if w.para > 0 && w.wanted() {
			w.write([]byte{'\n'})
		}
	case "a":
		if w.links != nil {
			w.links.Add(t.Attr("href"))
		}
	case "master-page":
		w.master++
		w.placed = false
	case "frame", "custom-shape", "rect", "line", "ellipse", "polygon", "path", "connector", "caption":
		w.shape(t)
	case "ruby":
		if w.asides {
			w.base++
		}
	case "automatic-styles", "font-face-decls", "binary-data":
		t.Skip() // holds no text, at length
	case "ruby-text":
		if !w.asides {
			t.Skip()
			break
		}
		w.rt++
		w.ruby = append(w.ruby, ' ')
	case "annotation":
		w.note++
	case "meta":
		w.meta++
	case "title", "subject", "keyword", "description":
		if w.meta > 0 && len(w.about) < maxAbout {
			if text, ok := t.Leaf(); ok {
				w.about = append(w.about, string(text))
			}
		}
	case "header", "footer", "header-left", "footer-left":
		w.region++
	case "page":
		if w.depth == 0 && !w.only {
			w.pages++
			w.text.Line()
			w.text.Place("slide "+strconv.Itoa(w.pages), 0)
			w.needed = false
		}
	case "table":
		w.table(t)
	case "table-row":
		if w.depth == 1 {
			w.row += w.rows
			w.rows, w.col, w.cols = repeated(t, "number-rows-repeated", maxRow), 0, 0
		}
	case "table-cell", "covered-table-cell":
		w.cell(t)
	}
}

// shape begins a shape. On a master it is a prompt, or stands on every slide.
func (w *writer) shape(t *xmlscan.Token) {
	if w.master == 0 || w.region > 0 {
		return
	}
	if class := t.Attr("class"); class != "" && class != "footer" && class != "header" {
		t.Skip()
		return
	}
	if !w.placed {
		w.placed = true
		w.masters++
		w.text.Line()
		w.text.Place("slide master "+strconv.Itoa(w.masters), 0)
		w.needed = false
	}
}

func (w *writer) table(t *xmlscan.Token) {
	if w.only {
		return
	}
	if w.depth++; w.depth > 1 {
		return
	}
	w.tables++
	name := t.Attr("name")
	if name == "" {
		name = "table " + strconv.Itoa(w.tables)
	}
	w.text.Table(name)
	w.name = name
	w.row, w.rows, w.needed = 0, 0, false
}

// cell begins a cell. It is put out when it has text.
func (w *writer) cell(t *xmlscan.Token) {
	if w.depth != 1 {
		return
	}
	w.col += w.cols
	w.cols = repeated(t, "number-columns-repeated", maxColumn)
	w.needed = false
	if t.Attr("value-type") == "" || w.row > maxRow || w.col > maxColumn {
		w.text.EndCell()
		if w.row <= maxRow && w.col <= maxColumn && w.cols == 1 {
			w.text.Cell(w.row, w.col) // of a text document
		}
		return
	}
	w.text.Cell(w.row, w.col)
	if d := t.Attr("date-value"); d != "" { // whatever calendar it is shown in
		w.value = append(w.value, strings.TrimSuffix(strings.Replace(d, "T", " ", 1), " 00:00:00")...)
		w.isDate = true
	} else if v := t.Attr("value"); v != "" {
		w.value = append(w.value, v...)
	}
}

// number puts out the value of a cell, in the form in which it is looked
// through, and the other one beside it.
func (w *writer) number() {
	if len(w.value) == 0 {
		return
	}
	body, other := w.value, w.shown
	if !w.isDate {
		body, other = numfmt.Choose(w.value, w.shown)
	}
	w.text.Write(body)
	if w.asides && !bytes.Equal(body, other) {
		w.text.Also(other)
	}
	w.value, w.shown, w.isDate = w.value[:0], w.shown[:0], false
}

func repeated(t *xmlscan.Token, name string, most int) int {
	n, err := strconv.Atoi(t.Attr(name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

func (w *writer) end(t *xmlscan.Token) {
	switch string(t.Name) {
	case "p", "h":
		w.para = max(w.para-1, 0)
		if w.note > 0 && w.depth > 0 {
			w.notes = append(w.notes, '\n')
			return
		}
		w.needed = true
	case "ruby":
		if w.base > 0 {
			w.base--
			w.text.Aside("furigana", w.ruby)
			w.ruby = w.ruby[:0]
		}
	case "ruby-text":
		w.rt = max(w.rt-1, 0)
	case "annotation":
		w.note--
	case "meta":
		w.meta--
	case "master-page":
		if w.master--; w.placed {
			w.text.Line()
			w.needed = false
		}
	case "header", "footer", "header-left", "footer-left":
		w.region--
		if w.only {
			w.text.Line()
		}
	case "table-cell", "covered-table-cell":
		if w.depth == 1 {
			w.number()
			w.text.EndCell()
			w.needed = false
		}
	case "table":
		if w.depth--; w.depth == 0 {
			w.endTable()
		}
		w.depth = max(w.depth, 0)
		w.needed = w.depth > 0
	}
}

// properties puts out what people wrote about the document.
func (w *writer) properties() {
	w.text.Place("properties", 0)
	for _, s := range w.about {
		w.text.WriteString(s)
		w.text.Line()
	}
}

// endTable ends a table, and puts out the comments on its cells.
func (w *writer) endTable() {
	w.text.EndTable()
	if len(w.notes) > 0 {
		w.text.Place(w.name+" comments", 0)
		w.text.Write(w.notes)
		w.text.Line()
		w.text.Place("", 1)
		w.notes = w.notes[:0]
	}
}
