package scanners

import (
	"context"
	"errors"
	"io"
	"iter"
	"math/rand/v2"
	"time"
)

// Patience says how long a wrapper waits for a busy provider.
type Patience struct {
	Attempts int           // tries of one call; default 8
	First    time.Duration // wait before the second try where the provider names none; default 500 ms
	Longest  time.Duration // of one wait; default 2 min. A provider that asks for more is left alone until later
}

func (p Patience) withDefaults() Patience {
	if p.Attempts == 0 {
		p.Attempts = 8
	}
	if p.First == 0 {
		p.First = 500 * time.Millisecond
	}
	if p.Longest == 0 {
		p.Longest = 2 * time.Minute
	}
	return p
}

// wait is how long to wait before try n+1 (n counts from 1): what the provider
// asked for, or twice as long each time with full jitter, which keeps many
// clients from coming back together. ok is false when it is not worth waiting.
func (p Patience) wait(n int, busy Busy) (d time.Duration, ok bool) {
	if n >= p.Attempts || busy.After > p.Longest {
		return 0, false
	}
	if busy.After > 0 {
		return busy.After + rand.N(p.First), true
	}
	most := min(p.First<<min(n-1, 20), p.Longest)
	return most/2 + rand.N(most/2+1), true
}

// Retry waits and tries again when sc answers Busy, and pauses every other
// caller of the same gate meanwhile: a provider counts requests that it
// refuses, too. Other errors pass through at once.
func Retry(sc Scanner, gate *Gate, p Patience) Scanner {
	return &retrier{sc, gate, p.withDefaults()}
}

type retrier struct {
	Scanner
	gate *Gate
	p    Patience
}

// do calls f until it is not Busy, or patience ends.
func (r *retrier) do(ctx context.Context, f func() error) error {
	for n := 1; ; n++ {
		if err := r.gate.Pass(ctx); err != nil {
			return err
		}
		err := f()
		var busy Busy
		if !errors.As(err, &busy) {
			return err
		}
		d, ok := r.p.wait(n, busy)
		if !ok {
			return err
		}
		r.gate.Close(d)
	}
}

func (r *retrier) Roots(ctx context.Context) (roots []string, err error) {
	err = r.do(ctx, func() error {
		roots, err = r.Scanner.Roots(ctx)
		return err
	})
	return roots, err
}

func (r *retrier) Open(ctx context.Context, it Item) (rc io.ReadCloser, err error) {
	err = r.do(ctx, func() error {
		rc, err = r.Scanner.Open(ctx, it)
		return err
	})
	return rc, err
}

// List begins again at the last page's cursor when the provider is busy.
func (r *retrier) List(ctx context.Context, root, from string) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		ended := false
		for !ended {
			progress := false
			err := r.do(ctx, func() error {
				for page, err := range r.Scanner.List(ctx, root, from) {
					var busy Busy
					if errors.As(err, &busy) {
						if progress { // a fresh count of attempts for the next page
							return nil
						}
						return err
					}
					if !yield(page, err) || err != nil {
						ended = true
						return nil
					}
					if from, progress = page.Next, true; from == "" {
						break
					}
				}
				ended = true
				return nil
			})
			if err != nil {
				yield(Page{}, err)
				return
			}
		}
	}
}

// Exposure passes the question on to connectors that can answer it.
func (r *retrier) Exposure(ctx context.Context, it Item) (e Exposure, because string, err error) {
	x, ok := r.Scanner.(Exposer)
	if !ok {
		return it.Exposure, it.ExposedBy, nil
	}
	err = r.do(ctx, func() error {
		e, because, err = x.Exposure(ctx, it)
		return err
	})
	return e, because, err
}

// OpenRange is Open for connectors that read ranges.
func (r *retrier) OpenRange(ctx context.Context, it Item, off, n int64) (rc io.ReadCloser, err error) {
	x, ok := r.Scanner.(Ranger)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	err = r.do(ctx, func() error {
		rc, err = x.OpenRange(ctx, it, off, n)
		return err
	})
	return rc, err
}

// Unchanged passes the question on to connectors that can answer it.
func (r *retrier) Unchanged(ctx context.Context, it Item) error {
	c, ok := r.Scanner.(Checker)
	if !ok {
		return nil
	}
	return r.do(ctx, func() error { return c.Unchanged(ctx, it) })
}
