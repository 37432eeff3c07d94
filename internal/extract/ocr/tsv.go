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
	text       string
	words      int
	confidence float64 // mean of the words, in percent
}

// The columns of Tesseract's table that are read.
const (
	colLevel      = 0
	colLine       = 4
	colLeft       = 6
	colWidth      = 8
	colHeight     = 9
	colConfidence = 10
	colText       = 11
	levelWord     = "5"
)

// parse puts the words of Tesseract's table together to lines.
func parse(tsv []byte) result {
	var b strings.Builder
	var sum float64
	var r result
	line, end, tall := "", 0, 0
	for row := range bytes.Lines(tsv) {
		f := strings.Split(strings.TrimRight(string(row), "\r\n"), "\t")
		if len(f) <= colText || f[colLevel] != levelWord {
			continue
		}
		word := strings.ToValidUTF8(strings.TrimSpace(f[colText]), "\uFFFD")
		if word == "" {
			continue
		}
		if c, err := strconv.ParseFloat(f[colConfidence], 64); err == nil {
			sum += c
			r.words++
		}
		tall = max(tall, number(f[colHeight]))
		at := strings.Join(f[1:colLine+1], " ")
		switch {
		case b.Len() == 0:
		case at != line:
			b.WriteByte('\n')
			tall = number(f[colHeight])
		case spaced(b.String(), word, number(f[colLeft])-end, tall):
			b.WriteByte(' ')
		}
		line, end = at, number(f[colLeft])+number(f[colWidth])
		b.WriteString(word)
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	r.text = b.String()
	if r.words > 0 {
		r.confidence = sum / float64(r.words)
	}
	return r
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
	case strings.ContainsRune(glue, last) || strings.ContainsRune(glue, first):
		return gap > height/2
	}
	return gap > height/6
}

// glue stands inside of numbers and addresses.
const glue = "-.@_/"

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func japanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r == 'ー'
}
