package charset

import (
	"bytes"

	"tenken/internal/extract"
)

// turns reports whether raw shows before it is decoded that some of it is in
// another encoding than what came before.
func (d *Reader) turns(raw []byte) bool {
	switch d.enc {
	case UTF8:
		d.valid = validUTF8(raw)
		return !d.valid || bytes.Contains(raw, []byte("\x1b$"))
	case ShiftJIS, EUCJP:
		return bytes.Contains(raw, []byte("\x1b$")) || hasHigh(raw) && validUTF8(raw)
	case ISO2022JP:
		return hasHigh(raw)
	}
	return false // any bytes have a meaning there; Detect weighed it
}

// misread reports whether the decoded block has characters that were none. It
// is asked only where the decoder keeps no state, so that it may start again.
func (d *Reader) misread() bool {
	return (d.enc == ShiftJIS || d.enc == EUCJP) && bytes.Contains(d.out, []byte("\uFFFD"))
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

// margin is by how many bits another encoding must be likelier to turn to it.
const margin = 20

// turn is the encoding for a line: the present one unless another reads the
// line clearly better.
func (d *Reader) turn(line []byte) *Encoding {
	if i := bytes.IndexByte(line, 0x1B); i >= 0 && isDesignation(line[i:]) {
		return ISO2022JP
	}
	if !hasHigh(line) {
		return d.enc
	}
	if extract.ValidUTF8(line) {
		return UTF8
	}
	line = line[:min(len(line), sampleSize)]
	best, least := d.enc, measure(line, classOf(d.enc)).bits-margin
	for _, e := range []*Encoding{ShiftJIS, EUCJP, UTF8} {
		if s := measure(line, classOf(e)); e != d.enc && s.bits < least {
			best, least = e, s.bits
		}
	}
	return best
}

// classOf is how an encoding's characters are classed.
func classOf(e *Encoding) decoder {
	for _, c := range candidates {
		if c.enc == e {
			return c.decode
		}
	}
	return func(b []byte) (class, int) { // of seven bits
		if b[0] >= 0x80 {
			return bad, 1
		}
		return ascii, 1
	}
}

func hasHigh(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return true
		}
	}
	return false
}
