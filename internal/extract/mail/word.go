package mail

import (
	"bytes"
	"strings"

	"tenken/internal/extract/charset"
)

// decodeText decodes a header's value: encoded words as RFC 2047 has them, and
// whatever stands there raw. Words that follow each other are put together
// before they are decoded: programs cut characters in two.
func decodeText(raw []byte) string {
	var out strings.Builder
	var pending []byte // bytes of encoded words
	var label string   // their charset
	flush := func() {
		out.WriteString(decodeAs(pending, label))
		pending = nil
	}
	for len(raw) > 0 {
		i := bytes.Index(raw, []byte("=?"))
		if i < 0 {
			break
		}
		w, n := encodedWord(raw[i:])
		if n == 0 {
			i += 2
		}
		if gap := raw[:i]; len(bytes.TrimSpace(gap)) > 0 || pending == nil || n == 0 {
			flush()
			out.WriteString(charset.String(gap, nil))
		} else if !strings.EqualFold(label, w.charset) {
			flush()
		}
		if n > 0 {
			pending, label = append(pending, w.bytes...), w.charset
		}
		raw = raw[i+n:]
	}
	flush()
	out.WriteString(charset.String(raw, nil))
	return strings.Map(oneLine, strings.TrimSpace(out.String()))
}

// oneLine turns control characters to spaces.
func oneLine(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// word is an encoded word: the bytes it stands for, in a charset.
type word struct {
	charset string
	bytes   []byte
}

// encodedWord reads the one that b begins with and tells its length; 0 when it
// is none.
func encodedWord(b []byte) (w word, n int) {
	label, rest, ok := bytes.Cut(b[2:], []byte("?"))
	if !ok || len(label) == 0 || len(label) > 60 || len(rest) < 2 || rest[1] != '?' {
		return word{}, 0
	}
	text, _, ok := bytes.Cut(rest[2:], []byte("?="))
	if !ok {
		return word{}, 0
	}
	w.charset = string(label)
	switch rest[0] {
	case 'b', 'B':
		w.bytes = decodeBase64(text)
	case 'q', 'Q':
		w.bytes = decodeQ(text)
	default:
		return word{}, 0
	}
	return w, 2 + len(label) + 3 + len(text) + 2
}

// decodeQ decodes the Q encoding of RFC 2047, section 4.2.
func decodeQ(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		switch c := b[i]; c {
		case '_':
			out = append(out, ' ')
		case '=':
			if v, ok := unhex(b[i+1:]); ok {
				out, i = append(out, v), i+2
				continue
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return out
}

// unhex reads two hexadecimal digits.
func unhex(b []byte) (byte, bool) {
	if len(b) < 2 {
		return 0, false
	}
	hi, ok1 := hexDigit(b[0])
	lo, ok2 := hexDigit(b[1])
	return hi<<4 | lo, ok1 && ok2
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// decodeAs decodes b as the label says, or by what it looks like where the
// label is none, or wrong.
func decodeAs(b []byte, label string) string {
	e := said(label)
	if e == nil {
		return charset.String(b, nil)
	}
	s := charset.String(b, e)
	if !strings.Contains(s, "\uFFFD") {
		return s
	}
	if seen := charset.String(b, nil); strings.Count(seen, "\uFFFD") < strings.Count(s, "\uFFFD") {
		return seen
	}
	return s
}

// said is the encoding of a label, as far as it is to be believed: programs
// write ISO-8859-1 where they do not know.
func said(label string) *charset.Encoding {
	if e := charset.Lookup(label); e != charset.Windows1252 {
		return e
	}
	return nil
}
