package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/riverqueue/river"

	"tenken/internal/ledger"
	"tenken/scanners"
)

// list enters all roots of a source. A root that will not list becomes a
// record of its own; the others go on.
func (s *scan) list(ctx context.Context, src Source) error {
	roots, err := src.Scanner.Roots(ctx)
	if err != nil {
		return fmt.Errorf("source %q: %w", src.Name, err)
	}
	for _, root := range roots {
		if err := s.listRoot(ctx, src, root); err != nil {
			return err
		}
	}
	return nil
}

func (s *scan) listRoot(ctx context.Context, src Source, root string) error {
	li, err := s.ledger.StartListing(ctx, s.run, src.Name, root)
	if err != nil || li.Done {
		return err
	}
	failed := false
	for page, err := range ahead(ctx, src.Scanner.List(ctx, root, li.Cursor)) {
		if err != nil {
			var busy scanners.Busy
			if ctx.Err() != nil || errors.As(err, &busy) {
				return fmt.Errorf("list %q: %w", root, err)
			}
			s.o.Log.Warn("a listing broke off", "root", root, "err", err)
			failed = true
			page = scanners.Page{Refused: []scanners.Refusal{{ID: "", Path: root, Err: err}}, Next: li.Cursor}
		}
		if err := s.enter(ctx, src, li, page); err != nil {
			return err
		}
		if failed {
			break
		}
		if err := s.drain(ctx, int64(window*s.o.Workers)); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	gone, err := s.ledger.EndListing(ctx, li, failed)
	s.meter.gone(gone)
	return err
}

func (s *scan) enter(ctx context.Context, src Source, li *ledger.Listing, page scanners.Page) error {
	entries := make([]ledger.Entry, len(page.Items))
	for i, it := range page.Items {
		entries[i].Item = it
		if src.Department != nil {
			entries[i].Department = src.Department(it)
		}
	}
	var jobs []river.InsertManyParams
	in, err := s.ledger.Enter(ctx, li, entries, page.Refused, page.Next, func(tx *sql.Tx, in ledger.Entered) (ledger.Counts, error) {
		counts := s.meter.counts().Plus(in)
		if jobs = s.chunks(in.Due); len(jobs) == 0 {
			return counts, nil
		}
		_, err := s.client.InsertManyTx(ctx, tx, jobs)
		return counts, err
	})
	if err != nil {
		return err
	}
	s.meter.entered(in)
	s.change(int64(len(jobs)))
	return nil
}

// chunks cuts what is due into jobs.
func (s *scan) chunks(due []ledger.Due) []river.InsertManyParams {
	var out []river.InsertManyParams
	var ids []int64
	var bytes int64
	flush := func() {
		if len(ids) > 0 {
			out = append(out, river.InsertManyParams{Args: chunk{Items: ids}})
			ids, bytes = nil, 0
		}
	}
	for _, d := range due {
		if len(ids) == s.o.ChunkFiles || bytes+d.Size > s.o.ChunkBytes {
			flush()
		}
		ids = append(ids, d.ID)
		bytes += d.Size
	}
	flush()
	return out
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
