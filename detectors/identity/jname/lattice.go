package jname

import (
	"math"
	"slices"
)

// lattice is all readings of a stretch of text as sequences of words, weighed as
// a conditional random field weighs them: what analysers search the best path
// in. Here the sums over all paths are taken, so that every word gets a
// probability. It reuses its memory.
type lattice struct {
	lx     *lexicon
	text   []rune
	nodes  []node
	starts []int32 // index of the first node that starts at a character
	ends   []int32 // 1 + index of a node that ends before a character; 0: none
	side   []side
}

// node is a word at its place.
type node struct {
	start, end int32 // characters
	next       int32 // 1 + index of another one with the same end; 0: none
	class      byte
	weight     float64
	alpha      float64 // of all ways to the word
	beta       float64 // of all ways on from it
}

// side is a word on the other side of a place between words.
type side struct {
	value float64
	class byte
}

// perChar is about what so many characters cost, as a factor: it keeps the
// products near one, so that they neither vanish nor overflow.
var perChar = func() (t [mostRunes + 1]float64) {
	for i := range t {
		t[i] = math.Exp(min(4.6*float64(i), 300))
	}
	return t
}()

// analyse fills the lattice for text, which is at most a few hundred
// characters long and stands between words of the classes left and right.
func (la *lattice) analyse(lx *lexicon, text []rune, left, right byte) {
	la.lx, la.text = lx, text
	la.nodes, la.starts = la.nodes[:0], la.starts[:0]
	la.ends = slices.Grow(la.ends[:0], len(text)+1)[:len(text)+1]
	clear(la.ends)
	for i := range text {
		la.starts = append(la.starts, int32(len(la.nodes)))
		la.words(i)
	}
	la.starts = append(la.starts, int32(len(la.nodes)))
	la.forward(left)
	total := la.backward(left, right)
	for k := range la.nodes {
		la.nodes[k].beta /= total
	}
}

func (la *lattice) add(start, end int, class byte, weight float64) {
	la.nodes = append(la.nodes, node{start: int32(start), end: int32(end), next: la.ends[end], class: class, weight: weight * perChar[end-start]})
	la.ends[end] = int32(len(la.nodes))
}

// words adds the words that start at character i.
func (la *lattice) words(i int) {
	lx, text := la.lx, la.text
	n, longest := uint32(0), 0
	for j := i; j < len(text); j++ {
		if n = lx.child(n, text[j]); n == 0 {
			break
		}
		for _, e := range lx.of(n) {
			if e.class != surnameReading && e.class != givenReading {
				la.add(i, j+1, e.class, lx.weight[e.cost])
				longest = j + 1
			}
		}
	}
	la.unknown(i, longest)
}

// Prior probabilities of words that the lexicon does not have, by what they
// are spelt with.
const (
	newForeign = 1.0
	newName    = 0.5
	newWord    = 1.0
	newFamily  = 2e-4
	newFirst   = 2e-3
	newNoun    = 1e-9
	newOther   = 1e-7
	newLatin   = 1e-6
)

// unknown adds words that are not in the lexicon.
func (la *lattice) unknown(i, longest int) {
	lx, text := la.lx, la.text
	r := text[i]
	switch {
	case isKatakana(r):
		if i > 0 && isKatakana(text[i-1]) {
			if longest == 0 {
				la.add(i, i+1, lx.foreign, newOther)
			}
			return
		}
		j := i + 1
		for j < len(text) && isKatakana(text[j]) {
			j++
		}
		if w := text[i:j]; len(w) > 1 {
			la.add(i, j, other, newForeign*math.Exp(lx.person.logP(w)))
			la.add(i, j, proper, newName*math.Exp(lx.name.logP(w)))
			la.add(i, j, lx.foreign, newWord*math.Exp(lx.word.logP(w)))
		} else {
			la.add(i, j, lx.foreign, newOther)
		}
	case isKanji(r):
		for j := i + 1; j <= min(i+3, len(text)) && isKanji(text[j-1]); j++ {
			w := text[i:j]
			if j > i+1 {
				la.add(i, j, surname, newFamily*lx.family.p(w))
				la.add(i, j, given, newFirst*lx.first.p(w))
			}
			if j <= i+2 {
				la.add(i, j, lx.noun, newNoun)
			}
		}
	case isDigit(r), isLatin(r):
		same := isLatin
		class, w := lx.foreign, newLatin
		if isDigit(r) {
			same, class = isDigit, lx.number
		}
		if i > 0 && same(text[i-1]) {
			la.add(i, i+1, lx.symbol, 1e-12)
			return
		}
		j := i + 1
		for j < len(text) && same(text[j]) {
			j++
		}
		la.add(i, j, class, w)
	case longest == 0:
		la.add(i, i+1, lx.symbol, newOther)
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isLatin(r rune) bool {
	return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r >= 0xC0 && r < 0x250
}

// lanes is how many products are taken at once: fewer words are filled up, for
// a wrong guess about the end of a short loop costs as much as many products.
const lanes = 4

// fill fills the words on one side up.
func (la *lattice) fill() {
	for len(la.side)%lanes != 0 {
		la.side = append(la.side, side{})
	}
}

func (la *lattice) forward(left byte) {
	after := &la.lx.after
	for i := range la.text {
		la.side = la.side[:0]
		if i == 0 {
			la.side = append(la.side, side{1, left})
		}
		for k := la.ends[i]; k != 0; {
			nd := &la.nodes[k-1]
			la.side = append(la.side, side{nd.alpha, nd.class})
			k = nd.next
		}
		la.fill()
		nodes := la.nodes[la.starts[i]:la.starts[i+1]]
		for k := range nodes {
			nd := &nodes[k]
			row := (*[1 << 8]float32)(after[int(nd.class)<<8:])
			a, b, c, d := 0.0, 0.0, 0.0, 0.0
			for s := la.side; len(s) >= lanes; s = s[lanes:] {
				a += s[0].value * float64(row[s[0].class])
				b += s[1].value * float64(row[s[1].class])
				c += s[2].value * float64(row[s[2].class])
				d += s[3].value * float64(row[s[3].class])
			}
			nd.alpha = nd.weight * (a + b + (c + d))
		}
	}
}

// backward returns the sum over all ways through the text.
func (la *lattice) backward(left, right byte) float64 {
	la.side = append(la.side[:0], side{1, right})
	for i := len(la.text); i > 0; i-- {
		la.fill()
		for k := la.ends[i]; k != 0; {
			nd := &la.nodes[k-1]
			nd.beta = la.on(nd.class)
			k = nd.next
		}
		la.side = la.side[:0]
		nodes := la.nodes[la.starts[i-1]:la.starts[i]]
		for k := range nodes {
			la.side = append(la.side, side{nodes[k].weight * nodes[k].beta, nodes[k].class})
		}
	}
	la.fill()
	return la.on(left)
}

// on sums over the ways on from a word of the class.
func (la *lattice) on(class byte) float64 {
	column := la.lx.after[class:]
	a, b, c, d := 0.0, 0.0, 0.0, 0.0
	for s := la.side; len(s) >= lanes; s = s[lanes:] {
		a += s[0].value * float64(column[int(s[0].class)<<8])
		b += s[1].value * float64(column[int(s[1].class)<<8])
		c += s[2].value * float64(column[int(s[2].class)<<8])
		d += s[3].value * float64(column[int(s[3].class)<<8])
	}
	return a + b + (c + d)
}
