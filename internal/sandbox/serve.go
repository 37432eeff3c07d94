package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"

	"tenken/internal/extract"
)

// Reader reads a file; extract's is one, and so is a Pool.
type Reader interface {
	Read(ctx context.Context, f extract.File, emit func(extract.Text) error) (media string, problems []extract.Problem, err error)
}

// Serve is the life of a child: it takes its options, gives up its rights, and
// reads one file after the other until in ends. build makes the reader, which
// must open nothing before a file needs it.
func Serve(in io.Reader, out io.Writer, build func(Options) Reader) error {
	s := &server{link: newLink(in, out)}
	k, b, err := s.link.next()
	if err != nil {
		return err
	}
	var o Options
	if err := json.Unmarshal(b, &o); k != hello || err != nil {
		return fmt.Errorf("%w: %c %w", errFrame, k, err)
	}
	debug.SetMemoryLimit(o.memory() / 2)
	debug.SetGCPercent(800) // little is alive between two files
	r := build(o)
	answer, err := json.Marshal(confine(o))
	if err != nil {
		return err
	}
	if err := s.say(ready, answer, nil); err != nil {
		return err
	}
	for {
		k, b, err := s.link.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case k != open:
			return fmt.Errorf("%w: %c", errFrame, k)
		}
		if err := s.file(r, b); err != nil {
			return err
		}
	}
}

// server is the child's end.
type server struct {
	mu   sync.Mutex // readers may read and write from several goroutines
	link *link
	head []byte
	due  bool // a flush is
}

// say sends a frame at once.
func (s *server) say(k kind, head, body []byte) error {
	if err := s.link.send(k, head, body); err != nil {
		return err
	}
	return s.link.w.Flush()
}

// file reads one file and tells what came out.
func (s *server) file(r Reader, payload []byte) error {
	f := &fields{b: payload}
	src := &source{server: s}
	file := extract.File{Size: f.number(), Name: f.string(), ReaderAt: src}
	first := f.bytes()
	if f.bad {
		return errFrame
	}
	src.size = file.Size
	src.keep(0, append([]byte(nil), first...))
	var o outcome
	o.media, o.problems, o.err = r.Read(context.Background(), file, s.text)
	s.mu.Lock()
	defer s.mu.Unlock()
	src.over = true
	return s.say(end, appendOutcome(nil, o), nil)
}

// linger is how long a piece of text may wait for others to go with: of a
// reader that dies, what it put out before is kept.
const linger = 50 * time.Millisecond

// text sends one piece; the pipe's buffer is what may be ahead of the parent.
func (s *server) text(t extract.Text) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head = appendText(s.head[:0], t)
	if err := s.link.sendString(text, s.head, t.Body); err != nil {
		return err
	}
	if s.link.w.Buffered() > 0 && !s.due {
		s.due = true
		time.AfterFunc(linger, s.flush)
	}
	return nil
}

func (s *server) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.due = false
	s.link.w.Flush() //nolint:errcheck // sticky: the next write tells
}
