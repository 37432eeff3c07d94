package extract

import (
	"context"
	"io"
	"sync"
)

// source is a file as formats see it: reads fail once the context is done, and
// an error of the store or disk is remembered.
type source struct {
	ctx context.Context
	r   io.ReaderAt
	mu  sync.Mutex // formats may read from several goroutines
	err error
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if s.ctx.Err() != nil {
		return 0, context.Cause(s.ctx)
	}
	n, err := s.r.ReadAt(p, off)
	if err != nil && err != io.EOF {
		s.mu.Lock()
		if s.err == nil {
			s.err = err
		}
		s.mu.Unlock()
	}
	return n, err
}

// failed is the first error of the store or disk.
func (s *source) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
