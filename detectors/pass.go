package detectors

// pass reads the text once and asks about the candidates in it.
func (sc *Scan) pass() {
	set, text, grid := sc.set, sc.text, &sc.grid
	grid.nextCovered(0)
	last := uint64(0)
	for i := 0; ; {
		var e event
		i, last, e = set.next(text[:min(len(text), grid.skip)], i, last)
		switch e {
		case atEnd:
			if grid.skip >= len(text) {
				return
			}
			i, last = max(i, grid.skipTo), 0
			grid.nextCovered(i)
		case atDigit:
			sc.mixed(last, i)
			last = 0
			i = sc.digits(i)
		case atAt:
			n := 1
			if text[i] != '@' {
				n = 3
			}
			sc.ask(AtKind, i, i+n, set.at)
			last = 0
			i += n
		case atLatin:
			set.terms.latinAt(text, i, sc)
			i++
		case atMixed:
			sc.mixed(last, i)
			last = 0
		case atAnchor:
			set.terms.at(last, text, i, sc)
		}
	}
}

// event is where the pass stops.
type event uint8

const (
	atEnd    event = iota
	atDigit        // at a digit of either width
	atAt           // at '@' or '＠'
	atLatin        // where Latin terms may begin
	atMixed        // behind a character that begins terms without an anchor
	atAnchor       // behind the anchor of some term
)

// next goes from text[i:] to the next event and returns where it is. last is
// the characters before i that may make an anchor, the latest in the lowest 16
// bits. It is the loop in which every byte of every text is looked at: it calls
// nothing, so that all it knows stays in registers.
func (s *Set) next(text string, i int, last uint64) (int, uint64, event) {
	ts, class := s.terms, &s.class
	for i < len(text) {
		c := text[i]
		k := class[c]
		if k == wide {
			if i+2 >= len(text) || (text[i+1]^0x80)|(text[i+2]^0x80) >= 0x40 {
				i++ // not UTF-8
				continue
			}
			p := uint64(c&0x0F)<<12 | uint64(text[i+1]&0x3F)<<6 | uint64(text[i+2]&0x3F)
			if c == 0xEF {
				if p-'０' <= 9 {
					return i, last, atDigit
				}
				if p == '＠' {
					return i, last, atAt
				}
			}
			last = (last<<16 | p) & lastThree
			i += 3
			if ts.may(last) {
				return i, last, atAnchor
			}
			continue
		}
		if last != 0 {
			if p := last & 0xFFFF; ts.mixed[p>>6]>>(p&63)&1 != 0 {
				return i, last, atMixed
			}
			last = 0
		}
		switch k {
		case digit:
			return i, 0, atDigit
		case atSign:
			return i, 0, atAt
		case latin:
			if i+1 < len(text) && (i == 0 || !inWord[c] || !inWord[text[i-1]]) {
				if two := uint16(folded[c])<<8 | uint16(folded[text[i+1]]); ts.latin[two>>6]>>(two&63)&1 != 0 {
					third := byte(0)
					if i+2 < len(text) {
						third = text[i+2]
					}
					if h := threeBytes(two, third); ts.latin3[h>>6]>>(h&63)&1 != 0 {
						return i, 0, atLatin
					}
				}
			}
			for i++; inWord[c] && i < len(text) && isLetter(text[i]); { // the rest of a word begins nothing
				i++
			}
		default:
			i++
		}
	}
	return i, last, atEnd
}

// folded is lower of every byte, inWord what isWord says of it.
var folded, inWord = func() (t [256]byte, w [256]bool) {
	for c := range t {
		t[c], w[c] = lower(byte(c)), isWord(byte(c))
	}
	return t, w
}()

// mixed asks about the terms without an anchor that begin with the character
// that ends at text[:end] and go on with one that makes no anchor.
func (sc *Scan) mixed(last uint64, end int) {
	ts, p := sc.set.terms, uint32(last&0xFFFF)
	if ts.mixed[p>>6]>>(p&63)&1 != 0 {
		ts.mixedAt(p, sc.text, end-3, sc)
	}
}

// digits is numbers, with a short way for those that cannot be anything.
func (sc *Scan) digits(i int) int {
	text, end := sc.text, i+1
	if text[i] >= 0x80 {
		return sc.numbers(i)
	}
	for end < len(text) && text[end]-'0' <= 9 {
		end++
	}
	// Most numbers are too short to be anything by themselves, and stand alone.
	switch n := end - i; {
	case n >= 32 || end < len(text) && joins[text[end]] || sc.grid.cells != nil:
		return sc.numbers(i)
	case sc.set.single>>n&1 != 0 && rightEdge(text, end, len(text)) != edgeCut:
		sc.lone(i, end)
	}
	if len(sc.set.terms.digits) > 0 {
		sc.set.terms.digitsAt(text, i, end, sc)
	}
	return end
}
