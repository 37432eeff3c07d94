package unknown

import (
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// A run is text when it has so many characters: four of Japanese, which noise
// has by chance once in some megabytes, or six of ASCII.
const (
	fewJapanese = 4
	fewLatin    = 6
)

// block is the stretch whose bytes are counted to pass over what is
// compressed or encrypted.
const block = 4 << 10

// runs calls put with the runs of text that begin before limit, and returns
// where to go on.
func runs(buf []byte, limit int, put func(offset int, text string)) int {
	i, checked := 0, 0
	for i < limit {
		if i >= checked {
			end := min(i+block, len(buf))
			if end-i == block && isNoise(buf[i:end]) {
				i, checked = end, end
				continue
			}
			checked = end
		}
		wide, units, kana := run16(buf[i:])
		if c := buf[i]; c < ' ' && units == 0 {
			i++
			continue
		}
		narrow, size := run8(buf[i:])
		switch {
		case units > size || units == size && kana*2 > len(wide):
			if units > 0 {
				put(i, string(wide))
				i += units
				continue
			}
		case size > 0:
			put(i, string(narrow))
			i += size
			continue
		}
		i++
	}
	return i
}

// isNoise reports whether all bytes are about equally frequent. Counts squared
// add up to 70,000 in noise, and to twice that in anything with a structure.
func isNoise(b []byte) bool {
	var counts [256]int
	for _, c := range b {
		counts[c]++
	}
	sum := 0
	for _, n := range counts {
		sum += n * n
	}
	return sum < 80_000*len(b)/block
}

// run16 is the run of UTF-16 that b begins with, its bytes, and how much of it
// is kana; nothing when it is too short to be text.
func run16(b []byte) (text []rune, size, kana int) {
	if len(b) < 2 || b[1] != 0 && b[1]&0xFC != 0xD8 && !common(rune(b[0])|rune(b[1])<<8) {
		return nil, 0, 0
	}
	var long [256]rune
	text = long[:0]
	japanese := 0
	for size+2 <= len(b) && size < overlap {
		r := rune(b[size]) | rune(b[size+1])<<8
		if utf16.IsSurrogate(r) && size+4 <= len(b) {
			if r = utf16.DecodeRune(r, rune(b[size+2])|rune(b[size+3])<<8); r < 0x20000 || r > 0x2FFFF {
				break
			}
			size += 2
			japanese++
		} else {
			switch {
			case common(r):
				japanese++
				if r >= 0x3040 && r < 0x3100 {
					kana++
				}
			case r != '\t' && r != '\n' && r != '\r' && (r < ' ' || r > '~') && (r < 0xA0 || r > 0xFF):
				r = -1
			}
			if r < 0 {
				break
			}
		}
		text = append(text, r)
		size += 2
	}
	if japanese < fewJapanese && len(text) < fewLatin || len(text) == 0 {
		return nil, 0, 0
	}
	return text, size, kana
}

// run8 is the same for bytes of ASCII, UTF-8 and Shift_JIS.
func run8(b []byte) (text []rune, size int) {
	var long [256]rune
	text = long[:0]
	japanese := 0
	for size < len(b) && size < overlap {
		c := b[size]
		if c >= ' ' && c < 0x7F || c == '\t' || c == '\n' || c == '\r' {
			text = append(text, rune(c))
			size++
			continue
		}
		if c < 0x80 {
			break
		}
		r, n := utf8.DecodeRune(b[size:])
		if n < 2 {
			if r, n = 0, 2; size+1 < len(b) {
				r = levelOne().pair[uint16(c)<<8|uint16(b[size+1])]
			}
		}
		if r == 0 || r < 0xA0 {
			break
		}
		if common(r) {
			japanese++
		}
		text = append(text, r)
		size += n
	}
	if japanese < fewJapanese && len(text) < fewLatin {
		return nil, 0
	}
	return text, size
}

// characters are those of JIS X 0208 that people write: kana, kanji of level 1,
// full-width forms.
type characters struct {
	pair map[uint16]rune // by Shift_JIS
	set  [1 << 16]bool   // by code point
}

var levelOne = sync.OnceValue(func() *characters {
	c := &characters{pair: map[uint16]rune{}}
	add := func(r rune, lead, trail int) {
		c.set[r] = true
		c.pair[uint16(lead)<<8|uint16(trail)] = r //nolint:gosec // two bytes
	}
	d := japanese.ShiftJIS.NewDecoder()
	for lead := 0x81; lead <= 0x98; lead++ {
		if lead > 0x83 && lead < 0x87 {
			continue // Greek, Cyrillic, lines
		}
		for trail := 0x40; trail <= 0xFC; trail++ {
			b, err := d.Bytes([]byte{byte(lead), byte(trail)})
			if r, n := utf8.DecodeRune(b); err == nil && n == len(b) && r > 0x7F && r != utf8.RuneError && r <= 0xFFFF {
				add(r, lead, trail)
			}
		}
	}
	for _, r := range "髙﨑濵邉邊澤廣齋齊櫻國學醫縣號" { // frequent in names
		c.set[r] = true
	}
	return c
})

func common(r rune) bool { return r >= 0x3000 && r <= 0xFFFF && levelOne().set[r] }
