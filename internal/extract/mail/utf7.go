package mail

import (
	"bufio"
	"io"
	"unicode/utf16"
)

// utf7Reader gives UTF-8 for UTF-7 (RFC 2152), which old programs wrote where
// mail was of seven bits. What is not of it stays as it is.
type utf7Reader struct {
	r    *bufio.Reader
	out  []byte
	in   bool // shifted: what follows is Base64
	any  bool // of it came
	bits uint32
	have int  // bits not given yet
	high rune // first half of a character beyond U+FFFF
	err  error
}

func newUTF7(r io.Reader) io.Reader { return &utf7Reader{r: bufio.NewReader(r)} }

func (u *utf7Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 && u.err == nil {
		u.next()
	}
	if len(u.out) == 0 {
		return 0, u.err
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

// next reads some characters.
func (u *utf7Reader) next() {
	const enough = 4 << 10
	u.out = u.out[:0]
	for len(u.out) < enough {
		c, err := u.r.ReadByte()
		switch {
		case err != nil:
			u.err = err
			return
		case u.in:
			u.shifted(c)
		case c == '+':
			u.in, u.any, u.bits, u.have, u.high = true, false, 0, 0, 0
		default:
			u.out = append(u.out, c)
		}
	}
}

// shifted takes a byte of UTF-16 in Base64, or the one that ends it.
func (u *utf7Reader) shifted(c byte) {
	v := sextets[c]
	if v >= 64 || c == '-' || c == '_' {
		u.in = false
		switch {
		case c != '-':
			u.out = append(u.out, c)
		case !u.any:
			u.out = append(u.out, '+')
		}
		return
	}
	u.any = true
	u.bits, u.have = u.bits<<6|uint32(v), u.have+6
	if u.have >= 16 {
		u.have -= 16
		u.unit(rune(u.bits >> u.have & 0xFFFF)) //nolint:gosec // sixteen bits
	}
}

func (u *utf7Reader) unit(c rune) {
	if u.high != 0 {
		c, u.high = utf16.DecodeRune(u.high, c), 0
	} else if c >= 0xD800 && c < 0xDC00 {
		u.high = c
		return
	}
	u.out = append(u.out, string(c)...)
}
