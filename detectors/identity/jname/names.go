package jname

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"
)

// Name is a name found in a text: text[Start:End], in bytes.
type Name struct {
	Start, End int
	P          float64 // probability that it is one
	Full       bool    // surname and given name, or several foreign names
	Title      string  // title or honorific behind it
	Split      int     // where the given name begins, if Full and Japanese
}

// Finder finds names. It reuses its memory and is not for concurrent use; get
// one by Take and give it back.
type Finder struct {
	lx    *lexicon
	la    lattice
	text  []rune
	at    []int32 // offset of each character, and of the end
	p     []float64
	first []float64
	out   []Name
}

var finders = sync.Pool{New: func() any { return &Finder{lx: load()} }}

// Take lends a Finder.
func Take() *Finder { return finders.Get().(*Finder) }

// Give takes it back.
func Give(f *Finder) { finders.Put(f) }

// Most characters that are analysed at once. Longer clauses are cut.
const mostRunes = 200

// Find returns the names in text, which is a sentence or a part of one, with a
// probability of at least least. They are valid until the next call.
func (f *Finder) Find(text string, least float64) []Name {
	f.out = f.out[:0]
	for from := 0; from < len(text); {
		f.text, f.at = f.text[:0], f.at[:0]
		cut, i := 0, from
		for i < len(text) && len(f.text) < mostRunes {
			r, w := utf8.DecodeRuneInString(text[i:])
			f.text, f.at = append(f.text, r), append(f.at, int32(i))
			i += w
			if strings.ContainsRune("、,，。 　\t\n", r) {
				cut = len(f.text)
			}
		}
		if i < len(text) && cut > mostRunes/2 {
			i, f.text, f.at = int(f.at[cut-1])+utf8.RuneLen(f.text[cut-1]), f.text[:cut], f.at[:cut]
		}
		f.at = append(f.at, int32(i))
		f.clause(least)
		from = i
	}
	return f.out
}

func (f *Finder) clause(least float64) {
	f.la.analyse(f.lx, f.text)
	n := len(f.text)
	f.p, f.first = grow(f.p, n), grow(f.first, n+1)
	for _, nd := range f.la.nodes {
		if nd.class > other {
			continue
		}
		for i := nd.start; i < nd.end; i++ {
			f.p[i] += nd.p
		}
		if nd.class == given {
			f.first[nd.start] += nd.p
		}
	}
	for i := 0; i < n; {
		switch {
		case isKatakana(f.text[i]):
			i = f.foreign(i, least)
		case f.p[i] >= floor:
			i = f.native(i, least)
		default:
			i++
		}
	}
}

// floor is the probability from which a character may be part of a name.
const floor = 0.1

func grow(p []float64, n int) []float64 {
	for len(p) < n {
		p = append(p, 0)
	}
	p = p[:n]
	clear(p)
	return p
}

func isJoint(r rune) bool { return strings.ContainsRune("・＝=·･", r) }

// foreign judges the chain of katakana words at character i and returns where
// to go on.
func (f *Finder) foreign(i int, least float64) int {
	text := f.text
	parts, odds, best, bad := 0, 0.0, -9.0, false
	j := i
	for {
		k := j
		for k < len(text) && isKatakana(text[k]) {
			k++
		}
		if k > j {
			p := 1.0
			for _, q := range f.p[j:k] {
				p = min(p, q)
			}
			l := logit(p)
			odds += l
			best = max(best, l)
			parts++
			bad = bad || compound[string(text[j:k])]
		} else if k < len(text) && isLatin(text[k]) {
			k++ // an initial
			if k < len(text) && text[k] == '.' {
				k++
			}
		} else {
			break
		}
		j = k
		if k+1 < len(text) && isJoint(text[k]) && (isKatakana(text[k+1]) || isLatin(text[k+1]) && k+2 < len(text) && (isJoint(text[k+2]) || text[k+2] == '.')) {
			j = k + 1
			continue
		}
		if k > 0 && text[k-1] == '.' && k < len(text) && isKatakana(text[k]) {
			continue
		}
		break
	}
	for isJoint(text[j-1]) {
		j--
	}
	score := odds
	if parts > 1 {
		score = 0.5*odds/float64(parts) + 0.5*best
		score += wChain
	}
	if bad {
		score += wCompound
	}
	f.judge(i, j, score, parts > 1, 0, least)
	return max(j, i+1)
}

// native judges the Japanese or Chinese name at character i and returns where
// to go on.
func (f *Finder) native(i int, least float64) int {
	text := f.text
	j := i
	for j < len(text) && f.p[j] >= floor && !isKatakana(text[j]) {
		j++
	}
	p, split, firstP := 0.0, 0, 0.0
	for k := i; k < j; k++ {
		p += f.p[k]
		if k > i && f.first[k] > firstP {
			split, firstP = k, f.first[k]
		}
	}
	score := logit(p / float64(j-i))
	full := firstP > 0.3
	if full {
		score += wFull
	}
	f.judge(i, j, score, full, split, least)
	return j
}

var (
	wChain    = envf("WCH", 1)
	wCompound = envf("WCO", -4)
	wFull     = envf("WFU", 1)
	wTitle    = envf("WTI", 3)
	wTail     = envf("WTA", -4)
	wHead     = envf("WHE", -3)
	wRole     = envf("WRO", 2)
	wQuote    = envf("WQU", -2.5)
	wTopic    = envf("WTO", 0.7)
	wShort    = envf("WSH", -1)
)

// judge weighs what stands around the name text[i:j].
func (f *Finder) judge(i, j int, score float64, full bool, split int, least float64) {
	text := f.text
	title := 0
	if j < len(text) {
		rest := text[j:]
		switch r := text[j]; {
		case prefixIn(titles, rest) > 0 && !f.misread(j):
			title = prefixIn(titles, rest)
			score += wTitle
		case prefixIn(neutral, rest) > 0:
		case isKanji(r), isKatakana(r), isLatin(r):
			score += wTail
		case isJoint(r), r == '&', r == '＆', r == '-':
			score += wTail
		case strings.ContainsRune("はがも", r) && (i == 0 || strings.ContainsRune("、。 　「（(", text[i-1])):
			score += wTopic
		}
	}
	if i > 0 {
		before := text[:i]
		r := text[i-1]
		n := suffixIn(roleEnds, before)
		if r == 'の' {
			n = suffixIn(roleEnds, before[:i-1])
		}
		switch {
		case n > 0:
			score += wRole
		case strings.ContainsRune(timeEnds, r):
		case isKanji(r), isKatakana(r), isLatin(r):
			score += wHead
		case isJoint(r), r == '&', r == '＆', r == '-':
			score += wHead
		}
	}
	if i > 0 && j < len(text) && strings.ContainsRune("「『“\"<《", text[i-1]) && strings.ContainsRune("」』”\">》", text[j]) {
		score += wQuote
	}
	if j-i == 1 {
		score += wShort
	}
	if p := 1 / (1 + math.Exp(-score)); p >= least {
		nm := Name{Start: int(f.at[i]), End: int(f.at[j]), P: p, Full: full}
		if title > 0 {
			nm.Title = string(text[j : j+title])
		}
		if split > 0 {
			nm.Split = int(f.at[split])
		}
		f.out = append(f.out, nm)
	}
}

// misread reports whether what looks like a title at character j is rather
// the beginning of another word.
func (f *Finder) misread(j int) bool { return false }

func logit(p float64) float64 {
	p = min(max(p, 0.01), 0.99)
	return math.Log(p / (1 - p))
}
