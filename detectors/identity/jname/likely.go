package jname

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// hints is what a text must hold for the analysis to be worth its cost, which
// is a hundred times that of looking for these.
type hints struct {
	pair   pairs           // that surnames begin with
	named  pairs           // that words of kanji begin with which are names first
	single [1 << 10]uint64 // bitmap of the surnames of one character
	alone  [1 << 10]uint64 // bitmap of the words of one kanji that are names first

	longest int // characters of a surname
}

// pairs is a bitmap over the hash of two characters.
type pairs [1 << 12]uint64

func (p *pairs) add(a, b rune) {
	k := pairHash(a, b)
	p[k>>6] |= 1 << (k & 63)
}

func (p *pairs) has(a, b rune) bool {
	k := pairHash(a, b)
	return p[k>>6]>>(k&63)&1 != 0
}

func (h *hints) isSingle(r rune) bool { return r < 1<<16 && h.single[r>>6]>>(r&63)&1 != 0 }

// mayBeNamed reports whether a word of kanji may be a name first.
func (h *hints) mayBeNamed(run []rune) bool {
	if len(run) > 1 {
		return h.named.has(run[0], run[1])
	}
	r := run[0]
	return r >= 1<<16 || h.alone[r>>6]>>(r&63)&1 != 0
}

var hintsOf = sync.OnceValue(func() *hints {
	h := &hints{}
	load().each(func(w []rune, entries []entry) {
		if slices.ContainsFunc(entries, func(e entry) bool { return e.class == surname }) {
			h.longest = max(h.longest, len(w))
			if len(w) == 1 {
				h.single[w[0]>>6&1023] |= 1 << (w[0] & 63)
			} else {
				h.pair.add(w[0], w[1])
			}
		}
		if class := likeliest(entries); isKanji(w[0]) && (class == surname || class == given) {
			if len(w) == 1 {
				h.alone[w[0]>>6&1023] |= 1 << (w[0] & 63)
			} else {
				h.named.add(w[0], w[1])
			}
		}
	})
	return h
})

func pairHash(a, b rune) uint32 { return (uint32(a)*0x9E37 ^ uint32(b)*0x85EB) >> 3 & (1<<18 - 1) }

// longestRun of kanji or katakana that is looked at as one word.
const longestRun = 16

// Likely reports whether text may hold a name that Find would find: a surname
// of the dictionary, a short word of kanji that is a given name or begins with
// a surname and is no other word, a word of katakana that no dictionary has.
func (f *Finder) Likely(text string) bool {
	h := hintsOf()
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c < 0xE3: // signs, and letters of others
			i++
			continue
		case c == 0xE3 && i+2 < len(text) && (text[i+1] == 0x81 || text[i+1] == 0x82 && text[i+2] < 0xA1): // hiragana
			i += 3
			continue
		}
		r, w := charOf(text, i)
		run, next := f.word[:0], rune(-1)
		switch {
		case isKanji(r):
			for {
				run = append(run, r)
				if i += w; i >= len(text) {
					break
				}
				if c := text[i]; c >= 0xE5 && c <= 0xE9 && i+2 < len(text) { // nearly all kanji
					r, w = common(rune(c&0xF)<<12|rune(text[i+1]&0x3F)<<6|rune(text[i+2]&0x3F)), 3
					continue
				}
				if r, w = charOf(text, i); !isKanji(r) {
					next = r
					break
				}
			}
		case isKatakana(r):
			for isKatakana(r) {
				run = append(run, r)
				if i += w; i >= len(text) {
					break
				}
				r, w = charOf(text, i)
			}
		default:
			i += w
			continue
		}
		f.word = run
		if isKatakana(run[0]) {
			if f.lx.foreigner(run[max(0, len(run)-longestRun):]) {
				return true
			}
			continue
		}
		if h.someone(f.lx, run[max(0, len(run)-longestRun):], next) || f.surname(h, text[i:]) {
			return true
		}
	}
	return false
}

// surname reports whether a surname may begin anywhere in f.word, which rest
// follows.
func (f *Finder) surname(h *hints, rest string) bool {
	n, whole := len(f.word), false
	for i := 1; i < n; i++ {
		if !h.pair.has(f.word[i-1], f.word[i]) {
			continue
		}
		for k := 0; !whole && k < len(rest) && len(f.word) < n+h.longest; {
			r, w := charOf(rest, k)
			f.word = append(f.word, r)
			k += w
		}
		if whole = true; f.lx.beginsSurname(f.word[i-1:]) {
			return true
		}
	}
	return false
}

// charOf is the character at text[i:] as the lexicon writes it, and its width.
func charOf(text string, i int) (rune, int) {
	if c := text[i]; c&0xF0 == 0xE0 && i+2 < len(text) && (text[i+1]^0x80)|(text[i+2]^0x80) < 0x40 { // nearly all of Japanese
		return common(rune(c&0xF)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F)), 3
	}
	r, w := utf8.DecodeRuneInString(text[i:])
	return common(r), w
}

// likely is Likely of a stretch; a word of kanji or katakana of longWord
// characters is enough.
func (h *hints) likely(lx *lexicon, text []rune) bool {
	for i := 0; i < len(text); {
		r := text[i]
		switch {
		case r < 'ァ' && r != '々' || r > 'ー' && r < 0x3400: // most of it
			i++
		case isKatakana(r):
			from := i
			for i++; i < len(text) && isKatakana(text[i]); i++ {
			}
			if i-from >= longWord || lx.foreigner(text[from:i]) {
				return true
			}
		case isKanji(r):
			from, to := i, i+1
			for to < len(text) && isKanji(text[to]) {
				to++
			}
			if to-from >= longWord {
				return true
			}
			for i++; i < to; i++ { // a surname may begin anywhere in it
				if h.pair.has(text[i-1], text[i]) && lx.beginsSurname(text[i-1:]) {
					return true
				}
			}
			next := rune(-1)
			if i < len(text) {
				next = text[i]
			}
			if h.someone(lx, text[from:i], next) {
				return true
			}
		default:
			i++
		}
	}
	return false
}

// longWord is how many characters of kanji or of katakana in a row are looked at
// in any case.
const longWord = 3

// someone reports whether a word of kanji, followed by next, may be somebody
// without a surname of two characters.
func (h *hints) someone(lx *lexicon, run []rune, next rune) bool {
	if len(run) == 1 && isHiragana(next) && next != 'さ' && next != 'く' && next != 'ち' {
		return false
	}
	single := len(run) < 4 && h.isSingle(run[0])
	if !single && !h.mayBeNamed(run) { // nearly all words
		return false
	}
	entries := lx.of(lx.walk(run))
	if len(entries) == 0 { // no word: does it begin with a surname?
		return single && (len(run) < 3 || !lx.plain(run[:2]))
	}
	class := likeliest(entries)
	return class == given || class == surname && (next == 'さ' || next == 'く' || next == 'ち')
}

// foreigner reports whether a word of katakana may be one's name: it is in the
// dictionary as such, or neither a word nor made of words.
func (lx *lexicon) foreigner(run []rune) bool {
	if len(run) < 2 {
		return false
	}
	if node := lx.walk(run); len(lx.of(node)) > 0 {
		return lx.has1(node, other)
	}
	return len(run) > 2 && !lx.made(run)
}

// made reports whether run is two or three plain words of two characters or
// more, one after the other.
func (lx *lexicon) made(run []rune) bool {
	for i := 2; i+2 <= len(run); i++ {
		if lx.plain(run[:i]) && (lx.plain(run[i:]) || len(run)-i >= 4 && lx.made(run[i:])) {
			return true
		}
	}
	return false
}

// plain reports whether a word is in the dictionary, and as no name first.
func (lx *lexicon) plain(word []rune) bool {
	entries := lx.of(lx.walk(word))
	class := likeliest(entries)
	return len(entries) > 0 && class != surname && class != given && class != other
}

// walk is the node of a word; 0 when there is none.
func (lx *lexicon) walk(word []rune) uint32 {
	node := uint32(0)
	for _, r := range word {
		if node = lx.child(node, r); node == 0 {
			return 0
		}
	}
	return node
}

// likeliest is the class of the cheapest of a word's entries.
func likeliest(entries []entry) byte {
	best, class := 256, byte(edge)
	for _, e := range entries {
		if int(e.cost) < best {
			best, class = int(e.cost), e.class
		}
	}
	return class
}

func (lx *lexicon) has1(node uint32, class byte) bool {
	for _, e := range lx.of(node) {
		if e.class == class {
			return true
		}
	}
	return false
}

// beginsSurname reports whether text begins with a surname of two characters or
// more.
func (lx *lexicon) beginsSurname(text []rune) bool {
	n := lx.child(0, text[0])
	for _, r := range text[1:] {
		if n = lx.child(n, r); n == 0 {
			return false
		}
		if lx.near(n, surname) {
			return true
		}
	}
	return false
}

// nearBy is a difference of quantised costs: 16 steps of 128/700, a likelihood
// 19 times smaller.
const nearBy = 16

// near reports whether the class is among the likelier ones of a node: at most
// so much costlier than the cheapest.
func (lx *lexicon) near(node uint32, class byte) bool {
	best, mine := 1<<10, 1<<11
	for _, e := range lx.of(node) {
		c := int(e.cost)
		best = min(best, c)
		if e.class == class {
			mine = min(mine, c)
		}
	}
	return mine-best < nearBy
}
