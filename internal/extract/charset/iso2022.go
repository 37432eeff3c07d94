package charset

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// iso2022 decodes ISO-2022-JP. Its zero value is in ASCII.
type iso2022 struct {
	set  set
	pair *pairs // of the set, when it has two bytes
}

// set is a character set that escape sequences designate.
type set uint8

const (
	setASCII set = iota // and JIS X 0201 Roman, taken for it
	setKana             // half-width katakana of JIS X 0201
	setPair             // JIS X 0208 or 0212
)

// Reset implements transform.Transformer.
func (d *iso2022) Reset() { *d = iso2022{} }

// designations are the escape sequences, without ESC.
var designations = []struct {
	text string
	set  set
	pair func() *pairs
}{
	{"$@", setPair, pairsJIS0208}, {"$B", setPair, pairsJIS0208}, {"$(D", setPair, pairsJIS0212},
	{"(B", setASCII, nil}, {"(J", setASCII, nil}, {"(I", setKana, nil},
}

// Transform implements transform.Transformer.
func (d *iso2022) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		var e entry
		switch c := src[nSrc]; {
		case c == 0x1B:
			n, whole := d.designate(src[nSrc+1:])
			if n > 0 {
				nSrc += 1 + n
				continue
			}
			if !whole && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			e = newEntry(utf8.RuneError, 1)
		case c >= 0x80:
			e = newEntry(utf8.RuneError, 1)
		case d.set == setASCII:
			if n := d.ascii(dst[nDst:], src[nSrc:]); n > 0 {
				nDst, nSrc = nDst+n, nSrc+n
				continue
			}
			e = newEntry(rune(c), 1)
		case d.set == setKana && c >= 0x21 && c < 0x60:
			e = newEntry(rune(c)+0xFF61-0x21, 1)
		case d.set == setKana:
			e = newEntry(utf8.RuneError, 1)
		case c == '\n': // a line ends in ASCII, whatever it forgot
			if nDst < len(dst) {
				d.set = setASCII
			}
			e = newEntry('\n', 1)
		case nSrc+8 <= len(src) && nDst+16 <= len(dst):
			n, m := d.chars(dst[nDst:], src[nSrc:])
			nDst, nSrc = nDst+n, nSrc+m
			continue
		case nSrc+1 < len(src):
			e = d.pair[int(c)<<8|int(src[nSrc+1])]
		case !atEOF:
			return nDst, nSrc, transform.ErrShortSrc
		default:
			e = newEntry(utf8.RuneError, 1)
		}
		if nDst+4 <= len(dst) {
			binary.LittleEndian.PutUint32(dst[nDst:], uint32(e))
		} else if nDst+e.size() > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		} else {
			var b [4]byte
			binary.LittleEndian.PutUint32(b[:], uint32(e))
			copy(dst[nDst:], b[:e.size()])
		}
		nDst, nSrc = nDst+e.size(), nSrc+e.took()
	}
	return nDst, nSrc, nil
}

// designate takes the escape sequence whose ESC is before src and returns how
// long it is, 0 for none; whole says that src is long enough to tell.
func (d *iso2022) designate(src []byte) (n int, whole bool) {
	for _, s := range designations {
		if bytes.HasPrefix(src, []byte(s.text)) {
			if d.set = s.set; s.pair != nil {
				d.pair = s.pair()
			}
			return len(s.text), true
		}
	}
	return 0, len(src) >= 3 || len(src) == 2 && string(src) != "$("
}

// ascii copies plain bytes, eight at a time, and returns how many.
func (d *iso2022) ascii(dst, src []byte) (n int) {
	for n+8 <= len(src) && n+8 <= len(dst) {
		w := binary.LittleEndian.Uint64(src[n:])
		binary.LittleEndian.PutUint64(dst[n:], w)
		esc := w ^ 0x1B1B1B1B1B1B1B1B // a byte of it is zero where ESC is
		stop := (w | (esc-0x0101010101010101)&^esc) & 0x8080808080808080
		k := bits.TrailingZeros64(stop) >> 3
		if n += k; k < 8 {
			return n
		}
	}
	return n
}

// chars decodes one to four characters of two bytes from the first eight of src.
func (d *iso2022) chars(dst, src []byte) (n, m int) {
	w := binary.LittleEndian.Uint64(src)
	for range 4 {
		e := d.pair[bits.ReverseBytes16(uint16(w))&0x7FFF]
		binary.LittleEndian.PutUint32(dst[n:], uint32(e))
		n, m = n+e.size(), m+e.took()
		w >>= 16
		if c := byte(w); c < 0x21 || c > 0x7E {
			break
		}
	}
	return n, m
}
