package xmlscan

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// markup reads what begins with '<'; false when it is nothing to tell of.
func (s *Scanner) markup() (*Token, bool) {
	for len(s.buf) < 9 && s.fill() {
		continue
	}
	switch b := s.buf; {
	case len(b) > 1 && b[1] != '!' && b[1] != '?':
		return s.tag()
	case bytes.HasPrefix(b, []byte("<!--")):
		s.buf = b[4:]
		s.drop("-->")
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		s.buf = b[9:]
		return s.cdata()
	case bytes.HasPrefix(b, []byte("<?")):
		s.drop("?>")
	case bytes.HasPrefix(b, []byte("<!")):
		s.declaration()
	default:
		return s.tag()
	}
	return nil, false
}

// declaration skips <!DOCTYPE … [ … ]>.
func (s *Scanner) declaration() {
	i := s.find(">", 0)
	if i >= 0 && bytes.IndexByte(s.buf[:i], '[') < 0 {
		s.buf = s.buf[i+1:]
		return
	}
	s.drop("]")
	s.drop(">")
}

// cdata gives a whole CDATA section, but for what is longer than the longest
// tag.
func (s *Scanner) cdata() (*Token, bool) {
	i := s.find("]]>", 0)
	end := i
	if i < 0 {
		i, end = len(s.buf), len(s.buf)
	} else {
		end += len("]]>")
	}
	s.token = Token{Kind: Text, Text: s.buf[:i]}
	s.buf = s.buf[end:]
	return &s.token, i > 0
}

// tag reads <name …>, </name> or <name …/>.
func (s *Scanner) tag() (*Token, bool) {
	end := s.tagEnd()
	if end < 0 {
		end = space(s.buf)
		if end < 0 || len(s.buf) < longestTag { // the document is cut
			s.buf = nil
			return nil, false
		}
		body := bytes.Clone(s.buf[1:end])
		s.drop(">")
		return s.name(body)
	}
	body := s.buf[1:end]
	s.buf = s.buf[end+1:]
	return s.name(body)
}

// tagEnd is the index of the '>' that ends the tag: not one in quotes.
func (s *Scanner) tagEnd() int {
	for i := 1; ; {
		end := i
		if n := bytes.IndexByte(s.buf[min(i, len(s.buf)):], '>'); n >= 0 {
			end += n
		} else if end = s.find(">", i); end < 0 {
			return -1
		}
		quote := byte(0)
		for _, c := range s.buf[1:end] {
			switch {
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			case c == quote:
				quote = 0
			}
		}
		if quote == 0 {
			return end
		}
		i = end + 1
	}
}

// isSpace reports white space of XML.
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// space is the index of the first white space; -1 where there is none.
func space(b []byte) int {
	for i, c := range b {
		if isSpace(c) {
			return i
		}
	}
	return -1
}

// name makes the token of a tag.
func (s *Scanner) name(body []byte) (*Token, bool) {
	kind := Start
	if len(body) > 0 && body[0] == '/' {
		kind, body = End, body[1:]
	}
	if n := len(body); n > 0 && body[n-1] == '/' {
		s.empty, body = kind == Start, body[:n-1]
	}
	name, attributes := body, []byte(nil)
	if i := space(body); i >= 0 {
		name, attributes = body[:i], body[i:]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	if len(name) == 0 {
		s.empty = false
		return nil, false
	}
	s.token = Token{Kind: kind, Name: name, attributes: attributes}
	return &s.token, true
}

// Attr is the value of the first attribute of that name, with any namespace
// prefix or none; "" when there is none.
func (t *Token) Attr(name string) string { return unescaped(t.attr(name, false)) }

// Prefixed is Attr for attributes with a prefix only: r:id beside id.
func (t *Token) Prefixed(name string) string { return unescaped(t.attr(name, true)) }

// Raw is Attr as it is written, entities and all. It allocates nothing, and
// its bytes are valid until the next call.
func (t *Token) Raw(name string) []byte { return t.attr(name, false) }

func unescaped(value []byte) string {
	if bytes.IndexByte(value, '&') < 0 && bytes.IndexByte(value, '\r') < 0 {
		return string(value)
	}
	return string(decode(make([]byte, 0, len(value)), value))
}

func (t *Token) attr(name string, prefixed bool) []byte {
	for b := t.attributes; len(b) > 0; {
		i := bytes.IndexByte(b, '=')
		if i < 0 {
			return nil
		}
		key := bytes.TrimSpace(b[:i])
		k := bytes.LastIndexByte(key, ':')
		key = key[k+1:]
		b = b[i+1:]
		for len(b) > 0 && isSpace(b[0]) {
			b = b[1:]
		}
		if len(b) == 0 {
			return nil
		}
		end := bytes.IndexByte(b[1:], b[0])
		if b[0] != '"' && b[0] != '\'' || end < 0 {
			return nil
		}
		if value := b[1 : 1+end]; string(key) == name && (k > 0 || !prefixed) {
			return value
		}
		b = b[end+2:]
	}
	return nil
}

// longestEntity is that of &#x10FFFF; with room for zeros.
const longestEntity = 12

// chars gives character data up to the next tag, or as much as is there.
func (s *Scanner) chars() *Token {
	i := bytes.IndexByte(s.buf, '<')
	for i < 0 && len(s.buf) < bufferSize/2 && s.fill() {
		i = bytes.IndexByte(s.buf, '<')
	}
	if i < 0 {
		if i = len(s.buf); s.err == nil {
			i = whole(s.buf)
		}
	}
	raw := s.buf[:i]
	s.buf = s.buf[i:]
	s.token = Token{Kind: Text, Text: raw}
	if bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, '\r') >= 0 {
		s.text = decode(s.text[:0], raw)
		s.token.Text = s.text
	}
	return &s.token
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
	for i := 0; i < len(raw); {
		switch c := raw[i]; c {
		case '\r':
			if i+1 >= len(raw) || raw[i+1] != '\n' {
				out = append(out, '\n')
			}
			i++
		case '&':
			end := bytes.IndexByte(raw[i:min(len(raw), i+longestEntity)], ';')
			if end < 0 {
				out = append(out, c)
				i++
				continue
			}
			if r, ok := entity(string(raw[i+1 : i+end])); ok {
				out = utf8.AppendRune(out, r)
			} else {
				out = append(out, raw[i:i+end+1]...)
			}
			i += end + 1
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}

func entity(name string) (rune, bool) {
	switch name {
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
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}
