package mail

import (
	"bufio"
	"bytes"
	"io"
)

// source is a message read line by line. As an io.Reader it gives the present
// part, which ends before a boundary of any multipart around it.
type source struct {
	r      *bufio.Reader
	bounds []string // boundaries of the multiparts around, the outermost first
	hit    int      // the one reached; inside while there is none, or atEnd
	final  bool     // it was the closing one
	start  bool     // the next bytes begin a line
	end    []byte   // of the line: it may belong to a boundary
	give   []byte   // end of the line before, now known to be of the part
	rest   []byte   // of the line, not given yet
	last   []byte   // end of the line that line gave
	err    error    // of reading
	box    bool     // a line "From …" begins the next message of a mailbox
	blank  bool     // the line before was empty
}

// States of source.hit besides the index of a boundary.
const (
	inside = -1
	atEnd  = -2
	atNext = -3 // at the next message of a mailbox
)

// lineBuffer is the longest line that is looked at in one go.
const lineBuffer = 64 << 10

func newSource(r io.Reader) *source {
	return &source{r: bufio.NewReaderSize(r, lineBuffer), hit: inside, start: true}
}

var (
	crlf = []byte("\r\n")
	lf   = []byte("\n")
)

// advance takes the next line, or a piece of a long one, into rest and its line
// end into end. It is false at the end of the part.
func (s *source) advance() bool {
	if s.hit != inside {
		return false
	}
	line, err := s.r.ReadSlice('\n')
	if len(line) == 0 {
		s.hit, s.rest = atEnd, nil
		if err != io.EOF {
			s.err = err
		}
		return false
	}
	if s.start && s.boundary(line) {
		s.end, s.rest = nil, nil
		return false
	}
	if s.box && s.start {
		if s.blank && isFromLine(line) {
			s.hit, s.end, s.rest = atNext, nil, nil
			return false
		}
		s.blank = len(bytes.TrimRight(line, "\r\n")) == 0
	}
	s.start = true
	switch {
	case bytes.HasSuffix(line, crlf):
		s.end, s.rest = crlf, line[:len(line)-2]
	case bytes.HasSuffix(line, lf):
		s.end, s.rest = lf, line[:len(line)-1]
	default:
		s.end, s.rest, s.start = nil, line, false
	}
	return true
}

// boundary reports whether line is one, and notes which.
func (s *source) boundary(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("--")) {
		return false
	}
	line = bytes.TrimRight(line[2:], " \t\r\n")
	for i := len(s.bounds) - 1; i >= 0; i-- {
		if rest, ok := bytes.CutPrefix(line, []byte(s.bounds[i])); ok && (len(rest) == 0 || string(rest) == "--") {
			s.hit, s.final = i, len(rest) > 0
			return true
		}
	}
	return false
}

// Read gives the bytes of the part.
func (s *source) Read(p []byte) (int, error) {
	for len(s.give) == 0 && len(s.rest) == 0 {
		end := s.end // not of the part when a boundary follows
		s.end = nil
		if s.advance() || s.hit == atEnd {
			s.give = end
		}
		if s.hit != inside && len(s.give) == 0 {
			if s.err != nil {
				return 0, s.err
			}
			return 0, io.EOF
		}
	}
	from := &s.give
	if len(s.give) == 0 {
		from = &s.rest
	}
	n := copy(p, *from)
	*from = (*from)[n:]
	return n, nil
}

// line gives the next line of a header, without its end.
func (s *source) line() ([]byte, bool) {
	if !s.advance() {
		return nil, false
	}
	line := s.rest
	s.rest, s.end, s.last = nil, nil, s.end
	return line, true
}

// unread gives a line back: it was not of the header.
func (s *source) unread(line []byte) {
	s.rest, s.end = line, s.last
}

// next goes on behind the boundary.
func (s *source) next() {
	s.hit, s.final, s.start = inside, false, true
	s.rest, s.end, s.give = nil, nil, nil
}

// drain leaves out the rest of the part.
func (s *source) drain() {
	for s.advance() {
	}
	s.rest, s.end, s.give = nil, nil, nil
}
