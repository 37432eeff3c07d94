package mail

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tenken/internal/extract/charset"
)

// media is the value of a Content-Type or Content-Disposition field.
type media struct {
	value  string // in lower case
	params map[string]string
}

// parseMedia reads a field with parameters: as RFC 2231 has them, cut in pieces
// or percent-encoded, with encoded words in them, or raw.
func parseMedia(raw []byte) media {
	pieces := splitParams(raw)
	m := media{params: map[string]string{}}
	parts := map[string][]segment{}
	first, rest, _ := bytes.Cut(bytes.TrimSpace(pieces[0]), []byte(" "))
	m.value = strings.ToLower(string(first))
	pieces[0] = rest // a parameter, where the semicolon is missing
	for _, p := range pieces {
		key, value, ok := bytes.Cut(p, []byte("="))
		if !ok {
			continue
		}
		s := segment{value: unquote(bytes.TrimSpace(value))}
		name := strings.ToLower(string(bytes.TrimSpace(key)))
		if n, ok := strings.CutSuffix(name, "*"); ok {
			name, s.extended = n, true
		}
		if n, index, ok := strings.Cut(name, "*"); ok {
			s.index, _ = strconv.Atoi(index)
			name = n
		}
		parts[name] = append(parts[name], s)
	}
	for name, ss := range parts {
		m.params[name] = join(ss)
	}
	return m
}

// segment is a piece of a parameter's value.
type segment struct {
	index    int
	extended bool // percent-encoded; the first names the charset
	value    []byte
}

// join puts the pieces of a value together and decodes it.
func join(ss []segment) string {
	slices.SortStableFunc(ss, func(a, b segment) int {
		if a.index != b.index {
			return cmp.Compare(a.index, b.index)
		}
		return cmp.Compare(btoi(b.extended), btoi(a.extended)) // the extended one first
	})
	var all []byte
	label, extended := "", false
	for i, s := range ss {
		if i > 0 && s.index == ss[i-1].index {
			continue // said twice, also for programs that know no charset
		}
		if s.extended {
			if first, rest, ok := cutCharset(s.value); ok && !extended {
				label, s.value = first, rest
			}
			extended = true
			s.value = unpercent(s.value)
		}
		all = append(all, s.value...)
	}
	if extended {
		return strings.Map(oneLine, decodeAs(all, label))
	}
	return decodeText(all)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// cutCharset takes charset'language' off.
func cutCharset(b []byte) (label string, rest []byte, ok bool) {
	parts := bytes.SplitN(b, []byte("'"), 3)
	if len(parts) < 3 {
		return "", b, false
	}
	return string(parts[0]), parts[2], true
}

func unpercent(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '%' {
			if v, ok := unhex(b[i+1:]); ok {
				out, i = append(out, v), i+2
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

// splitParams cuts at semicolons outside of quotation marks and of characters
// of two bytes.
func splitParams(b []byte) [][]byte {
	var pieces [][]byte
	quoted, from := false, 0
	for c := newCursor(b); c.next(); {
		switch {
		case c.wide:
		case b[c.at] == '"':
			quoted = !quoted
		case b[c.at] == '\\' && quoted:
			c.skip()
		case b[c.at] == ';' && !quoted:
			pieces, from = append(pieces, b[from:c.at]), c.at+1
		}
	}
	return append(pieces, b[from:])
}

// unquote takes quotation marks and backslashes off.
func unquote(b []byte) []byte {
	if len(b) == 0 || b[0] != '"' {
		return b
	}
	b = b[1:]
	out := make([]byte, 0, len(b))
	for c := newCursor(b); c.next(); {
		switch {
		case c.wide:
			out = append(out, b[c.at:c.end]...)
		case b[c.at] == '"':
			return out
		case b[c.at] == '\\' && c.at+1 < len(b) && (b[c.at+1] == '"' || b[c.at+1] == '\\'):
			c.skip()
			out = append(out, b[c.at])
		default:
			out = append(out, b[c.at])
		}
	}
	return out
}

// cursor goes through bytes that may be raw Shift_JIS or ISO-2022-JP, of which
// a character's second byte may be a quotation mark, backslash or semicolon.
type cursor struct {
	b       []byte
	at, end int  // the present character is b[at:end]
	wide    bool // it has two bytes, or is an escape sequence
	sjis    bool
	jis     bool // in a set of two bytes
}

func newCursor(b []byte) *cursor {
	return &cursor{b: b, sjis: !utf8.Valid(b) && charset.Detect(b) == charset.ShiftJIS}
}

func (c *cursor) next() bool {
	c.at = c.end
	if c.at >= len(c.b) {
		return false
	}
	size, x := 1, c.b[c.at]
	c.wide = true
	switch {
	case x == 0x1B:
		size = 3
		c.jis = c.at+1 < len(c.b) && c.b[c.at+1] == '$'
	case c.jis && x > ' ':
		size = 2
	case c.sjis && (0x81 <= x && x <= 0x9F || 0xE0 <= x && x <= 0xFC):
		size = 2
	default:
		c.wide = false
	}
	c.end = min(c.at+size, len(c.b))
	return true
}

// skip goes to the next byte, whatever it is.
func (c *cursor) skip() {
	c.at, c.end = c.end, min(c.end+1, len(c.b))
	c.at = min(c.at, len(c.b)-1)
}
