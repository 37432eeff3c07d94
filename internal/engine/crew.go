package engine

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"

	"tenken/internal/ledger"
)

// crew is the workers of one process.
type crew struct {
	ledger    *ledger.Ledger
	sources   map[string]Source
	inspector Inspector
	o         Options
	id        string // of the process
	client    *river.Client[*sql.Tx]
	meter     *meter
	cancel    context.CancelCauseFunc
	beats     sync.WaitGroup
	less      chan struct{} // told when a chunk is completed

	alone    sync.RWMutex // held for writing while a file is inspected that may have killed the process
	stopping atomic.Bool  // workers' errors are the stop's

	mu   sync.Mutex
	jobs map[int64]bool  // in work
	lost map[int64]bool  // held by the last look, and not in work
	runs map[int64]error // why a run is not for this process; nil: it is
	now  int64           // the run in work
}

func newCrew(l *ledger.Ledger, in Inspector, o Options) *crew {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return &crew{
		ledger: l, inspector: in, o: o.withDefaults(), sources: map[string]Source{}, meter: newMeter(), less: make(chan struct{}, 1),
		id: fmt.Sprintf("%s-%d-%s", host, os.Getpid(), rand.Text()[:8]), jobs: map[int64]bool{}, lost: map[int64]bool{}, runs: map[int64]error{},
	}
}

func (c *crew) join(sources []Source) error {
	for _, src := range sources {
		if _, twice := c.sources[src.Name]; twice {
			return fmt.Errorf("source %q: the name is used twice", src.Name)
		}
		c.sources[src.Name] = src
	}
	return nil
}

// Work inspects what a Scan in another process lists into the same ledger,
// until ctx is done. It waits where there is no run, and while the database is
// away.
func Work(ctx context.Context, l *ledger.Ledger, sources []Source, in Inspector, o Options) error {
	c := newCrew(l, in, o)
	if err := c.join(sources); err != nil {
		return err
	}
	ctx, c.cancel = context.WithCancelCause(ctx)
	defer c.cancel(nil)
	defer c.meter.show(c.o.Progress)()
	if err := c.start(ctx, 0); err != nil {
		return err
	}
	<-ctx.Done()
	c.stop()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

// start takes jobs from the queue.
func (c *crew) start(ctx context.Context, run int64) error {
	c.now = run
	var err error
	if c.client, err = newQueue(c); err != nil {
		return fmt.Errorf("queue: %w", err)
	}
	if err := c.beat(ctx); err != nil {
		return err
	}
	if err := c.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("queue: %w", ledger.Classify(err))
	}
	c.beats.Go(func() { c.live(ctx) })
	return nil
}

// newQueue is the queue that gives this process its jobs.
func newQueue(c *crew) (*river.Client[*sql.Tx], error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{crew: c})
	return river.NewClient(c.ledger.Queue(), &river.Config{
		ID:                   c.id,
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: c.o.Workers}},
		Workers:              workers,
		Logger:               c.queueLog(),
		JobTimeout:           -1,                  // each file has its own; a chunk may hold a very large one
		RescueStuckJobsAfter: 30 * 24 * time.Hour, // see live for those whose process is gone
		FetchCooldown:        5 * time.Millisecond,
		FetchPollInterval:    look,
		MaxAttempts:          1000, // what cannot be read is a record, not a failed job
	})
}

// queueLog is where the queue logs. Its warnings come from being stopped, and
// its errors are returned to us: they are of use to developers only.
func (c *crew) queueLog() *slog.Logger {
	if c.o.Log.Enabled(context.Background(), slog.LevelDebug) {
		return c.o.Log
	}
	return slog.New(slog.DiscardHandler)
}

// stop lets the files that are being read end; the rest of their chunks waits
// for the next run.
func (c *crew) stop() {
	c.stopping.Store(true)
	c.cancel(context.Canceled)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := c.client.StopAndCancel(ctx); err != nil {
		c.o.Log.Warn("queue did not stop in time", "err", err)
	}
	c.beats.Wait()
	if err := c.beat(ctx); err != nil { // what was done since the last one
		c.o.Log.Info("a worker could not tell what it did last", "err", err)
	}
	if err := c.ledger.Leave(ctx, c.id); err != nil {
		c.o.Log.Info("a worker could not sign off", "err", err)
	}
}

// strikes is how many beats nobody may miss: after half a minute, the jobs of
// a process that is gone are for others.
const strikes = 15

// live tells the ledger that this process is alive, until ctx is done.
func (c *crew) live(ctx context.Context) {
	t := time.NewTicker(c.o.Beat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if err := c.steady(ctx, func() error { return c.beat(ctx) }); err != nil && ctx.Err() == nil {
			c.cancel(err)
			return
		}
	}
}

func (c *crew) beat(ctx context.Context) error {
	if err := c.ledger.Current(ctx); err != nil {
		return err
	}
	host, _ := os.Hostname() //nolint:errcheck // then it has no name
	c.mu.Lock()
	run := c.now
	c.mu.Unlock()
	w := ledger.Worker{ID: c.id, Host: host, PID: os.Getpid(), Slots: c.o.Workers, Run: run, Tally: c.meter.tally()}
	if err := c.ledger.Beat(ctx, w, c.o.Beat, strikes); err != nil {
		return err
	}
	if !c.ledger.Shared() {
		return nil
	}
	if err := c.found(ctx); err != nil {
		return err
	}
	all, err := c.ledger.Workers(ctx, run)
	if err == nil {
		c.meter.others(slices.DeleteFunc(all, func(w ledger.Worker) bool { return w.ID == c.id }))
	}
	return err
}

// found puts jobs back that were given to this process while the database went
// away, so that it never heard of them.
func (c *crew) found(ctx context.Context) error {
	held, err := c.ledger.Held(ctx, c.id)
	if err != nil {
		return err
	}
	c.mu.Lock()
	lost := map[int64]bool{}
	var back []int64
	for _, id := range held {
		switch {
		case c.jobs[id]:
		case c.lost[id]:
			back = append(back, id)
		default:
			lost[id] = true
		}
	}
	c.lost = lost
	c.mu.Unlock()
	for _, id := range back {
		if err := c.ledger.PutBack(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// steady tries again while the database is away, and says so once. It makes
// sure that a scan is still the only one when it is back.
func (c *crew) steady(ctx context.Context, f func() error) error {
	err := f()
	if !errors.Is(err, ledger.ErrAway) || !c.ledger.Shared() {
		return err
	}
	told := false
	for wait := look; errors.Is(err, ledger.ErrAway); wait = min(2*wait, 5*time.Second) {
		if !told && wait > look { // a connection that broke is no news
			c.o.Log.Warn("the database does not answer; waiting until it is back", "ledger", c.ledger, "err", err)
			told = true
		}
		if c.stopping.Load() {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
		if err = c.ledger.Hold(ctx); err == nil {
			err = f()
		}
	}
	if told {
		c.o.Log.Warn("the database is back", "ledger", c.ledger)
	}
	return err
}

// admits says why a run is not for this process: it would record other things.
func (c *crew) admits(ctx context.Context, run int64) error {
	c.mu.Lock()
	err, known := c.runs[run]
	c.now = run
	c.mu.Unlock()
	if known {
		return err
	}
	r, err := c.ledger.Run(ctx, run)
	if err != nil {
		return err
	}
	if r.Ruleset != c.inspector.Ruleset() {
		err = fmt.Errorf("run %d: %w", run, ErrRules)
	}
	for _, name := range r.Sources {
		if _, ok := c.sources[name]; !ok {
			err = fmt.Errorf("run %d: %q: %w", run, name, ErrSources)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs[run] = err
	return err
}
