package doc

import (
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Characters with a meaning of their own ([MS-DOC] 2.4.1).
const (
	cellMark      = 0x07
	lineBreak     = 0x0B
	pageBreak     = 0x0C
	paragraph     = 0x0D
	columnBreak   = 0x0E
	fieldBegin    = 0x13
	fieldSeparate = 0x14
	fieldEnd      = 0x15
	hardHyphen    = 0x1E
	softHyphen    = 0x1F
)

// writer turns the characters of a document into lines and cells. Where the
// document does not say what is a table, the cells of a row are divided by tabs.
type writer struct {
	text       *compose.Builder
	paragraphs *paragraphs
	begins     bool // a paragraph does
	kind       byte // of the paragraph
	tables     int
	row, col   int
	open       bool // a cell is

	high   rune   // first half of a character beyond U+FFFF
	fields []bool // open fields: whether their result has begun
	code   []rune // instruction of the innermost field
	links  compose.Links
	cell   bool // the character before ended a cell
	out    []byte
}

const (
	chunk     = 64 << 10
	maxFields = 100
	maxCode   = 1000
)

// piece puts out a piece of the text.
func (w *writer) piece(r io.ReaderAt, p piece) error {
	section := io.NewSectionReader(r, p.at, max(p.size, 0))
	buf := make([]byte, chunk)
	at := p.at
	w.begins = true
	for {
		n, err := io.ReadFull(section, buf)
		switch {
		case p.wide:
			for i := 0; i+2 <= n; i += 2 {
				w.locate(at + int64(i))
				w.unit(rune(binary.LittleEndian.Uint16(buf[i:])))
			}
		default:
			i := int64(0)
			for _, c := range p.page.Decode(buf[:n]) {
				w.locate(at + i)
				w.char(c)
				i++
			}
		}
		at += int64(n)
		w.put()
		if terr := w.text.Err(); terr != nil {
			return terr
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return errors.Join(extract.ErrDamaged, err)
		}
	}
}

// locate finds out whether the paragraph that begins at an offset of the
// document stream is in a table.
func (w *writer) locate(offset int64) {
	if !w.begins || w.paragraphs == nil {
		return
	}
	w.begins = false
	was := w.kind
	switch w.kind = w.paragraphs.at(offset); {
	case was&inTable == 0 && w.kind&inTable != 0:
		w.put()
		w.tables++
		w.text.Table("table " + strconv.Itoa(w.tables))
		w.row, w.col, w.open = 0, 0, false
	case was&inTable != 0 && w.kind&inTable == 0:
		w.put()
		w.text.EndTable()
	}
}

// endCell ends a cell, or a row.
func (w *writer) endCell() {
	if w.kind&rowEnd != 0 {
		w.put()
		w.text.EndCell()
		w.row, w.col, w.open = w.row+1, 0, false
		return
	}
	if !w.open {
		w.text.Cell(w.row, w.col)
		w.open = true
	}
	w.put()
	w.text.EndCell()
	w.col, w.open = w.col+1, false
}

// put puts out what was collected.
func (w *writer) put() {
	if len(w.out) == 0 {
		return
	}
	if w.kind&inTable != 0 && !w.open {
		w.text.Cell(w.row, w.col)
		w.open = true
	}
	w.text.Write(w.out)
	w.out = w.out[:0]
}

// unit takes sixteen bits.
func (w *writer) unit(u rune) {
	switch {
	case w.high != 0:
		c := utf16.DecodeRune(w.high, u)
		if w.high = 0; c != '\uFFFD' {
			w.char(c)
			return
		}
		w.unit(u)
	case u >= 0xD800 && u < 0xDC00:
		w.high = u
	default:
		w.char(u)
	}
}

func (w *writer) char(c rune) {
	inCode := len(w.fields) > 0 && !w.fields[len(w.fields)-1]
	wasCell := w.cell
	w.cell = false
	switch c {
	case fieldBegin:
		if len(w.fields) < maxFields {
			w.fields, w.code = append(w.fields, false), w.code[:0]
		}
	case fieldSeparate:
		if inCode {
			w.fields[len(w.fields)-1] = true
			compose.Field(string(w.code), &w.links)
		}
	case fieldEnd:
		if inCode {
			w.append(compose.Field(string(w.code), &w.links))
		}
		if len(w.fields) > 0 {
			w.fields = w.fields[:len(w.fields)-1]
		}
		w.code = w.code[:0]
	case cellMark:
		if w.begins = true; w.kind&inTable != 0 {
			w.endCell()
			break
		}
		if w.cell = !wasCell; wasCell { // the mark of a row, or an empty cell
			w.out = append(w.out, '\n')
		} else {
			w.out = append(w.out, '\t')
		}
	case paragraph, lineBreak, pageBreak, columnBreak:
		w.begins = c == paragraph
		w.append("\n")
	case hardHyphen:
		w.append("-")
	case '\t', '\n':
		w.append(string(c))
	case softHyphen, 0xFFFE, 0xFFFF:
	default:
		switch {
		case c < ' ':
		case inCode:
			if len(w.code) < maxCode {
				w.code = append(w.code, c)
			}
		default:
			w.append(string(c))
		}
	}
}

func (w *writer) append(s string) {
	if len(w.fields) > 0 && !w.fields[len(w.fields)-1] && s == "\n" {
		return // inside an instruction
	}
	w.out = append(w.out, s...)
}
