package scanners

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// stream counts what it carries, and gives its place back when it ends.
type stream struct {
	io.ReadCloser
	p    Pace
	n    int64
	once sync.Once
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	s.n += int64(n)
	if err != nil {
		s.end()
	}
	return n, err
}

func (s *stream) Close() error {
	s.end()
	return s.ReadCloser.Close()
}

func (s *stream) end() {
	s.once.Do(func() {
		s.p.Metrics.moved(s.n)
		s.p.Governor.Leave(s.n, false)
		if s.p.Limiter != nil {
			s.p.Limiter.Moved(s.n)
		}
	})
}

// resumed goes on after the last byte when its stream breaks. The range that
// it then asks for is of the version that was listed: that is OpenRange's
// contract.
type resumed struct {
	io.ReadCloser
	ctx    context.Context
	it     Item
	ranger Ranger
	off    int64
	broken int // in a row without a byte
}

func (r *resumed) Read(p []byte) (int, error) {
	for {
		n, err := r.ReadCloser.Read(p)
		r.off += int64(n)
		if n > 0 {
			r.broken = 0
		}
		switch {
		case err == nil, errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF), final(r.ctx, err), r.off >= r.it.Size:
			return n, err
		case n > 0:
			return n, nil // the next read finds the stream broken
		}
		if r.broken++; r.broken == brokenStreams {
			return 0, fmt.Errorf("read %q at byte %d: %w", r.it.Path, r.off, err)
		}
		if err := sleep(r.ctx, time.Duration(r.broken-1)*200*time.Millisecond); err != nil {
			return 0, err
		}
		rc, err := r.ranger.OpenRange(r.ctx, r.it, r.off, r.it.Size-r.off)
		if err != nil {
			return 0, err
		}
		r.ReadCloser.Close()
		r.ReadCloser = rc
	}
}

// release calls free when rc is closed, and keeps its ReaderAt.
func release(rc io.ReadCloser, free func()) io.ReadCloser {
	f := &freeing{ReadCloser: rc, free: sync.OnceFunc(free)}
	if ra, ok := rc.(io.ReaderAt); ok {
		return struct {
			io.ReadCloser
			io.ReaderAt
		}{f, ra}
	}
	return f
}

type freeing struct {
	io.ReadCloser
	free func()
}

func (f *freeing) Close() error {
	f.free()
	return f.ReadCloser.Close()
}
