package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// stops are the bytes at which quick stops reading a name.
var stops = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, '/': true, '>': true, ':': true, '"': true, '\'': true, '!': true, '?': true}

// quick reads a tag as nearly all are: in the buffer to its end, in double
// quotes, with one prefix at most. False leaves it to markup.
func (s *Scanner) quick() bool {
	b, i, kind := s.buf, 1, Start
	if b[1] == '/' {
		i, kind = 2, End
	}
	from := i
	for i < len(b) && !stops[b[i]] {
		i++
	}
	if i < len(b) && b[i] == ':' {
		i++
		for from = i; i < len(b) && !stops[b[i]]; {
			i++
		}
	}
	if i == from || i >= len(b) {
		return false
	}
	end, attributes := i, []byte(nil)
	if b[i] != '>' {
		n := bytes.IndexByte(b[i:], '>')
		if n < 0 || kind == End || b[i] == '/' && n > 1 || stops[b[i]] && b[i] > ' ' && b[i] != '/' {
			return false
		}
		end = i + n
		attributes = b[i:end]
		if bytes.Count(attributes, quote)&1 == 1 || bytes.IndexByte(attributes, '\'') >= 0 {
			return false // the end may be within a value
		}
		if attributes[n-1] == '/' {
			s.empty, attributes = true, attributes[:n-1]
		}
	}
	s.token.Kind, s.token.Name, s.token.attributes = kind, b[from:i], attributes
	s.token.tag = b[1:i]
	s.buf = b[end+1:]
	return true
}

var quote = []byte{'"'}

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
	s.token.Kind, s.token.Text = Text, s.buf[:i]
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
	quote := byte(0)
	for i := 1; ; {
		for ; i < len(s.buf); i++ {
			switch c := s.buf[i]; {
			case c == '>' && quote == 0:
				return i
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			case c == quote:
				quote = 0
			}
		}
		if len(s.buf) >= longestTag || !s.fill() {
			return -1
		}
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
	s.token.tag = name
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	if len(name) == 0 {
		s.empty = false
		return nil, false
	}
	s.token.Kind, s.token.Name, s.token.attributes = kind, name, attributes
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
	for a := t.Attributes(); a.Next(); {
		if string(a.Name) == name && (a.prefixed || !prefixed) {
			return a.Value
		}
	}
	return nil
}

// Attributes are those of a tag, one after the other. Its bytes are valid
// until the scanner's next token.
type Attributes struct {
	Name  []byte // without namespace prefix
	Value []byte // as it is written, entities and all

	prefixed bool
	rest     []byte
}

// Attributes begins before the first attribute.
func (t *Token) Attributes() Attributes { return Attributes{rest: t.attributes} }

// Next goes to the next attribute; false where there is none that makes sense.
func (a *Attributes) Next() bool {
	b := a.rest
	if len(b) > 4 && b[0] == ' ' && b[2] == '=' && b[3] == '"' && b[1] > ' ' { // as cells have them
		for i, c := range b[4:] {
			if c == '"' {
				a.Name, a.Value, a.rest, a.prefixed = b[1:2], b[4:4+i], b[5+i:], false
				return true
			}
		}
		return false
	}
	i := 0
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	from := i
	for a.prefixed = false; i < len(b) && b[i] != '='; i++ {
		if b[i] == ':' {
			from, a.prefixed = i+1, true
		}
	}
	if i >= len(b) {
		return false
	}
	a.Name = b[from:i]
	for n := len(a.Name); n > 0 && isSpace(a.Name[n-1]); n-- {
		a.Name = a.Name[:n-1]
	}
	for i++; i < len(b) && isSpace(b[i]); {
		i++
	}
	if i >= len(b) || b[i] != '"' && b[i] != '\'' {
		return false
	}
	end := bytes.IndexByte(b[i+1:], b[i])
	if end < 0 {
		return false
	}
	a.Value, a.rest = b[i+1:i+1+end], b[i+end+2:]
	return true
}

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
