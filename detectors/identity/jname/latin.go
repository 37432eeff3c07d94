package jname

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// latinNames are surnames and given names in small letters without accents, in
// order, one a line; words that English text uses otherwise are left out.
//
//go:embed latin.txt
var latinNames string

// Latin reports whether a word of Latin letters is a surname or given name: of
// the list, or a Japanese one as it is spelt in Latin letters.
func Latin(word string) bool {
	const longest = 20
	if len(word) < 2 || len(word) > longest {
		return false
	}
	w := plainLatin(word)
	return listed(w) || romaji(w)
}

// latinPart reports whether one of the words of a value is a name, and whether
// one makes the value a company.
func latinPart(value string) (name, company bool) {
	for _, w := range strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == '　' || r == ',' || r == '\u00a0' || r == '-' }) {
		if companies[strings.ToLower(strings.TrimRight(w, "."))] {
			return false, true
		}
		name = name || Latin(w)
	}
	return name, false
}

// companies are words in the names of companies, institutions and things.
var companies = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`inc ltd llc corp corporation co company gmbh ag kg sa spa srl bv nv oy ab plc pty limited group holdings systems system technologies technology networks network electronics electric industries international communications solutions services software instruments university college institute hospital school department center centre bank association foundation society laboratory laboratories office store shop library museum station hotel airport languages language island islands republic dollar`) {
		m[w] = true
	}
	return m
}()

func isCJK(r rune) bool { return isKanji(r) || isKatakana(r) || isHiragana(r) }

// plainLatin is word in small letters without accents, apostrophes and dots.
func plainLatin(word string) string {
	plain := true
	for i := range len(word) {
		plain = plain && word[i] >= 'a' && word[i] <= 'z'
	}
	if plain {
		return word
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == 'ø' || r == 'Ø':
			return 'o'
		case r == 'ł' || r == 'Ł':
			return 'l'
		case r == 'đ' || r == 'Đ':
			return 'd'
		case r == 'ı':
			return 'i'
		case r >= 0x300 && r <= 0x36F, r == '\'', r == '’', r == '.', r == '-':
			return -1
		}
		return r
	}, norm.NFD.String(word))
}

// listed looks w up among the lines.
func listed(w string) bool {
	lo, hi := 0, len(latinNames)
	for lo < hi {
		mid := lo + (hi-lo)/2
		start := strings.LastIndexByte(latinNames[:mid], '\n') + 1
		end := start + strings.IndexByte(latinNames[start:], '\n')
		switch line := latinNames[start:end]; {
		case line == w:
			return true
		case line < w:
			lo = end + 1
		default:
			hi = start
		}
	}
	return false
}

// romaji reports whether w spells a Japanese surname or given name in Hepburn's
// or the Cabinet's way, long vowels written or not: sato, satoh, satou.
func romaji(w string) bool {
	if len(w) < 3 {
		return false
	}
	lx := load()
	var buf [64]byte
	tries := 0
	var read func(kana []byte, rest string) bool
	read = func(kana []byte, rest string) bool {
		const most = 64 // ways to read one word
		if tries++; tries > most || len(kana) > len(buf)-6 {
			return false
		}
		if rest == "" {
			k := string(kana)
			return utf8.RuneCountInString(k) > 1 && (lx.has(k, surnameReading) || lx.has(k, givenReading))
		}
		for n := min(4, len(rest)); n > 0; n-- {
			k, ok := syllables[rest[:n]]
			if !ok {
				continue
			}
			next := append(kana, k...)
			if read(next, rest[n:]) {
				return true
			}
			switch rest[n-1] { // a long vowel that is not written, or as h
			case 'o':
				tail := strings.TrimPrefix(rest[n:], "h")
				if read(append(next, "ウ"...), tail) || tail != rest[n:] && read(append(next, "オ"...), tail) || n == 1 && read(append(next, "オ"...), tail) {
					return true
				}
			case 'u':
				if read(append(next, "ウ"...), rest[n:]) {
					return true
				}
			}
		}
		if c := rest[0]; len(rest) > 2 && c == rest[1] && strings.IndexByte("kstpcdgbz", c) >= 0 || strings.HasPrefix(rest, "tch") {
			return read(append(kana, "ッ"...), rest[1:])
		}
		return false
	}
	return read(buf[:0], w)
}

// syllables are the spellings of kana.
var syllables = func() map[string]string {
	m := map[string]string{"n": "ン", "m": "ン"}
	rows := map[string]string{
		"": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ",
		"g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
	}
	for c, row := range rows {
		for i, k := range []rune(row) {
			m[c+"aiueo"[i:i+1]] = string(k)
		}
		if c == "" || c == "d" {
			continue
		}
		i := string([]rune(row)[1])
		for v, small := range map[string]string{"a": "ャ", "u": "ュ", "o": "ョ"} {
			m[c+"y"+v] = i + small
		}
	}
	for v, k := range map[string][5]string{"a": {"シャ", "チャ", "ジャ", "ワ", "ヤ"}, "u": {"シュ", "チュ", "ジュ", "", "ユ"}, "o": {"ショ", "チョ", "ジョ", "", "ヨ"}} {
		m["sh"+v], m["ch"+v], m["j"+v] = k[0], k[1], k[2]
		if m["y"+v] = k[4]; k[3] != "" {
			m["w"+v] = k[3]
		}
	}
	for s, k := range map[string]string{"shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ", "ji": "ジ"} {
		m[s] = k
	}
	return m
}()
