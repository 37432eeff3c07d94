package ocr

import (
	"image"
	"regexp"
	"strings"
)

// addresses joins the words in which an address of mail was read: Tesseract sees
// spaces beside narrow letters, commas for dots, signs of its own behind @, and no
// underscores, which are looked for in the picture.
func addresses(words []word, picture *image.Gray) []word {
	var out []word
	for i := 0; i < len(words); i++ {
		w := words[i]
		if !strings.Contains(w.text, "@") || !western(w.text) {
			out = append(out, w)
			continue
		}
		for n := len(out); n > 0; n = len(out) {
			sign, ok := belongs(out[n-1], w, picture)
			if !ok || strings.Contains(out[n-1].text, "@") {
				break
			}
			out[n-1].text += sign
			w = join([]word{out[n-1], w})
			out = out[:n-1]
		}
		for i+1 < len(words) {
			sign, ok := belongs(w, words[i+1], picture)
			if !ok || strings.Contains(words[i+1].text, "@") {
				break
			}
			w.text += sign
			w = join([]word{w, words[i+1]})
			i++
		}
		w.text = cleaned(w.text)
		out = append(out, w)
	}
	return out
}

// belongs reports whether b goes on with the address that a is of, and what stands
// between them. Gaps between narrow letters of one width are two fifths of the
// height of a line at most, beside dots a little more; spaces are wider.
func belongs(a, b word, picture *image.Gray) (sign string, ok bool) {
	gap, tall := b.left-a.right(), max(a.height, b.height)
	if a.line != b.line || !western(a.text) || !western(b.text) || gap > 3*tall/2 || gap < -tall {
		return "", false
	}
	if underscored(picture, a, b) {
		return "_", true
	}
	last, first := a.text[len(a.text)-1], b.text[0]
	switch {
	case strings.IndexByte(dots, last) >= 0 || strings.IndexByte(dots, first) >= 0:
		return "", 10*gap <= 7*tall
	case strings.IndexByte(narrow, last) >= 0 || strings.IndexByte(narrow, first) >= 0:
		return "", 10*gap <= 6*tall
	}
	return "", 20*gap <= 9*tall
}

const (
	dots   = ".,-@_"
	narrow = "fijlrtIJ1"
)

// underscored reports whether there is a stroke at the foot of the seam of two
// words, which the box of the first may hold. Tails of letters are shorter.
func underscored(picture *image.Gray, a, b word) bool {
	if picture == nil || strings.HasSuffix(a.text, "_") || strings.HasPrefix(b.text, "_") {
		return false
	}
	tall := min(max(a.height, b.height), 7*min(a.height, b.height)/5) // boxes may be too large
	foot := max(a.top+a.height, b.top+b.height)
	for y := max(foot-tall/3, 0); y < min(foot+tall/3, picture.Rect.Dy()); y++ {
		run := 0
		for x := max(a.right()-tall, 0); x < min(b.left+tall/4, picture.Rect.Dx()); x++ {
			if picture.Pix[y*picture.Stride+x] >= ink {
				run = 0
			} else if run++; 2*run >= tall {
				return true
			}
		}
	}
	return false
}

// cleaned leaves what an address may hold.
func cleaned(text string) string {
	name, domain, _ := strings.Cut(text, "@")
	domain = strings.ToLower(strings.Map(ascii, strings.ReplaceAll(domain, ",", ".")))
	return strings.ReplaceAll(strings.Map(ascii, name), ",", ".") + "@" + domain
}

func ascii(r rune) rune {
	if r <= ' ' || r > '~' {
		return -1
	}
	return r
}

// isAddress reports the usual form of an address (RFC 5321, without quotes).
var isAddress = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._%+-]*@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$`).MatchString
