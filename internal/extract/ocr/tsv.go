package ocr

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// result is what was recognised in a picture.
type result struct {
	words      []word
	confidence float64 // mean of the words, in percent
}

// word is a word and where it stands, in dots.
type word struct {
	text                     string
	line                     string // names the line
	left, top, width, height int
}

func (w word) right() int { return w.left + w.width }

// The columns of Tesseract's table that are read.
const (
	colLevel      = 0
	colLine       = 4
	colLeft       = 6
	colTop        = 7
	colWidth      = 8
	colHeight     = 9
	colConfidence = 10
	colText       = 11
	levelWord     = "5"
)

// parse reads the words of Tesseract's table.
func parse(tsv []byte) (r result) {
	var sum float64
	told := 0
	for row := range bytes.Lines(tsv) {
		f := strings.Split(strings.TrimRight(string(row), "\r\n"), "\t")
		if len(f) <= colText || f[colLevel] != levelWord {
			continue
		}
		text := strings.ToValidUTF8(strings.TrimSpace(f[colText]), "\uFFFD")
		if text == "" {
			continue
		}
		if c, err := strconv.ParseFloat(f[colConfidence], 64); err == nil {
			sum += c
			told++
		}
		r.words = append(r.words, word{text, strings.Join(f[1:colLine+1], " "), number(f[colLeft]), number(f[colTop]), number(f[colWidth]), number(f[colHeight])})
	}
	if told > 0 {
		r.confidence = sum / float64(told)
	}
	return r
}

// lines puts words together.
func lines(words []word) string {
	var b strings.Builder
	tall := 0
	for i, w := range words {
		tall = max(tall, w.height)
		switch {
		case i == 0:
		case w.line != words[i-1].line:
			b.WriteByte('\n')
			tall = w.height
		case spaced(b.String(), w.text, w.left-words[i-1].right(), tall):
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}

// spaced reports whether a space belongs between two words that are a gap of
// so many dots apart. Tesseract sees words between most Japanese characters,
// and around hyphens.
func spaced(before, word string, gap, height int) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case japanese(last) && japanese(first):
		return gap > 2*height
	case japanese(last) || japanese(first): // programs put a quarter of a character between them
		return 5*gap > 2*height
	case strings.ContainsRune(glue, last) || strings.ContainsRune(glue, first):
		return gap > height/2
	}
	return gap > height/6
}

// glue stands inside of numbers and addresses.
const glue = "-.@_/"

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	return n
}

func japanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r == 'ー'
}
