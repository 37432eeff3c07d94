// Package contact recognises how people are reached: telephone, mail, post.
package contact

import (
	"unicode/utf8"

	"tenken/detectors"
)

// Email recognises mail addresses: the dot-atom form of RFC 5322 §3.4.1 with a
// host name of at least two labels (RFC 1123), the sign '@' and the characters
// in either width. Quoted local parts and address literals are left alone:
// nobody writes them in documents.
type Email struct{}

func (Email) Info() detectors.Info {
	return detectors.Info{
		ID: "email", Label: "メールアドレス", English: "E-mail address",
		Category: detectors.Personal, Severity: 3, Persons: detectors.Key,
		Validate: "dot-atom local part, host name with the shape of a real top level domain",
		Source:   "RFC 5322 §3.4.1, RFC 1123 §2.1",
	}
}

func (Email) Asks() detectors.Asks {
	return detectors.Asks{
		At:     true,
		Labels: []string{"メールアドレス", "メール", "電子メール", "eメール", "email", "mail", "e-mail", "mailaddress", "mailto", "アドレス", "連絡先"},
	}
}

func (Email) Judge(c *detectors.Candidate) {
	start := c.Start
	for start > c.Lo {
		r, w := utf8.DecodeLastRuneInString(c.Text[c.Lo:start])
		if !localRune(narrow(r)) {
			break
		}
		start -= w
	}
	end := c.End
	for end < c.Hi {
		r, w := utf8.DecodeRuneInString(c.Text[end:c.Hi])
		if !hostRune(narrow(r)) {
			break
		}
		end += w
	}
	c.Report(start, end, 0.9, detectors.WhyForm)
}

func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

func localRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_' || r == '+'
}

func hostRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-'
}
