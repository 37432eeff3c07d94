// Package engine brings many items from listing to record: it lists the
// sources, cuts what is due into chunks, and lets River's workers inspect
// them. It reads no file itself and keeps nothing but through the ledger.
package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// Source is one connected source.
type Source struct {
	Name    string
	Scanner scanners.Scanner

	// Belongs tells owner and department of an item; nil: what the listing
	// says, and none. The path of a folder that would not list ends in "/".
	Belongs func(scanners.Item) (owner, department string)

	// Basis changes when Belongs may answer otherwise than before: everything
	// is listed then, also where the source could tell what has changed.
	Basis string

	// Meter is the scanner as it knows its quota, below what paces it; Plan asks
	// it.
	Meter scanners.Scanner
}

// Inspector turns an item into its record; internal/inspect's is one.
type Inspector interface {
	Ruleset() string // names all that decides a record
	Reading() string // names what decides which contents are found; a part of the ruleset
	Item(ctx context.Context, sc scanners.Scanner, it scanners.Item) (record.File, error)

	// Again is Item for contents that were read before: known tells what was
	// found then. ok is false where they have to be read after all.
	Again(ctx context.Context, sc scanners.Scanner, it scanners.Item, known record.File) (f record.File, ok bool, err error)
}

// Options tune a scan. Zero fields mean their defaults.
type Options struct {
	Workers    int            // default: one for each processor
	ChunkFiles int            // most files of one job; default 200
	ChunkBytes int64          // most bytes of one job, unless one file is larger; default 256 MiB
	Timeout    time.Duration  // of one file; default 30 min
	Beat       time.Duration  // between signs of life; default 2 s
	Progress   func(Progress) // called at most ten times a second

	// Settle is called when everything was inspected: it judges what cannot be
	// judged file by file, and reports whether a record changed. nil: nothing.
	Settle func(ctx context.Context, run ledger.Run) (changed bool, err error)

	Log *slog.Logger // default: silence
}

func (o Options) withDefaults() Options {
	if o.Workers == 0 {
		o.Workers = runtime.NumCPU()
	}
	if o.ChunkFiles == 0 {
		o.ChunkFiles = 200
	}
	if o.ChunkBytes == 0 {
		o.ChunkBytes = 256 << 20
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Minute
	}
	if o.Beat == 0 {
		o.Beat = 2 * time.Second
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Errors of a run as a whole.
var (
	// ErrUnbalanced says that items were listed for which there is no record.
	// It cannot happen; if it does, the run is not called done.
	ErrUnbalanced = errors.New("listed and recorded items do not match")

	// ErrRules says that this worker would record other things than the scan
	// that it joined: its version, policy, dictionaries, programs or passwords
	// are others.
	ErrRules = errors.New("this worker inspects by other rules than the run")

	// ErrSources says that a worker cannot reach all that the run lists.
	ErrSources = errors.New("this worker lacks a source of the run")
)

// window is how many chunks wait for each file that can be inspected at the
// same time: enough that nobody waits for the queue to be filled, and few enough
// that what is listed later can still come first.
const window = 16

// look is how often the queue is filled where no chunk's end tells to.
const look = 100 * time.Millisecond

// scan is one call of Scan.
type scan struct {
	*crew
	run  ledger.Run
	turn ledger.Turn
}

// Scan lists the sources and inspects what is new, changed, or was inspected
// under older rules. It continues a run that was interrupted. When ctx is done
// it stops between files; what was inspected is kept, and the error wraps
// ctx's. The records are in the ledger. Others may Work on the same ledger.
func Scan(ctx context.Context, l *ledger.Ledger, sources []Source, in Inspector, o Options) (ledger.Run, error) {
	s := &scan{crew: newCrew(l, in, o)}
	roots, err := s.roots(ctx, sources)
	if err != nil {
		return ledger.Run{}, err
	}
	if s.run, err = l.Begin(ctx, in.Ruleset(), roots); err != nil {
		return s.run, err
	}
	s.runs[s.run.ID] = nil
	s.meter.recount(s.run.Counts)
	defer s.meter.show(s.o.Progress)()
	working, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var counting sync.WaitGroup
	defer counting.Wait()
	counting.Go(func() { s.left(working) })
	s.cancel = cancel
	if err := s.work(working); err != nil {
		if cause := context.Cause(working); cause != nil && errors.Is(err, context.Canceled) {
			err = cause
		}
		return s.run, err
	}
	return s.finish(ctx)
}

// left tells the meter what an interrupted run has still to inspect. With many
// files that takes a while to count, and nobody waits for it.
func (s *scan) left(ctx context.Context) {
	known := s.meter.counting()
	left, err := s.ledger.Left(ctx, s.run.ID)
	if err != nil {
		s.o.Log.Info("what is left could not be counted", "err", err)
		return
	}
	known(left)
}

// roots asks every source what it can list, before anything starts.
func (s *scan) roots(ctx context.Context, sources []Source) ([]ledger.Root, error) {
	if err := s.join(sources); err != nil {
		return nil, err
	}
	var out []ledger.Root
	for _, src := range sources {
		names, err := src.Scanner.Roots(ctx)
		if err != nil {
			return nil, fmt.Errorf("source %q: %w", src.Name, err)
		}
		for _, n := range names {
			out = append(out, ledger.Root{Source: src.Name, Root: n})
		}
	}
	return out, nil
}

// work lists and inspects until nothing is left.
func (s *scan) work(ctx context.Context) error {
	if err := s.start(ctx, s.run.ID); err != nil {
		return err
	}
	defer s.stop()
	listing := make(chan error, 1)
	listed, cancel := context.WithCancel(ctx)
	defer cancel()
	var lister sync.WaitGroup
	defer lister.Wait()
	defer cancel()
	lister.Go(func() {
		for _, root := range s.run.Roots {
			if err := s.list(listed, root); err != nil {
				listing <- err
				return
			}
		}
		s.meter.listed()
		listing <- nil
	})
	return s.feed(ctx, listing)
}

// feed keeps the queue filled until everything is listed and inspected.
func (s *scan) feed(ctx context.Context, listing <-chan error) error {
	t := time.NewTicker(look)
	defer t.Stop()
	all := false
	for {
		var queued int64
		var more bool
		if err := s.steady(ctx, func() (err error) {
			queued, more, err = s.fill(ctx)
			return err
		}); err != nil {
			return err
		}
		if all && !more && queued == 0 {
			return ctx.Err()
		}
		select {
		case err := <-listing:
			if err != nil {
				return err
			}
			all, listing = true, nil
		case <-ctx.Done():
			return ctx.Err()
		case <-s.less:
		case <-t.C:
		}
	}
}

// fill tops the queue up to the window. more says that some had to be left.
func (s *scan) fill(ctx context.Context) (queued int64, more bool, err error) {
	if queued, err = s.ledger.Queued(ctx); err != nil {
		return queued, false, err
	}
	slots := s.o.Workers
	if s.ledger.Shared() {
		all, err := s.ledger.Alive(ctx, strikes)
		if err != nil {
			return queued, false, err
		}
		slots = max(slots, all)
	}
	n := window*slots - int(queued)
	if n <= 0 {
		return queued, true, nil
	}
	took, err := s.ledger.Next(ctx, &s.turn, n, ledger.Share{Files: s.o.ChunkFiles, Bytes: s.o.ChunkBytes}, func(tx *sql.Tx, chunks [][]int64) error {
		jobs := make([]river.InsertManyParams, len(chunks))
		for i, ids := range chunks {
			jobs[i].Args = chunk{s.run.ID, ids}
		}
		_, err := s.client.InsertManyFastTx(ctx, tx, jobs)
		return err
	})
	return queued + int64(took), took == n, err
}

// finish checks that every listed item has its record and closes the run.
func (s *scan) finish(ctx context.Context) (ledger.Run, error) {
	count := func() error { return s.count(ctx) }
	if err := s.steady(ctx, count); err != nil {
		return s.run, err
	}
	if s.o.Settle != nil {
		changed, err := s.o.Settle(ctx, s.run)
		if err == nil && changed {
			err = s.steady(ctx, count)
		}
		if err != nil {
			return s.run, err
		}
	}
	err := s.steady(ctx, func() error {
		r, err := s.ledger.Finish(ctx, s.run)
		if err == nil {
			s.run = r
		}
		return err
	})
	return s.run, err
}

// count takes the figures of the run.
func (s *scan) count(ctx context.Context) error {
	found, missing, err := s.ledger.Recorded(ctx, s.run.ID)
	if err != nil {
		return err
	}
	c := s.meter.counts()
	found.Listed, found.Refused, found.New, found.Unchanged = c.Listed, c.Refused, c.New, c.Unchanged
	s.run.Counts = found
	if missing != 0 || found.Listed != found.Recorded {
		return fmt.Errorf("%d listed, %d recorded, %d without a record: %w", found.Listed, found.Recorded, missing, ErrUnbalanced)
	}
	return nil
}
