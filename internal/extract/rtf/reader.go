package rtf

import (
	"bufio"
	"strconv"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
)

// state is what a group inherits and gives back.
type state struct {
	skip bool // its text is no text of the document
	uc   int  // bytes after \u that are for old readers
	font int
	cell bool // its paragraphs are in a table
	name bool // its text is the name of a property
	code bool // its text is the instruction of a field
}

// reader reads control words, groups and text.
type reader struct {
	in    *bufio.Reader
	out   extract.Out
	text  *compose.Builder
	stack []state
	depth int // of groups, also those beyond the stack

	fonts    map[int]int // charsets by font
	inFonts  int         // depth of the table of fonts
	inInfo   int         // depth of what is told about the document
	property []byte      // the name of one of a shape
	inCode   int         // depth of the instruction of a field
	code     []byte      // of it
	links    compose.Links
	page     int    // code page of the document
	raw      []byte // text in the encoding of the font
	high     rune   // first half of a character beyond U+FFFF
	ignore   int    // bytes to leave out after \u
	table    table
	embedded embedded
	star     bool // \* came before the control word
}

const (
	maxDepth = 10_000
	maxFonts = 10_000
	maxName  = 100
	maxCode  = 4 << 10
	flushAt  = 4 << 10
	sjisSet  = 128 // \fcharset of Shift_JIS
)

func (r *reader) top() *state { return &r.stack[len(r.stack)-1] }

func (r *reader) push() {
	r.depth++
	if len(r.stack) == 0 {
		r.stack = append(r.stack, state{uc: 1})
	} else if len(r.stack) < maxDepth {
		r.stack = append(r.stack, *r.top())
	}
}

func (r *reader) pop() {
	if r.depth > 1 {
		r.depth--
	}
	if r.depth < len(r.stack) {
		r.stack = r.stack[:max(r.depth, 1)]
	}
	if r.depth < r.inFonts {
		r.inFonts = 0
	}
	if r.depth < r.inCode {
		r.inCode = 0
		r.write(compose.Field(string(r.code), &r.links))
	}
	if r.depth < r.inInfo {
		r.inInfo = 0
		r.text.Line()
		r.text.Place("", 1)
	}
}

// next reads one thing.
func (r *reader) next() error {
	c, err := r.in.ReadByte()
	if err != nil {
		return err
	}
	switch c {
	case '{':
		r.flush()
		r.push()
	case '}':
		r.flush()
		r.pop()
		r.ignore = 0
		return r.endEmbedded()
	case '\\':
		return r.control()
	case '\r', '\n', 0:
	default:
		r.byte(c)
	}
	return nil
}

// byte takes one byte of text.
func (r *reader) byte(c byte) {
	if r.ignore > 0 {
		r.ignore--
		return
	}
	if r.top().skip {
		if r.embedded.depth > 0 {
			r.embedded.byte(c)
		}
		return
	}
	if r.raw = append(r.raw, c); len(r.raw) >= flushAt && c < 0x80 {
		r.flush()
	}
}

// endLine ends the line, unless nothing is on it.
func (r *reader) endLine() {
	if r.flush(); !r.top().skip && !r.top().cell {
		r.text.Line()
	}
}

// flush decodes what was collected.
func (r *reader) flush() {
	if len(r.raw) == 0 {
		return
	}
	e := charset.Windows1252
	if set, known := r.fonts[r.top().font]; known && set == sjisSet || !known && r.page == 932 || known && set == 1 && r.page == 932 {
		e = charset.ShiftJIS
	}
	r.put(e.Decode(r.raw))
	r.raw = r.raw[:0]
}

// write puts out text that is Unicode already.
func (r *reader) write(s string) {
	if r.top().skip {
		return
	}
	r.flush()
	r.put(s)
}

// control reads a control word or symbol.
func (r *reader) control() error {
	c, err := r.in.ReadByte()
	if err != nil {
		return err
	}
	if c|0x20 < 'a' || c|0x20 > 'z' {
		return r.symbol(c)
	}
	word := []byte{c}
	for {
		if c, err = r.in.ReadByte(); err != nil {
			return err
		}
		if c|0x20 < 'a' || c|0x20 > 'z' || len(word) > 32 {
			break
		}
		word = append(word, c)
	}
	var digits []byte
	if c == '-' || c >= '0' && c <= '9' {
		for digits = append(digits, c); ; digits = append(digits, c) {
			if c, err = r.in.ReadByte(); err != nil {
				return err
			}
			if c < '0' || c > '9' || len(digits) > 10 {
				break
			}
		}
	}
	if c != ' ' {
		if err := r.in.UnreadByte(); err != nil {
			return err
		}
	}
	n, err := strconv.Atoi(string(digits))
	return r.word(string(word), n, err == nil)
}

func (r *reader) symbol(c byte) error {
	switch c {
	case '\'':
		var hex [2]byte
		for i := range hex {
			b, err := r.in.ReadByte()
			if err != nil {
				return err
			}
			hex[i] = b
		}
		if n, err := strconv.ParseUint(string(hex[:]), 16, 8); err == nil {
			r.byte(byte(n))
		}
	case '*':
		r.star = true
	case '~':
		r.write("\u00A0")
	case '_':
		r.write("-")
	case '\n', '\r':
		r.write("\n")
	case '\\', '{', '}':
		r.byte(c)
	}
	return nil
}

// unicode takes a unit of UTF-16 and leaves out what is there instead of it.
func (r *reader) unicode(n int) {
	u := rune(uint16(n)) //nolint:gosec // negative numbers stand for those above 32767
	r.ignore = r.top().uc
	if r.high != 0 {
		c := utf16.DecodeRune(r.high, u)
		if r.high = 0; c != '\uFFFD' {
			r.write(string(c))
			return
		}
	}
	switch {
	case u >= 0xD800 && u < 0xDC00:
		r.high = u
	case u != 0:
		r.write(string(u))
	}
}
