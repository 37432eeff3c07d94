package scanners

import (
	"context"
	"errors"
	"io"
	"iter"
)

// Pace is how one tenant is called. Sources of one tenant share its parts; a
// part that is nil is left out.
type Pace struct {
	Patience Patience
	Gate     *Gate                // pauses all calls together
	Limiter  Limiter              // the provider's quota
	Cost     func(c Call) float64 // units of quota of a call; nil: 1 each
	Governor *Governor            // contents in flight
	Memory   *Memory              // bytes of small items open at the same time
	Metrics  *Metrics
	Whole    bool // large items, too, come in one stream; see Quota
}

// Small is the size in bytes up to which an item comes in one request. Larger
// ones come by ranges, where the connector is a Ranger.
const Small = 8 << 20

// Paced calls sc at a pace. When sc answers Busy it waits, keeps every other
// caller of the same gate waiting, because a provider counts requests that it
// refuses, too, and tries again. Contents whose stream breaks go on after the
// last byte. Other errors pass through at once. What sc cannot do, the result
// answers as a connector that knows nothing would.
func Paced(sc Scanner, p Pace) Scanner {
	p.Patience = p.Patience.withDefaults()
	if p.Gate == nil {
		p.Gate = &Gate{}
	}
	if p.Cost == nil {
		p.Cost = func(Call) float64 { return 1 }
	}
	if p.Metrics == nil {
		p.Metrics = &Metrics{}
	}
	return &paced{sc, p}
}

type paced struct {
	Scanner
	p Pace
}

// do calls f until it is not Busy, or patience ends.
func (s *paced) do(ctx context.Context, c Call, f func() error) error {
	for n := 1; ; n++ {
		if err := s.admit(ctx, c); err != nil {
			return err
		}
		err := f()
		var busy Busy
		throttled := errors.As(err, &busy)
		s.p.Metrics.called(c, err, throttled)
		if !throttled {
			return err
		}
		d, ok := s.p.Patience.wait(n, busy)
		if !ok {
			return err
		}
		s.p.Metrics.waited(d)
		s.p.Gate.Close(d)
		if s.p.Limiter != nil {
			s.p.Limiter.Pause(ctx, d)
		}
	}
}

// admit waits until a call may be made.
func (s *paced) admit(ctx context.Context, c Call) error {
	if err := s.p.Gate.Pass(ctx); err != nil || s.p.Limiter == nil {
		return err
	}
	return s.p.Limiter.Spend(ctx, s.p.Cost(c))
}

func (s *paced) Roots(ctx context.Context) (roots []string, err error) {
	err = s.do(ctx, CallRoots, func() error {
		roots, err = s.Scanner.Roots(ctx)
		return err
	})
	return roots, err
}

// List begins again at the last page's cursor when the provider is busy.
func (s *paced) List(ctx context.Context, root, from string) iter.Seq2[Page, error] {
	return s.pages(ctx, from, func(from string) iter.Seq2[Page, error] { return s.Scanner.List(ctx, root, from) })
}

// Changes passes the question on to sources with change feeds. Of others, the
// cursor is always too old.
func (s *paced) Changes(ctx context.Context, root, since string) iter.Seq2[Page, error] {
	f, ok := s.Scanner.(Feed)
	if !ok {
		return func(yield func(Page, error) bool) { yield(Page{}, ErrExpired) }
	}
	return s.pages(ctx, since, func(from string) iter.Seq2[Page, error] { return f.Changes(ctx, root, from) })
}

// pages yields the pages of a listing, beginning again after the last one when
// the provider is busy.
func (s *paced) pages(ctx context.Context, from string, list func(from string) iter.Seq2[Page, error]) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		ended := false
		for !ended {
			progress := false
			err := s.do(ctx, CallList, func() error {
				for page, err := range list(from) {
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
					s.p.Metrics.called(CallList, nil, false)
					if s.admit(ctx, CallList) != nil {
						break // the next listing call says why
					}
				}
				if ended = from == "" || ctx.Err() == nil; ended {
					return nil
				}
				return ctx.Err()
			})
			if err != nil {
				yield(Page{}, err)
				return
			}
		}
	}
}

// Exposure passes the question on to connectors that can answer it.
func (s *paced) Exposure(ctx context.Context, it Item) (e Exposure, because string, err error) {
	x, ok := s.Scanner.(Exposer)
	if !ok {
		return it.Exposure, it.ExposedBy, nil
	}
	err = s.do(ctx, CallExposure, func() error {
		e, because, err = x.Exposure(ctx, it)
		return err
	})
	return e, because, err
}

// Owner passes the question on to connectors that can answer it.
func (s *paced) Owner(ctx context.Context, it Item) (owner, unit string, err error) {
	x, ok := s.Scanner.(Attributor)
	if !ok {
		return it.Owner, it.Unit, nil
	}
	err = s.do(ctx, CallOwner, func() error {
		owner, unit, err = x.Owner(ctx, it)
		return err
	})
	return owner, unit, err
}

// SharedWith passes the question on to connectors that can answer it.
func (s *paced) SharedWith(ctx context.Context, it Item) (ids []string, err error) {
	x, ok := s.Scanner.(Sharer)
	if !ok {
		return nil, nil
	}
	err = s.do(ctx, CallExposure, func() error {
		ids, err = x.SharedWith(ctx, it)
		return err
	})
	return ids, err
}

// Unchanged passes the question on to connectors that can answer it.
func (s *paced) Unchanged(ctx context.Context, it Item) error {
	c, ok := s.Scanner.(Checker)
	if !ok {
		return nil
	}
	return s.do(ctx, CallUnchanged, func() error { return c.Unchanged(ctx, it) })
}

// Accounts passes the question on to connectors that can answer it. A busy
// provider is asked anew; the accounts that were told already are left out.
func (s *paced) Accounts(ctx context.Context) iter.Seq2[Account, error] {
	return func(yield func(Account, error) bool) {
		d, ok := s.Scanner.(Directory)
		if !ok {
			return
		}
		told := 0
		err := s.do(ctx, CallAccounts, func() error {
			n := 0
			for a, err := range d.Accounts(ctx) {
				if err != nil {
					return err
				}
				if n++; n <= told {
					continue
				}
				if told++; !yield(a, nil) {
					yield = nil
					return nil
				}
			}
			return nil
		})
		if err != nil && yield != nil {
			yield(Account{}, err)
		}
	}
}

// Open reads small items in one request and larger ones by ranges.
func (s *paced) Open(ctx context.Context, it Item) (io.ReadCloser, error) {
	_, ranges := s.Scanner.(Ranger)
	if ranges && it.Size > Small && !s.p.Whole {
		return Ranged(ctx, s, it), nil
	}
	free, err := s.p.Memory.take(ctx, min(it.Size, Small))
	if err != nil {
		return nil, err
	}
	rc, err := s.body(ctx, CallOpen, func() (io.ReadCloser, error) { return s.Scanner.Open(ctx, it) })
	if err != nil {
		free()
		return nil, err
	}
	if _, seeks := rc.(io.ReaderAt); !seeks && ranges {
		rc = &resumed{ReadCloser: rc, ctx: ctx, it: it, ranger: s}
	}
	return release(rc, free), nil
}

// OpenRange is Open for connectors that read ranges.
func (s *paced) OpenRange(ctx context.Context, it Item, off, n int64) (io.ReadCloser, error) {
	x, ok := s.Scanner.(Ranger)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	return s.body(ctx, CallRange, func() (io.ReadCloser, error) { return x.OpenRange(ctx, it, off, n) })
}

// body opens a stream in a place that the governor gives; the place is free
// again when the stream has ended.
func (s *paced) body(ctx context.Context, c Call, open func() (io.ReadCloser, error)) (rc io.ReadCloser, err error) {
	err = s.do(ctx, c, func() error {
		if err := s.p.Governor.Enter(ctx); err != nil {
			return err
		}
		if rc, err = open(); err != nil {
			var busy Busy
			s.p.Governor.Leave(0, errors.As(err, &busy))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if ra, ok := rc.(io.ReaderAt); ok { // read here and there: no stream to count
		s.p.Governor.Leave(0, false)
		return struct {
			io.ReadCloser
			io.ReaderAt
		}{rc, ra}, nil
	}
	return &stream{ReadCloser: rc, p: s.p}, nil
}
