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
	f.text = f.text[:0]
	for i := 0; i < len(text); {
		r, w := rune(text[i]), 1
		if r >= 0x80 {
			if r&0xF0 == 0xE0 && i+2 < len(text) && text[i+1]&text[i+2]&0xC0 == 0x80 { // nearly all of Japanese
				r, w = r&0xF<<12|rune(text[i+1]&0x3F)<<6|rune(text[i+2]&0x3F), 3
			} else {
				r, w = utf8.DecodeRuneInString(text[i:])
			}
		}
		f.text = append(f.text, common(r))
		i += w
	}
	return hintsOf().likely(f.lx, f.text)
}

func (h *hints) likely(lx *lexicon, text []rune) bool {
	for i := 0; i < len(text); {
		r := text[i]
		switch {
		case isKatakana(r):
			from := i
			for i++; i < len(text) && isKatakana(text[i]); i++ {
			}
			if lx.foreigner(text[max(from, i-longestRun):i]) {
				return true
			}
		case isKanji(r):
			from := i
			for i++; i < len(text) && isKanji(text[i]); i++ { // a surname may begin anywhere in it
				if h.pair.has(text[i-1], text[i]) && lx.beginsSurname(text[i-1:]) {
					return true
				}
			}
			next := rune(-1)
			if i < len(text) {
				next = text[i]
			}
			if h.someone(lx, text[max(from, i-longestRun):i], next) {
				return true
			}
		default:
			i++
		}
	}
	return false
}

// longWord reports whether three characters in a row are kanji, or katakana.
func longWord(text []rune) bool {
	kanji, kana := 0, 0
	for _, r := range text {
		switch {
		case isKanji(r):
			kanji, kana = kanji+1, 0
		case isKatakana(r):
			kanji, kana = 0, kana+1
		default:
			kanji, kana = 0, 0
		}
		if kanji == 3 || kana == 3 {
			return true
		}
	}
	return false
}

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
