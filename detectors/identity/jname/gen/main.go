//go:build ignore

// Gen distils lexicon.bin from UniDic 2.1.2 and the names of IPADIC 2.7.0, as
// the modules github.com/ikawaha/kagome-dict/{uni,ipa} carry them. It is not
// part of the build and its modules are not in go.mod:
//
//	go get github.com/ikawaha/kagome-dict/uni@v1.2.6 github.com/ikawaha/kagome-dict/ipa@v1.2.6
//	cd detectors/identity/jname && go run ./gen/*.go lexicon.bin
//
// What it throws away: parts of speech, lemmas and readings of all words but
// names, and nearly all of the 5981² connection costs, whose classes it
// clusters into 250.
package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"log"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome-dict/uni"
)

// word is one entry of the lexicon.
type word struct {
	text  string
	class int
	cost  int
}

func main() {
	u := uni.Dict()
	fromUniDic := surfaces(u)
	classes, matrix := distil(u)

	var words []word
	seen := map[string]bool{}
	readings := map[word]bool{}
	for i, m := range u.Morphs {
		s := fromUniDic[i]
		pos := partOfSpeech(u, i)
		if !usable(s) || m.Weight == 32767 {
			continue
		}
		words = append(words, word{s, classes[m.LeftID], int(m.Weight)})
		if kind := nameKind(pos); kind >= 0 {
			seen[s+pos[3]] = true
			if c := u.Contents[i]; len(c) > 2 && kind != other {
				readings[word{text: c[2], class: readingOf(kind)}] = true
			}
		}
	}
	d := ipa.Dict()
	fromIPADIC := surfaces(d)
	for i := range d.Morphs {
		s, pos := fromIPADIC[i], partOfSpeech(d, i)
		kind := nameKind(pos)
		if kind < 0 || !usable(s) {
			continue
		}
		if c := d.Contents[i]; len(c) > 1 && kind != other {
			readings[word{text: c[1], class: readingOf(kind)}] = true
		}
		if !seen[s+pos[3]] && utf8.RuneCountInString(s) > 1 {
			words = append(words, word{s, kind, rareCost})
		}
	}
	for r := range readings {
		if n := utf8.RuneCountInString(r.text); n > 1 && isKatakana(r.text) {
			words = append(words, r)
		}
	}
	out := encode(trim(words), matrix)
	if err := os.WriteFile(os.Args[1], out, 0o600); err != nil {
		log.Fatal(err)
	}
}

// The first classes are the kinds of names; the rest are numbered as they come.
const (
	surname = iota
	given
	other // names of foreigners, and others that are neither
	place
	proper // organisations, works, products
	surnameReading
	givenReading
	firstFree

	wanted   = 250
	singles  = 150   // classes that are kept as they are, the most used
	rareCost = 14000 // of a name that only IPADIC has
)

var fixed = map[string]int{
	"固有名詞,人名,姓": surname, "固有名詞,人名,名": given, "固有名詞,人名,一般": other,
	"固有名詞,地名,一般": place, "固有名詞,一般,*": proper,
}

func nameKind(pos []string) int {
	if len(pos) >= 4 && pos[2] == "人名" {
		return fixed[strings.Join(pos[1:4], ",")]
	}
	return -1
}

func readingOf(kind int) int {
	if kind == surname {
		return surnameReading
	}
	return givenReading
}

// usable drops what the analysis treats otherwise, and what is longer than any
// name's surroundings need.
func usable(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 12 {
		return false
	}
	for _, r := range s {
		if r < 0x80 || r > 0xFFFF || r >= '０' && r <= 'ｚ' {
			return false
		}
	}
	return true
}

func isKatakana(s string) bool {
	for _, r := range s {
		if r < 'ァ' || r > 'ー' {
			return false
		}
	}
	return true
}

func partOfSpeech(d *dict.Dict, i int) []string {
	var p []string
	for _, k := range d.POSTable.POSs[i] {
		p = append(p, d.POSTable.NameList[k])
	}
	return p
}

// surfaces walks the double array of the dictionary's index.
func surfaces(d *dict.Dict) []string {
	out := make([]string, len(d.Morphs))
	type state struct {
		node int
		text []byte
	}
	da := d.Index.Da
	stack := []state{{}}
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for c := range 256 {
			q := int(da[s.node].Base) + c
			if q <= 0 || q >= len(da) || int(da[q].Check) != s.node {
				continue
			}
			if c == 0 {
				if da[q].Base <= 0 {
					id := int(-da[q].Base)
					for k := range 1 + int(d.Index.Dup[int32(id)]) {
						out[id+k] = string(s.text)
					}
				}
				continue
			}
			stack = append(stack, state{q, append(slices.Clone(s.text), byte(c))})
		}
	}
	return out
}

// trim keeps the cheapest of the entries that are alike.
func trim(words []word) []word {
	slices.SortFunc(words, func(a, b word) int {
		if c := slices.Compare([]rune(a.text), []rune(b.text)); c != 0 {
			return c
		}
		if a.class != b.class {
			return a.class - b.class
		}
		return a.cost - b.cost
	})
	return slices.CompactFunc(words, func(a, b word) bool { return a.text == b.text && a.class == b.class })
}

// encode lays the words out as a trie in breadth-first order, in planes that
// compress well: characters, numbers of children, numbers of entries, classes,
// costs; after the matrix. jname.load reads it.
func encode(words []word, matrix []int16) []byte {
	type span struct{ lo, hi, depth int }
	texts := make([][]rune, len(words))
	for i, w := range words {
		texts[i] = []rune(w.text)
	}
	var labels, children, entries, class, cost []byte
	nodes := 0
	queue := []span{{0, len(words), 0}}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		nodes++
		i, n := s.lo, 0
		for ; i < s.hi && len(texts[i]) == s.depth; i++ {
			class = append(class, byte(words[i].class))
			cost = append(cost, quantised(words[i].cost))
			n++
		}
		entries = append(entries, byte(n))
		kids := 0
		for i < s.hi {
			j := i
			for j < s.hi && texts[j][s.depth] == texts[i][s.depth] {
				j++
			}
			labels = binary.LittleEndian.AppendUint16(labels, uint16(texts[i][s.depth]))
			queue = append(queue, span{i, j, s.depth + 1})
			kids++
			i = j
		}
		children = binary.AppendUvarint(children, uint64(kids))
	}
	var head []byte
	head = binary.LittleEndian.AppendUint32(head, uint32(nodes))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(class)))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(children)))
	for _, m := range matrix {
		head = binary.LittleEndian.AppendUint16(head, uint16(m))
	}
	log.Printf("%d words, %d nodes", len(class), nodes)
	var buf bytes.Buffer
	w, _ := flate.NewWriter(&buf, flate.BestCompression)
	for _, plane := range [][]byte{head, labels, children, entries, class, cost} {
		_, _ = w.Write(plane)
	}
	_ = w.Close()
	return buf.Bytes()
}

// quantised is a cost in steps of 128, from -8192.
func quantised(cost int) byte { return byte(min(max((cost+8192+64)/128, 0), 255)) }
