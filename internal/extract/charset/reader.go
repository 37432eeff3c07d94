package charset

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"tenken/internal/extract"
)

// Reader decodes a stream to valid UTF-8, without its byte order mark. When
// what follows is in another encoding than the beginning, as in files that
// were concatenated, it follows line by line.
type Reader struct {
	src   io.Reader
	enc   *Encoding
	dec   transform.Transformer
	raw   []byte // block of the source; raw[:have] holds bytes
	have  int
	valid bool   // the block was found to be UTF-8
	out   []byte // decoded block; out[from:] is still to be read
	from  int
	err   error // of the source, told after what came before it
}

const blockSize = 64 << 10

// NewReader decodes r, which begins in e; nil lets Detect decide, and what is
// no text is read as Shift_JIS.
func NewReader(r io.Reader, e *Encoding) *Reader {
	d := &Reader{src: r}
	d.fill()
	if e == nil {
		e = Detect(d.raw[:d.have])
	}
	if e == nil {
		e = ShiftJIS
	}
	d.use(e)
	if e.bom != "" && bytes.HasPrefix(d.raw[:d.have], []byte(e.bom)) {
		d.have = copy(d.raw, d.raw[len(e.bom):d.have])
	}
	return d
}

// Encoding is the encoding of what was read last.
func (d *Reader) Encoding() *Encoding { return d.enc }

func (d *Reader) use(e *Encoding) {
	d.enc, d.dec = e, e.NewDecoder()
}

// Read implements io.Reader.
func (d *Reader) Read(p []byte) (int, error) {
	for d.from == len(d.out) {
		if d.have == 0 && d.err != nil {
			return 0, d.err
		}
		d.block()
	}
	n := copy(p, d.out[d.from:])
	d.from += n
	return n, nil
}

// fill reads until the block is full or the source ends.
func (d *Reader) fill() {
	for d.err == nil && d.have < blockSize {
		if d.have == len(d.raw) {
			d.raw = append(d.raw, make([]byte, min(max(len(d.raw), 4<<10), blockSize-len(d.raw)))...)
		}
		var n int
		n, d.err = d.src.Read(d.raw[d.have:])
		d.have += n
	}
}

// block decodes what the block holds, but for a character cut at its end.
func (d *Reader) block() {
	d.fill()
	raw, last := d.raw[:d.have], d.err != nil
	d.out, d.from = d.out[:0], 0
	var used int
	d.valid = false
	if d.turns(raw) {
		d.valid = false
		used = d.lines(raw, last)
	} else {
		used = d.decode(raw, last)
		if d.misread() {
			d.out = d.out[:0]
			used = d.lines(raw, last)
		}
	}
	d.have = copy(d.raw, d.raw[used:d.have])
}

// decode appends raw, decoded, to out and returns how much of raw it used: all
// of it but for a character cut at its end.
func (d *Reader) decode(raw []byte, last bool) (used int) {
	if n := cutRune(raw); d.enc == UTF8 && (d.valid || extract.ValidUTF8(raw[:n])) {
		d.out, used = append(d.out, raw[:n]...), n
	}
	for {
		d.out = grow(d.out, 3*(len(raw)-used)+utf8.UTFMax)
		n, m, err := d.dec.Transform(d.out[len(d.out):cap(d.out)], raw[used:], last)
		d.out = d.out[:len(d.out)+n]
		used += m
		if !errors.Is(err, transform.ErrShortDst) {
			return used
		}
	}
}

func grow(b []byte, n int) []byte {
	if cap(b)-len(b) >= n {
		return b
	}
	return append(make([]byte, 0, 2*cap(b)+n), b...)
}
