package extract

import (
	"encoding/binary"
	"unicode/utf8"
)

// ValidUTF8 is utf8.Valid, three times as fast where most characters are of three bytes,
// as in Japanese.
func ValidUTF8(b []byte) bool {
	for len(b) >= 16 {
		x := binary.LittleEndian.Uint64(b)
		if x&sixBytes == sixThree && lead(x) && lead(x>>24) {
			y := binary.LittleEndian.Uint64(b[6:])
			if y&sixBytes == sixThree && lead(y) && lead(y>>24) {
				b = b[12:]
				continue
			}
			b, x = b[6:], y
		}
		switch {
		case x&0x8080808080808080 == 0:
			b = b[8:]
		case x&0x80 == 0:
			b = b[1:]
		case x&0xC0C0F0 == 0x8080E0 && lead(x):
			b = b[3:]
		default:
			r, n := utf8.DecodeRune(b)
			if r == utf8.RuneError && n == 1 {
				return false
			}
			b = b[n:]
		}
	}
	return utf8.Valid(b)
}

// Two characters of three bytes, by the bits that say so.
const (
	sixBytes = 0xC0C0F0C0C0F0
	sixThree = 0x8080E08080E0
)

// lead reports whether the first of three bytes is one of E1 to EC, after which
// any two that continue a character make one.
func lead(x uint64) bool { return (x-1)&0xF < 0xC }
