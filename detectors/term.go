package detectors

import (
	"cmp"
	"slices"
	"strings"
)

// terms is the one dictionary of all terms. A place in the text is looked up
// by its first characters: a bitmap of first characters, then bitmaps of the
// hashes of the first two and three, and only then the terms themselves.
type terms struct {
	first  [1 << 10]uint64 // by code point of the first character, up to U+FFFF
	pair   []uint64        // hashes of the first two characters of all terms that have them
	two    []uint64        // hashes of the first two characters of terms with just two
	three  []uint64        // hashes of the first three characters of the others
	shift  uint            // of a hash, to its bit
	slots  []int32         // 1 + index of the first entry with this hash
	mask   uint64
	latin  [1 << 10]uint64 // by the first two bytes in lower case
	starts [256]bool       // first bytes of Latin terms
	byTwo  map[uint16][]int32
	mixed  [1 << 10]uint64 // by code point: first characters of terms whose second is no wide one
	byWide map[uint32][]int32
	list   []term
}

type term struct {
	text  string
	hash  uint64
	det   uint16
	index int32
	next  int32 // 1 + index of the next entry in the slot
}

const (
	mulTwo   = 0x9E3779B97F4A7C15
	mulThree = 0xC2B2AE3D27D4EB4F
)

func compileTerms(asks []Asks) *terms {
	ts := &terms{byTwo: map[uint16][]int32{}, byWide: map[uint32][]int32{}}
	for d, a := range asks {
		for i, t := range a.Terms {
			ts.list = append(ts.list, term{text: t, det: uint16(d), index: int32(i)})
		}
	}
	bits := uint(14)
	for 1<<bits < 16*len(ts.list) {
		bits++
	}
	ts.shift = 64 - bits
	ts.pair, ts.two, ts.three = make([]uint64, 1<<bits/64), make([]uint64, 1<<bits/64), make([]uint64, 1<<bits/64)
	size := 16
	for size < 2*len(ts.list) {
		size *= 2
	}
	ts.slots, ts.mask = make([]int32, size), uint64(size-1)
	// Longer terms first: those that begin alike are then met longest first.
	slices.SortStableFunc(ts.list, func(a, b term) int { return cmp.Compare(len(a.text), len(b.text)) })
	for i := range ts.list {
		ts.enter(int32(i))
	}
	return ts
}

func (ts *terms) enter(i int32) {
	t := &ts.list[i]
	if !isWide(t.text) || len(t.text) < 6 || !isWide(t.text[3:]) {
		if isWide(t.text) {
			p := codePoint(t.text)
			ts.first[p>>6] |= 1 << (p & 63)
			ts.mixed[p>>6] |= 1 << (p & 63)
			ts.byWide[p] = append(ts.byWide[p], i)
			return
		}
		if len(t.text) >= 2 {
			k := twoBytes(t.text)
			ts.latin[k>>6] |= 1 << (k & 63)
			ts.byTwo[k] = append(ts.byTwo[k], i)
			ts.starts[t.text[0]] = true
			ts.starts[upper(t.text[0])] = true
			ts.starts[lower(t.text[0])] = true
		}
		return
	}
	ts.first[codePoint(t.text)>>6] |= 1 << (codePoint(t.text) & 63)
	t.hash = hashTwo(t.text)
	ts.pair[t.hash>>ts.shift>>6] |= 1 << (t.hash >> ts.shift & 63)
	if len(t.text) >= 9 && isWide(t.text[6:]) {
		t.hash = hashThree(t.hash, t.text)
		ts.three[t.hash>>ts.shift>>6] |= 1 << (t.hash >> ts.shift & 63)
	} else {
		ts.two[t.hash>>ts.shift>>6] |= 1 << (t.hash >> ts.shift & 63)
	}
	s := &ts.slots[t.hash&ts.mask]
	t.next, *s = *s, i+1
}

// at asks about every term that stands at text[i:]. The character there is p,
// which is known to be the first of some term.
func (ts *terms) at(p uint32, text string, i int, sc *Scan) {
	s := text[i:]
	if ts.mixed[p>>6&1023]>>(p&63)&1 != 0 && isWide(s) {
		ts.mixedAt(p, text, i, sc)
	}
	if len(s) < 6 || s[3]&0xF0 != 0xE0 {
		return
	}
	h := (uint64(p)<<16 | uint64(codePoint(s[3:6]))) * mulTwo
	if b := h >> ts.shift; ts.pair[b>>6]>>(b&63)&1 == 0 || !isWide(s) || !isWide(s[3:]) {
		return
	}
	if len(s) >= 9 && isWide(s[6:]) {
		h3 := hashThree(h, s)
		if b := h3 >> ts.shift; ts.three[b>>6]>>(b&63)&1 != 0 {
			ts.chain(h3, text, i, sc)
		}
	}
	if b := h >> ts.shift; ts.two[b>>6]>>(b&63)&1 != 0 {
		ts.chain(h, text, i, sc)
	}
}

func (ts *terms) chain(h uint64, text string, i int, sc *Scan) {
	for k := ts.slots[h&ts.mask]; k != 0; k = ts.list[k-1].next {
		if t := &ts.list[k-1]; t.hash == h && strings.HasPrefix(text[i:], t.text) {
			sc.term(t, i)
		}
	}
}

// mixedAt asks about every term at text[i:] that begins with the character p
// and goes on with others than wide ones: 氏 名.
func (ts *terms) mixedAt(p uint32, text string, i int, sc *Scan) {
	for _, n := range ts.byWide[p] {
		t := &ts.list[n]
		if len(text)-i >= len(t.text) && equalFold(text[i:i+len(t.text)], t.text) {
			sc.term(t, i)
		}
	}
}

// latinAt asks about every Latin term at text[i:]; letters match in either
// case. A term that begins with a letter or digit begins a word there.
func (ts *terms) latinAt(text string, i int, sc *Scan) {
	if i+1 >= len(text) {
		return
	}
	k := twoBytes(text[i:])
	if ts.latin[k>>6]>>(k&63)&1 == 0 {
		return
	}
	if i > 0 && isWord(text[i]) && isWord(text[i-1]) {
		return
	}
	for _, n := range ts.byTwo[k] {
		t := &ts.list[n]
		if len(text)-i >= len(t.text) && equalFold(text[i:i+len(t.text)], t.text) {
			sc.term(t, i)
		}
	}
}

// isWide reports whether s begins with a character of three bytes.
func isWide(s string) bool {
	return len(s) >= 3 && s[0]&0xF0 == 0xE0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80
}

func codePoint(s string) uint32 {
	return uint32(s[0]&0x0F)<<12 | uint32(s[1]&0x3F)<<6 | uint32(s[2]&0x3F)
}

func hashTwo(s string) uint64 {
	return (uint64(codePoint(s))<<16 | uint64(codePoint(s[3:]))) * mulTwo
}

func hashThree(h uint64, s string) uint64 { return (h ^ uint64(codePoint(s[6:]))) * mulThree }

func twoBytes(s string) uint16 { return uint16(lower(s[0]))<<8 | uint16(lower(s[1])) }

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
