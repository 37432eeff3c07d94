package detectors

// place is three characters in a row of a term, or two, that may be its anchor.
type place struct {
	key   uint64 // the last eight bytes of the three, or the six of the two
	end   int    // where it ends in the term
	chars int    // 0: there is none
}

// eachPlace calls f with every place of a term. Full-width digits are in none:
// the reader of numbers takes them.
func eachPlace(text string, f func(p place)) {
	run := 0 // characters in a row
	for i := 0; i < len(text); {
		if !isWide(text[i:]) || isDigitStart(text[i:]) {
			run = 0
			i++
			continue
		}
		i += 3
		if run++; run >= 2 {
			f(place{lastEight(text, i) >> 16, i, 2})
		}
		if run >= 3 {
			f(place{lastEight(text, i), i, 3})
		}
	}
}

// lastEight are the eight bytes before text[end], the last the highest; 0 for
// those before the text.
func lastEight(text string, end int) uint64 {
	if end >= 8 {
		return load8(text[end-8:])
	}
	x := uint64(0)
	for i := range end {
		x |= uint64(text[i]) << (8 * (8 - end + i))
	}
	return x
}

// isMark reports whether s begins with a character that anchors are looked for
// at: kanji, katakana, punctuation and forms of full and half width, but not
// hiragana, which is half of a text and in most terms. It is what sieve takes for
// one.
func isMark(s string) bool {
	p := codePoint(s)
	return p >= 0x4000 && p <= 0x9FFF || p >= 0x30A0 && p <= 0x30FF || p >= 0x3000 && p <= 0x303F || p >= 0xF000
}

// rarity is how often characters, and threes of them by their hash, are to be
// expected.
type rarity struct {
	char  [1 << 16]float32
	three [1 << (64 - shiftRarity)]float32
}

const shiftRarity = 64 - 17

// How much more often than a kanji of no dictionary a character of a kind
// stands in Japanese text, by its share of running text and of the kind.
const (
	oftenHiragana = 1000
	oftenKatakana = 100
	oftenKanji    = 1
)

// measureRarity takes the terms themselves for a sample of the language.
func measureRarity(list []term) *rarity {
	r := &rarity{}
	for i := range list {
		text := list[i].text
		eachPlace(text, func(p place) {
			if p.chars == 3 {
				r.three[p.key*mulThree>>shiftRarity]++
			}
			r.char[codePoint(text[p.end-3:])]++
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

// anchor chooses the rarest place of a term. Those that end with a mark come
// first, then those that end with one of ends; three characters are rarer than
// two.
func (r *rarity) anchor(text string, ends bytesOf) (best place) {
	rank, rarest := 0, float32(0)
	eachPlace(text, func(p place) {
		k := p.chars
		if isMark(text[p.end-3:]) {
			k += 2
		} else if !ends.has(text[p.end-1]) {
			return
		}
		if k < rank {
			return
		}
		score := r.char[codePoint(text[p.end-3:])] * r.char[codePoint(text[p.end-6:])]
		if p.chars == 3 {
			score *= r.char[codePoint(text[p.end-9:])] * r.three[p.key*mulThree>>shiftRarity]
		}
		if k > rank || k == rank && score < rarest {
			best, rank, rarest = p, k, score
		}
	})
	return best
}

// ends chooses few bytes that end a place of every term of which none ends with
// a mark.
func (r *rarity) ends(list []term) (ends bytesOf) {
	var left []map[byte]bool // the bytes that end the places of such a term, three characters if it has them
	for i := range list {
		var last [4]map[byte]bool
		text, marked := list[i].text, false
		eachPlace(text, func(p place) {
			if marked = marked || isMark(text[p.end-3:]); marked {
				return
			}
			if last[p.chars] == nil {
				last[p.chars] = map[byte]bool{}
			}
			last[p.chars][text[p.end-1]] = true
		})
		switch {
		case marked:
		case last[3] != nil:
			left = append(left, last[3])
		case last[2] != nil:
			left = append(left, last[2])
		}
	}
	for len(left) > 0 {
		var count [256]int
		for _, bytes := range left {
			for b := range bytes {
				count[b]++
			}
		}
		best := 0
		for b, n := range count {
			if n > count[best] {
				best = b
			}
		}
		ends.add(byte(best))
		rest := left[:0]
		for _, bytes := range left {
			if !bytes[byte(best)] {
				rest = append(rest, bytes)
			}
		}
		left = rest
	}
	return ends
}
