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
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"

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
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// ErrUnbalanced says that items were listed for which there is no record. It
// cannot happen; if it does, the run is not called done.
var ErrUnbalanced = errors.New("listed and recorded items do not match")

// window is how many chunks a worker has waiting at most, so that neither the
// queue nor the memory grows with the institution.
const window = 50

// scan is one call of Scan.
type scan struct {
	ledger    *ledger.Ledger
	sources   map[string]Source
	inspector Inspector
	o         Options
	run       ledger.Run
	client    *river.Client[*sql.Tx]
	meter     *meter
	cancel    context.CancelCauseFunc

	alone sync.RWMutex // held for writing while a file is inspected that may have killed the process

	stopping atomic.Bool // workers' errors are the stop's

	mu   sync.Mutex
	due  int64         // chunks not completed
	less chan struct{} // told when a chunk is completed
}

// Scan lists the sources and inspects what is new, changed, or was inspected
// under older rules. It continues a run that was interrupted. When ctx is done
// it stops between files; what was inspected is kept, and the error wraps
// ctx's. The records are in the ledger.
func Scan(ctx context.Context, l *ledger.Ledger, sources []Source, in Inspector, o Options) (ledger.Run, error) {
	s := &scan{ledger: l, inspector: in, o: o.withDefaults(), sources: map[string]Source{}, less: make(chan struct{}, 1)}
	roots, err := s.roots(ctx, sources)
	if err != nil {
		return ledger.Run{}, err
	}
	if s.run, err = l.Begin(ctx, in.Ruleset(), roots); err != nil {
		return s.run, err
	}
	left, err := l.Left(ctx, s.run.ID)
	if err != nil {
		return s.run, err
	}
	s.due = left.Jobs
	ctx, s.cancel = context.WithCancelCause(ctx)
	defer s.cancel(nil)
	s.meter = newMeter(s.run.Counts, left, s.o.Progress)
	defer s.meter.stop()
	if err := s.work(ctx); err != nil {
		if cause := context.Cause(ctx); cause != nil && errors.Is(err, context.Canceled) {
			err = cause
		}
		return s.run, err
	}
	return s.finish(ctx)
}

// roots asks every source what it can list, before anything starts.
func (s *scan) roots(ctx context.Context, sources []Source) ([]ledger.Root, error) {
	var out []ledger.Root
	for _, src := range sources {
		if _, twice := s.sources[src.Name]; twice {
			return nil, fmt.Errorf("source %q: the name is used twice", src.Name)
		}
		s.sources[src.Name] = src
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
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{scan: s})
	var err error
	s.client, err = river.NewClient(riversqlite.New(s.ledger.DB), &river.Config{
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: s.o.Workers}},
		Workers:              workers,
		Logger:               s.queueLog(ctx),
		JobTimeout:           -1, // each file has its own; a chunk may hold a very large one
		RescueStuckJobsAfter: 30 * 24 * time.Hour,
		FetchCooldown:        5 * time.Millisecond,
		FetchPollInterval:    200 * time.Millisecond,
		MaxAttempts:          1000, // what cannot be read is a record, not a failed job
	})
	if err != nil {
		return fmt.Errorf("queue: %w", err)
	}
	if err := s.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("queue: %w", ledger.Classify(err))
	}
	defer s.stop()
	for _, root := range s.run.Roots {
		if err := s.list(ctx, root); err != nil {
			return err
		}
	}
	s.meter.listed()
	return s.drain(ctx, 0)
}

// queueLog is where the queue logs. Its warnings come from being stopped, and
// its errors are returned to us: they are of use to developers only.
func (s *scan) queueLog(ctx context.Context) *slog.Logger {
	if s.o.Log.Enabled(ctx, slog.LevelDebug) {
		return s.o.Log
	}
	return slog.New(slog.DiscardHandler)
}

// stop lets the files that are being read end; the rest of their chunks waits
// for the next run.
func (s *scan) stop() {
	s.stopping.Store(true)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := s.client.StopAndCancel(ctx); err != nil {
		s.o.Log.Warn("queue did not stop in time", "err", err)
	}
}

// drain waits until at most n chunks are due.
func (s *scan) drain(ctx context.Context, n int64) error {
	for {
		s.mu.Lock()
		due := s.due
		s.mu.Unlock()
		if due <= n {
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.less:
		}
	}
}

// change adds n to the chunks that are due.
func (s *scan) change(n int64) {
	s.mu.Lock()
	s.due += n
	s.mu.Unlock()
	select {
	case s.less <- struct{}{}:
	default:
	}
}

// finish checks that every listed item has its record and closes the run.
func (s *scan) finish(ctx context.Context) (ledger.Run, error) {
	if err := s.count(ctx); err != nil {
		return s.run, err
	}
	if s.o.Settle != nil {
		changed, err := s.o.Settle(ctx, s.run)
		if err == nil && changed {
			err = s.count(ctx)
		}
		if err != nil {
			return s.run, err
		}
	}
	var err error
	s.run, err = s.ledger.Finish(ctx, s.run)
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
