package jname

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Likeness says how much a whole value, such as a cell of a table, looks like
// the name of a person.
type Likeness uint8

// From not at all to fully; compare with >=.
const (
	Not   Likeness = iota
	Form           // by its form it could be one
	Part           // a surname or a given name of the dictionary, or begins or ends with one
	Whole          // surname and given name, or several foreign names
)

// Like judges a value without titles, brackets and outer spaces. Spaces and
// middle dots may divide it.
func Like(value string) Likeness {
	l, _ := Split(value)
	return l
}

// Split is Like, and where the given name begins when a Japanese name falls
// into surname and given name, in bytes; 0 when it does not.
func Split(value string) (l Likeness, at int) {
	if !formed(value) {
		return Not, 0
	}
	lx := load()
	if utf8.RuneCountInString(value) == 1 {
		// One character is a kanji: fonts put 〓 in the place of what they lack.
		if r, _ := utf8.DecodeRuneInString(value); r >= 0x3400 && (lx.isSurname(value) || lx.isGiven(value)) && !nobody[value] {
			return Part, 0
		}
		return Not, 0
	}
	if i := strings.IndexAny(value, " 　\u00a0・·･＝="); i > 0 {
		_, w := utf8.DecodeRuneInString(value[i:])
		rest := strings.TrimLeft(value[i+w:], " 　\u00a0")
		return lx.parts(value[:i], rest), len(value) - len(rest)
	}
	best, n, node := Form, 0, uint32(0) // of value[:i]
	for i, r := range value {
		if n++; i > 0 && lx.has1(node, surname) {
			switch {
			case lx.isGiven(value[i:]) && !(runes(value[i:]) > 1 && organisations.has(value[i:])) && !(n == 2 && utf8.RuneCountInString(value) == 2 && lx.isWord(value)):
				return Whole, i
			case n > 2 && utf8.RuneCountInString(value[i:]) <= 3 && lx.givenLike(value[i:]):
				best, at = max(best, Part), i
			}
		}
		if node = lx.child(node, common(r)); node == 0 {
			break
		}
	}
	family := node != 0 && lx.has1(node, surname)
	if family || node != 0 && (lx.has1(node, given) || lx.has1(node, other)) {
		best = max(best, Part)
	}
	if best < Whole && !family && Compound(value) {
		return Not, 0
	}
	return best, at
}

// MayBeWhole is a cheap test whether a value that no space divides may be Whole.
func MayBeWhole(value string) bool {
	a, n := utf8.DecodeRuneInString(value)
	b, _ := utf8.DecodeRuneInString(value[n:])
	h := hintsOf()
	return h.isSingle(common(a)) || h.pair.has(common(a), common(b)) || strings.Contains(value, "・")
}

// parts judges a value that falls into two, the second of which may fall
// further.
func (lx *lexicon) parts(a, b string) Likeness {
	if Compound(a) && !lx.isSurname(a) || Compound(b) && !lx.isGiven(b) && !(runes(b) == 1 && lx.isSurname(a)) { // 学
		return Not
	}
	known := 0
	for _, p := range []string{a, b} {
		switch first, _ := utf8.DecodeRuneInString(p); {
		case isKatakana(first):
			for _, q := range strings.FieldsFunc(p, func(r rune) bool { return !isKatakana(r) }) {
				if compound[q] {
					return Not
				}
				if lx.has(q, other) || lx.has(q, given) || lx.has(q, surname) || lx.has(q, surnameReading) || lx.has(q, givenReading) {
					known++
				}
			}
		case isLatin(first):
			if strings.ContainsFunc(p, isCJK) {
				known++
				continue
			}
			names, company := latinPart(p)
			if company {
				return Not
			}
			if names {
				known++
			}
		}
	}
	family, first := lx.isSurname(a), lx.isGiven(b)
	switch {
	case family && (first || lx.givenLike(b)), known >= 2:
		return Whole
	case family || first || known > 0:
		return Part
	}
	return Form
}

func (lx *lexicon) isSurname(s string) bool { return lx.has(s, surname) }
func (lx *lexicon) isGiven(s string) bool   { return lx.has(s, given) }

// Surname reports whether a value is a surname of the dictionary.
func Surname(value string) bool { return load().isSurname(value) }

// Given reports whether a value is a given name of the dictionary.
func Given(value string) bool { return load().isGiven(value) }

// Place reports whether a value is the name of a place, too.
func Place(value string) bool { return load().has(value, place) }

// isWord reports whether s is also something else than a name.
func (lx *lexicon) isWord(s string) bool {
	n := lx.find(s)
	for _, e := range lx.of(n) {
		if n != 0 && e.class > other && e.class != surnameReading && e.class != givenReading {
			return true
		}
	}
	return false
}

// givenLike reports whether s is spelt as given names are.
func (lx *lexicon) givenLike(s string) bool {
	rs := []rune(s)
	switch {
	case len(rs) > 4:
		return false
	case all(rs, isKanji):
		return len(rs) > 1 && lx.first.p(rs) > math.Pow(1.5e-4, float64(len(rs)))
	case all(rs, func(r rune) bool { return isHiragana(r) || isKatakana(r) }):
		return len(rs) > 1 && lx.has(string(foldKana(nil, s)), givenReading)
	}
	for _, r := range rs {
		if !isKanji(r) && !isHiragana(r) && !isKatakana(r) {
			return false
		}
	}
	return true
}

// Reading reports whether a value is the reading of a name, in katakana of
// either width or hiragana: Whole when both halves are known, Part when one
// is, Form when it could be one.
func Reading(value string) Likeness {
	const mostFields, most = 5, 24
	var (
		room   [most]rune
		places [mostFields][]rune
	)
	kana, folded := room[:0], places[:0]
	for value != "" {
		end, width := kanaField(value)
		field := value[:end]
		if value = value[end+width:]; field == "" {
			continue
		}
		if len(folded) == mostFields {
			return Not
		}
		k := foldKana(kana[len(kana):], field)
		if len(k) == 0 || len(kana)+len(k) > most || !all(k, isKatakana) {
			return Not
		}
		kana, folded = kana[:len(kana)+len(k)], append(folded, k)
	}
	if len(kana) < 2 {
		return Not
	}
	known, lx := 0, load()
	if len(folded) == 1 {
		k := folded[0]
		for i := 2; i < len(k)-1; i++ {
			if lx.has(string(k[:i]), surnameReading) && lx.has(string(k[i:]), givenReading) {
				return Whole
			}
		}
	}
	for i, k := range folded {
		s := string(k)
		if i == 0 && lx.has(s, surnameReading) || i == len(folded)-1 && lx.has(s, givenReading) || lx.has(s, other) {
			known++
		}
	}
	switch {
	case known >= 2:
		return Whole
	case known == 1:
		return Part
	}
	return Form
}

// kanaField is where the first word of a reading ends, and the width of what
// divides it from the next one.
func kanaField(s string) (end, width int) {
	for i, r := range s {
		switch r {
		case ' ', '　', '・', '･', '，', ',', '\u00a0':
			return i, utf8.RuneLen(r)
		}
	}
	return len(s), 0
}

// foldKana appends to out, which is empty, the kana of any kind in s as
// full-width katakana; nil when there is something else in s.
func foldKana(out []rune, s string) []rune {
	for _, r := range s {
		switch {
		case isKatakana(r):
			out = append(out, r)
		case r >= 'ぁ' && r <= 'ゖ':
			out = append(out, r+'ァ'-'ぁ')
		case r >= 'ｦ' && r <= 'ﾝ':
			out = append(out, halfKana[r-'ｦ'])
		case r == 'ﾞ' || r == 'ﾟ' || r == '゛' || r == '゜':
			if len(out) == 0 {
				return nil
			}
			l := &out[len(out)-1]
			switch {
			case r == 'ﾟ' || r == '゜':
				*l += 2
			case *l == 'ウ':
				*l = 'ヴ'
			default:
				*l++
			}
		case r == '-' || r == '－' || r == '―' || r == '‐':
			out = append(out, 'ー')
		default:
			return nil
		}
	}
	return out
}

var halfKana = []rune("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")

// formed reports whether a value consists of characters that names consist of,
// and is as long as names are.
func formed(value string) bool {
	cjk, latin, gaps := 0, 0, 0
	if sentence(value) {
		return false
	}
	for _, r := range value {
		switch {
		case isKanji(r), isKatakana(r), isHiragana(r), r == 'ヶ', r == 'ヵ', r == '〆', r == '〇':
			cjk++
		case isLatin(r), r == '.', r == '\'', r == '-', r == '’':
			latin++
		case r == ' ', r == '　', r == '\u00a0', r == '・', r == '･', r == '·', r == '＝', r == '=', r == ',', r == '，':
			gaps++
		default:
			return false
		}
	}
	if gaps > 5 || cjk+latin > 40 {
		return false
	}
	return cjk >= 1 && cjk <= 30 || cjk == 0 && latin >= 4 && gaps >= 1
}

// Compound reports whether a value ends with a word that makes it the name of
// an organisation, a place or a thing, or is a word that stands in the place
// of a name.
func Compound(value string) bool {
	var head, tail [longestPhrase]rune
	n, from := 0, len(value)
	for _, r := range value {
		if n == len(head) {
			break
		}
		head[n] = r
		n++
	}
	k := len(tail)
	for k > 0 && from > 0 {
		r, w := utf8.DecodeLastRuneInString(value[:from])
		k, from = k-1, from-w
		tail[k] = r
	}
	return suffixIn(organisations, tail[k:]) > 0 || prefixIn(legalForms, head[:n]) > 0 || nobody[value]
}

// TitleAt is where the title behind a name begins in s; len(s) when there is
// none, or when without it nothing like a name is left.
func TitleAt(s string) int {
	rs := []rune(s)
	n := suffixIn(titles, rs)
	if n == 0 || n >= len(rs) || load().isSurname(s) { // 伊集院
		return len(s)
	}
	head := strings.TrimRight(string(rs[:len(rs)-n]), " 　\u00a0")
	if runes(head) < 2 || !strings.HasPrefix(s, head) { // not UTF-8
		return len(s)
	}
	if len(head)+len(string(rs[len(rs)-n:])) == len(s) && !strings.HasSuffix(s, "様") && Like(s) == Whole && Like(head) < Whole { // 王 立公
		return len(s)
	}
	return len(head)
}

// RoleAt is where the name begins in s behind a role or title and a space: 0
// when none stands before it.
func RoleAt(s string) int {
	i := strings.IndexAny(s, " 　")
	if i <= 0 {
		return 0
	}
	head := []rune(s[:i])
	if rest := strings.TrimLeft(s[i:], " 　"); runes(rest) >= 2 && len(head) > 1 && !load().isSurname(s[:i]) &&
		(suffixIn(titles, head) > 0 || suffixIn(roleEnds, head) > 0 || suffixIn(organisations, head) > 0) {
		return len(s) - len(rest) + RoleAt(rest)
	}
	return 0
}

// Nobody reports whether a value is a word that stands in the place of a name:
// なし, 合計, 氏名.
func Nobody(value string) bool {
	return nobody[strings.ReplaceAll(strings.ReplaceAll(value, " ", ""), "　", "")]
}
