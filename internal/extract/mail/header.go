package mail

import (
	"bytes"
	"strings"
)

// field is one header field.
type field struct {
	key  string // in lower case
	name string // as written
	raw  []byte // unfolded
}

type header []field

// maxHeader bounds what is kept of a header, in bytes.
const maxHeader = 1 << 20

// header reads fields up to the empty line behind them, or up to what is none.
func (s *source) header() header {
	var h header
	for size := 0; size < maxHeader; {
		line, ok := s.line()
		if !ok || len(line) == 0 {
			break
		}
		size += len(line)
		if n := len(h); n > 0 && (line[0] == ' ' || line[0] == '\t') {
			h[n-1].raw = append(h[n-1].raw, line...)
			s.longLine(&h[n-1])
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || !isName(bytes.TrimRight(name, " \t")) {
			if len(h) == 0 && (bytes.HasPrefix(line, []byte("From ")) || bytes.HasPrefix(line, []byte(">From "))) {
				continue // of a mailbox
			}
			s.unread(line)
			break
		}
		name = bytes.TrimRight(name, " \t")
		h = append(h, field{strings.ToLower(string(name)), string(name), bytes.Clone(value)})
		s.longLine(&h[len(h)-1])
	}
	return h
}

// longLine takes the rest of a line that is longer than the buffer.
func (s *source) longLine(f *field) {
	for !s.start {
		line, ok := s.line()
		if !ok {
			return
		}
		if len(f.raw) < maxHeader {
			f.raw = append(f.raw, line...)
		}
	}
}

// isName reports a field name: printable ASCII without colon.
func isName(b []byte) bool {
	for _, c := range b {
		if c <= ' ' || c >= 0x7F {
			return false
		}
	}
	return len(b) > 0 && len(b) < 80
}

// get is the first field of a name; nil when there is none.
func (h header) get(key string) []byte {
	for _, f := range h {
		if f.key == key {
			return f.raw
		}
	}
	return nil
}
