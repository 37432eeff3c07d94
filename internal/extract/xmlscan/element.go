package xmlscan

import "bytes"

// Leaf takes the rest of the element that a Start token begins, where that is
// text and its end, and both are at hand: <t>text</t> costs one token instead
// of three. Otherwise the tokens follow as always.
func (t *Token) Leaf() (text []byte, ok bool) {
	s := t.scanner
	if s.empty {
		s.empty = false
		return nil, true
	}
	b := s.buf
	short := plainText(b)
	n := len(short)
	if short == nil {
		n = max(bytes.IndexByte(b, '<'), 0)
	}
	rest, ok := follows(b[n:], "</", nil, t.tag)
	if !ok {
		return nil, false
	}
	if s.buf = rest; short != nil {
		return short, true
	}
	return s.decoded(b[:n]), true
}

// Only takes the rest of the element that a Start token begins, where that is
// one element of this name with short text and both are at hand:
// <c><v>text</v></c> costs one token. Otherwise the tokens follow as always.
func (t *Token) Only(name string) (text []byte, ok bool) {
	s := t.scanner
	prefix := t.tag[:len(t.tag)-len(t.Name)]
	b, ok := follows(s.buf, "<", prefix, name)
	if !ok || s.empty {
		return nil, false
	}
	text = plainText(b)
	if b, ok = follows(b[len(text):], "</", prefix, name); ok {
		b, ok = follows(b, "</", nil, t.tag)
	}
	if !ok {
		return nil, false
	}
	s.buf = b
	return text, true
}

// follows cuts a tag without attributes off b, if b begins with it.
func follows[S []byte | string](b []byte, open string, prefix []byte, name S) (rest []byte, ok bool) {
	p := len(open) + len(prefix)
	n := p + len(name)
	if len(b) <= n || b[n] != '>' || string(b[:len(open)]) != open || string(b[p:n]) != string(name) || !bytes.Equal(b[len(open):p], prefix) {
		return b, false
	}
	return b[n+1:], true
}

// Rest is what is at hand behind the token, as it is written: for those who
// know how nearly all documents write what follows, and read that at once.
func (t *Token) Rest() []byte {
	if t.scanner.empty {
		return nil
	}
	return t.scanner.buf
}

// Take goes behind the first n bytes of Rest, which are whole elements and ends
// of such.
func (t *Token) Take(n int) { t.scanner.buf = t.scanner.buf[n:] }

// Plain is the length of the text that b holds before a tag, where it is as
// written; false where it needs decoding, or no tag is at hand.
func Plain(b []byte) (n int, ok bool) {
	if short := plainText(b); short != nil {
		return len(short), true
	}
	n = bytes.IndexByte(b, '<')
	return n, n >= 0 && bytes.IndexByte(b[:n], '&') < 0 && bytes.IndexByte(b[:n], '\r') < 0
}

// Skip leaves out the rest of the element that a Start token begins, its end
// included.
func (t *Token) Skip() {
	s := t.scanner
	if s.empty {
		s.empty = false
		return
	}
	if s.leap(t.tag) {
		return
	}
	for depth := 1; depth > 0; {
		i := bytes.IndexByte(s.buf, '<')
		if s.buf = s.buf[max(i, 0):]; i < 0 {
			if s.buf = nil; !s.fill() {
				return
			}
			continue
		}
		if more, ok := s.pass(); ok {
			depth += more
			continue
		}
		if _, ok := s.markup(); !ok {
			continue
		}
		switch {
		case s.token.Kind == End:
			depth--
		case s.token.Kind == Start && !s.empty:
			depth++
		}
		s.empty = false
	}
}

// leap goes behind the end of an element of this tag, where that is near and
// nothing before it needs a closer look: an element of the same tag, a comment
// or a CDATA section.
func (s *Scanner) leap(tag []byte) bool {
	const near = 1 << 10 // or else a document could have everything looked at again and again
	all := s.buf[:min(len(s.buf), near)]
	for b := all; ; {
		i := bytes.IndexByte(b, '<')
		if i < 0 || len(b)-i < len(tag)+3 {
			return false
		}
		b = b[i+1:]
		switch {
		case b[0] == '/':
			if b = b[1:]; string(b[:len(tag)]) == string(tag) && b[len(tag)] == '>' {
				s.buf = s.buf[len(all)-len(b)+len(tag)+1:]
				return true
			}
		case b[0] == '!' || b[0] == '?' || string(b[:len(tag)]) == string(tag) && stops[b[len(tag)]]:
			return false
		}
	}
}

// pass goes behind a tag as quick knows them, and tells by how many elements
// the text behind it is deeper.
func (s *Scanner) pass() (depth int, ok bool) {
	b := s.buf
	end := bytes.IndexByte(b, '>')
	switch {
	case end < 2 || b[1] == '/' && stops[b[2]] || b[1] != '/' && stops[b[1]]:
		return 0, false
	case b[1] == '/':
		depth = -1
	case b[end-1] != '/':
		depth = 1
	}
	if tag := b[:end]; bytes.Count(tag, quote)&1 == 1 || bytes.IndexByte(tag, '\'') >= 0 {
		return 0, false // the end may be within a value
	}
	s.buf = b[end+1:]
	return depth, true
}
