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
	names  []int32 // the nodes that are names
	starts []int32 // index of the first node that starts at a character
	ends   []int32 // 1 + index of a node that ends before a character; 0: none
	total  float64 // the sum over all ways through the text

	value []float64 // of the words on one side of a place between words
	class []byte
	bonds []float32 // how the words that start at a place go with each of those that end there
	first []int32   // where those of a place begin in bonds
}

// node is a word at its place.
type node struct {
	weight     float64
	alpha      float64 // of all ways to the word
	beta       float64 // of all ways on from it
	next       int32   // 1 + index of another one with the same end; 0: none
	start, end uint8   // characters
	class      byte
}

// p is the probability of a word.
func (la *lattice) p(nd *node) float64 { return nd.alpha * nd.beta / la.total }

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
	la.nodes, la.names, la.starts, la.bonds, la.first = la.nodes[:0], la.names[:0], la.starts[:0], la.bonds[:0], la.first[:0]
	la.ends = slices.Grow(la.ends[:0], len(text)+1)[:len(text)+1]
	clear(la.ends)
	la.value, la.class = append(la.value[:0], 1), append(la.class[:0], left)
	for i := range text {
		la.starts, la.first = append(la.starts, int32(len(la.nodes))), append(la.first, int32(len(la.bonds)))
		if i > 0 {
			if la.ends[i] == 0 { // no word ends here
				continue
			}
			la.gather(i)
		}
		la.words(i)
		la.forward(i)
	}
	la.starts = append(la.starts, int32(len(la.nodes)))
	la.backward(right)
}

func (la *lattice) add(start, end int, class byte, weight float64) {
	if class <= other {
		la.names = append(la.names, int32(len(la.nodes)))
	}
	la.nodes = append(la.nodes, node{weight: weight * perChar[end-start], next: la.ends[end], start: uint8(start), end: uint8(end), class: class})
	la.ends[end] = int32(len(la.nodes))
}

// gather takes the words that end at place i.
func (la *lattice) gather(i int) {
	la.value, la.class = la.value[:0], la.class[:0]
	for k := la.ends[i]; k != 0; {
		nd := &la.nodes[k-1]
		la.value, la.class = append(la.value, nd.alpha), append(la.class, nd.class)
		k = nd.next
	}
}

// lanes is how many products are taken at once: fewer words are filled up, for
// a wrong guess about the end of a short loop costs as much as many products.
const lanes = 4

// forward sums over the ways to the words that start at place i.
func (la *lattice) forward(i int) {
	for len(la.value)%lanes != 0 {
		la.value, la.class = append(la.value, 0), append(la.class, 0)
	}
	nodes, n := la.nodes[la.starts[i]:], len(la.value)
	from := len(la.bonds)
	la.bonds = slices.Grow(la.bonds, n*len(nodes))[:from+n*len(nodes)]
	for k := range nodes {
		nd := &nodes[k]
		row := (*[1 << 8]float32)(la.lx.after[int(nd.class)<<8:])
		value, class, bonds := la.value, la.class, la.bonds[from:from+n]
		a, b, c, d := 0.0, 0.0, 0.0, 0.0
		for len(value) >= lanes && len(class) >= lanes && len(bonds) >= lanes {
			w, x, y, z := row[class[0]], row[class[1]], row[class[2]], row[class[3]]
			bonds[0], bonds[1], bonds[2], bonds[3] = w, x, y, z
			a += value[0] * float64(w)
			b += value[1] * float64(x)
			c += value[2] * float64(y)
			d += value[3] * float64(z)
			value, class, bonds = value[lanes:], class[lanes:], bonds[lanes:]
		}
		nd.alpha = nd.weight * (a + b + (c + d))
		from += n
	}
}

// backward sums over the ways on from the words, as far back as a name ends.
func (la *lattice) backward(right byte) {
	n := len(la.text)
	la.total = 0
	row := (*[1 << 8]float32)(la.lx.after[int(right)<<8:])
	for k := la.ends[n]; k != 0; {
		nd := &la.nodes[k-1]
		nd.beta = float64(row[nd.class])
		la.total += nd.alpha * nd.beta
		k = nd.next
	}
	least := n
	for _, k := range la.names {
		least = min(least, int(la.nodes[k].end))
	}
	for i := n - 1; i >= least; i-- {
		if la.ends[i] == 0 {
			continue
		}
		nodes := la.nodes[la.starts[i]:la.starts[i+1]]
		bonds := la.bonds[la.first[i]:]
		width := 0
		if len(nodes) > 0 {
			end := len(la.bonds)
			if i+1 < n {
				end = int(la.first[i+1])
			}
			width = (end - int(la.first[i])) / len(nodes)
		}
		la.value = slices.Grow(la.value[:0], width)[:width]
		clear(la.value)
		for k := range nodes {
			v, value, bond := nodes[k].weight*nodes[k].beta, la.value, bonds[k*width:(k+1)*width]
			for len(value) >= lanes && len(bond) >= lanes {
				value[0] += v * float64(bond[0])
				value[1] += v * float64(bond[1])
				value[2] += v * float64(bond[2])
				value[3] += v * float64(bond[3])
				value, bond = value[lanes:], bond[lanes:]
			}
		}
		at := 0
		for k := la.ends[i]; k != 0; at++ {
			nd := &la.nodes[k-1]
			nd.beta = la.value[at]
			k = nd.next
		}
	}
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
