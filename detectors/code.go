package detectors

import (
	"strings"
	"unicode/utf8"
)

// Digits are the digits of a value that is nothing but digits of either width,
// with hyphens or single spaces between them.
func Digits(v string) (digits string, ok bool) {
	n, ok := ReadNumber(v)
	if !ok || !n.Joined(Hyphen, Space) {
		return "", false
	}
	return string(n.Digits()), true
}

// Half writes full-width letters, digits and signs in half width, and hyphens
// of every form as '-'.
func Half(v string) string {
	out := make([]rune, 0, len(v))
	for _, r := range v {
		out = append(out, HalfRune(r))
	}
	return string(out)
}

// HalfRune is Half of one character.
func HalfRune(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　':
		return ' '
	case wideJoiner(r) == Hyphen:
		return '-'
	}
	return r
}

// Code is the range of the letters, digits and hyphens that follow a label
// which ends at offset i, behind what may stand between: "：", "は", "第", "(".
func (c *Candidate) Code(i int) (start, end int) {
	if rest := c.Text[i:c.Hi]; strings.HasPrefix(rest, " is ") || strings.HasPrefix(rest, " is: ") {
		i += len(" is ")
	}
	for n := 0; i < c.Hi && n < 8; n++ {
		r, w := utf8.DecodeRuneInString(c.Text[i:c.Hi])
		if isCode(r) {
			break
		}
		switch r {
		case ':', '：', '=', '＝', '>', '＞', '→', '|', '｜', '\t', ' ', '　', '"', '」', '「', '』', '】', '）', ')', '(', '（', ']', '］', '［', 'は', 'が', '第', '№', '.':
		default:
			return i, i
		}
		i += w
	}
	start, end = i, i
	for i < c.Hi {
		r, w := utf8.DecodeRuneInString(c.Text[i:c.Hi])
		hyphen := r == '-' || wideJoiner(r) == Hyphen
		if !isCode(r) && !hyphen {
			break
		}
		if i += w; !hyphen {
			end = i
		}
	}
	return start, end
}

func isCode(r rune) bool {
	return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}
