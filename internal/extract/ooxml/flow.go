package ooxml

import (
	"strconv"

	"tenken/internal/extract/compose"
	"tenken/internal/extract/xmlscan"
)

// flow reads running text with tables: the body of a Word document, a slide, a
// text box. Word and drawings call the elements alike.
type flow struct {
	text   *compose.Builder
	tables *int // counts those of the document
	place  string
	asides bool // furigana are put out beside the text
	flat   bool // of Office 2003: headers are in the properties of sections

	value  int  // depth of elements whose characters are text
	depth  int  // of tables
	row    int  // of the outermost table
	col    int  //
	span   int  // columns that the cell takes
	isCell bool // inside a cell of the outermost table
	ruby   []byte
	rt     int  // depth inside furigana
	base   int  // depth inside what has furigana
	needed bool // a paragraph ended: text that follows begins a line

	master bool // of slides: placeholders hold prompts, not text
	prompt bool // inside of one
	code   bool // characters are of a field's instruction
	links  *compose.Links
	target []byte // an instruction
}

// left out: properties, whose children look like text; furigana; what is there
// for programs that do not know the rest.
func leftOut(name []byte) bool {
	switch string(name) {
	case "rPr", "tblPr", "trPr", "tblGrid", "rt", "Fallback", "bodyPr", "lstStyle", "rubyPr", "binData":
		return true
	}
	return false
}

// token takes one token of the part.
func (w *flow) token(t *xmlscan.Token) error {
	switch t.Kind {
	case xmlscan.Start:
		if leftOut(t.Name) && !(w.asides && string(t.Name) == "rt") {
			t.Skip()
			return nil
		}
		w.start(t)
	case xmlscan.End:
		w.end(t)
	case xmlscan.Text:
		switch {
		case w.value > 0:
			w.chars(t.Text)
		case w.code && len(w.target) < maxReading:
			w.target = append(w.target, t.Text...)
		}
	}
	return w.text.Err()
}

// chars takes characters of the text.
func (w *flow) chars(text []byte) {
	if w.base > 0 && len(w.ruby) < maxReading {
		w.ruby = append(w.ruby, text...)
	}
	if w.rt == 0 {
		w.write(text)
	}
}

func (w *flow) write(b []byte) {
	if w.needed {
		w.needed = false
		w.text.Line()
	}
	w.text.Write(b)
}

// words puts out a line of its own.
func (w *flow) words(text string) {
	if text != "" {
		w.needed = w.needed || !w.isCell
		w.write([]byte(text))
		w.needed = true
	}
}

func (w *flow) start(t *xmlscan.Token) {
	switch string(t.Name) {
	case "pPr", "sectPr":
		if !w.flat {
			t.Skip()
		}
	case "tabs":
		t.Skip() // stops, in the properties of paragraphs
	case "docPr", "cNvPr": // what a picture shows
		w.words(t.Attr("title"))
		w.words(t.Attr("descr"))
	case "textpath": // decorated letters, watermarks
		w.words(t.Attr("string"))
	case "instrText":
		w.code = true
	case "fldSimple":
		w.instruct([]byte(t.Attr("instr")))
	case "sp":
		w.prompt = false
	case "ph":
		kind := t.Attr("type")
		w.prompt = w.master && kind != "ftr" && kind != "hdr"
	case "txBody":
		if w.prompt {
			t.Skip()
		}
	case "ruby":
		if w.asides {
			w.base++
		}
	case "rt":
		w.rt++
	case "t", "delText":
		if text, ok := t.Leaf(); ok {
			w.chars(text)
		} else {
			w.value++
		}
	case "text": // of a comment on a slide
		if w.place != "" {
			w.value++
		}
	case "tab", "ptab":
		w.write([]byte{'\t'})
	case "br", "cr":
		w.write([]byte{'\n'})
	case "noBreakHyphen":
		w.write([]byte{'-'})
	case "tbl":
		if w.depth++; w.depth == 1 {
			*w.tables++
			name := "table " + strconv.Itoa(*w.tables)
			if w.place != "" {
				name = w.place + " " + name
			}
			w.text.Table(name)
			w.row, w.needed = -1, false
		}
	case "tr":
		if w.depth == 1 {
			w.row++
			w.col = 0
		}
	case "tc":
		if w.depth == 1 {
			w.span = 1
			if n, ok := natural(t.Raw("gridSpan")); ok && n > 1 && n < 1000 {
				w.span = n // of drawings
			}
			w.text.Cell(max(w.row, 0), w.col)
			w.isCell, w.needed = true, false
		}
	case "gridSpan": // of Word
		if n, ok := natural(t.Raw("val")); ok && n > 1 && n < 1000 {
			w.span = n
		}
	}
}

func (w *flow) end(t *xmlscan.Token) {
	switch string(t.Name) {
	case "ruby":
		if w.base > 0 {
			w.base--
			w.text.Aside("furigana", w.ruby)
			w.ruby = w.ruby[:0]
		}
	case "rt":
		if w.rt > 0 {
			w.rt--
			w.ruby = append(w.ruby, ' ')
		}
	case "instrText":
		w.code = false
	case "fldChar":
		if len(w.target) > 0 {
			w.instruct(w.target)
			w.target = w.target[:0]
		}
	case "t", "delText":
		w.value = max(w.value-1, 0)
	case "text":
		if w.place != "" {
			w.value, w.needed = max(w.value-1, 0), true
		}
	case "p":
		w.needed = true
	case "tc":
		if w.depth == 1 && w.isCell {
			w.text.EndCell()
			w.col += w.span
			w.isCell = false
		}
		w.needed = w.depth > 1
	case "tbl":
		if w.depth--; w.depth == 0 {
			w.text.EndTable()
		}
		w.depth = max(w.depth, 0)
		w.needed = w.depth > 0
	}
}

// instruct takes the instruction of a field.
func (w *flow) instruct(code []byte) {
	if base := compose.Field(string(code), w.links); base != "" {
		w.write([]byte(base))
	}
}

// close ends the last line.
func (w *flow) close() {
	w.text.EndTable()
	w.text.Line()
}
