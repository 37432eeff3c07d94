package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hyphen is what PDFium writes for a hyphen that ends a line.
const hyphen = '\x02'

// tidy mends what the layout of a page does to its text: characters that say
// nothing go, numbers that a narrow column broke are joined, and so are
// columns of vertical text that come one character a line.
func tidy(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		switch {
		case r == '\r':
			if !strings.HasPrefix(text[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == hyphen:
			b.WriteByte('-')
		case r == '\uFFFE' || r == '\uFFFF' || r < ' ' && r != '\n' && r != '\t':
		case r == '\n' && broken(b.String(), text[i+1:]):
		default:
			b.WriteRune(r)
		}
	}
	return joinColumns(b.String())
}

// broken reports whether a line end stands inside a number: after a hyphen
// between digits.
func broken(before, after string) bool {
	n := len(before)
	return n > 1 && before[n-1] == '-' && before[n-2]-'0' <= 9 && after != "" && after[0]-'0' <= 9
}

// columnLines is how many lines of one character in a row are vertical text.
const columnLines = 4

// joinColumns joins runs of lines of one Japanese character.
func joinColumns(text string) string {
	if strings.Count(text, "\n") < columnLines {
		return text
	}
	lines := strings.Split(text, "\n")
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(lines); {
		n := 0
		for i+n < len(lines) && single(lines[i+n]) {
			n++
		}
		if n >= columnLines {
			for _, l := range lines[i : i+n] {
				b.WriteString(strings.TrimSpace(l))
			}
			i += n
		} else {
			b.WriteString(lines[i])
			i++
		}
		if i < len(lines) {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// single reports whether a line is one Japanese character.
func single(line string) bool {
	line = strings.TrimSpace(line)
	r, n := utf8.DecodeRuneInString(line)
	return n == len(line) && n >= 3 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x30FF || r >= 0xFE30 && r <= 0xFFEF)
}
