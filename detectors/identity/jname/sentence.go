package jname

import (
	"strings"
	"unicode/utf8"
)

// sentence reports whether a value is a piece of a sentence by its hiragana:
// を, a particle before kanji, a long run beside other characters, or any beside
// Latin letters; or noise, by kanji that only dictionaries know.
func sentence(value string) bool {
	const longest = 4 // hiragana in a row in a name that has kanji, too
	run, most, rare, others, latin := 0, 0, 0, false, false
	for _, r := range value {
		switch {
		case r == 'を':
			return true
		case isHiragana(r):
			run++
			most = max(most, run)
			continue
		case isLatin(r):
			latin = true
		case r >= 0x3400 && r < 0x4DC0:
			if rare++; rare > 1 {
				return true
			}
			others = true
		case isKanji(r) || isKatakana(r):
			others = true
		}
		run = 0
	}
	if most == 0 {
		return false
	}
	first, w := utf8.DecodeRuneInString(value)
	second, _ := utf8.DecodeRuneInString(value[w:])
	return latin || others && most > longest || strings.ContainsRune("のとはがでにもや", first) && isKanji(second)
}
