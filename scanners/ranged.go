package scanners

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// Ranger opens a part of an item: n bytes from off, fewer at its end.
type Ranger interface {
	OpenRange(ctx context.Context, it Item, off, n int64) (io.ReadCloser, error)
}

// Windows of a ranged reader, in bytes. A reader that goes on where it stopped
// gets windows twice as large each time; one that jumps begins small again, so
// an archive costs little more than the members that are read.
const (
	firstWindow   = 256 << 10
	largestWindow = 8 << 20
	keptWindows   = 4
	brokenStreams = 5 // in a row without a byte, before giving up
)

// Ranged reads an item through ranges. The reader is also an io.ReaderAt. A
// stream that breaks is taken up again at its last byte; what is read is the
// version that was listed, or ErrChanged, because that is OpenRange's contract.
func Ranged(ctx context.Context, r Ranger, it Item) io.ReadCloser {
	return &ranged{ctx: ctx, r: r, it: it, size: firstWindow}
}

type ranged struct {
	ctx context.Context
	r   Ranger
	it  Item

	mu      sync.Mutex
	pos     int64    // of Read
	end     int64    // where the last window ended
	size    int64    // of the next window
	windows []window // most recently used last
}

type window struct {
	off  int64
	data []byte
}

func (f *ranged) Close() error { f.windows = nil; return nil }

func (f *ranged) Read(p []byte) (int, error) {
	n, err := f.ReadAt(p, f.pos)
	f.pos += int64(n)
	if n > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

// ReadAt implements io.ReaderAt.
func (f *ranged) ReadAt(p []byte, off int64) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for n < len(p) {
		at := off + int64(n)
		if at >= f.it.Size {
			return n, io.EOF
		}
		w, err := f.window(at)
		if err != nil {
			return n, err
		}
		n += copy(p[n:], w.data[at-w.off:])
	}
	return n, nil
}

// window returns one that holds the byte at off.
func (f *ranged) window(off int64) (window, error) {
	for i := len(f.windows) - 1; i >= 0; i-- {
		if w := f.windows[i]; off >= w.off && off < w.off+int64(len(w.data)) {
			f.windows = append(append(f.windows[:i:i], f.windows[i+1:]...), w)
			return w, nil
		}
	}
	if off == f.end && off > 0 {
		f.size = min(2*f.size, largestWindow)
	} else {
		f.size = firstWindow
	}
	w := window{off: off, data: f.buffer(min(f.size, f.it.Size-off))}
	if err := f.fetch(w); err != nil {
		return window{}, err
	}
	f.end = off + int64(len(w.data))
	f.windows = append(f.windows, w)
	return w, nil
}

// buffer takes over the memory of the window that was not used for longest.
func (f *ranged) buffer(n int64) []byte {
	if len(f.windows) < keptWindows {
		return make([]byte, n)
	}
	old := f.windows[0].data
	f.windows = append(f.windows[:0], f.windows[1:]...)
	if int64(cap(old)) >= n {
		return old[:n]
	}
	return make([]byte, n)
}

// fetch fills w, going on after the last byte when a stream breaks.
func (f *ranged) fetch(w window) error {
	got, broken := 0, 0
	for got < len(w.data) {
		n, err := f.stream(w.off+int64(got), w.data[got:])
		got += n
		if n > 0 {
			broken = 0
		}
		if got == len(w.data) {
			return nil
		}
		if final(f.ctx, err) {
			return err
		}
		if broken++; broken == brokenStreams {
			return fmt.Errorf("read %q at byte %d: %w", f.it.Path, w.off+int64(got), err)
		}
		if err := sleep(f.ctx, time.Duration(broken-1)*200*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func (f *ranged) stream(off int64, p []byte) (int, error) {
	rc, err := f.r.OpenRange(f.ctx, f.it, off, int64(len(p)))
	if err != nil {
		return 0, err
	}
	defer rc.Close()
	return io.ReadFull(rc, p)
}

// final reports whether asking again cannot help.
func final(ctx context.Context, err error) bool {
	var busy Busy
	return ctx.Err() != nil || errors.As(err, &busy) || errors.Is(err, ErrGone) ||
		errors.Is(err, ErrDenied) || errors.Is(err, ErrFrozen) || errors.Is(err, ErrChanged)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
