package jtd

import (
	"encoding/binary"
	"unicode/utf16"
)

// Units with a meaning of their own.
const (
	pageBreak   = 0x0C
	rowEnd      = 0x0E
	record      = 0x1C // of a format, a cell or an inline
	inlineBegin = 0x1D
	inlineEnd   = 0x1E
	textBegin   = 0x1F

	inlineRecord = 1   // its kind
	longest      = 256 // units of an inline
)

// text turns the units of a stream into lines.
type text struct {
	shown  bool     // units are text: since textBegin
	line   bool     // text came since the last line end or tab
	run    []uint16 // text not put out yet
	since  int      // units since the record began; -1 outside
	head   [5]uint16
	inline []uint16 // units of the open inline; nil outside
	hidden bool     // it is furigana or an instruction
}

// units takes big-endian units.
func (t *text) units(b []byte) {
	for ; len(b) >= 2; b = b[2:] {
		t.unit(binary.BigEndian.Uint16(b))
	}
}

func (t *text) unit(u uint16) {
	if t.inline != nil {
		switch {
		case u == inlineEnd:
			t.endInline()
			return
		case len(t.inline) < longest && (u >= ' ' || u == '\t' || u == '\n'):
			t.inline = append(t.inline, u)
			return
		}
		t.inline = nil // it was none
	}
	if t.since >= 0 && t.since < len(t.head) && u != textBegin && !t.shown {
		t.head[t.since] = u
		t.since++
	}
	switch {
	case u == textBegin:
		t.shown, t.since = true, -1
	case u == inlineBegin:
		// A selector stands in the record: 0 shows the text.
		t.inline, t.hidden = make([]uint16, 0, 16), t.since >= 4 && t.head[0] == inlineRecord && t.head[3] != 0
	case u == record:
		t.shown, t.since = false, 0
	case u == rowEnd:
		t.separate('\n')
		t.shown = false
	case u == pageBreak:
		t.separate('\n')
	case u == '\n' || u == '\r':
		if t.shown {
			t.separate('\n')
		}
	case u == '\t':
		if t.shown {
			t.separate('\t')
		}
	case u < ' ' || u >= 0x7F && u < 0xA0:
		t.shown = false
	case t.shown:
		t.add(u)
	}
}

// add adds a unit of text, after a tab where a cell ended before it.
func (t *text) add(u uint16) {
	if t.since == -1 {
		t.since = -2
		if t.line && t.head[0] != inlineRecord {
			t.run = append(t.run, '\t')
		}
	}
	t.line = true
	t.run = append(t.run, u)
}

func (t *text) separate(c uint16) {
	t.run = append(t.run, c)
	t.line = false
}

// endInline puts the inline out, if people see it.
func (t *text) endInline() {
	if !t.hidden && t.inline != nil {
		t.run = append(t.run, t.inline...)
		t.line = t.line || len(t.inline) > 0
	}
	t.inline = nil
}

// take is the text so far, but for half a character.
func (t *text) take() string {
	n := len(t.run)
	if n > 0 && t.run[n-1] >= 0xD800 && t.run[n-1] < 0xDC00 {
		n--
	}
	s := string(utf16.Decode(t.run[:n]))
	t.run = append(t.run[:0], t.run[n:]...)
	return s
}
