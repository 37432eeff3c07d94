// Package xmlscan reads the XML of office documents as a stream of tags and
// text, at the speed of a byte search and in bounded memory, whatever the
// document claims to be. It does not validate: what is not well formed is read
// as far as it makes sense. Entities beyond the five of XML mean nothing, and
// declarations are skipped, so that nothing is ever expanded or fetched.
package xmlscan

import (
	"bytes"
	"errors"
	"io"

	"tenken/internal/extract/charset"
)

// Kind tells tokens apart.
type Kind byte

// The kinds of tokens.
const (
	Start Kind = iota // <name …>; an <empty/> element is a Start and an End
	End               // </name>
	Text              // character data, in pieces of any size
)

// Token is one tag or piece of text. Its bytes are valid until the next call.
type Token struct {
	Kind Kind
	Name []byte // without namespace prefix
	Text []byte // decoded; of Text tokens

	tag        []byte // the name with its prefix
	attributes []byte
	scanner    *Scanner
}

const (
	bufferSize = 64 << 10
	longestTag = 4 << 20 // a tag beyond this loses its attributes
)

// Scanner reads tokens.
type Scanner struct {
	r       io.Reader
	buf     []byte // what was read and not yet taken
	base    []byte // the memory behind buf
	err     error  // of r
	started bool
	empty   bool // the element begun last ends at once
	token   Token
	text    []byte // decoded text
}

// New reads r.
func New(r io.Reader) *Scanner {
	s := &Scanner{r: r, base: make([]byte, bufferSize)}
	s.token.scanner = s
	return s
}

// Next gives the next token; io.EOF at the end. Other errors are the reader's.
func (s *Scanner) Next() (*Token, error) {
	if s.empty {
		s.empty = false
		s.token.Kind, s.token.attributes = End, nil
		return &s.token, nil
	}
	for {
		switch {
		case len(s.buf) > 2 && s.started:
			if s.buf[0] != '<' {
				return s.chars(), nil
			}
			if s.quick() {
				return &s.token, nil
			}
		case !s.started:
			s.started = true
			s.encoding()
			continue
		case len(s.buf) == 0 && !s.fill():
			return nil, s.end()
		}
		if s.buf[0] != '<' {
			return s.chars(), nil
		}
		if t, ok := s.markup(); ok {
			return t, nil
		}
	}
}

// encoding turns UTF-16 into UTF-8 and drops a byte order mark.
func (s *Scanner) encoding() {
	for len(s.buf) < 3 && s.fill() {
		continue
	}
	for _, e := range []*charset.Encoding{charset.UTF16LE, charset.UTF16BE} {
		little := e == charset.UTF16LE
		if len(s.buf) >= 2 && (little && s.buf[0] == 0xFF && s.buf[1] == 0xFE || !little && s.buf[0] == 0xFE && s.buf[1] == 0xFF) {
			s.r = charset.NewReader(io.MultiReader(bytes.NewReader(bytes.Clone(s.buf)), s.r), e)
			s.buf, s.err = nil, nil // the new reader will tell
			s.fill()
		}
	}
	s.buf = bytes.TrimPrefix(s.buf, []byte("\xEF\xBB\xBF"))
}

func (s *Scanner) end() error {
	if s.err == nil || errors.Is(s.err, io.EOF) {
		return io.EOF
	}
	return s.err
}

// fill reads more behind what is there; false when there is no more.
func (s *Scanner) fill() bool {
	if s.err != nil {
		return false
	}
	if len(s.buf) == len(s.base) {
		s.base = make([]byte, 2*len(s.base))
	}
	n := copy(s.base, s.buf)
	for range 100 {
		var k int
		k, s.err = s.r.Read(s.base[n:])
		if s.buf = s.base[:n+k]; k > 0 || s.err != nil {
			return k > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// find is the index of what in the bytes from offset from on, after reading as
// much as that takes; -1 when it does not come within the longest tag.
func (s *Scanner) find(what string, from int) int {
	for {
		if i := bytes.Index(s.buf[min(from, len(s.buf)):], []byte(what)); i >= 0 {
			return from + i
		}
		if from = max(from, len(s.buf)-len(what)+1); len(s.buf) >= longestTag || !s.fill() {
			return -1
		}
	}
}

// drop takes everything up to and including what, however long.
func (s *Scanner) drop(what string) {
	for {
		if i := bytes.Index(s.buf, []byte(what)); i >= 0 {
			s.buf = s.buf[i+len(what):]
			return
		}
		s.buf = s.buf[max(0, len(s.buf)-len(what)+1):]
		if !s.fill() {
			s.buf = nil
			return
		}
	}
}
