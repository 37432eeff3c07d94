package charset

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"tenken/internal/extract"
)

// Detect finds out the encoding of the text that begins with head; nil means
// that it is no text. head may end inside a character.
//
// The order of the evidence: byte order mark, escape sequences, validity as
// UTF-8, and then whichever encoding makes the most likely Japanese of it.
func Detect(head []byte) *Encoding {
	for _, e := range []*Encoding{UTF8, UTF16LE, UTF16BE} {
		if bytes.HasPrefix(head, []byte(e.bom)) {
			return e
		}
	}
	t := count(head)
	switch {
	case t.escapes > 0 && t.high*20 <= len(head) && t.fewControls(len(head)):
		return ISO2022JP
	case t.controls == 0 && t.high == 0 && !maybeKana16(head):
		return UTF8
	case t.fewControls(len(head)) && validUTF8(head) && (t.high > 0 || !maybeKana16(head)):
		return UTF8
	}
	e := likeliest(sample(head), t.fewControls(len(head)))
	if t.high == 0 && e != nil && e.step == 1 {
		return UTF8
	}
	return e
}

// tally counts the bytes that tell text from other data.
type tally struct {
	controls int // C0 controls that text does not hold, and DEL
	high     int // bytes above 0x7F
	escapes  int // ISO-2022-JP designations of two-byte sets or half-width kana
}

// fewControls reports whether n bytes may be text in an encoding of single
// bytes: one control character in a hundred, and one in a short text.
func (t tally) fewControls(n int) bool {
	return t.controls*100 <= n || t.controls == 1 && n >= 24
}

func count(b []byte) (t tally) {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		t.high += bits.OnesCount64(x & highBits)
		// Below 0x20 or DEL, without those above 0x7F: a carry out of seven bits tells.
		low := x &^ highBits
		for m := (^(low + 0x60*eachByte) | low + eachByte) &^ x & highBits; m != 0; m &= m - 1 {
			t.unusual(b[i+bits.TrailingZeros64(m)/8:])
		}
	}
	for ; i < len(b); i++ {
		t.high += int(b[i] >> 7)
		t.unusual(b[i:])
	}
	return t
}

const (
	eachByte = 0x0101010101010101
	highBits = 0x80 * eachByte
)

// unusual counts b[0] if it is a control character.
func (t *tally) unusual(b []byte) {
	switch unusual[b[0]] {
	case isEscape:
		if isDesignation(b) {
			t.escapes++
		}
	case isControlChar:
		t.controls++
	}
}

// unusual are the bytes that are neither plain nor high.
var unusual = func() (u [256]byte) {
	for c := range u {
		if isControl(byte(c)) {
			u[c] = isControlChar
		}
	}
	u[0x1B] = isEscape
	return u
}()

const (
	isControlChar = iota + 1
	isEscape
)

// isControl reports a control character that text does not hold. BS, HT, LF,
// VT, FF, CR, ESC and the old end-of-file mark ^Z do occur.
func isControl(c byte) bool {
	return c < 0x08 || 0x0E <= c && c < 0x1A || 0x1C <= c && c < 0x20 || c == 0x7F
}

// isDesignation reports an escape sequence that switches to JIS X 0208, 0212,
// 0213 or half-width katakana.
func isDesignation(b []byte) bool {
	if len(b) < 3 {
		return false
	}
	switch b[1] {
	case '$':
		return b[2] == '@' || b[2] == 'B' || b[2] == '('
	case '(':
		return b[2] == 'I'
	}
	return false
}

// validUTF8 is Valid for text that may end inside a character.
func validUTF8(b []byte) bool { return extract.ValidUTF8(b[:cutRune(b)]) }

// cutRune is the length of b without a character that its end may cut.
func cutRune(b []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return len(b) - i
			}
			break
		}
	}
	return len(b)
}

// maybeKana16 reports whether plain ASCII bytes may be kana in UTF-16: every
// second byte is then 0x30.
func maybeKana16(b []byte) bool {
	if len(b) < 8 {
		return false
	}
	b = b[:min(len(b), 1<<10)]
	var zeros [2]int
	for i, c := range b {
		if c == 0x30 || c == 0 {
			zeros[i&1]++
		}
	}
	return max(zeros[0], zeros[1])*5 > len(b)/2*3
}

// sampleSize is how much is scored: enough to be sure, small against reading.
const sampleSize = 16 << 10

// sample is the part of head where encodings differ: from the first byte that
// is not plain ASCII on.
func sample(head []byte) []byte {
	i := bytes.IndexFunc(head, func(r rune) bool { return r >= 0x80 || r < 0x20 && isControl(byte(r)) })
	i = max(i-64, 0) &^ 1
	return head[i:min(len(head), i+sampleSize)]
}
