package identity

import "strings"

// anyOf are words of which one is looked for in a text, at once: one bit for each
// character of the text says where none of them begins.
type anyOf struct {
	first [1 << 10]uint64     // bitmap of the first characters of the words
	one   [1 << 10]uint64     // of the words of one character
	two   [1 << 10]uint64     // of the hashes of the first two characters of others
	list  map[uint32][]string // these by that hash
}

func anyOfWords(words ...string) *anyOf {
	a := &anyOf{list: map[uint32][]string{}}
	for _, w := range words {
		c, n := charAt(w, 0)
		a.first[c>>6] |= 1 << (c & 63)
		if n == len(w) {
			a.one[c>>6] |= 1 << (c & 63)
			continue
		}
		d, _ := charAt(w, n)
		h := twoChars(c, d)
		a.two[h>>6] |= 1 << (h & 63)
		a.list[h] = append(a.list[h], w)
	}
	return a
}

// in reports whether text holds one of the words.
func (a *anyOf) in(text string) bool {
	for i := 0; i < len(text); {
		c, n := charAt(text, i)
		if a.first[c>>6]>>(c&63)&1 != 0 && a.begins(text[i:], c, n) {
			return true
		}
		i += n
	}
	return false
}

// begins reports whether text begins with one of the words; c is its first
// character, of n bytes.
func (a *anyOf) begins(text string, c uint32, n int) bool {
	if a.one[c>>6]>>(c&63)&1 != 0 {
		return true
	}
	if n >= len(text) {
		return false
	}
	d, _ := charAt(text, n)
	if h := twoChars(c, d); a.two[h>>6]>>(h&63)&1 != 0 {
		for _, w := range a.list[h] {
			if strings.HasPrefix(text, w) {
				return true
			}
		}
	}
	return false
}

func twoChars(a, b uint32) uint32 { return (a*0x9E3779B1 ^ b*0x85EBCA6B) >> 16 }

// charAt is the character at text[i:] and its width: its code point where that
// takes one byte or three; other bytes stand for themselves, and begin no word.
func charAt(text string, i int) (c uint32, width int) {
	b := uint32(text[i])
	if b&0xF0 == 0xE0 && i+2 < len(text) {
		return b&0x0F<<12 | uint32(text[i+1]&0x3F)<<6 | uint32(text[i+2]&0x3F), 3
	}
	return b, 1
}
