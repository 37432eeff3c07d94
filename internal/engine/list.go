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

// list enters a root page by page. One that will not list becomes a record of
// its own; the others go on.
func (s *scan) list(ctx context.Context, root ledger.Root) error {
	src := s.sources[root.Source]
	li, err := s.ledger.StartListing(ctx, s.run, root)
	if err != nil || li.Done {
		return err
	}
	failed := false
	for page, err := range ahead(ctx, src.Scanner.List(ctx, root.Root, li.Cursor)) {
		if err != nil {
			var busy scanners.Busy
			if ctx.Err() != nil || errors.As(err, &busy) {
				return fmt.Errorf("list %q: %w", root.Root, err)
			}
			s.o.Log.Warn("a listing broke off", "root", root.Root, "err", err)
			failed = true
			page = scanners.Page{Refused: []scanners.Refusal{{Path: root.Root, Err: err}}, Next: li.Cursor}
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
	return s.ledger.EndListing(ctx, li, failed)
}

func (s *scan) enter(ctx context.Context, src Source, li *ledger.Listing, page scanners.Page) error {
	var jobs []river.InsertManyParams
	p := ledger.Page{Entries: entries(src, page), Gone: page.Gone, Cursor: page.Next}
	in, err := s.ledger.Enter(ctx, li, p, func(tx *sql.Tx, in ledger.Entered) (ledger.Counts, error) {
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
