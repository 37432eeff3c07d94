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

// kanaCounts counts characters that follow one another in words.
type kanaCounts struct {
	three [kanas * kanas * kanas]float32
	two   [kanas * kanas]float32
	one   [kanas]float32
	total float32
}

func (k *kanaCounts) add(word []rune) {
	a, b := 0, 0
	for i := 0; i <= len(word); i++ {
		c := 0
		if i < len(word) {
			c = kanaIndex(word[i])
		}
		k.three[(a*kanas+b)*kanas+c]++
		k.two[b*kanas+c]++
		k.one[c]++
		k.total++
		a, b = b, c
	}
}

// model smooths three characters by two and two by one.
func (k *kanaCounts) model() *katakana {
	const weight = 4
	m := &katakana{}
	for b := range kanas {
		var of2 float32
		for _, n := range k.two[b*kanas:][:kanas] {
			of2 += n
		}
		var p2 [kanas]float32
		var cost [kanas]uint8
		for c := range kanas {
			p := (k.one[c] + 0.5) / (k.total + kanas/2)
			p2[c] = (k.two[b*kanas+c] + weight*p) / (of2 + weight)
			cost[c] = logCost(p2[c])
		}
		for a := range kanas {
			three := k.three[(a*kanas+b)*kanas:][:kanas]
			var of3 float32
			for _, n := range three {
				of3 += n
			}
			row := m[(a*kanas+b)*kanas:][:kanas]
			if of3 == 0 {
				copy(row, cost[:])
				continue
			}
			for c := range kanas {
				row[c] = logCost((three[c] + weight*p2[c]) / (of3 + weight))
			}
		}
	}
	return m
}

func logCost(p float32) uint8 {
	return uint8(min(max(math.Round(-16*math.Log(float64(p))), 0), 255))
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

func (m *kanji) add(word []rune) {
	for i, r := range word {
		if r < firstKanji || r >= lastKanji {
			continue
		}
		if i == 0 {
			m.begin[r-firstKanji]++
		} else {
			m.rest[r-firstKanji]++
		}
	}
}

// finish turns counts into probabilities.
func (m *kanji) finish() *kanji {
	const unseen = 0.25 // times a character that was not seen counts
	for _, table := range []*[lastKanji - firstKanji]float32{&m.begin, &m.rest} {
		total := float32(20)
		for _, n := range table {
			total += n
		}
		for i := range table {
			table[i] = (table[i] + unseen) / total
		}
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
	person, name, word := &kanaCounts{}, &kanaCounts{}, &kanaCounts{}
	family, first := &kanji{}, &kanji{}
	lx.each(func(w []rune, entries []entry) {
		if len(w) < 2 {
			return
		}
		inKanji, inKatakana := all(w, isKanji), all(w, isKatakana)
		counted := false // a word of several classes counts once
		for _, e := range entries {
			switch class := e.class; {
			case class == surname && inKanji:
				family.add(w)
			case class == given && inKanji:
				first.add(w)
			case !inKatakana, class == surname, class == given, class == surnameReading, class == givenReading:
			case class == other:
				person.add(w)
			case class == place, class == proper:
				name.add(w)
			case !counted:
				counted = true
				word.add(w)
			}
		}
	})
	lx.person, lx.name, lx.word = person.model(), name.model(), word.model()
	lx.family, lx.first = family.finish(), first.finish()
}
