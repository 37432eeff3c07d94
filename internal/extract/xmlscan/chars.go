package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// longestEntity is that of &#x10FFFF; with room for zeros.
const longestEntity = 12

// chars gives character data up to the next tag, or as much as is there.
func (s *Scanner) chars() *Token {
	if raw := plainText(s.buf); raw != nil {
		s.token.Kind, s.token.Text = Text, raw
		s.buf = s.buf[len(raw):]
		return &s.token
	}
	i := bytes.IndexByte(s.buf, '<')
	for i < 0 && len(s.buf) < bufferSize/2 && s.fill() {
		i = bytes.IndexByte(s.buf, '<')
	}
	if i < 0 {
		if i = len(s.buf); s.err == nil {
			i = whole(s.buf)
		}
	}
	s.token.Kind, s.token.Text = Text, s.decoded(s.buf[:i])
	s.buf = s.buf[i:]
	return &s.token
}

// plainText is what b holds before a tag, where that is short and needs no
// decoding: looking at each byte is quicker there than searching. nil otherwise.
func plainText(b []byte) []byte {
	for i, c := range b[:min(len(b), shortText)] {
		if ends[c] {
			if c == '<' {
				return b[:i]
			}
			break
		}
	}
	return nil
}

const shortText = 16

var ends = [256]bool{'<': true, '&': true, '\r': true}

// decoded is raw with its entities replaced and its line ends made one.
func (s *Scanner) decoded(raw []byte) []byte {
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw
	}
	s.text = decode(s.text[:0], raw)
	return s.text
}

// whole is the length of b without an entity or character that its end cuts.
func whole(b []byte) int {
	n := len(b)
	if i := bytes.LastIndexByte(b[max(0, n-longestEntity):], '&'); i >= 0 {
		i += max(0, n-longestEntity)
		if bytes.IndexByte(b[i:], ';') < 0 && i > 0 {
			return i
		}
	}
	for i := 1; i < utf8.UTFMax && i < n; i++ {
		if utf8.RuneStart(b[n-i]) {
			if !utf8.FullRune(b[n-i:]) {
				return n - i
			}
			break
		}
	}
	return n
}

// decode appends raw with its entities replaced and its line ends made one.
func decode(out, raw []byte) []byte {
	for len(raw) > 0 {
		i := 0
		for i < len(raw) && raw[i] != '&' && raw[i] != '\r' {
			i++
		}
		out, raw = append(out, raw[:i]...), raw[i:]
		if len(raw) == 0 {
			break
		}
		if raw[0] == '\r' {
			if len(raw) < 2 || raw[1] != '\n' {
				out = append(out, '\n')
			}
			raw = raw[1:]
			continue
		}
		end := 1
		for end < len(raw) && end < longestEntity && raw[end] != ';' {
			end++
		}
		if end == len(raw) || end == longestEntity {
			out, raw = append(out, '&'), raw[1:]
			continue
		}
		if r, ok := entity(raw[1:end]); ok {
			out = utf8.AppendRune(out, r)
		} else {
			out = append(out, raw[:end+1]...)
		}
		raw = raw[end+1:]
	}
	return out
}

func entity(name []byte) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		switch string(name) {
		case "lt":
			return '<', true
		case "gt":
			return '>', true
		case "amp":
			return '&', true
		case "quot":
			return '"', true
		case "apos":
			return '\'', true
		}
		return 0, false
	}
	digits, base := name[1:], rune(10)
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n := rune(0)
	for _, c := range digits {
		d := rune(c) - '0'
		switch {
		case c >= '0' && c <= '9':
		case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
			d = rune(c|0x20) - 'a' + 10
		default:
			return 0, false
		}
		if n = n*base + d; n > utf8.MaxRune {
			return 0, false
		}
	}
	return n, len(digits) > 0 && utf8.ValidRune(n)
}
