package engine

import (
	"context"
	"errors"
	"fmt"
	"path"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"

	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// chunk is the job of inspecting some items.
type chunk struct {
	Run   int64   `json:"run"`
	Items []int64 `json:"items"` // numbers of the ledger
}

// Kind implements river.JobArgs.
func (chunk) Kind() string { return "inspect" }

type worker struct {
	river.WorkerDefaults[chunk]
	crew *crew
}

// A chunk whose process died comes apart into its files. A file whose process
// died is inspected again with nothing beside it, so that no innocent one is
// suspected; deaths says how often it may happen before that is its record.
const deaths = 2

// turn is how long a file that has to be inspected alone waits for the others.
const turn = 300 * time.Millisecond

// Work inspects a chunk. Its records and its completion commit together, or
// not at all.
func (w *worker) Work(ctx context.Context, job *river.Job[chunk]) error {
	c := w.crew
	c.hold(job.ID, true)
	defer c.hold(job.ID, false)
	return c.fail(c.chunk(ctx, job))
}

func (c *crew) hold(job int64, held bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if held {
		c.jobs[job] = true
	} else {
		delete(c.jobs, job)
	}
}

func (c *crew) chunk(ctx context.Context, job *river.Job[chunk]) error {
	var tasks []ledger.Task
	if err := c.steady(ctx, func() (err error) {
		if err = c.admits(ctx, job.Args.Run); err == nil {
			tasks, err = c.ledger.Tasks(ctx, job.Args.Items, c.inspector.Reading())
		}
		return err
	}); err != nil {
		if errors.Is(err, ErrRules) || errors.Is(err, ErrSources) {
			return errors.Join(err, c.ledger.PutBack(context.WithoutCancel(ctx), job.ID))
		}
		return err
	}
	switch {
	case job.Attempt > 1 && len(tasks) > 1:
		return c.complete(ctx, job, nil, nil, apart(job.Args.Run, tasks))
	case job.Attempt > 1:
		// Whoever waits gives its attempt back: it would be suspected, too, if
		// the process died meanwhile.
		if !c.alone.TryLock() {
			return river.JobSnooze(turn)
		}
		defer c.alone.Unlock()
	default:
		c.alone.RLock()
		defer c.alone.RUnlock()
	}
	files := make([]record.File, 0, len(tasks))
	read := map[string]*record.File{} // in this chunk, by hash and name
	for i, t := range tasks {
		key := t.Item.Hash + "\x00" + path.Base(t.Item.Path)
		if t.Known == nil && t.Item.Hash != "" {
			t.Known = read[key]
		}
		f, err := c.inspect(ctx, t, job.Attempt)
		if err != nil {
			return c.later(ctx, job, tasks, i, files, err)
		}
		files = append(files, f)
		if len(f.Reasons) == 0 {
			read[key] = &files[i]
		}
	}
	return c.complete(ctx, job, tasks, files, nil)
}

// fail ends the work with an error that no other file will escape: a full
// disk, a broken ledger. The job stays due.
func (c *crew) fail(err error) error {
	var snooze *river.JobSnoozeError
	switch {
	case errors.As(err, &snooze):
	case errors.Is(err, ledger.ErrFenced):
		// Another attempt has it, or has done it. Were this one's end told as a
		// success, the queue would call the other's job completed while it is
		// still in work, and drop it. So it is done again, should it be there.
		return river.JobSnooze(turn)
	case err != nil && !c.stopping.Load() && !errors.Is(err, context.Canceled):
		c.cancel(err)
	}
	return err
}

// complete commits records and the job's completion. What was inspected is
// kept, even when the run is stopping, and when the database comes back.
func (c *crew) complete(ctx context.Context, job *river.Job[chunk], tasks []ledger.Task, files []record.File, more []river.InsertManyParams) error {
	ctx = context.WithoutCancel(ctx)
	if err := c.steady(ctx, func() error { return c.commit(ctx, job, tasks, files, more) }); err != nil {
		return err
	}
	for _, f := range files {
		c.meter.done(f)
	}
	select {
	case c.less <- struct{}{}:
	default:
	}
	return nil
}

func (c *crew) commit(ctx context.Context, job *river.Job[chunk], tasks []ledger.Task, files []record.File, more []river.InsertManyParams) error {
	tx, err := c.ledger.DB.BeginTx(ctx, nil)
	if err != nil {
		return ledger.Classify(err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	if err := c.ledger.Complete(ctx, tx, job.ID, job.Attempt); err != nil {
		return err
	}
	if err := c.ledger.Keep(ctx, tx, tasks, files); err != nil {
		return fmt.Errorf("keep records: %w", err)
	}
	if len(more) > 0 {
		if _, err := c.client.InsertManyTx(ctx, tx, more); err != nil {
			return fmt.Errorf("queue: %w", ledger.Classify(err))
		}
	}
	return ledger.Classify(tx.Commit())
}

// apart makes a job of every task.
func apart(run int64, tasks []ledger.Task) []river.InsertManyParams {
	out := make([]river.InsertManyParams, len(tasks))
	for i, t := range tasks {
		out[i].Args = chunk{run, []int64{t.ID}}
	}
	return out
}

// longestWait is how long a scan stands still for a provider. One that asks for
// more has its quota used up: the scan ends, and the next one goes on.
const longestWait = 10 * time.Minute

// later keeps what was inspected before tasks[i] and leaves the rest: for the
// next run when this one is stopping, or until the provider takes calls again.
func (c *crew) later(ctx context.Context, job *river.Job[chunk], tasks []ledger.Task, i int, files []record.File, cause error) error {
	var busy scanners.Busy
	wait, end := time.Duration(0), error(nil)
	switch {
	case ctx.Err() != nil && i == 0:
		return errors.Join(cause, c.ledger.PutBack(context.WithoutCancel(ctx), job.ID))
	case ctx.Err() != nil:
	case errors.As(cause, &busy) && busy.After > longestWait:
		end = cause
	case errors.As(cause, &busy):
		wait = max(busy.After, time.Second)
	default:
		return cause
	}
	rest := chunk{Run: job.Args.Run}
	for _, t := range tasks[i:] {
		rest.Items = append(rest.Items, t.ID)
	}
	opts := &river.InsertOpts{ScheduledAt: time.Now().Add(wait)}
	if err := c.complete(ctx, job, tasks[:i], files, []river.InsertManyParams{{Args: rest, InsertOpts: opts}}); err != nil {
		return err
	}
	return end
}

// inspect turns one item into its record, whatever the readers do: a panic or
// a reader that does not return is a reason, too.
func (c *crew) inspect(ctx context.Context, t ledger.Task, attempt int) (record.File, error) {
	src, ok := c.sources[t.Item.Source]
	switch {
	case ctx.Err() != nil:
		return record.File{}, ctx.Err()
	case attempt > deaths:
		return c.given(t, record.ParserCrash), nil
	case !ok:
		return c.given(t, record.Gone), nil
	}
	type outcome struct {
		f   record.File
		err error
	}
	limited, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	ch := make(chan outcome, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				c.o.Log.Error("reader crashed", "path", t.Item.Path, "stack", string(debug.Stack()))
				ch <- outcome{c.given(t, record.ParserCrash), nil}
			}
		}()
		f, err := c.record(limited, src.Scanner, t)
		f.Department = t.Department
		if f.Owner != t.Item.Owner || f.Unit != "" { // learned while inspecting
			f.Owner, f.Department = src.belongs(f.Item)
		}
		ch <- outcome{f, err}
	}()
	patience := time.NewTimer(c.o.Timeout + c.o.Timeout/10)
	defer patience.Stop()
	select {
	case o := <-ch:
		if o.err != nil && limited.Err() != nil && ctx.Err() == nil {
			return c.given(t, record.TimedOut), nil
		}
		return o.f, o.err
	case <-patience.C: // it does not listen; leave it behind
		return c.given(t, record.TimedOut), nil
	}
}

// record reads an item, unless it is known what is in it.
func (c *crew) record(ctx context.Context, sc scanners.Scanner, t ledger.Task) (record.File, error) {
	if t.Known != nil {
		if f, ok, err := c.inspector.Again(ctx, sc, t.Item, *t.Known); ok || err != nil {
			return f, err
		}
	}
	return c.inspector.Item(ctx, sc, t.Item)
}

// given is the record of an item that could not be inspected.
func (c *crew) given(t ledger.Task, code record.Code) record.File {
	return record.File{
		Item: t.Item, Department: t.Department, Status: record.Unreadable, Reasons: []record.Reason{{Code: code}},
		Level: record.NoLevel, Verdict: record.Clear, Ruleset: c.inspector.Ruleset(), Inspected: time.Now().UTC(),
	}
}
