package contact

import (
	"strings"

	"tenken/detectors"
)

// creditWords stand on lines that say who made something that is published.
var creditWords = []string{"copyright", "(c) ", "©", "signed-off-by", "acked-by", "reviewed-by", "tested-by", "reported-by", "suggested-by", "co-authored-by", "maintainer", "uploaders", "author:", "authors:", "written by", "translated", "translator", "language-team", "license"}

// credited reports whether a mail address that begins at offset start names the
// maker of something published: in a notice of copyright, a change log, a
// comment of a program or a manual page, where it follows the name in brackets.
func credited(c *detectors.Candidate, start int) bool {
	if manual(c.Opening()) {
		return true
	}
	const far = 160 // bytes
	lo := max(c.Lo, start-far)
	if i := strings.LastIndexByte(c.Text[lo:start], '\n'); i >= 0 {
		lo += i + 1
	}
	before := strings.TrimSpace(c.Text[lo:start])
	if n := len(before); n == 0 || before[n-1] != '<' && before[n-1] != '(' {
		return false
	}
	for i := range len(before) {
		if before[i] >= 0x80 { // the name of somebody in Japan's own offices
			return strings.Contains(before, "©")
		}
	}
	for _, p := range [...]string{"-- ", "#", "//", "/*", "* Copyright", ";;", "%%", "dnl "} {
		if strings.HasPrefix(before, p) {
			return true
		}
	}
	low := strings.ToLower(before)
	for _, w := range creditWords {
		if strings.Contains(low, w) {
			return true
		}
	}
	return years(before)
}

// manual reports whether a text is the source of a manual page.
func manual(opening string) bool {
	for _, p := range [...]string{`.\"`, `'\"`, ".TH ", ".Dd ", ".de "} {
		if strings.HasPrefix(opening, p) {
			return true
		}
	}
	return false
}

// years reports whether a line begins with years alone: 2010-2013, 2015 Name.
func years(line string) bool {
	n := 0
	for len(line) > 4 && (strings.HasPrefix(line, "19") || strings.HasPrefix(line, "20")) && line[2]-'0' <= 9 && line[3]-'0' <= 9 {
		n++
		line = strings.TrimLeft(line[4:], "-, ")
	}
	return n > 0 && line != "" && (line[0]|0x20 >= 'a' && line[0]|0x20 <= 'z')
}
