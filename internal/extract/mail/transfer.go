package mail

import (
	"bytes"
	"io"
	"strings"

	"tenken/internal/extract/uuencode"
)

// transfer undoes a Content-Transfer-Encoding. What does not fit the encoding
// is passed over: base64 stops at no stray byte, quoted-printable keeps an
// equals sign that encodes nothing.
func transfer(r io.Reader, encoding []byte) io.Reader {
	switch strings.ToLower(string(bytes.Trim(encoding, " \t\""))) {
	case "base64":
		return &base64Reader{r: r, in: make([]byte, 16<<10), buf: make([]byte, 0, 12<<10+3)}
	case "quoted-printable":
		return &qpReader{r: r, in: make([]byte, 16<<10)}
	case "x-uuencode", "uuencode", "x-uue", "uue":
		return uuencode.NewReader(r)
	}
	return r
}

// base64Reader decodes base64 of any line length, padded in the middle too.
type base64Reader struct {
	r    io.Reader
	in   []byte
	buf  []byte
	out  []byte // decoded, not read yet
	bits uint32 // sextets not given yet
	n    int    // how many
	err  error
}

func (d *base64Reader) Read(p []byte) (int, error) {
	for len(d.out) == 0 && d.err == nil {
		var n int
		n, d.err = d.r.Read(d.in)
		d.out = d.decode(d.buf[:0], d.in[:n])
		if d.err != nil {
			d.out = d.pad(d.out)
		}
	}
	if len(d.out) == 0 {
		return 0, d.err
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// decode appends what in stands for.
func (d *base64Reader) decode(out, in []byte) []byte {
	for _, c := range in {
		v := sextets[c]
		switch {
		case v < 64:
			d.bits = d.bits<<6 | uint32(v)
			if d.n++; d.n == 4 {
				out = append(out, byte(d.bits>>16), byte(d.bits>>8), byte(d.bits))
				d.bits, d.n = 0, 0
			}
		case c == '=':
			out = d.pad(out)
		}
	}
	return out
}

// pad gives what an incomplete group stands for.
func (d *base64Reader) pad(out []byte) []byte {
	switch d.n {
	case 2:
		out = append(out, byte(d.bits>>4))
	case 3:
		out = append(out, byte(d.bits>>10), byte(d.bits>>2))
	}
	d.bits, d.n = 0, 0
	return out
}

// sextets are the values of the base64 alphabet; 64 for other bytes.
var sextets = func() (t [256]byte) {
	for i := range t {
		t[i] = 64
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = byte(i)
	}
	t['-'], t['_'] = 62, 63
	return t
}()

// decodeBase64 decodes a short text.
func decodeBase64(b []byte) []byte {
	var d base64Reader
	return d.pad(d.decode(nil, b))
}

// qpReader decodes quoted-printable (RFC 2045, section 6.7).
type qpReader struct {
	r    io.Reader
	in   []byte
	have int // bytes of in not decoded yet
	out  []byte
	err  error
}

func (d *qpReader) Read(p []byte) (int, error) {
	for len(d.out) == 0 && (d.err == nil || d.have > 0) {
		if d.err == nil {
			var n int
			n, d.err = d.r.Read(d.in[d.have:])
			d.have += n
		}
		d.decode()
	}
	if len(d.out) == 0 {
		return 0, d.err
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// decode decodes what was read, but for an equals sign whose meaning is still
// to come.
func (d *qpReader) decode() {
	in, last := d.in[:d.have], d.err != nil
	d.out = d.out[:0]
	i := 0
	for i < len(in) {
		if in[i] != '=' {
			d.out = append(d.out, in[i])
			i++
			continue
		}
		n, v, encodes := equals(in[i:])
		switch {
		case n == 0 && !last && i+maxBlanks > len(in):
			d.have = copy(d.in, in[i:])
			return
		case n == 0: // it stands for itself
			d.out, n = append(d.out, '='), 1
		case encodes:
			d.out = append(d.out, v)
		}
		i += n
	}
	d.have = 0
}

// maxBlanks bounds the blanks between an equals sign and the line end that it
// hides.
const maxBlanks = 200

// equals reads what begins with an equals sign: an encoded byte, or a line end
// that is none. n is 0 when it is neither, as far as b goes.
func equals(b []byte) (n int, v byte, encodes bool) {
	if v, ok := unhex(b[1:]); ok {
		return 3, v, true
	}
	for i := 1; i < min(len(b), maxBlanks); i++ {
		switch b[i] {
		case ' ', '\t', '\r':
		case '\n':
			return i + 1, 0, false
		default:
			return 0, 0, false
		}
	}
	return 0, 0, false
}
