package report

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestCell is below Excel's 32,767 UTF-16 units, which the library cuts at
// without a word.
const longestCell = 32000

// safe makes a stranger's text fit to be looked at in a cell: what the eye
// would not see or be deceived by (control characters, line ends, bidirectional
// and invisible marks, bytes that are not UTF-8) becomes an escape, and what a
// spreadsheet could take for a formula, on editing or by way of CSV, gets a
// visible apostrophe (OWASP ASVS 1.2.10). The true text is in the ledger.
func safe(s string) string { return inert(visible(s)) }

// visible writes out what the eye would not see.
func visible(s string) string {
	if strings.IndexFunc(s, unseen) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unseen(r) && r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		case unseen(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unseen reports characters that do not show or that change how others do:
// controls, formats (bidirectional and zero-width marks), line and paragraph
// separators, noncharacters, fillers and odd blanks.
func unseen(r rune) bool {
	if r >= ' ' && r < 0x7f {
		return false
	}
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\u034f', '\ufffe', '\uffff':
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Cs)
}

// inert puts an apostrophe before text that a spreadsheet could take for a
// formula.
func inert(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("=+-@＝＋－＠\t\r\n\x00", r) && s != "" {
		return "'" + s
	}
	return s
}

// cut shortens text to at most n UTF-16 units and says so.
func cut(s string, n int, lang string) string {
	if len(s) <= n { // no text has more UTF-16 units than bytes
		return s
	}
	omitted := wordOmitted.in(lang)
	room := n - utf16Len(omitted)
	units, end := 0, len(s)
	for i, r := range s {
		size := 1
		if r > 0xffff {
			size = 2
		}
		if units+size > room && end == len(s) {
			end = i
		}
		if units += size; units > n {
			return s[:end] + omitted
		}
	}
	return s
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

// longestLink is the length of a target that Excel still opens.
const longestLink = 2079

// link gives the target of a hyperlink, or "" where there is none that is safe
// to follow: only web pages and files, nothing that runs something.
func link(target string) string {
	u, err := url.Parse(target)
	if err != nil || target == "" {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "file":
	default:
		return ""
	}
	s := u.String()
	if len(s) > longestLink || strings.IndexFunc(s, unseen) >= 0 {
		return ""
	}
	return s
}
