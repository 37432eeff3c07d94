package detectors

import (
	"fmt"
	"math/bits"
	"strings"
)

// terms is the one dictionary of all terms. Each term is looked for by an
// anchor: the rarest three characters in a row that it holds, or two where it
// has no three. While the pass goes over the text it keeps the last three
// characters in one word; two bitmaps, small enough for the second-level cache,
// say whether they may be somebody's anchor, and only then the terms that share
// the anchor are compared with the text around it.
//
// Only characters of three bytes, which nearly all of Japanese is, make
// anchors. Terms without one, and Latin ones, are found by how they begin.
type terms struct {
	three     [1 << (64 - shiftThree)]uint64 // bitmap over the hashes of anchors of three: 256 KB
	two       [1 << (64 - shiftTwo)]uint64   // of two: 16 KB
	slots     []anchor                       // open addressing; len is a power of two
	shiftSlot uint

	latin  [1 << 10]uint64 // by the first two bytes in lower case
	latin3 [1 << 10]uint64 // by a hash of the first three
	starts [256]bool       // first bytes of Latin terms
	byTwo  map[uint16][]latinTerm
	mixed  [1 << 10]uint64 // by code point: first characters of terms without an anchor
	byWide map[uint32][]int32
	digits []int32 // terms that begin with a digit and have no anchor
	list   []term
}

// anchor is the last characters before a place, 16 bits each, and the terms
// that have them.
type anchor struct {
	key   uint64
	first int32 // 1 + index of the first term
}

type term struct {
	text  string
	next  int32 // 1 + index of the next term with the same anchor
	index int32 // in Asks.Terms
	det   uint16
	back  uint16 // bytes from the beginning of the term to the end of its anchor
	fold  bool   // it holds ASCII letters, which match in either case
	word  bool   // it begins as a word does
}

// latinTerm is a Latin term by its first four bytes in lower case.
type latinTerm struct {
	head, mask uint32
	term       int32
}

// hashing constants: odd, of well mixed bits.
const (
	mulTwo   = 0x9E3779B97F4A7C15
	mulThree = 0xC2B2AE3D27D4EB4F
	mulSlot  = 0xD6E8FEB86659FD93
)

// shifts of a hash to its word in a bitmap.
const (
	shiftThree = 64 - 15
	shiftTwo   = 64 - 11
)

const (
	lastTwo   = 1<<32 - 1 // the last two characters of the window
	lastThree = 1<<48 - 1
	longest   = 1 << 15 // bytes of a term
)

func compileTerms(asks []Asks) (*terms, error) {
	ts := &terms{byTwo: map[uint16][]latinTerm{}, byWide: map[uint32][]int32{}}
	n := 0
	for _, a := range asks {
		n += len(a.Terms)
	}
	ts.list = make([]term, 0, n)
	for d, a := range asks {
		for i, t := range a.Terms {
			if len([]rune(t)) < 2 || len(t) > longest {
				return nil, fmt.Errorf("detector %d: term %.40q: a term has two characters at least and %d bytes at most", d+1, t, longest)
			}
			ts.list = append(ts.list, term{text: t, det: uint16(d), index: int32(i), fold: strings.ContainsFunc(t, isASCIILetter), word: isWord(t[0])})
		}
	}
	size := max(bits.Len(uint(2*n)), 4)
	ts.slots, ts.shiftSlot = make([]anchor, 1<<size), uint(64-size)
	r := measureRarity(ts.list)
	// Backwards, so that at one anchor the earlier terms are met first.
	for i := len(ts.list) - 1; i >= 0; i-- {
		ts.enter(int32(i), r)
	}
	return ts, nil
}

func (ts *terms) enter(i int32, r *rarity) {
	t := &ts.list[i]
	if key, back := r.anchor(t.text); key != 0 {
		t.back = uint16(back)
		if key > lastTwo {
			h := key * mulThree
			ts.three[h>>shiftThree] |= twoBits(h)
		} else {
			h := key * mulTwo
			ts.two[h>>shiftTwo] |= 1 << (h >> 40 & 63)
		}
		s := ts.slot(key)
		s.key = key
		t.next, s.first = s.first, i+1
		return
	}
	switch {
	case isDigitStart(t.text):
		ts.digits = append(ts.digits, i)
	case isWide(t.text):
		p := codePoint(t.text)
		ts.mixed[p>>6] |= 1 << (p & 63)
		ts.byWide[p] = append(ts.byWide[p], i)
	default:
		k := twoBytes(t.text)
		ts.latin[k>>6] |= 1 << (k & 63)
		for c := range 256 {
			if third := byte(c); len(t.text) == 2 || lower(third) == lower(t.text[2]) {
				h := threeBytes(k, third)
				ts.latin3[h>>6] |= 1 << (h & 63)
			}
		}
		head, mask := headOf(t.text)
		ts.byTwo[k] = append(ts.byTwo[k], latinTerm{head, mask, i})
		for _, c := range []byte{t.text[0], upper(t.text[0]), lower(t.text[0])} {
			ts.starts[c] = true
		}
	}
}

// slot is where key is, or where it would be entered.
func (ts *terms) slot(key uint64) *anchor {
	mask := uint64(len(ts.slots) - 1)
	for i := key * mulSlot >> ts.shiftSlot; ; i = (i + 1) & mask {
		if s := &ts.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// may reports whether the last characters may be an anchor. It is the one test
// that every character of the text takes.
func (ts *terms) may(last uint64) bool { return (ts.mayThree(last)|ts.mayTwo(last))&1 != 0 }

func (ts *terms) mayThree(last uint64) uint64 {
	h := last * mulThree
	three := ts.three[h>>shiftThree]
	return three >> (h >> 36 & 63) & (three >> (h >> 30 & 63))
}

func (ts *terms) mayTwo(last uint64) uint64 {
	h := last & lastTwo * mulTwo
	return ts.two[h>>shiftTwo] >> (h >> 40 & 63)
}

// twoBits are the bits of a word of the bitmap that an anchor sets: with two of
// them, one in a thousand others is taken for an anchor, not one in thirty.
func twoBits(h uint64) uint64 { return 1<<(h>>36&63) | 1<<(h>>30&63) }

// at asks about every term whose anchor ends at text[:end].
func (ts *terms) at(last uint64, text string, end int, sc *Scan) {
	if last > lastTwo && ts.mayThree(last)&1 != 0 {
		ts.chain(last, text, end, sc)
	}
	if ts.mayTwo(last)&1 != 0 {
		ts.chain(last&lastTwo, text, end, sc)
	}
}

func (ts *terms) chain(key uint64, text string, end int, sc *Scan) {
	for k := ts.slot(key).first; k != 0; k = ts.list[k-1].next {
		t := &ts.list[k-1]
		if i := end - int(t.back); i >= 0 && t.stands(text, i) {
			sc.term(t, i)
		}
	}
}

// stands reports whether the term is at text[i:]. One that begins with a letter
// or digit must begin a word there.
func (t *term) stands(text string, i int) bool {
	if len(text)-i < len(t.text) || t.word && i > 0 && isWord(text[i-1]) {
		return false
	}
	s := text[i : i+len(t.text)]
	return s == t.text || t.fold && equalFold(s, t.text)
}

// mixedAt asks about the terms without an anchor that begin with the character
// p at text[i:], and go on with others: 氏 名.
func (ts *terms) mixedAt(p uint32, text string, i int, sc *Scan) {
	ts.try(ts.byWide[p], text, i, sc)
}

// latinAt asks about every Latin term at text[i:], of two bytes at least.
func (ts *terms) latinAt(text string, i int, sc *Scan) {
	head, _ := headOf(text[i:])
	for _, l := range ts.byTwo[twoBytes(text[i:])] {
		if head&l.mask == l.head {
			if t := &ts.list[l.term]; t.stands(text, i) {
				sc.term(t, i)
			}
		}
	}
}

// headOf is the first four bytes of s in lower case, and a mask of as many as
// there are.
func headOf(s string) (head, mask uint32) {
	for i := range min(len(s), 4) {
		head |= uint32(folded[s[i]]) << (8 * i)
		mask |= 0xFF << (8 * i)
	}
	return head, mask
}

// digitsAt asks about the terms that begin with one of the digits in
// text[i:end].
func (ts *terms) digitsAt(text string, i, end int, sc *Scan) {
	for ; i < end; i++ {
		if isDigitStart(text[i:]) {
			ts.try(ts.digits, text, i, sc)
		}
	}
}

func (ts *terms) try(which []int32, text string, i int, sc *Scan) {
	for _, n := range which {
		if t := &ts.list[n]; t.stands(text, i) {
			sc.term(t, i)
		}
	}
}

// rarity is how often characters, and threes of them, are to be expected.
type rarity struct {
	char  [1 << 16]float32
	three map[uint64]int32
}

// How much more often than a kanji of no dictionary a character of a kind
// stands in Japanese text, by its share of running text and of the kind.
const (
	oftenHiragana = 1000
	oftenKatakana = 100
	oftenKanji    = 1
)

// measureRarity takes the terms themselves for a sample of the language.
func measureRarity(list []term) *rarity {
	r := &rarity{three: make(map[uint64]int32, len(list))}
	for i := range list {
		eachAnchor(list[i].text, func(key uint64, _ int) {
			if key > lastTwo {
				r.three[key]++
			}
			r.char[key&0xFFFF]++
		})
	}
	each := float32(len(list)) / 1000
	for p := range r.char {
		switch {
		case p >= 0x3040 && p < 0x30A0:
			r.char[p] += oftenHiragana * (1 + each)
		case p >= 0x30A0 && p < 0x3100, p < 0x3040, p >= 0xF000:
			r.char[p] += oftenKatakana * (1 + each)
		default:
			r.char[p] += oftenKanji * (1 + each)
		}
	}
	return r
}

// anchor chooses the rarest anchor of a term; 0: it has none.
func (r *rarity) anchor(text string) (key uint64, back int) {
	var best float32
	eachAnchor(text, func(k uint64, end int) {
		if k > lastTwo != (key > lastTwo) && key != 0 {
			if key > lastTwo {
				return // three are rarer than two
			}
			key = 0
		}
		score := r.char[k&0xFFFF] * r.char[k>>16&0xFFFF]
		if k > lastTwo {
			score *= r.char[k>>32] * float32(r.three[k])
		}
		if key == 0 || score < best {
			key, back, best = k, end, score
		}
	})
	return key, back
}

// eachAnchor calls f with every two and three characters in a row that may be
// an anchor, and where they end. Full-width digits are none: the reader of
// numbers takes them.
func eachAnchor(text string, f func(key uint64, end int)) {
	last := uint64(0)
	for i := 0; i < len(text); {
		if !isWide(text[i:]) || isDigitStart(text[i:]) {
			last = 0
			i++
			continue
		}
		last = (last<<16 | uint64(codePoint(text[i:]))) & lastThree
		i += 3
		if last > 0xFFFF {
			f(last, i)
			if last > lastTwo {
				f(last&lastTwo, i)
			}
		}
	}
}

func isDigitStart(s string) bool {
	_, w := digitAt(s, 0, len(s))
	return w > 0
}

// isWide reports whether s begins with a character of three bytes.
func isWide(s string) bool {
	return len(s) >= 3 && s[0]&0xF0 == 0xE0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80
}

func codePoint(s string) uint32 {
	return uint32(s[0]&0x0F)<<12 | uint32(s[1]&0x3F)<<6 | uint32(s[2]&0x3F)
}

func twoBytes(s string) uint16 { return uint16(lower(s[0]))<<8 | uint16(lower(s[1])) }

// threeBytes is a hash of two bytes in lower case and a third.
func threeBytes(two uint16, third byte) uint16 {
	return uint16((uint32(two)<<8 | uint32(folded[third])) * 0x9E3779B1 >> 16)
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}

func isASCIILetter(r rune) bool { return r < 0x80 && isLetter(byte(r)) }

func isWord(c byte) bool { return isLetter(c) || c-'0' <= 9 }

// equalFold compares strings of equal length; ASCII letters in either case.
func equalFold(a, b string) bool {
	for i := range len(b) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}
