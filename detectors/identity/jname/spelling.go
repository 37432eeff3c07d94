package jname

import "math"

// Models of how words are spelt, learnt from the lexicon itself, tell what a
// word that is not in it may be.

// katakana is a model of three characters in a row, over katakana and the
// edges of a word: costs in steps of 1/16 of a natural logarithm.
type katakana [kanas * kanas * kanas]uint8

const kanas = 'ー' - 'ァ' + 2 // 0 is the edge of a word

func kanaIndex(r rune) int { return int(r-'ァ') + 1 }

func isKatakana(r rune) bool { return r >= 'ァ' && r <= 'ヺ' || r == 'ー' }

// logP is the logarithm of the probability of a word of katakana.
func (m *katakana) logP(word []rune) float64 {
	a, b, sum := 0, 0, 0
	for _, r := range word {
		c := kanaIndex(r)
		sum += int(m[(a*kanas+b)*kanas+c])
		a, b = b, c
	}
	sum += int(m[(a*kanas+b)*kanas])
	return -float64(sum) / 16
}

// learnKatakana makes the model of some words, smoothing three characters by
// two and two by one.
func learnKatakana(words [][]rune) *katakana {
	const weight = 4.0
	three := make([]float64, kanas*kanas*kanas)
	two := make([]float64, kanas*kanas)
	one := make([]float64, kanas)
	total := 0.0
	for _, w := range words {
		a, b := 0, 0
		for i := 0; i <= len(w); i++ {
			c := 0
			if i < len(w) {
				c = kanaIndex(w[i])
			}
			three[(a*kanas+b)*kanas+c]++
			two[b*kanas+c]++
			one[c]++
			total++
			a, b = b, c
		}
	}
	m := &katakana{}
	for a := range kanas {
		for b := range kanas {
			ctx3, ctx2 := 0.0, 0.0
			for c := range kanas {
				ctx3 += three[(a*kanas+b)*kanas+c]
				ctx2 += two[b*kanas+c]
			}
			for c := range kanas {
				p := (one[c] + 0.5) / (total + kanas/2)
				p = (two[b*kanas+c] + weight*p) / (ctx2 + weight)
				p = (three[(a*kanas+b)*kanas+c] + weight*p) / (ctx3 + weight)
				m[(a*kanas+b)*kanas+c] = uint8(min(max(math.Round(-16*math.Log(p)), 0), 255))
			}
		}
	}
	return m
}

// kanji is a model of which characters names begin with and go on with.
type kanji struct {
	begin, rest [lastKanji - firstKanji]float32
}

const firstKanji, lastKanji = 0x3400, 0xA000

// p is the probability of a name of that length.
func (m *kanji) p(word []rune) float64 {
	p := 1.0
	for i, r := range word {
		switch {
		case r < firstKanji || r >= lastKanji:
			p *= 1e-5 // 々 and rare forms
		case i == 0:
			p *= float64(m.begin[r-firstKanji])
		default:
			p *= float64(m.rest[r-firstKanji])
		}
	}
	return p
}

func learnKanji(words [][]rune) *kanji {
	m := &kanji{}
	const unseen = 0.25 // times a character that was not seen counts
	begin, rest := float32(20), float32(20)
	for i := range m.begin {
		m.begin[i], m.rest[i] = unseen, unseen
	}
	for _, w := range words {
		for i, r := range w {
			if r < firstKanji || r >= lastKanji {
				continue
			}
			if i == 0 {
				m.begin[r-firstKanji]++
				begin++
			} else {
				m.rest[r-firstKanji]++
				rest++
			}
		}
	}
	for i := range m.begin {
		m.begin[i] /= begin
		m.rest[i] /= rest
	}
	return m
}

func isKanji(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r == '々' || r >= 0x3400 && r < 0x4DC0 || r >= 0xF900 && r < 0xFB00
}

func isHiragana(r rune) bool { return r >= 'ぁ' && r <= 'ゞ' }

func all(word []rune, is func(rune) bool) bool {
	for _, r := range word {
		if !is(r) {
			return false
		}
	}
	return len(word) > 0
}

// learn makes the models of spelling.
func (lx *lexicon) learn() {
	var person, name, word, family, first [][]rune
	last := ""
	lx.each(func(w []rune, class, cost byte) {
		if len(w) < 2 {
			return
		}
		keep := func() []rune { return append([]rune(nil), w...) }
		switch {
		case isKatakana(w[0]) && all(w, isKatakana):
			switch class {
			case other:
				person = append(person, keep())
			case place, proper:
				name = append(name, keep())
			case surname, given, surnameReading, givenReading:
			default:
				if s := string(w); s != last {
					last = s
					word = append(word, []rune(s))
				}
			}
		case class == surname && all(w, isKanji):
			family = append(family, keep())
		case class == given && all(w, isKanji):
			first = append(first, keep())
		}
	})
	lx.person, lx.name, lx.word = learnKatakana(person), learnKatakana(name), learnKatakana(word)
	lx.family, lx.first = learnKanji(family), learnKanji(first)
}
