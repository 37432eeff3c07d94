package sandbox

import (
	"context"
	"errors"
	"log/slog"
	"os/exec"
	"sync"

	"tenken/internal/extract"
)

// Pool reads each file in a child that is idle, or in a new one. It may be used
// concurrently; there are as many children as callers.
type Pool struct {
	command func() *exec.Cmd
	options Options
	here    Reader
	log     *slog.Logger

	mu     sync.Mutex
	idle   []*child
	closed bool
	cannot bool // no child can be started
	told   bool // what children do not give up was said
}

// NewPool returns a Pool whose children are started by command, which calls
// Serve with its standard input and output. Where none can be started, here
// reads, in this process; that is said once to log.
func NewPool(command func() *exec.Cmd, o Options, here Reader, log *slog.Logger) *Pool {
	return &Pool{command: command, options: o, here: here, log: log}
}

// Read implements Reader. A file whose child died, was too slow or too large
// keeps the text that came before; its problem says what happened.
func (p *Pool) Read(ctx context.Context, f extract.File, emit func(extract.Text) error) (string, []extract.Problem, error) {
	emitted := false
	watched := func(t extract.Text) error {
		emitted = true
		return emit(t)
	}
	for {
		if ctx.Err() != nil {
			return "", nil, context.Cause(ctx)
		}
		c, fresh, err := p.take()
		if err != nil {
			return p.here.Read(ctx, f, emit)
		}
		o, alive := c.read(ctx, f, watched)
		if alive {
			p.give(c)
		}
		switch {
		case o.err != nil:
			return o.media, o.problems, o.err
		case ctx.Err() != nil:
			return "", nil, context.Cause(ctx)
		case !alive && !fresh && !emitted && len(o.problems) == 1 && errors.Is(o.problems[0].Err, errDied):
			continue // it may have died of the files before; this one is read again alone
		}
		return o.media, o.problems, nil
	}
}

// Close ends the children. No Read may be running.
func (p *Pool) Close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	var all sync.WaitGroup
	for _, c := range idle {
		all.Go(c.retire)
	}
	all.Wait()
}

func (p *Pool) take() (c *child, fresh bool, err error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		c, p.idle = p.idle[n-1], p.idle[:n-1]
	}
	cannot := p.cannot
	p.mu.Unlock()
	switch {
	case c != nil:
		return c, false, nil
	case cannot:
		return nil, false, errStart
	}
	c, got, err := start(p.command(), p.options)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		if !p.cannot {
			p.cannot = true
			p.log.Warn("files are read in this process, without the protection of one of its own", "error", err)
		}
		return nil, false, err
	}
	if !p.told {
		p.told = true
		p.log.Info("files are read in processes of their own", "no_files", got.Files, "no_network", got.Network)
	}
	return c, true, nil
}

func (p *Pool) give(c *child) {
	p.mu.Lock()
	if !p.closed && !c.worn() {
		p.idle = append(p.idle, c)
		c = nil
	}
	p.mu.Unlock()
	if c != nil {
		go c.retire()
	}
}

// Try starts a child to see what it is able to give up on this machine.
func Try(command *exec.Cmd) (Confinement, error) {
	c, got, err := start(command, Options{})
	if err == nil {
		c.retire()
	}
	return got, err
}
