package jname

import (
	"math"
	"strings"
	"sync"
)

// Name is a name found in a text: text[Start:End], in bytes.
type Name struct {
	Start, End int
	P          float64 // probability that it is one
	Full       bool    // surname and given name, or several foreign names
	Spaced     bool    // with a space between them
	Title      string  // title or honorific behind it
	Split      int     // where the given name begins, if Full and Japanese
}

// Finder finds names. It reuses its memory and is not for concurrent use; get
// one by Take and give it back.
type Finder struct {
	lx    *lexicon
	la    lattice
	text  []rune  // the characters of a sentence, or of a part of it
	at    []int32 // offset of each character, and of the end
	gaps  bool    // it holds spaces
	word  []rune  // of kanji or katakana
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
// probability of at least least, in no order. They are valid until the next
// call. Of a sentence that is not looked at whole, only the stretches between
// punctuation are analysed that hold a long word or are Likely to hold a name.
func (f *Finder) Find(text string, least float64, whole bool) []Name {
	f.out = f.out[:0]
	f.read(text)
	sentence, at := f.text, f.at
	for from := 0; from < len(sentence); {
		n := min(len(sentence), from+mostRunes)
		if n < len(sentence) {
			if cut := lastStop(sentence[from:n]); cut > mostRunes/2 {
				n = from + cut
			}
		}
		f.text, f.at = sentence[from:n], at[from:n+1]
		f.clause(least, whole)
		from = n
	}
	f.text, f.at = sentence, at
	return f.out
}

// read takes text apart.
func (f *Finder) read(text string) {
	f.gaps = false
	if cap(f.text) < len(text) {
		f.text, f.at = make([]rune, 2*len(text)), make([]int32, 2*len(text)+1)
	}
	chars, at, n := f.text[:cap(f.text)], f.at[:cap(f.at)], 0
	for i := 0; i < len(text); {
		r, w := charOf(text, i)
		f.gaps = f.gaps || r == ' ' || r == '　'
		chars[n], at[n] = r, int32(i)
		n++
		i += w
	}
	at[n] = int32(len(text))
	f.text, f.at = chars[:n], at[:n+1]
}

// lastStop is where the last word of text ends that a sign or a space ends; 0
// when none does.
func lastStop(text []rune) int {
	for i := len(text); i > 0; i-- {
		switch text[i-1] {
		case '、', ',', '，', '。', ' ', '　', '\t', '\n':
			return i
		}
	}
	return 0
}

func (f *Finder) clause(least float64, whole bool) {
	n, h, analysed := len(f.text), hintsOf(), false
	left := byte(edge)
	for lo := 0; lo < n; {
		hi, right := lo, byte(edge)
		for ; hi < n; hi++ {
			if class, ok := f.lx.divides(f.text[hi]); ok {
				right = class
				break
			}
		}
		if hi > lo && (whole || h.likely(f.lx, f.text[lo:hi])) {
			if !analysed {
				f.p, f.first = grow(f.p, n), grow(f.first, n+1)
				analysed = true
			}
			f.stretch(lo, hi, left, right)
		}
		left, lo = right, hi+1
	}
	if !analysed && !f.gaps {
		return
	}
	if !analysed {
		f.p, f.first = grow(f.p, n), grow(f.first, n+1)
	}
	f.spaced()
	for i := 0; i < n; {
		switch {
		case f.p[i] == 0:
			i++
		case isKatakana(f.text[i]):
			i = f.foreign(i, least)
		case f.p[i] >= floor:
			i = f.native(i, least)
		default:
			i++
		}
	}
}

// stretch analyses text[lo:hi], which stands between words of the classes left
// and right.
func (f *Finder) stretch(lo, hi int, left, right byte) {
	f.la.analyse(f.lx, f.text[lo:hi], left, right)
	for _, k := range f.la.names {
		nd := &f.la.nodes[k]
		p := f.la.p(nd)
		for i := nd.start; i < nd.end; i++ {
			f.p[lo+int(i)] += p
		}
		if nd.class == given {
			f.first[lo+int(nd.start)] += p
		}
	}
}

// spaced finds surname and given name with a space between them, which the
// lattice does not see as one, and takes them out of its sight.
func (f *Finder) spaced() {
	text := f.text
	for k := 1; k+1 < len(text); k++ {
		if text[k] != ' ' && text[k] != '　' || !isName(text[k-1]) || !isName(text[k+1]) {
			continue
		}
		i, j := k-1, k+2
		for i > 0 && k-i < 6 && isName(text[i-1]) {
			i--
		}
		for j < len(text) && j-k < 8 && isName(text[j]) {
			j++
		}
		end, title := f.withoutTitle(k+1, j)
		first := string(text[k+1 : end])
		if k-i > 4 || end-k-1 > 4 || end-i < 4 || !f.lx.isSurname(string(text[i:k])) || Compound(first) ||
			!f.lx.isGiven(first) && !(f.lx.givenLike(first) && (title != "" || !f.lx.isWord(first))) {
			continue
		}
		f.out = append(f.out, Name{Start: int(f.at[i]), End: int(f.at[end]), P: 0.98, Full: true, Spaced: true, Title: title, Split: int(f.at[k+1])})
		clear(f.p[i:end])
		k = end
	}
}

// withoutTitle is where the given name at the beginning of text[i:j] ends, and
// the title behind it.
func (f *Finder) withoutTitle(i, j int) (end int, title string) {
	for k := j; k > i; k-- {
		given := f.lx.isGiven(string(f.text[i:k]))
		if k == j && given || k < j && given && strings.ContainsRune("はがをにのともへでや", f.text[k]) {
			return k, ""
		}
		if n := prefixIn(titles, f.text[k:]); k < j && n > 0 && (given || n == j-k) {
			return k, string(f.text[k : k+n])
		}
	}
	return j, ""
}

// isName reports whether r may be a character of a Japanese name.
func isName(r rune) bool {
	return isKanji(r) || isHiragana(r) || isKatakana(r) || r == 'ヶ' || r == 'ヵ'
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

// What the surroundings of a name are worth, in natural logarithms of odds.
const (
	wChain        = 0.5  // several foreign names in a row
	wCompound     = -5   // one of them is a word of companies and places
	wFull         = 1    // surname and given name
	wSingle       = -0.5 // not so
	wTitle        = 3    // a title behind it
	wTail         = -5   // another word grows out of it: 大林組
	wHead         = -3   // it grows out of another word
	wRole         = 2    // what somebody is stands before it: 俳優の
	wQuote        = -4   // in quotation marks: the title of a work
	wTopic        = 1    // begins a clause as its topic
	wTopicForeign = 1.5
	wShort        = -1 // one character
	wPlace        = -3 // ends as places do, and is no surname
)

// judge weighs what stands around the name text[i:j].
func (f *Finder) judge(i, j int, score float64, full bool, split int, least float64) {
	text := f.text
	foreign := isKatakana(text[i])
	if !full {
		score += wSingle
	}
	title := 0
	if j < len(text) {
		rest := text[j:]
		title = prefixIn(titles, rest)
		if title > 0 && j+title < len(text) && prefixIn(organisations, rest[title:]) > 0 {
			title = 0 // 大統領府
		}
		switch r := text[j]; {
		case title > 0:
			score += wTitle
		case prefixIn(neutral, rest) > 0:
		case isKanji(r), isKatakana(r), isLatin(r), r == '&', r == '＆', r == '-':
			score += wTail
		case isJoint(r):
			if foreign || j+1 < len(text) && !isKanji(text[j+1]) {
				score += wTail
			}
		case strings.ContainsRune("はがもと", r) && (i == 0 || strings.ContainsRune("、。 　「（(", text[i-1])):
			if foreign {
				score += wTopicForeign
			} else {
				score += wTopic
			}
		}
	}
	if i > 0 {
		before := text[:i]
		r := text[i-1]
		n := suffixIn(roleEnds, before)
		if r == 'の' || isJoint(r) {
			n = suffixIn(roleEnds, before[:i-1])
		}
		switch {
		case n > 0:
			score += wRole
		case strings.ContainsRune(timeEnds, r):
		case isKanji(r), isKatakana(r), isLatin(r), r == '&', r == '＆', r == '-':
			score += wHead
		case isJoint(r):
			if foreign || i > 1 && !isKanji(text[i-2]) {
				score += wHead
			}
		}
	}
	if f.quoted(i, j) {
		score += wQuote
	}
	if j-i == 1 {
		score += wShort
	}
	if !foreign && !full && strings.ContainsRune(placeEnds, text[j-1]) && !f.lx.isSurname(string(text[i:j])) {
		score += wPlace
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

// placeEnds end the names of places and buildings.
const placeEnds = "寺川山城池湖橋通道陵郷楼館線宮院村町島浜崎港堂"

// quoted reports whether a short quotation begins with text[i:j] and holds
// nothing that speaks of it: the title of a work.
func (f *Finder) quoted(i, j int) bool {
	text := f.text
	if i == 0 || !strings.ContainsRune("「『“\"<《〈", text[i-1]) {
		return false
	}
	for k := j; k < len(text) && k <= j+12; k++ {
		if strings.ContainsRune("」』”\">》〉", text[k]) {
			return true
		}
		if strings.ContainsRune("はがをに。、", text[k]) {
			return false
		}
	}
	return false
}

func logit(p float64) float64 {
	p = min(max(p, 0.01), 0.99)
	return math.Log(p / (1 - p))
}
