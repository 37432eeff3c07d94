package charset

import "math"

// class is a kind of character, as far as it tells encodings apart.
type class uint8

const (
	ascii class = iota
	hira
	kata
	kanji0 // common: see commonKanji
	kanji1 // level 1 of JIS X 0208: in daily use
	kanji2 // level 2: rare
	half   // half-width katakana
	symbol // full-width digits, letters and punctuation
	other  // assigned, but seldom seen
	latin  // letters with accents
	bad    // not a character
	classes
)

// follows is how often a class follows another in Japanese office text, in
// percent; estimated, not counted, since only the order of magnitude matters.
var follows = [classes][classes]float64{
	ascii:  {ascii: 90, hira: 1, kata: 2, kanji0: 3, kanji1: 1, kanji2: .1, half: 2, symbol: 1.8, other: .05, latin: .1},
	hira:   {ascii: 4, hira: 55, kata: 3, kanji0: 20, kanji1: 8, kanji2: .4, half: .05, symbol: 9, other: .05, latin: .001},
	kata:   {ascii: 5, hira: 15, kata: 62, kanji0: 6, kanji1: 2, kanji2: .2, half: .1, symbol: 9, other: .05, latin: .001},
	kanji0: {ascii: 12, hira: 33, kata: 2, kanji0: 30, kanji1: 10, kanji2: 1, half: .5, symbol: 11, other: .1, latin: .001},
	kanji1: {ascii: 12, hira: 33, kata: 2, kanji0: 30, kanji1: 10, kanji2: 1, half: .5, symbol: 11, other: .1, latin: .001},
	kanji2: {ascii: 10, hira: 30, kata: 2, kanji0: 30, kanji1: 15, kanji2: 5, half: .5, symbol: 7, other: .1, latin: .001},
	half:   {ascii: 15, hira: .5, kata: .5, kanji0: 1.5, kanji1: .5, kanji2: .05, half: 80, symbol: 1.5, other: .01, latin: .001},
	symbol: {ascii: 12, hira: 20, kata: 10, kanji0: 18, kanji1: 7, kanji2: .3, half: .5, symbol: 32, other: .1, latin: .01},
	other:  {ascii: 12, hira: 20, kata: 5, kanji0: 20, kanji1: 10, kanji2: 1, half: .5, symbol: 10, other: 20, latin: 1},
	latin:  {ascii: 85, hira: .01, kata: .01, kanji0: .01, kanji1: .01, kanji2: .001, half: .001, symbol: .1, other: .1, latin: 12},
	bad:    {ascii: 50, hira: 5, kata: 5, kanji0: 7, kanji1: 3, kanji2: 1, half: 1, symbol: 5, other: 1, latin: 1},
}

// sizes is among how many characters a class is spread.
var sizes = [classes]float64{ascii: 96, hira: 83, kata: 86, kanji0: 500, kanji1: 2400, kanji2: 3390, half: 50, symbol: 150, other: 2000, latin: 64}

// badCost is the cost of a byte sequence that is no character, in bits.
const badCost = 24

// cost is how surprising it is that one class follows another: bits.
var cost = func() (t [classes][classes]float32) {
	for p := range follows {
		for c := range follows[p] {
			t[p][c] = badCost
			if f := follows[p][c]; f > 0 {
				t[p][c] = float32(min(math.Log2(100/f*sizes[c]), badCost))
			}
		}
	}
	return t
}()

// decoder tells the class and length of the first character of b, which is not
// empty. A length beyond b means that b ends inside the character.
type decoder func(b []byte) (class, int)

// candidates are the encodings compared; the first of equals wins.
var candidates = []struct {
	enc    *Encoding
	decode decoder
}{
	{ShiftJIS, sjisClass},
	{EUCJP, eucClass},
	{UTF8, utf8Class},
	{UTF16LE, func(b []byte) (class, int) { return utf16Class(b, 1, 0) }},
	{UTF16BE, func(b []byte) (class, int) { return utf16Class(b, 0, 1) }},
	{Windows1252, latinClass},
}

// textCost is the mean cost of a byte above which data is no text: text stays
// below 8 bits in its own encoding, random bytes are above 10 in all.
const textCost = 9.5

// slack is what a short text may cost besides: one rare kanji.
const slack = 8

// likeliest is the encoding in which b is the least surprising; nil when it is
// surprising in all of them. bytewise allows encodings of single bytes.
func likeliest(b []byte, bytewise bool) *Encoding {
	var best *Encoding
	least := float32(len(b))*textCost + slack
	for _, c := range candidates {
		if c.enc.step == 1 && !bytewise {
			continue
		}
		s := measure(b, c.decode)
		if s.bits < least && (c.enc.step == 1 || s.is16()) {
			best, least = c.enc, s.bits
		}
	}
	return best
}

// surprise is what an encoding makes of a text.
type surprise struct {
	bits float32
	of   [classes]int // characters of each class
	n    int
}

func measure(b []byte, decode decoder) (s surprise) {
	prev := ascii
	for len(b) > 0 {
		c, size := decode(b)
		s.bits += cost[prev][c]
		s.of[c]++
		s.n++
		prev, b = c, b[min(size, len(b)):]
	}
	return s
}

// is16 reports whether s may be of text in two-byte units. Kanji come out of
// any bytes, so there must be ASCII or kana; and hardly anything that text does
// not hold, since tables of small numbers look like ASCII.
func (s surprise) is16() bool {
	plain := s.of[ascii] + s.of[hira] + s.of[kata]
	odd := s.of[other] + s.of[latin]
	return plain*10 >= s.n && s.of[bad]*200 <= s.n && odd*5 <= s.n && s.n > 1
}

func sjisClass(b []byte) (class, int) {
	c := b[0]
	switch {
	case c < 0x80:
		return asciiClass(c), 1
	case 0xA1 <= c && c <= 0xDF:
		return half, 1
	case c == 0x80 || c == 0xA0 || c > 0xFC:
		return bad, 1
	case len(b) < 2:
		return bad, 2
	}
	d := b[1]
	if d < 0x40 || d == 0x7F || d > 0xFC {
		return bad, 1
	}
	switch {
	case c == 0x82 && d >= 0x9F:
		if d > 0xF1 {
			return bad, 2
		}
		return hira, 2
	case c == 0x83 && d <= 0x96:
		return kata, 2
	case c == 0x81 || c == 0x82:
		return symbol, 2
	case c < 0x88:
		return other, 2
	case c <= 0xEA:
		return jisClass(sjisRow(c, d)), 2
	}
	return other, 2
}

// sjisRow is the row and cell of JIS X 0208, counted from 0, of two bytes of
// Shift_JIS.
func sjisRow(c, d byte) (row, cell int) {
	if row = int(c) - 0x81; c >= 0xE0 {
		row -= 0x40
	}
	if d >= 0x9F {
		return 2*row + 1, int(d) - 0x9F
	}
	if cell = int(d) - 0x40; d > 0x7F {
		cell--
	}
	return 2 * row, cell
}

func eucClass(b []byte) (class, int) {
	c := b[0]
	switch {
	case c < 0x80:
		return asciiClass(c), 1
	case c == 0x8E:
		if len(b) < 2 {
			return bad, 2
		}
		if b[1] < 0xA1 || b[1] > 0xDF {
			return bad, 1
		}
		if len(b) > 2 && b[2] == 0x8E {
			return half, 2
		}
		return other, 2 // a single one is more likely a kanji of Shift_JIS
	case c == 0x8F:
		if len(b) < 3 {
			return bad, 3
		}
		if b[1] >= 0xA1 && b[2] >= 0xA1 {
			return other, 3
		}
		return bad, 1
	case c < 0xA1 || c == 0xFF:
		return bad, 1
	case len(b) < 2:
		return bad, 2
	}
	d := b[1]
	if d < 0xA1 || d == 0xFF {
		return bad, 1
	}
	switch {
	case c == 0xA4:
		if d > 0xF3 {
			return bad, 2
		}
		return hira, 2
	case c == 0xA5:
		if d > 0xF6 {
			return bad, 2
		}
		return kata, 2
	case c == 0xA1 || c == 0xA3:
		return symbol, 2
	case c < 0xB0:
		return other, 2
	case c <= 0xF4:
		return jisClass(int(c-0xA1), int(d-0xA1)), 2
	}
	return other, 2
}

func utf8Class(b []byte) (class, int) {
	c := b[0]
	if c < 0x80 {
		return asciiClass(c), 1
	}
	var size int
	switch {
	case 0xC2 <= c && c <= 0xDF:
		size = 2
	case 0xE0 <= c && c <= 0xEF:
		size = 3
	case 0xF0 <= c && c <= 0xF4:
		size = 4
	default:
		return bad, 1
	}
	if len(b) < size {
		return bad, size
	}
	r := rune(c & (0xFF >> (size + 1)))
	for _, d := range b[1:size] {
		if d&0xC0 != 0x80 {
			return bad, 1
		}
		r = r<<6 | rune(d&0x3F)
	}
	return runeClass(r), size
}

func utf16Class(b []byte, high, low int) (class, int) {
	if len(b) < 2 {
		return bad, 2
	}
	r := rune(b[high])<<8 | rune(b[low])
	if r >= 0xD800 && r < 0xE000 {
		if len(b) < 4 {
			return bad, 4
		}
		if r < 0xDC00 && b[2+high]&0xFC == 0xDC {
			return other, 4
		}
		return bad, 2
	}
	return runeClass(r), 2
}

func runeClass(r rune) class {
	switch {
	case r < 0x80:
		return asciiClass(byte(r))
	case 0x3041 <= r && r <= 0x3096:
		return hira
	case 0x30A1 <= r && r <= 0x30FE:
		return kata
	case 0x4E00 <= r && r <= 0x9FFF:
		if common.rune[r-0x4E00] {
			return kanji0
		}
		return kanji1
	case 0xFF61 <= r && r <= 0xFF9F:
		return half
	case 0xFF01 <= r && r <= 0xFF5E, 0x3000 <= r && r <= 0x3015, 0x2010 <= r && r <= 0x203B, 0x2190 <= r && r <= 0x2193, 0x25A0 <= r && r <= 0x25EF:
		return symbol
	case 0xC0 <= r && r <= 0x17F:
		return latin
	case r < 0xA0, r == 0xFFFE, r == 0xFFFF:
		return bad
	}
	return other
}

func latinClass(b []byte) (class, int) {
	switch c := b[0]; {
	case c < 0x80:
		return asciiClass(c), 1
	case c >= 0xC0:
		return latin, 1
	case 0x91 <= c && c <= 0x97: // quotation marks and dashes
		return symbol, 1
	case c >= 0xA0, c == 0x80, c == 0x85:
		return other, 1
	}
	return bad, 1
}

func asciiClass(c byte) class {
	if isControl(c) {
		return bad
	}
	return ascii
}
