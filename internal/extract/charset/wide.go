package charset

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// wide decodes UTF-16.
type wide struct {
	swap bool                  // bytes come in the order that is not the machine word's
	slow transform.Transformer // for the ends of blocks
}

// Reset implements transform.Transformer.
func (*wide) Reset() {}

// Transform implements transform.Transformer.
func (d *wide) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
next:
	for nDst+16 <= len(dst) && nSrc+8 <= len(src) {
		w := binary.LittleEndian.Uint64(src[nSrc:])
		if d.swap {
			w = w<<8&0xFF00FF00FF00FF00 | w>>8&0x00FF00FF00FF00FF
		}
		if w&0xFF80FF80FF80FF80 == 0 { // four of ASCII
			w |= w >> 8
			binary.LittleEndian.PutUint32(dst[nDst:], uint32(w&0xFFFF|w>>16&0xFFFF0000))
			nDst, nSrc = nDst+4, nSrc+8
			continue
		}
		for k := range 4 {
			switch r := rune(w & 0xFFFF); {
			case utf16.IsSurrogate(r):
				if k == 3 { // the other half is in the next four
					continue next
				}
				n, took := pair(dst[nDst:], r, rune(w>>16&0xFFFF))
				nDst, nSrc = nDst+n, nSrc+took
				continue next
			case r >= 0x800:
				binary.LittleEndian.PutUint32(dst[nDst:], uint32(0x8080E0|r>>12|r<<2&0x3F00|r<<16&0x3F0000))
				nDst += 3
			case r >= 0x80:
				dst[nDst], dst[nDst+1] = byte(0xC0|r>>6), byte(0x80|r&0x3F)
				nDst += 2
			default:
				dst[nDst] = byte(r)
				nDst++
			}
			nSrc += 2
			w >>= 16
		}
	}
	n, m, err := d.slow.Transform(dst[nDst:], src[nSrc:], atEOF)
	return nDst + n, nSrc + m, err
}

// pair decodes a surrogate, with the unit behind it where that is the other half.
func pair(dst []byte, r, second rune) (n, took int) {
	if second < 0xDC00 || second > 0xDFFF {
		return utf8.EncodeRune(dst, utf8.RuneError), 2
	}
	return utf8.EncodeRune(dst, utf16.DecodeRune(r, second)), 4
}
