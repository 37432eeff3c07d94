package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"tenken/internal/ledger"
	"tenken/scanners"
)

// list enters a root. Where the database was away, it goes on where the ledger
// says that it stands: a page may have been entered although nobody was told.
func (s *scan) list(ctx context.Context, root ledger.Root) error {
	first := true
	return s.steady(ctx, func() error {
		if !first {
			r, err := s.ledger.Run(ctx, s.run.ID)
			if err != nil {
				return err
			}
			s.meter.recount(r.Counts)
		}
		first = false
		return s.enterRoot(ctx, root)
	})
}

// enterRoot enters a root page by page: what has changed since the last listing
// where the source can tell, otherwise everything. A root that will not list
// becomes a record of its own; the others go on.
func (s *scan) enterRoot(ctx context.Context, root ledger.Root) error {
	src := s.sources[root.Source]
	feed, _ := src.Scanner.(scanners.Feed)
	li, err := s.ledger.StartListing(ctx, s.run, root, s.run.Ruleset+" "+src.Basis, feed != nil)
	if err != nil || li.Done {
		return err
	}
	failed := false
	for again := !li.Listed; again; {
		pages := src.Scanner.List
		if li.Changes {
			pages = feed.Changes
		}
		resumed := li.Cursor != ""
		err := s.pages(ctx, src, li, pages(ctx, root.Root, li.Cursor))
		var broke *brokenOff
		switch again = false; {
		case !errors.As(err, &broke):
		case li.Changes, resumed && errors.Is(err, scanners.ErrExpired):
			s.o.Log.Info("everything is listed anew", "root", root.Root, "err", broke.err)
			again = true
			err = s.ledger.Restart(ctx, li)
		default:
			s.o.Log.Warn("a listing broke off", "root", root.Root, "err", broke.err)
			failed = true
			err = s.enter(ctx, src, li, scanners.Page{Refused: []scanners.Refusal{{Path: root.Root, Err: broke.err}}, Next: li.Cursor})
		}
		if err != nil {
			return err
		}
	}
	if err := s.carry(ctx, li); err != nil {
		return err
	}
	return s.ledger.EndListing(ctx, li, failed)
}

// brokenOff says that a source ended a listing early.
type brokenOff struct{ err error }

func (b *brokenOff) Error() string { return b.err.Error() }
func (b *brokenOff) Unwrap() error { return b.err }

// pages enters the pages of a listing.
func (s *scan) pages(ctx context.Context, src Source, li *ledger.Listing, pages iter.Seq2[scanners.Page, error]) error {
	for page, err := range ahead(ctx, pages) {
		var busy scanners.Busy
		switch {
		case err != nil && (ctx.Err() != nil || errors.As(err, &busy)):
			return fmt.Errorf("list %q: %w", li.Of.Root, err)
		case err != nil:
			return &brokenOff{err}
		}
		if err := s.enter(ctx, src, li, page); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// carry enters what a listing of changes did not mention.
func (s *scan) carry(ctx context.Context, li *ledger.Listing) error {
	for after, more := int64(0), li.Changes; more; {
		var in ledger.Entered
		var err error
		if in, after, more, err = s.ledger.Carry(ctx, li, after, s.meter.counts()); err != nil {
			return err
		}
		s.meter.entered(in)
	}
	return nil
}

func (s *scan) enter(ctx context.Context, src Source, li *ledger.Listing, page scanners.Page) error {
	p := ledger.Page{Entries: entries(src, page), Gone: page.Gone, Cursor: page.Next, Since: page.Since}
	in, err := s.ledger.Enter(ctx, li, p, s.meter.counts())
	if err != nil {
		return err
	}
	s.meter.entered(in)
	return nil
}

func entries(src Source, page scanners.Page) []ledger.Entry {
	out := make([]ledger.Entry, 0, len(page.Items)+len(page.Refused))
	for _, it := range page.Items {
		e := ledger.Entry{Item: it}
		e.Owner, e.Department = src.belongs(it)
		out = append(out, e)
	}
	for _, r := range page.Refused {
		it := scanners.Item{ID: r.ID, Path: r.Path}
		inside := it
		inside.Path += "/"
		e := ledger.Entry{Item: it, Refused: r.Err}
		e.Owner, e.Department = src.belongs(inside)
		out = append(out, e)
	}
	return out
}

func (src Source) belongs(it scanners.Item) (owner, department string) {
	if src.Belongs == nil {
		return it.Owner, ""
	}
	return src.Belongs(it)
}

// ahead lists the next pages while the last one is being entered.
func ahead(ctx context.Context, pages iter.Seq2[scanners.Page, error]) iter.Seq2[scanners.Page, error] {
	type step struct {
		page scanners.Page
		err  error
	}
	return func(yield func(scanners.Page, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		ch := make(chan step, 2)
		go func() {
			defer close(ch)
			for page, err := range pages {
				select {
				case ch <- step{page, err}:
				case <-ctx.Done():
					return
				}
			}
		}()
		for st := range ch {
			if !yield(st.page, st.err) {
				return
			}
		}
	}
}
