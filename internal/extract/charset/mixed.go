package charset

import (
	"bytes"
	"unicode/utf8"
)

// turns reports whether a block may hold text in another encoding than the
// one before it.
func (d *Reader) turns(raw []byte) bool {
	if d.enc == Windows1252 {
		return false // every byte has a meaning; Detect weighed it
	}
	if d.enc != ISO2022JP && bytes.Contains(raw, []byte("\x1b$")) {
		return true
	}
	if d.enc != UTF8 && validUTF8(raw) {
		return hasHigh(raw)
	}
	return d.errors(raw) > 0
}

// errors counts what d's encoding cannot read in raw, but for a character cut
// at its end.
func (d *Reader) errors(raw []byte) int {
	classOf := classers[d.enc]
	if classOf == nil {
		return 0
	}
	n := 0
	for len(raw) > 0 {
		c, size := classOf(raw)
		if size > len(raw) {
			break
		}
		if c == bad && raw[0] >= 0x80 {
			n++
		}
		raw = raw[size:]
	}
	return n
}

// classers read the encodings between which a file may turn.
var classers = map[*Encoding]decoder{
	ShiftJIS: sjisClass, EUCJP: eucClass, UTF8: utf8Class,
	ISO2022JP: func(b []byte) (class, int) {
		if b[0] >= 0x80 {
			return bad, 1
		}
		return ascii, 1
	},
}

// lines decodes raw line by line, each in the encoding that reads it, and
// returns how much of raw it used.
func (d *Reader) lines(raw []byte, last bool) (used int) {
	for used < len(raw) {
		line, whole := raw[used:], false
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line, whole = line[:i+1], true
		}
		if !whole && !last && used > 0 {
			return used // it may go on in the next block
		}
		if e := d.turn(line); e != d.enc {
			d.use(e)
		}
		n := d.decode(line, whole || last)
		used += n
		if n < len(line) {
			return used
		}
	}
	return used
}

// turn is the encoding for a line: the present one unless it cannot read the
// line and another can.
func (d *Reader) turn(line []byte) *Encoding {
	if i := bytes.IndexByte(line, 0x1B); i >= 0 && isDesignation(line[i:]) {
		return ISO2022JP
	}
	if !hasHigh(line) {
		return d.enc
	}
	if utf8.Valid(line) {
		return UTF8
	}
	if d.errors(line) == 0 && d.enc != UTF8 {
		return d.enc
	}
	e := likeliest(line, true)
	if e == nil || e.step != 1 || e == Windows1252 {
		return d.enc
	}
	return e
}

func hasHigh(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return true
		}
	}
	return false
}
