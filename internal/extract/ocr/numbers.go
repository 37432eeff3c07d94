package ocr

import "strings"

// fewDigits make a stretch of signs one that is read again.
const fewDigits = 3

// correct replaces numbers and addresses of mail by what a model without
// Japanese reads at the same place: it tells 0 from 9, which the Japanese one
// takes for each other in some fonts.
func correct(words, other []word) []word {
	var out []word
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && western(words[i].text) && western(words[j].text) && words[j].line == words[i].line && !spaced(words[j-1].text, words[j].text, words[j].left-words[j-1].right(), tallest(words[i:j+1])) {
			j++
		}
		if s := join(words[i:j]); western(s.text) && (digits(s.text) >= fewDigits || strings.Contains(s.text, "@")) {
			if t, ok := at(other, s); ok && alike(s.text, t) {
				s.text = t
			}
			out = append(out, s)
		} else {
			out = append(out, words[i:j]...)
		}
		i = j
	}
	return out
}

// hasNumbers reports whether there is anything to correct.
func hasNumbers(words []word) bool {
	n := 0
	for _, w := range words {
		if latin(w.text) {
			n += digits(w.text)
		}
		if strings.Contains(w.text, "@") {
			n += fewDigits
		}
	}
	return n >= fewDigits
}

// at is what words say in the box of s.
func at(words []word, s word) (string, bool) {
	var in []word
	for _, w := range words {
		x, y := w.left+w.width/2, w.top+w.height/2
		if x >= s.left && x <= s.right() && y >= s.top && y <= s.top+s.height {
			in = append(in, w)
		}
	}
	if len(in) == 0 {
		return "", false
	}
	t := join(in)
	return t.text, 10*t.width >= 9*s.width && 10*t.width <= 11*s.width
}

// alike reports whether b may be what a was read from: as many signs, and no
// letters where there were none, or an address of mail for one that cannot be.
func alike(a, b string) bool {
	switch {
	case !latin(b):
		return false
	case strings.Contains(a, "@") && strings.Contains(b, "@"):
		return isAddress(b) && (!isAddress(a) || len(b) >= len(a))
	case !latin(a):
		return false
	case len(b) != len(a):
		return false
	}
	return digits(b) >= digits(a) || letters(b) <= letters(a)
}

// join puts words side by side.
func join(words []word) word {
	s := words[0]
	for _, w := range words[1:] {
		top, bottom := min(s.top, w.top), max(s.top+s.height, w.top+w.height)
		right := max(s.right(), w.right())
		s.text += w.text
		s.left = min(s.left, w.left)
		s.width, s.top, s.height = right-s.left, top, bottom-top
	}
	return s
}

func tallest(words []word) int {
	tall := 0
	for _, w := range words {
		tall = max(tall, w.height)
	}
	return tall
}

// western reports text without a Japanese character; signs of any kind may be
// misread ones.
func western(text string) bool { return strings.IndexFunc(text, japanese) < 0 }

func latin(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

func digits(text string) int {
	return len(text) - len(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, text))
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			n++
		}
	}
	return n
}
