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

// A chunk whose process died is split until the file that killed it stands
// alone; crashes says how often it may do so there before it is recorded.
const crashes = 3

// Work inspects a chunk. Its records and its completion commit together, or
// not at all.
func (w *worker) Work(ctx context.Context, job *river.Job[chunk]) error {
	s := w.scan
	tasks, err := s.ledger.Tasks(ctx, job.Args.Items)
	if err != nil {
		return s.fail(err)
	}
	if job.Attempt > 1 && len(tasks) > 1 {
		return s.fail(s.split(ctx, job, tasks))
	}
	files := make([]record.File, len(tasks))
	for i, t := range tasks {
		if job.Attempt > crashes {
			files[i] = s.given(t, record.ParserCrash)
			continue
		}
		if files[i], err = s.inspect(ctx, t); err != nil {
			var busy scanners.Busy
			if errors.As(err, &busy) && ctx.Err() == nil {
				return s.later(ctx, job, tasks[:i], files[:i], busy)
			}
			return s.fail(err)
		}
	}
	return s.fail(s.complete(ctx, job, tasks, files, nil))
}

// fail ends the scan with an error that no other file will escape: a full
// disk, a broken ledger. The job stays due.
func (s *scan) fail(err error) error {
	if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, errFenced) {
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
	if err := ledger.Keep(ctx, tx, tasks, files); err != nil {
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

// split replaces a chunk by its halves.
func (s *scan) split(ctx context.Context, job *river.Job[chunk], tasks []ledger.Task) error {
	ids := make([]int64, len(tasks))
	for i, t := range tasks {
		ids[i] = t.ID
	}
	half := len(ids) / 2
	return s.complete(ctx, job, nil, nil, []river.InsertManyParams{
		{Args: chunk{Items: ids[:half]}}, {Args: chunk{Items: ids[half:]}},
	})
}

// later keeps what was inspected and leaves the rest until the provider takes
// calls again.
func (s *scan) later(ctx context.Context, job *river.Job[chunk], tasks []ledger.Task, files []record.File, busy scanners.Busy) error {
	rest := job.Args.Items
	if n := len(tasks); n > 0 {
		ids := make(map[int64]bool, n)
		for _, t := range tasks {
			ids[t.ID] = true
		}
		rest = nil
		for _, id := range job.Args.Items {
			if !ids[id] {
				rest = append(rest, id)
			}
		}
	}
	wait := max(busy.After, time.Second)
	return s.fail(s.complete(ctx, job, tasks, files, []river.InsertManyParams{
		{Args: chunk{Items: rest}, InsertOpts: &river.InsertOpts{ScheduledAt: time.Now().Add(wait)}},
	}))
}

// inspect turns one item into its record, whatever the readers do: a panic or
// a reader that does not return is a reason, too.
func (s *scan) inspect(ctx context.Context, t ledger.Task) (record.File, error) {
	src, ok := s.sources[t.Item.Source]
	if !ok {
		return s.given(t, record.Gone), nil
	}
	if err := ctx.Err(); err != nil {
		return record.File{}, err
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
		f, err := s.inspector.Item(limited, src.Scanner, t.Item)
		ch <- outcome{f, err}
	}()
	grace := time.NewTimer(s.o.Timeout + 10*time.Second)
	defer grace.Stop()
	select {
	case o := <-ch:
		if o.err != nil && ctx.Err() == nil && errors.Is(o.err, context.DeadlineExceeded) {
			return s.given(t, record.TimedOut), nil
		}
		return o.f, o.err
	case <-grace.C: // it does not listen; leave it behind
		return s.given(t, record.TimedOut), nil
	}
}

// given is the record of an item that could not be inspected.
func (s *scan) given(t ledger.Task, code record.Code) record.File {
	return record.File{
		Item: t.Item, Status: record.Unreadable, Reasons: []record.Reason{{Code: code}},
		Level: record.NoLevel, Verdict: record.Clear, Ruleset: s.run.Ruleset, Inspected: time.Now().UTC(),
	}
}
