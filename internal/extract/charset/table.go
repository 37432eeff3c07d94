package charset

import (
	"encoding/binary"
	"math/bits"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"
)

// The decoders of golang.org/x/text take four times as long as the detection
// that follows them. These look characters up in tables, which are made from
// those decoders, and give byte for byte what they give, for bytes that mean
// nothing, too.

// entry is what two bytes decode to: UTF-8 in the lowest 24 bits, then how many
// bytes that is, in two bits, and how many bytes of the source it took.
type entry uint32

func newEntry(r rune, took int) entry {
	var b [4]byte
	n := utf8.EncodeRune(b[:], r)
	return entry(binary.LittleEndian.Uint32(b[:])&0xFFFFFF | uint32(n)<<24 | uint32(took)<<26)
}

func (e entry) size() int { return int(e >> 24 & 3) }
func (e entry) took() int { return int(e >> 26) }

// pairs is the entries of two bytes, by the lower seven bits of the first and
// the second.
type pairs [1 << 15]entry

// pairsOf asks a decoder about every two bytes of which the first has the high
// bit as given. before switches the decoder to the set.
func pairsOf(enc encoding.Encoding, before string, high byte) *pairs {
	t := &pairs{}
	dec := enc.NewDecoder()
	src, dst := append([]byte(before), 0, 0), make([]byte, 16)
	for i := range t {
		src[len(before)], src[len(before)+1] = byte(i>>8)|high, byte(i)
		dec.Reset()
		n, _, err := dec.Transform(dst, src, true)
		if err != nil {
			continue // 0 is left to the slow way
		}
		r, w := utf8.DecodeRune(dst[:n])
		if w == n {
			t[i] = newEntry(r, 2)
		} else {
			t[i] = newEntry(r, 1)
		}
	}
	return t
}

var (
	pairsShiftJIS = sync.OnceValue(func() *pairs { return pairsOf(japanese.ShiftJIS, "", 0x80) })
	pairsEUCJP    = sync.OnceValue(func() *pairs {
		t := pairsOf(japanese.EUCJP, "", 0x80)
		clear(t[0x0F<<8 : 0x10<<8]) // 0x8F begins characters of three bytes
		return t
	})
	pairsJIS0208 = sync.OnceValue(func() *pairs { return pairsOf(japanese.ISO2022JP, "\x1b$B", 0) })
	pairsJIS0212 = sync.OnceValue(func() *pairs { return pairsOf(japanese.ISO2022JP, "\x1b$(D", 0) })
)

// NewDecoder is the quickest decoder of an encoding there is. Like those of
// golang.org/x/text it never fails on what it reads.
func (e *Encoding) NewDecoder() transform.Transformer {
	slow := e.enc.NewDecoder()
	switch e {
	case ShiftJIS:
		return &double{pairs: pairsShiftJIS(), slow: slow}
	case EUCJP:
		return &double{pairs: pairsEUCJP(), slow: slow}
	case ISO2022JP:
		return &iso2022{}
	case UTF16LE:
		return &wide{slow: slow}
	case UTF16BE:
		return &wide{swap: true, slow: slow}
	}
	return slow
}

// double decodes encodings of one and two bytes that keep no state.
type double struct {
	pairs *pairs
	slow  transform.Transformer // for the ends of blocks, and characters of three bytes
}

func (*double) Reset() {}

// Transform implements transform.Transformer.
func (d *double) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for {
		nDst, nSrc = d.fast(dst, src, nDst, nSrc)
		if nDst+16 <= len(dst) && nSrc+8 <= len(src) {
			n, m := d.three(dst[nDst:], src[nSrc:])
			nDst, nSrc = nDst+n, nSrc+m
			continue
		}
		n, m, err := d.slow.Transform(dst[nDst:], src[nSrc:], atEOF)
		return nDst + n, nSrc + m, err
	}
}

// three decodes the character of three bytes at the beginning of src, or as
// many of them as go together.
func (d *double) three(dst, src []byte) (n, took int) {
	for took = 1; took < 3 && src[took] >= 0xA1 && src[took] <= 0xFE; {
		took++
	}
	if took < 3 {
		return utf8.EncodeRune(dst, utf8.RuneError), took
	}
	n, _, _ = d.slow.Transform(dst, src[:3], true)
	return n, took
}

// threeOfTwo is what the upper bits of an entry nearly always are: three bytes
// of UTF-8 from two.
const threeOfTwo = 2<<2 | 3

// fast decodes until it meets what has no entry, or the end of one of the
// buffers is near. It loads eight bytes at a time, which most often are four
// characters of two bytes each, and else relies on the processor to guess the
// widths.
func (d *double) fast(dst, src []byte, nDst, nSrc int) (int, int) {
	const leads = 0x0080008000800080
	t := d.pairs
next:
	for nDst+16 <= len(dst) && nSrc+8 <= len(src) {
		w := binary.LittleEndian.Uint64(src[nSrc:])
		if w&leads == leads {
			v := bits.ReverseBytes64(w)
			e0, e1, e2, e3 := t[v>>48&0x7FFF], t[v>>32&0x7FFF], t[v>>16&0x7FFF], t[v&0x7FFF]
			if ((e0^threeOfTwo<<24)|(e1^threeOfTwo<<24)|(e2^threeOfTwo<<24)|(e3^threeOfTwo<<24))>>24 == 0 {
				to := dst[nDst : nDst+16]
				binary.LittleEndian.PutUint64(to, uint64(e0&0xFFFFFF)|uint64(e1)<<24)
				binary.LittleEndian.PutUint64(to[6:], uint64(e2&0xFFFFFF)|uint64(e3)<<24)
				nDst, nSrc = nDst+12, nSrc+8
				continue
			}
		}
		if w&0x80 == 0 {
			binary.LittleEndian.PutUint64(dst[nDst:], w)
			n := bits.TrailingZeros64(w&0x8080808080808080) >> 3
			nDst, nSrc = nDst+n, nSrc+n
			continue
		}
		for range 4 {
			e := t[bits.ReverseBytes16(uint16(w))&0x7FFF]
			if e == 0 {
				break next
			}
			binary.LittleEndian.PutUint32(dst[nDst:], uint32(e))
			if e>>24 != threeOfTwo {
				nDst, nSrc = nDst+e.size(), nSrc+e.took()
				continue next
			}
			nDst, nSrc = nDst+3, nSrc+2
			if w >>= 16; w&0x80 == 0 {
				continue next
			}
		}
	}
	return nDst, nSrc
}
