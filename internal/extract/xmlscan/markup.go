package xmlscan

import "bytes"

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
