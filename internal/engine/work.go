package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// chunk is the job of inspecting some items.
type chunk struct {
	Items []int64 `json:"items"` // numbers of the ledger
}

// Kind implements river.JobArgs.
func (chunk) Kind() string { return "inspect" }

type worker struct {
	river.WorkerDefaults[chunk]
	scan *scan
}

// A chunk whose process died comes apart into its files. A file whose process
// died is inspected again with nothing beside it, so that no innocent one is
// suspected; deaths says how often it may happen before that is its record.
const deaths = 2

// Work inspects a chunk. Its records and its completion commit together, or
// not at all.
func (w *worker) Work(ctx context.Context, job *river.Job[chunk]) error {
	s := w.scan
	tasks, err := s.ledger.Tasks(ctx, job.Args.Items, s.inspector.Reading())
	if err != nil {
		return s.fail(err)
	}
	switch {
	case job.Attempt > 1 && len(tasks) > 1:
		return s.fail(s.complete(ctx, job, nil, nil, apart(tasks)))
	case job.Attempt > 1:
		s.alone.Lock()
		defer s.alone.Unlock()
	default:
		s.alone.RLock()
		defer s.alone.RUnlock()
	}
	files := make([]record.File, 0, len(tasks))
	for i, t := range tasks {
		f, err := s.inspect(ctx, t, job.Attempt)
		if err != nil {
			return s.fail(s.later(ctx, job, tasks, i, files, err))
		}
		files = append(files, f)
	}
	return s.fail(s.complete(ctx, job, tasks, files, nil))
}

// fail ends the scan with an error that no other file will escape: a full
// disk, a broken ledger. The job stays due.
func (s *scan) fail(err error) error {
	if err != nil && !s.stopping.Load() && !errors.Is(err, context.Canceled) && !errors.Is(err, errFenced) {
		s.cancel(err)
	}
	return err
}

// errFenced says that another attempt has completed the job meanwhile.
var errFenced = errors.New("the job was taken over by another attempt")

// complete commits records and the job's completion. River marks a job
// completed that another attempt owns without complaint, so its state and
// attempt are checked in the same transaction.
func (s *scan) complete(ctx context.Context, job *river.Job[chunk], tasks []ledger.Task, files []record.File, more []river.InsertManyParams) error {
	ctx = context.WithoutCancel(ctx) // what was inspected is kept, even when the run is stopping
	tx, err := s.ledger.DB.BeginTx(ctx, nil)
	if err != nil {
		return ledger.Classify(err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	if err := fence(ctx, tx, job); err != nil {
		return err
	}
	if err := s.ledger.Keep(ctx, tx, tasks, files); err != nil {
		return fmt.Errorf("keep records: %w", err)
	}
	if len(more) > 0 {
		if _, err := s.client.InsertManyTx(ctx, tx, more); err != nil {
			return fmt.Errorf("queue: %w", ledger.Classify(err))
		}
	}
	if _, err := river.JobCompleteTx[*riversqlite.Driver](ctx, tx, job); err != nil {
		return fmt.Errorf("queue: %w", ledger.Classify(err))
	}
	if err := tx.Commit(); err != nil {
		return ledger.Classify(err)
	}
	s.change(int64(len(more)) - 1)
	for _, f := range files {
		s.meter.done(f)
	}
	return nil
}

// fence refuses a job that is not this attempt's to complete.
func fence(ctx context.Context, tx *sql.Tx, job *river.Job[chunk]) error {
	var state rivertype.JobState
	var attempt int
	err := tx.QueryRowContext(ctx, "SELECT state, attempt FROM river_job WHERE id = ?", job.ID).Scan(&state, &attempt)
	if errors.Is(err, sql.ErrNoRows) || err == nil && (state != rivertype.JobStateRunning || attempt != job.Attempt) {
		return errFenced
	}
	return ledger.Classify(err)
}

// apart makes a job of every task.
func apart(tasks []ledger.Task) []river.InsertManyParams {
	out := make([]river.InsertManyParams, len(tasks))
	for i, t := range tasks {
		out[i].Args = chunk{Items: []int64{t.ID}}
	}
	return out
}

// longestWait is how long a scan stands still for a provider. One that asks for
// more has its quota used up: the scan ends, and the next one goes on.
const longestWait = 10 * time.Minute

// later keeps what was inspected before tasks[i] and leaves the rest: for the
// next run when this one is stopping, or until the provider takes calls again.
func (s *scan) later(ctx context.Context, job *river.Job[chunk], tasks []ledger.Task, i int, files []record.File, cause error) error {
	var busy scanners.Busy
	wait, end := time.Duration(0), error(nil)
	switch {
	case ctx.Err() != nil && i == 0:
		return cause
	case ctx.Err() != nil:
	case errors.As(cause, &busy) && busy.After > longestWait:
		end = cause
	case errors.As(cause, &busy):
		wait = max(busy.After, time.Second)
	default:
		return cause
	}
	rest := chunk{}
	for _, t := range tasks[i:] {
		rest.Items = append(rest.Items, t.ID)
	}
	opts := &river.InsertOpts{ScheduledAt: time.Now().Add(wait)}
	if err := s.complete(ctx, job, tasks[:i], files, []river.InsertManyParams{{Args: rest, InsertOpts: opts}}); err != nil {
		return err
	}
	return end
}

// inspect turns one item into its record, whatever the readers do: a panic or
// a reader that does not return is a reason, too.
func (s *scan) inspect(ctx context.Context, t ledger.Task, attempt int) (record.File, error) {
	src, ok := s.sources[t.Item.Source]
	switch {
	case ctx.Err() != nil:
		return record.File{}, ctx.Err()
	case attempt > deaths:
		return s.given(t, record.ParserCrash), nil
	case !ok:
		return s.given(t, record.Gone), nil
	}
	type outcome struct {
		f   record.File
		err error
	}
	limited, cancel := context.WithTimeout(ctx, s.o.Timeout)
	defer cancel()
	ch := make(chan outcome, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				s.o.Log.Error("reader crashed", "path", t.Item.Path, "stack", string(debug.Stack()))
				ch <- outcome{s.given(t, record.ParserCrash), nil}
			}
		}()
		f, err := s.record(limited, src.Scanner, t)
		f.Department = t.Department
		if f.Owner != t.Item.Owner || f.Unit != "" { // learned while inspecting
			f.Owner, f.Department = src.belongs(f.Item)
		}
		ch <- outcome{f, err}
	}()
	patience := time.NewTimer(s.o.Timeout + s.o.Timeout/10)
	defer patience.Stop()
	select {
	case o := <-ch:
		if o.err != nil && limited.Err() != nil && ctx.Err() == nil {
			return s.given(t, record.TimedOut), nil
		}
		return o.f, o.err
	case <-patience.C: // it does not listen; leave it behind
		return s.given(t, record.TimedOut), nil
	}
}

// record reads an item, unless it is known what is in it.
func (s *scan) record(ctx context.Context, sc scanners.Scanner, t ledger.Task) (record.File, error) {
	if t.Known != nil {
		if f, ok, err := s.inspector.Again(ctx, sc, t.Item, *t.Known); ok || err != nil {
			return f, err
		}
	}
	return s.inspector.Item(ctx, sc, t.Item)
}

// given is the record of an item that could not be inspected.
func (s *scan) given(t ledger.Task, code record.Code) record.File {
	return record.File{
		Item: t.Item, Department: t.Department, Status: record.Unreadable, Reasons: []record.Reason{{Code: code}},
		Level: record.NoLevel, Verdict: record.Clear, Ruleset: s.run.Ruleset, Inspected: time.Now().UTC(),
	}
}
