// Package jname finds the names of people in Japanese text. It knows words and
// characters only: no labels, tables or files, which are the business of the
// detectors that use it, and it does not tell who is a public figure.
//
// Its dictionary is distilled from UniDic and the names of IPADIC (see NOTICE
// and gen). It is unpacked when it is first needed, into about 25 MB.
package jname

import (
	"bytes"
	"cmp"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed lexicon.bin
var packed []byte

// Classes of words that have a meaning here; gen numbers them. The others are
// clusters of UniDic's connection classes.
const (
	surname = iota
	given
	other // names of foreigners, and others that are neither
	place
	proper // organisations, works, products
	surnameReading
	givenReading
	edge // the ends of a text

	classes = 250
)

// lexicon is a trie of words in breadth-first order: the children of a node
// stand together, sorted by character, and so do its entries.
type lexicon struct {
	label   []uint16 // character of a node
	nodes   []lexNode
	entries []entry
	root    []uint32 // child of the root by character
	divider []byte   // by character: 1 + its class if it is a word by itself and part of no other

	weight [256]float64          // of a quantised cost
	after  [classes << 8]float32 // by class and the class before

	person, name, word            *katakana // spelling of foreign names, of other proper names, of words
	family, first                 *kanji    // spelling of surnames and given names
	noun, foreign, number, symbol byte      // classes of words that are not in the lexicon
}

// lexNode is where the children and the entries of a node begin; those of the
// next node begin where they end. Looking a word up misses the cache at each
// step, so what is read together stands together.
type lexNode struct{ child, entry uint32 }

type entry struct{ class, cost byte }

// load unpacks the lexicon once, when it is first needed.
var load = sync.OnceValue(unpack)

// unpack panics when the embedded file is broken, which a test would have
// shown.
func unpack() *lexicon {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), 64<<20)) //nolint:forbidigo // our own, of known size
	if err != nil {
		panic(fmt.Sprintf("jname: embedded lexicon: %v", err))
	}
	nodes, words, counts := binary.LittleEndian.Uint32(raw), binary.LittleEndian.Uint32(raw[4:]), binary.LittleEndian.Uint32(raw[8:])
	raw = raw[12:]
	lx := &lexicon{}
	costs := raw
	for i := range lx.weight {
		lx.weight[i] = math.Exp(-float64(i*128-8192) / costScale)
	}
	raw = raw[2*classes*classes:]
	lx.label = make([]uint16, nodes)
	for i := 1; i < int(nodes); i++ {
		lx.label[i] = binary.LittleEndian.Uint16(raw[2*(i-1):])
	}
	raw = raw[2*(nodes-1):]
	lx.nodes = make([]lexNode, nodes+1)
	children, next := raw[:counts], uint32(1)
	for i := range nodes {
		n, size := binary.Uvarint(children)
		children = children[size:]
		lx.nodes[i].child = next
		next += uint32(n)
	}
	lx.nodes[nodes].child = next
	raw = raw[counts:]
	next = 0
	for i := range nodes {
		lx.nodes[i].entry = next
		next += uint32(raw[i])
	}
	lx.nodes[nodes].entry = next
	raw = raw[nodes:]
	lx.entries = make([]entry, words)
	for i := range lx.entries {
		lx.entries[i] = entry{raw[i], raw[int(words)+i]}
	}
	lx.connect(costs, lx.rank())
	lx.root = make([]uint32, 1<<16)
	for i := lx.nodes[0].child; i < lx.nodes[1].child; i++ {
		lx.root[lx.label[i]] = i
	}
	lx.noun, lx.foreign, lx.number, lx.symbol = lx.classOf("機械"), lx.classOf("データ"), lx.classOf("二"), lx.classOf("※")
	lx.divider = lx.dividers()
	lx.learn()
	return lx
}

// rank renumbers the classes without a meaning here by how frequent their words
// are, so that what is asked for most stands together in after. It returns the
// new numbers.
func (lx *lexicon) rank() (number [classes]byte) {
	var often [classes]float64
	for _, e := range lx.entries {
		often[e.class] += lx.weight[e.cost]
	}
	order := make([]byte, classes)
	for i := range order {
		order[i] = byte(i)
	}
	slices.SortStableFunc(order[edge+1:], func(a, b byte) int { return cmp.Compare(often[b], often[a]) })
	for i, c := range order {
		number[c] = byte(i)
	}
	for i := range lx.entries {
		e := &lx.entries[i]
		e.class = number[e.class]
	}
	return number
}

// connect fills after from the costs of two classes in a row.
func (lx *lexicon) connect(costs []byte, number [classes]byte) {
	for l := range classes {
		for r := range classes {
			c := int16(binary.LittleEndian.Uint16(costs[2*(l*classes+r):]))
			lx.after[int(number[r])<<8|int(number[l])] = float32(math.Exp(-float64(c) / costScale))
		}
	}
}

// costScale turns UniDic's costs into natural logarithms of probabilities.
const costScale = 700

// child is the node that r leads to from node n; 0 when there is none.
func (lx *lexicon) child(n uint32, r rune) uint32 {
	if n == 0 {
		if uint32(r) < 1<<16 {
			return lx.root[r]
		}
		return 0
	}
	lo, n := lx.nodes[n].child, lx.nodes[n+1].child-lx.nodes[n].child
	for n > 1 { // one comparison a step, which needs no branch
		mid := lo + n/2
		if n -= n / 2; rune(lx.label[mid]) <= r {
			lo = mid
		}
	}
	if n == 1 && rune(lx.label[lo]) == r {
		return lo
	}
	return 0
}

// dividers finds the characters at which the readings of a text fall into those
// of what stands before and behind: signs that are words of one class, of which
// the lexicon has no longer ones. It has of some punctuation, in titles that
// matter to no name.
func (lx *lexicon) dividers() []byte {
	t, within := make([]byte, 1<<16), make([]bool, 1<<16)
	for _, r := range lx.label[lx.nodes[1].child:] {
		within[r] = true
	}
	for r := range rune(len(t)) {
		n := lx.root[r]
		if n != 0 && lx.nodes[n].child < lx.nodes[n+1].child {
			within[r] = true
		}
		if within[r] && !strings.ContainsRune("、。「」（）", r) || isKanji(r) || isKatakana(r) || isHiragana(r) || isLatin(r) || isDigit(r) {
			continue
		}
		t[r] = lx.symbol + 1
		if n != 0 {
			entries := lx.of(n)
			for _, e := range entries {
				if t[r] = e.class + 1; e.class != entries[0].class {
					t[r] = 0
					break
				}
			}
		}
	}
	return t
}

// divides reports whether r is a divider, and its class.
func (lx *lexicon) divides(r rune) (class byte, ok bool) {
	if r >= 'ぁ' && r <= 'ゞ' || r >= 0x4E00 && r <= 0x9FFF || r >= 1<<16 || lx.divider[r] == 0 {
		return 0, false
	}
	return lx.divider[r] - 1, true
}

// of is the entries of a node.
func (lx *lexicon) of(n uint32) []entry { return lx.entries[lx.nodes[n].entry:lx.nodes[n+1].entry] }

// find is the node of a word; 0 when there is none.
func (lx *lexicon) find(word string) uint32 {
	n := uint32(0)
	for _, r := range word {
		if n = lx.child(n, common(r)); n == 0 {
			return 0
		}
	}
	return n
}

// classOf is the class of the word's cheapest entry.
func (lx *lexicon) classOf(word string) byte {
	return likeliest(lx.of(lx.find(word)))
}

// has reports whether word is in the lexicon with the class.
func (lx *lexicon) has(word string, class byte) bool {
	n := lx.find(word)
	return n != 0 && lx.has1(n, class)
}

// each calls f with every word of the lexicon, by its characters.
func (lx *lexicon) each(f func(word []rune, entries []entry)) {
	var walk func(n uint32, word []rune)
	walk = func(n uint32, word []rune) {
		if entries := lx.of(n); len(entries) > 0 {
			f(word, entries)
		}
		for c := lx.nodes[n].child; c < lx.nodes[n+1].child; c++ {
			walk(c, append(word, rune(lx.label[c])))
		}
	}
	walk(0, make([]rune, 0, 16))
}

// variants are characters of names that the lexicon writes otherwise.
var variants = map[rune]rune{
	'髙': '高', '﨑': '崎', '嵜': '崎', '邉': '辺', '邊': '辺', '齋': '斎', '齊': '斎', '濵': '浜', '濱': '浜', '德': '徳', '栁': '柳', '瀨': '瀬', '桒': '桑', '冨': '富', '嶋': '島', '嶌': '島', '曻': '昇',
	0x20BB7: '吉', 0xF9DC: '隆', 0xFA19: '神', 0xFA1B: '福', 0xFA5B: '者', 0xFA10: '塚', 0xFA12: '晴', 0xFA15: '凞', 0xFA16: '猪', 0xFA17: '益', 0xFA1C: '靖', 0xFA1E: '羽', 0xFA26: '都', 0xF929: '朗', 0xFA5C: '者',
}

// common is the form in which the lexicon writes a character.
func common(r rune) rune {
	if r < 0x4E00 || r < 0xF900 && varies[r>>6&1023]>>(r&63)&1 == 0 {
		return r
	}
	if v, ok := variants[r]; ok {
		return v
	}
	return r
}

// varies is a bitmap of the variants up to U+FFFF.
var varies = func() (b [1 << 10]uint64) {
	for r := range variants {
		if r < 1<<16 {
			b[r>>6] |= 1 << (r & 63)
		}
	}
	return b
}()

// runes counts the characters of s.
func runes(s string) int { return utf8.RuneCountInString(s) }
