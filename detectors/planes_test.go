package detectors

import (
	"math/rand/v2"
	"testing"
)

// checkPlanes compares the planes of text with its bytes, one by one.
func checkPlanes(t *testing.T, text string) {
	n := (len(text) - 64) / blockBytes
	if len(text) < 64 {
		return
	}
	got := make([]planes, n+1)
	transposeAll(got, text)
	for b := range got {
		var want planes
		for k := range 64 {
			for bit := range want {
				want[bit] |= uint64(text[b*blockBytes+k]>>bit&1) << k
			}
		}
		if got[b] != want {
			t.Fatalf("block %d of %q: %x, want %x", b, text, got[b], want)
		}
	}
}

func FuzzPlanes(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 63, 64, 65, 126, 500} {
		text := make([]byte, n)
		for i := range text {
			text[i] = byte(r.Uint32())
		}
		f.Add(string(text))
	}
	f.Fuzz(checkPlanes)
}

// TestMarks compares what sieve takes for a mark, a digit, '@' or the beginning
// of a word with what the rest of the package does, for every character of three
// bytes, every byte, and every place in a block.
func TestMarks(t *testing.T) {
	ts := &terms{}
	for i := range ts.bitmap {
		ts.bitmap[i] = allBits // so that every place is one that may be
	}
	for i := range ts.long {
		ts.long[i] = allBits
	}
	var s sight
	at := 0
	see := func(piece string) (m marks) {
		at = (at + 1) % 200
		text := "、" + string(make([]byte, at)) + piece + string(make([]byte, 200-at))
		bit := func(set uint64, k int) uint64 { return set >> k & 1 }
		i := len("、") + at
		s.look(ts, text, 0, len(text))
		for k := range len(piece) {
			b, bits := &s.marks[(i+k)/blockBytes], (i+k)%blockBytes+blockLead
			m.digits |= bit(b.digits, bits) << k
			m.ats |= bit(b.ats, bits) << k
			m.latin |= bit(b.latin, bits) << k
			m.anchors |= bit(b.anchors, bits) << k
		}
		return m
	}
	for p := rune(0x800); p <= 0xFFFF; p++ {
		if p >= 0xD800 && p < 0xE000 {
			continue
		}
		var want marks
		c := string(p)
		if isDigitStart(c) {
			want.digits = 4
		}
		if p == '＠' {
			want.ats = 4
		}
		if isMark(c) {
			want.anchors = 4
		}
		if got := see(c); got != want {
			t.Fatalf("%U: %v, want %v", p, got, want)
		}
	}
	for c := range 0x80 {
		for _, before := range []string{" ", "a", "Z", "0", "9", "@", "[", "`", "{", "/", ":"} {
			k := len(before)
			want := func(is bool) uint64 {
				if is {
					return 1 << k
				}
				return 0
			}
			text, b := before+string(rune(c)), byte(c)
			got, first := see(text), see(before)
			if got.digits&^first.digits != want(b-'0' <= 9 && before[0]-'0' > 9) || got.ats&^first.ats != want(b == '@') || got.latin&^first.latin != want(isLetter(b) && !isWord(before[0])) {
				t.Fatalf("%q: %v", text, got)
			}
		}
	}
}
