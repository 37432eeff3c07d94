package jname

import "math"

// lattice is all readings of a clause as sequences of words, weighed as a
// conditional random field weighs them: what analysers search the best path
// in. Here the sums over all paths are taken, so that every word gets a
// probability. It reuses its memory.
type lattice struct {
	lx     *lexicon
	text   []rune
	nodes  []node
	starts []int32          // index of the first node that starts at a character
	ends   [][]sum          // by character: sums over the words that end before it
	begins [][]sum          // by character: sums over the words that start there
	into   [classes]float64 // by class: what leads to a word that starts at a character
	intoAt [classes]int32   // 1 + the character that it was summed for
}

type node struct {
	start, end int32 // characters
	class      byte
	weight     float64
	alpha      float64 // of all ways to the word
	p          float64 // probability that the word is there
}

type sum struct {
	class byte
	value float64
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
// characters long.
func (la *lattice) analyse(lx *lexicon, text []rune) {
	la.lx, la.text = lx, text
	la.nodes, la.starts = la.nodes[:0], la.starts[:0]
	for i := range text {
		la.starts = append(la.starts, int32(len(la.nodes)))
		la.words(i)
	}
	la.starts = append(la.starts, int32(len(la.nodes)))
	la.forward()
	la.backward()
}

func (la *lattice) add(start, end int, class byte, weight float64) {
	la.nodes = append(la.nodes, node{start: int32(start), end: int32(end), class: class, weight: weight * perChar[end-start]})
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

func push(sums []sum, class byte, value float64) []sum {
	for k := range sums {
		if sums[k].class == class {
			sums[k].value += value
			return sums
		}
	}
	return append(sums, sum{class, value})
}

func reset(sums [][]sum, n int) [][]sum {
	for len(sums) < n {
		sums = append(sums, nil)
	}
	for i := range n {
		sums[i] = sums[i][:0]
	}
	return sums
}

func (la *lattice) forward() {
	n := len(la.text)
	la.ends = reset(la.ends, n+1)
	la.ends[0] = append(la.ends[0], sum{edge, 1})
	clear(la.intoAt[:])
	for i := range n {
		if len(la.ends[i]) == 0 {
			continue
		}
		for k := la.starts[i]; k < la.starts[i+1]; k++ {
			nd := &la.nodes[k]
			if la.intoAt[nd.class] != int32(i+1) { // many words of one class start together
				row := la.lx.after[int(nd.class)*classes:][:classes]
				total := 0.0
				for _, s := range la.ends[i] {
					total += s.value * float64(row[s.class])
				}
				la.into[nd.class], la.intoAt[nd.class] = total, int32(i+1)
			}
			nd.alpha = la.into[nd.class] * nd.weight
			la.ends[nd.end] = push(la.ends[nd.end], nd.class, nd.alpha)
		}
	}
}

func (la *lattice) backward() {
	n := len(la.text)
	la.begins = reset(la.begins, n+1)
	la.begins[n] = append(la.begins[n], sum{edge, 1})
	total := 0.0
	for _, s := range la.ends[n] {
		total += s.value * float64(la.lx.after[edge*classes+int(s.class)])
	}
	for i := n - 1; i >= 0; i-- {
		for k := la.starts[i]; k < la.starts[i+1]; k++ {
			nd := &la.nodes[k]
			row := la.lx.before[int(nd.class)*classes:][:classes]
			beta := 0.0
			for _, s := range la.begins[nd.end] {
				beta += s.value * float64(row[s.class])
			}
			la.begins[i] = push(la.begins[i], nd.class, nd.weight*beta)
			nd.p = nd.alpha * beta / total
		}
	}
}
