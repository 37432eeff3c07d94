package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"sync/atomic"
	"time"

	"tenken/internal/extract"
)

// child is a process that reads files, one at a time.
type child struct {
	cmd    *exec.Cmd
	link   *link
	in     io.Closer
	out    io.Closer
	meter  *meter
	limits Options

	decoder
	block []byte

	files int
	bytes int64

	late atomic.Int64          // when its file has taken too long, in Unix nanoseconds
	why  atomic.Pointer[error] // why it was killed
	gone chan struct{}         // closed when the process is
}

// Confinement is what a child was able to give up.
type Confinement struct {
	Files   bool `json:"files"`   // landlock: it sees none but those it was told
	Network bool `json:"network"` // seccomp: it cannot make a socket
}

// errStart says that no child can be started on this machine.
var errStart = errors.New("reading processes do not start")

// startTime is how long a child may take to be ready, on a busy machine.
const startTime = time.Minute

// start launches a child and tells it its options.
func start(cmd *exec.Cmd, o Options) (c *child, got Confinement, err error) {
	fail := func(err error) (*child, Confinement, error) {
		if c != nil {
			c.kill(errStart)
		}
		return nil, got, fmt.Errorf("%w: %w", errStart, err)
	}
	w, err := cmd.StdinPipe()
	if err != nil {
		return fail(err)
	}
	r, err := cmd.StdoutPipe()
	if err != nil {
		return fail(err)
	}
	widen(r)
	group(cmd)
	if err := cmd.Start(); err != nil {
		return fail(err)
	}
	c = &child{cmd: cmd, link: newLink(r, w), in: w, out: r, limits: o, gone: make(chan struct{}), meter: newMeter(cmd.Process.Pid)}
	go func() {
		cmd.Process.Wait() //nolint:errcheck // how it ended, the pipe tells
		killGroup(cmd)     // programs it started
		c.meter.close()
		close(c.gone)
	}()
	c.late.Store(never)
	go c.watch()
	slow := time.AfterFunc(startTime, func() { c.kill(errStart) })
	defer slow.Stop()
	options, err := json.Marshal(o)
	if err != nil {
		return fail(err)
	}
	if err := c.link.send(hello, options, nil); err != nil {
		return fail(err)
	}
	if err := c.link.w.Flush(); err != nil {
		return fail(err)
	}
	k, b, err := c.link.next()
	if err != nil {
		return fail(err)
	}
	if err := json.Unmarshal(b, &got); err != nil || k != ready {
		return fail(errFrame)
	}
	return c, got, nil
}

// kill ends the process and what it started. The first reason counts.
func (c *child) kill(why error) {
	c.why.CompareAndSwap(nil, &why)
	select {
	case <-c.gone:
	default:
		killGroup(c.cmd)
	}
	c.in.Close()
}

// retire lets the process end by itself.
func (c *child) retire() {
	c.in.Close()
	select {
	case <-c.gone:
	case <-time.After(grace):
		c.kill(errStart)
		<-c.gone
	}
	c.out.Close()
}

// errDied says that the process of a reader ended.
var errDied = fmt.Errorf("its process ended: %w", extract.ErrCrashed)

// errStopped is why a child was killed whose text nobody wants any more.
var errStopped = errors.New("stopped")

// died is the outcome of a file whose child is no more.
func (c *child) died(err error) outcome {
	if errors.Is(err, errFrame) {
		c.kill(errDied)
	}
	<-c.gone
	c.out.Close()
	why := errDied
	if w := c.why.Load(); w != nil {
		why = *w
	}
	return outcome{problems: []extract.Problem{{Err: why}}}
}

// read has the child read f. Unless it returns true, the child is gone.
func (c *child) read(ctx context.Context, f extract.File, emit func(extract.Text) error) (o outcome, alive bool) {
	unwanted := context.AfterFunc(ctx, func() { c.kill(errStopped) })
	c.late.Store(time.Now().Add(c.limits.limit()).UnixNano())
	defer func() {
		c.late.Store(never)
		if !unwanted() || !alive {
			c.kill(errStopped) // a panic of emit's comes by here
			alive = false
		}
	}()
	c.files++
	c.bytes += max(f.Size, 0)
	src := &reader{r: f}
	if err := c.ask(f, src); err != nil {
		return c.died(err), false
	}
	for {
		k, b, err := c.link.next()
		if err != nil {
			return c.died(err), false
		}
		switch k {
		case text:
			t, err := c.text(b)
			if err != nil {
				return c.died(err), false
			}
			if err := emit(t); err != nil {
				return outcome{err: err}, false
			}
		case want:
			if err := c.serve(b, src); err != nil {
				return c.died(err), false
			}
		case end:
			o, err := decodeOutcome(b, src.err)
			if err != nil {
				return c.died(err), false
			}
			return o, c.why.Load() == nil
		default:
			return c.died(errFrame), false
		}
	}
}

// reader is the file, and the first thing that went wrong with it.
type reader struct {
	r   io.ReaderAt
	err error
}

// ask sends the request with the beginning of the file.
func (c *child) ask(f extract.File, src *reader) error {
	first, err := c.at(src, 0, min(inline, max(f.Size, 0)))
	if err != nil {
		first = nil // the child asks again, and is told
	}
	head := appendNumber(nil, f.Size)
	head = appendString(head, f.Name)
	head = appendNumber(head, len(first))
	if err := c.link.send(open, head, first); err != nil {
		return err
	}
	return c.link.w.Flush()
}

// serve answers a request to read.
func (c *child) serve(payload []byte, src *reader) error {
	q := &fields{b: payload}
	off, n := q.number(), q.number()
	if q.bad || off < 0 || n < 0 || n > block {
		return errFrame
	}
	b, err := c.at(src, off, n)
	failed := []byte{0}
	if err != nil {
		failed[0] = 1
		if src.err == nil {
			src.err = err
		}
	}
	if err := c.link.send(data, failed, b); err != nil {
		return err
	}
	return c.link.w.Flush()
}

// at reads n bytes of the file, fewer at its end.
func (c *child) at(src *reader, off, n int64) ([]byte, error) {
	if c.block == nil {
		c.block = make([]byte, block)
	}
	k, err := src.r.ReadAt(c.block[:n], off)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return c.block[:k], err
}

// worn reports whether the child should be replaced.
func (c *child) worn() bool {
	return c.files >= recycleFiles || c.bytes >= recycleBytes || c.meter.resident() > c.limits.memory()/2
}

// pulse is how often a child's memory is looked at: often enough that it
// cannot fill the machine in between.
const pulse = 50 * time.Millisecond

var (
	errMemory = fmt.Errorf("memory: %w", extract.ErrLimit)
	errTime   = fmt.Errorf("time: %w", context.DeadlineExceeded)
)

// never is when a child is due that does nothing.
const never = math.MaxInt64

// watch kills the child when it takes too long or too much.
func (c *child) watch() {
	tick := time.NewTicker(pulse)
	defer tick.Stop()
	for {
		select {
		case <-c.gone:
			return
		case now := <-tick.C:
			switch {
			case now.UnixNano() > c.late.Load():
				c.kill(errTime)
			case c.meter.resident() > c.limits.memory():
				c.kill(errMemory)
			}
		}
	}
}
