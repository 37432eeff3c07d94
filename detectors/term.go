package detectors

import (
	"fmt"
	"math/bits"
	"strings"
)

// terms is the one dictionary of all terms. Each term is looked for by an
// anchor: the rarest three characters in a row that it holds, or two where it
// has no three. A bitmap, small enough for the second-level cache, says whether
// the bytes before a place may be somebody's anchor, and only then the terms that
// share the anchor are compared with the text around it.
//
// Only characters of three bytes, which nearly all of Japanese is, make
// anchors, and those that do not end with hiragana come first: what does is
// hardly ever looked up. Terms without an anchor, and Latin ones, are found by how
// they, or their first words, begin.
type terms struct {
	bitmap    [1 << (64 - shiftWord)]uint64 // over the hashes of anchors: 256 KB
	slots     []anchor                      // open addressing; len is a power of two
	shiftSlot uint
	ends      bytesOf // last bytes of the anchors that end otherwise

	short   [1 << 10]uint64      // by a hash of the first three bytes: Latin terms of up to three
	long    [1 << 10]uint64      // by a hash of the first four: the others
	others  bytesOf              // first bytes of Latin terms other than letters
	outside bool                 // some of those are no ASCII
	byTwo   [1 << 10][]latinTerm // by five bits of each of the first two bytes
	mixed   [1 << 10]uint64      // by code point: first characters of terms without an anchor
	byWide  map[uint32][]int32
	digits  []int32 // terms that begin with a digit and have no anchor
	list    []term

	fewDigits int // so many digits are nothing by themselves, nor do terms begin with them
}

// anchor is seven bits of the hash of an anchor, whether it is one of two
// characters, and 24 bits of 1 + the index of the first term that has it; 0 is
// none. So the table of them fits the caches. What it confuses, the comparison of
// the term with the text tells apart.
type anchor uint32

const mostTerms = 1<<24 - 2

type term struct {
	text  string
	next  int32 // 1 + index of the next term with the same anchor
	index int32 // in Asks.Terms
	det   uint16
	back  uint16 // bytes from the beginning of the term to the end of its anchor
	fold  bool   // it holds ASCII letters, which match in either case
	word  bool   // it begins as a word does
}

// latinTerm is a Latin term by four bytes in lower case.
type latinTerm struct {
	head, mask uint32
	term, back int32 // bytes before those four
}

// hashing constants: odd, of well mixed bits.
const (
	mulTwo   = 0x9E3779B97F4A7C15
	mulThree = 0xC2B2AE3D27D4EB4F
	mulSlot  = 0xD6E8FEB86659FD93
	mulLatin = 0x9E3779B1
)

const (
	shiftWord = 64 - 15 // of a hash, to a word of the bitmap
	allBits   = 1<<64 - 1
)

const longest = 1 << 15 // bytes of a term

func compileTerms(asks []Asks) (*terms, error) {
	ts := &terms{byWide: map[uint32][]int32{}}
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
	if n > mostTerms {
		return nil, fmt.Errorf("%d terms: at most %d", n, mostTerms)
	}
	size := max(bits.Len(uint(2*n)), 4)
	ts.slots, ts.shiftSlot = make([]anchor, 1<<size), uint(64-size)
	keys := make([]uint64, len(ts.slots))
	r := measureRarity(ts.list)
	ts.ends = r.ends(ts.list)
	// Backwards, so that at one anchor the earlier terms are met first.
	for i := len(ts.list) - 1; i >= 0; i-- {
		ts.enter(int32(i), r, keys)
	}
	return ts, nil
}

// enter enters a term; keys are the anchors in the slots.
func (ts *terms) enter(i int32, r *rarity, keys []uint64) {
	t := &ts.list[i]
	if a := r.anchor(t.text, ts.ends); a.chars != 0 {
		t.back = uint16(a.end)
		if a.chars == 3 {
			h := a.key * mulThree
			ts.bitmap[a.key>>16*mulTwo>>shiftWord] |= 1<<(h>>36&63) | 1<<(h>>30&63)
		} else {
			ts.bitmap[a.key*mulTwo>>shiftWord] = allBits
		}
		k, tag := ts.slot(a.key)
		for ts.slots[k] != 0 && keys[k] != a.key {
			k = (k + 1) & (len(keys) - 1)
		}
		keys[k] = a.key
		t.next, ts.slots[k] = ts.slots[k].first(), tag|anchor(i+1)
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
		ts.enterLatin(t.text, i)
	}
}

// enterLatin enters a term by how its first word begins, or else by its first
// bytes.
func (ts *terms) enterLatin(text string, i int32) {
	back := firstWord(text)
	rest := text[back:]
	two := twoBytes(rest)
	head, mask := headOf(rest)
	ts.byTwo[two] = append(ts.byTwo[two], latinTerm{head, mask, i, int32(back)})
	switch {
	case len(rest) >= 4:
		h := hashLatin(load4(rest))
		ts.long[h>>6] |= 1 << (h & 63)
	case len(rest) == 3:
		h := hashLatin(head & firstThree)
		ts.short[h>>6] |= 1 << (h & 63)
	default:
		for third := range uint32(256) {
			h := hashLatin(head | third<<16)
			ts.short[h>>6] |= 1 << (h & 63)
		}
	}
	if !isLetter(rest[0]) {
		ts.others.add(rest[0])
		ts.outside = ts.outside || rest[0] >= 0x80
	}
}

// firstWord is where the first word of letters in text begins, if two bytes are
// left from there, or 0.
func firstWord(text string) int {
	for i := 0; i+2 <= len(text); i++ {
		if isLetter(text[i]) && (i == 0 || !isWord(text[i-1])) {
			return i
		}
	}
	return 0
}

// slot is where the slot of key is, or one after it, and how it is marked.
func (ts *terms) slot(key uint64) (k int, tag anchor) {
	h := key * mulSlot
	tag = anchor(h>>(ts.shiftSlot-8)) << 24 &^ (1 << 24)
	if key>>48 == 0 {
		tag |= 1 << 24
	}
	return int(h >> ts.shiftSlot), tag
}

func (a anchor) first() int32 { return int32(a & (1<<24 - 1)) }

// may reports whether the last eight bytes may hold an anchor at their end. It
// is the one test that every place of the text takes where one may end. The last
// two characters choose a word of the bitmap, all three two of its bits; an
// anchor of two has the whole word.
func (ts *terms) may(last uint64) bool {
	h := last * mulThree
	w := ts.bitmap[last>>16*mulTwo>>shiftWord]
	return w>>(h>>36&63)&1 != 0 && w>>(h>>30&63)&1 != 0
}

// mayLatin reports whether a Latin term may begin with the next four bytes.
func (ts *terms) mayLatin(next uint32) bool {
	s, l := hashLatin(next&firstThree), hashLatin(next)
	return (ts.short[s>>6]>>(s&63)|ts.long[l>>6]>>(l&63))&1 != 0
}

// mayMix reports whether a term without an anchor may begin with the character s.
func mayMix[T string | []byte](ts *terms, s T) bool {
	p := codePoint(s)
	return ts.mixed[p>>6]>>(p&63)&1 != 0
}

// firstThree are three of four bytes.
const firstThree = 1<<24 - 1

// hashLatin hashes bytes without regard to the case of letters.
func hashLatin(bytes uint32) uint16 { return uint16((bytes | 0x20202020) * mulLatin >> 16) }

// at asks about every term whose anchor ends at text[:end] and does not begin
// before lo; last are the eight bytes there.
func (ts *terms) at(last uint64, text string, lo, end int, sc *Scan) {
	if end-lo >= 9 {
		ts.chain(last, text, end, sc)
	}
	if end-lo >= 6 && ts.bitmap[last>>16*mulTwo>>shiftWord] == allBits {
		ts.chain(last>>16, text, end, sc)
	}
}

func (ts *terms) chain(key uint64, text string, end int, sc *Scan) {
	k, tag := ts.slot(key)
	for ; ts.slots[k] != 0; k = (k + 1) & (len(ts.slots) - 1) {
		if (ts.slots[k]^tag)>>24 != 0 {
			continue
		}
		for n := ts.slots[k].first(); n != 0; {
			t := &ts.list[n-1]
			if i := end - int(t.back); i >= 0 && t.stands(text, i) {
				sc.term(t, i)
			}
			n = t.next
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
// at text[i:], and go on with others: 氏 名.
func (ts *terms) mixedAt(text string, i int, sc *Scan) {
	ts.try(ts.byWide[codePoint(text[i:])], text, i, sc)
}

// latinAt asks about every Latin term of which text[i:] is the beginning, or that
// of its first word, and that does not begin before lo.
func (ts *terms) latinAt(text string, lo, i int, sc *Scan) {
	if i+1 >= len(text) {
		return
	}
	head, _ := headOf(text[i:])
	for _, l := range ts.byTwo[twoBytes(text[i:])] {
		if head&l.mask == l.head && i-int(l.back) >= lo {
			if t := &ts.list[l.term]; t.stands(text, i-int(l.back)) {
				sc.term(t, i-int(l.back))
			}
		}
	}
}

// headOf is the first four bytes of s in lower case, and a mask of as many as
// there are.
func headOf(s string) (head, mask uint32) {
	for i := range min(len(s), 4) {
		head |= uint32(lower(s[i])) << (8 * i)
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

func isDigitStart(s string) bool {
	_, w := digitAt(s, 0, len(s))
	return w > 0
}

// isWide reports whether s begins with a character of three bytes.
func isWide(s string) bool {
	return len(s) >= 3 && s[0]&0xF0 == 0xE0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80
}

func codePoint[T string | []byte](s T) uint32 {
	return uint32(s[0]&0x0F)<<12 | uint32(s[1]&0x3F)<<6 | uint32(s[2]&0x3F)
}

// twoBytes tells the first two bytes of s apart, without regard to the case of
// letters, as far as ten bits do.
func twoBytes(s string) int { return int(s[0]&31)<<5 | int(s[1]&31) }

// load8 and load4 are the first bytes of s, the first the lowest.
func load8[T string | []byte](s T) uint64 {
	s = s[:8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func load4[T string | []byte](s T) uint32 {
	s = s[:4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
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
