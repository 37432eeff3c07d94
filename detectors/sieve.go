package detectors

import "math/bits"

// marks say what stands where in a block: bit k is about its byte k.
type marks struct {
	digits  uint64 // first of a run of ASCII digits that may be something; last byte of a full-width digit
	ats     uint64 // '@', last byte of '＠'
	latin   uint64 // where Latin terms may begin
	mixed   uint64 // behind a character that may begin a term without an anchor
	anchors uint64 // last byte of what may be the anchor of some term
}

const (
	blockLead  = 2              // bytes of a block that are the end of the one before
	blockBytes = 64 - blockLead // bytes from block to block
	margin     = 8              // bytes to be seen on both sides of a block
	seenBytes  = margin + 64 + margin
)

// sieve says what is where in the 64 bytes of text[margin:], of which p are the
// planes. It is where every byte of every text is looked at, 64 at a time.
func sieve[T string | []byte](m *marks, ts *terms, p *planes, text T) {
	text = text[:seenBytes]
	const valid = ^uint64(1<<blockLead - 1)
	b0, b1, b2, b3, b4, b5, b6, b7 := p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]
	digits := ^b7 & ^b6 & b5 & b4 &^ (b3 & (b2 | b1))
	var firsts, ats, latin, mixed, anchors uint64
	if b7 != 0 {
		three := b7 & b6 & b5 &^ b4                // the first of three bytes, E0 to EF
		kana := three & b1 & b0 &^ (b3 | b2)       // E3
		forms := three & b3 & b2 & b1 & b0         // EF
		kanji := three & (b3 ^ b2) &^ (b3 & b1)    // E4 to E9
		second := kana << 1 &^ (b5 | b4 | b3 | b2) // E3 80 to E3 83, of which E3 80, E3 82 A0 and on, and E3 83 are marks
		third := (second&^(b1|b0))<<1 | (second&b1)<<1&(b5|(second&b0)<<1)
		ends := (kanji|forms)<<2 | third
		ends |= three << 2 & ts.ends.low(p)
		for ends &= valid; ends != 0; ends &= ends - 1 {
			if k := bits.TrailingZeros64(ends); ts.may(load8(text[k+1:])) {
				anchors |= ends & -ends
			}
		}
		if forms != 0 { // EF BC 90 is '０', EF BC A0 is '＠'
			f := forms << 1 & b7 & b5 & b4 & b3 & b2 &^ (b6 | b1 | b0) << 1 & b7 &^ b6 & valid
			firsts = f & b4 &^ (b5 | b3&(b2|b1))
			ats = f & b5 &^ (b4 | b3 | b2 | b1 | b0)
		}
		if len(ts.byWide) > 0 {
			for c := b7 << 1 & (^b7 | b6&(b4|^b5)) &^ digits & valid; c != 0; c &= c - 1 {
				if k := bits.TrailingZeros64(c); mayMix(ts, text[k+margin-3:]) {
					mixed |= c & -c
				}
			}
		}
	}
	if ascii := ^b7; ascii != 0 || ts.outside {
		letters := ascii & b6 & (b4 | b3 | b2 | b1 | b0) &^ (b4 & b3 & (b2 | b1&b0))
		starts := letters &^ ((letters | digits) << 1)
		if len(ts.others.list) > 0 || ts.others.every {
			starts |= ts.others.in(p) &^ letters
		}
		for starts &= valid; starts != 0; starts &= starts - 1 {
			if k := bits.TrailingZeros64(starts); ts.mayLatin(load4(text[k+margin:])) {
				latin |= starts & -starts
			}
		}
		if digits != 0 {
			runs := digits &^ (digits << 1) & valid
			// Digits that nothing joins to others are nothing if they are too few.
			joiners := b7 | ascii&^(b6|b4)&(b5&(b3&b2&(b1|b0)|b3&^(b2|b1)|^(b3|b2|b1|b0))|b3&^b5&(b1&^(b2|b0)|b2&b0&^b1))
			short, end := uint64(0), ^(digits | joiners)
			for range ts.fewDigits {
				end = end >> 1 & digits
				short |= end
			}
			firsts |= runs &^ (short &^ (b7 << 1))
		}
		ats |= ascii & b6 &^ (b5 | b4 | b3 | b2 | b1 | b0) & valid
	}
	m.digits, m.ats, m.latin, m.mixed, m.anchors = firsts, ats, latin, mixed, anchors
}

// blocks is how many are sieved before any is looked into.
const blocks = 32

// sight is what the pass sees of the text at once.
type sight struct {
	marks  [blocks]marks
	planes [blocks]planes
	edge   [seenBytes]byte // a block at the beginning or end of the text, with NULs around
}

// look sieves the blocks that begin at text[from], before text[to], and says how
// many.
func (s *sight) look(ts *terms, text string, from, to int) int {
	n := min(blocks, (to-from+blockBytes-1)/blockBytes)
	begin := from - blockLead - margin // of what is seen of the first block
	inner, end := 0, n                 // blocks with all their margins
	if begin < 0 {
		inner = 1
	}
	for end > inner && begin+(end-1)*blockBytes+seenBytes > len(text) {
		end--
	}
	if inner < end {
		transposeAll(s.planes[inner:end], text[begin+inner*blockBytes+margin:])
	}
	for b := range n {
		i := begin + b*blockBytes
		if b >= inner && b < end {
			sieve(&s.marks[b], ts, &s.planes[b], text[i:])
			continue
		}
		clear(s.edge[:])
		copy(s.edge[max(0, -i):], text[max(0, i):min(len(text), i+seenBytes)])
		transpose(&s.planes[b], s.edge[margin:])
		sieve(&s.marks[b], ts, &s.planes[b], s.edge[:])
	}
	return n
}
