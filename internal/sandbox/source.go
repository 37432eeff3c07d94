package sandbox

import (
	"errors"
	"io"
)

const (
	// block is how much a child asks for at a time.
	block = 256 << 10
	// kept is how many blocks it remembers: readers of archives go back and
	// forth between directory and members.
	kept = 8
	// inline is how much of a file comes with the request to read it: nearly
	// all files are smaller.
	inline = block
)

// errOver says that a reader went on after it had returned.
var errOver = errors.New("the file is closed")

// source is a file whose bytes the parent has.
type source struct {
	server *server
	size   int64
	over   bool
	blocks []stretch // the one used last comes first
}

// stretch is bytes of the file from an offset that block divides.
type stretch struct {
	at int64
	b  []byte
}

// ReadAt asks the parent for what is not remembered.
func (s *source) ReadAt(p []byte, off int64) (int, error) {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	n := 0
	for n < len(p) {
		if s.over {
			return n, errOver
		}
		at := off + int64(n)
		if at >= s.size {
			return n, io.EOF
		}
		b, err := s.block(at - at%block)
		if skip := at % block; skip < int64(len(b)) {
			n += copy(p[n:], b[skip:])
			continue
		}
		if err == nil {
			err = io.EOF // the file is shorter than it was
		}
		return n, err
	}
	return n, nil
}

// block gives the bytes from at on, fewer at the end of the file or where
// reading fails.
func (s *source) block(at int64) ([]byte, error) {
	for i, k := range s.blocks {
		if k.at == at {
			copy(s.blocks[1:i+1], s.blocks[:i])
			s.blocks[0] = k
			return k.b, nil
		}
	}
	if err := s.server.say(want, appendNumber(appendNumber(nil, at), min(block, s.size-at)), nil); err != nil {
		return nil, err
	}
	k, b, err := s.server.link.next()
	if err != nil {
		return nil, err
	}
	if k != data || len(b) == 0 {
		return nil, errFrame
	}
	failed := b[0] != 0
	b = append([]byte(nil), b[1:]...)
	if failed {
		return b, errSource
	}
	s.keep(at, b)
	return b, nil
}

// keep remembers a block in place of the one that was used longest ago.
func (s *source) keep(at int64, b []byte) {
	if len(b) == 0 {
		return
	}
	if len(s.blocks) < kept {
		s.blocks = append(s.blocks, stretch{})
	}
	copy(s.blocks[1:], s.blocks)
	s.blocks[0] = stretch{at, b}
}
