package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Run is one scan, from its start until everything it listed was recorded.
type Run struct {
	ID                int64
	Started, Finished time.Time
	State             string // Running, Finished or Interrupted
	Ruleset           string
	Sources           []string
	Roots             []Root
	Counts            Counts
}

// Root is what a source lists independently: a folder, a bucket, a drive.
type Root struct {
	Source string `json:"source"`
	Root   string `json:"root"`
}

// States of a run. The last one goes on with the next scan of the same roots
// under the same rules, unless it is finished. A run that nobody works on any
// more reads as interrupted.
const (
	Running     = "running"
	Finished    = "finished"
	Interrupted = "interrupted"
)

// Counts are the figures of a run.
type Counts struct {
	Listed     int64 `json:"listed"` // items and folders that refused
	Recorded   int64 `json:"recorded"`
	Inspected  int64 `json:"inspected"`
	Partial    int64 `json:"partial"`
	Skipped    int64 `json:"skipped"`
	Unreadable int64 `json:"unreadable"`
	Flagged    int64 `json:"flagged"`
	Persons    int64 `json:"persons"` // summed over flagged files: one person in two files counts twice
	Refused    int64 `json:"refused"` // folders that would not list
	New        int64 `json:"new"`     // new, changed, inspected under older rules, or not readable last time
	Unchanged  int64 `json:"unchanged"`
	Gone       int64 `json:"gone"`
	Bytes      int64 `json:"bytes"` // of the items listed
}

// Plus is the counts after a page was entered.
func (c Counts) Plus(in Entered) Counts {
	c.Listed += in.Listed
	c.Unchanged += in.Unchanged
	c.Refused += in.Refused
	c.New += in.New
	c.Gone += in.Gone
	c.Bytes += in.Bytes
	return c
}

// Begin continues the last run when it was interrupted and the roots and rules
// are the same, and otherwise starts a new one. Jobs of other runs are dropped:
// their items are still due and will be listed again.
func (l *Ledger) Begin(ctx context.Context, ruleset string, roots []Root) (Run, error) {
	last, err := l.LastRun(ctx)
	if err != nil && !errors.Is(err, ErrNone) {
		return Run{}, err
	}
	if err == nil && last.State == Running && last.Ruleset == ruleset && slices.Equal(last.Roots, roots) {
		return last, l.requeue(ctx)
	}
	b, err := json.Marshal(roots)
	if err != nil {
		return Run{}, err
	}
	r := Run{Started: time.Now(), State: Running, Ruleset: ruleset, Sources: sourcesOf(roots), Roots: roots}
	err = l.tx(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{"DELETE FROM river_job", "DELETE FROM due", "DELETE FROM seen", "DELETE FROM worker", "UPDATE run SET state = 'interrupted' WHERE state = 'running'"} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return tx.QueryRowContext(ctx, "INSERT INTO run (started, state, ruleset, roots) VALUES (?, ?, ?, ?) RETURNING id",
			r.Started.UnixNano(), r.State, r.Ruleset, string(b)).Scan(&r.ID)
	})
	return r, err
}

func sourcesOf(roots []Root) []string {
	var out []string
	for _, r := range roots {
		if !slices.Contains(out, r.Source) {
			out = append(out, r.Source)
		}
	}
	return out
}

// requeue makes jobs available again that nobody works on. A job that was
// running when its process died keeps the attempt: that is how a poisonous file
// is found. One that was put back on purpose does not. Where others may be
// working, their jobs are left to them: see Beat. Who completes a job deletes it,
// so that one which the queue alone calls completed is not.
func (l *Ledger) requeue(ctx context.Context) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE river_job SET state = 'available', scheduled_at = CURRENT_TIMESTAMP, finalized_at = NULL,
			attempt = CASE WHEN state = 'running' OR attempt = 0 THEN attempt ELSE attempt - 1 END
			WHERE state <> 'available' AND (state <> 'running' OR ? = 0)`, flag(l.Shared()))
		return err
	})
}

// Left is what an interrupted run has still to inspect.
type Left struct{ Jobs, Items, Bytes int64 }

// Left counts the jobs that are not completed, and the items that wait.
func (l *Ledger) Left(ctx context.Context, run int64) (left Left, err error) {
	if left.Jobs, err = l.Queued(ctx); err != nil {
		return left, err
	}
	waiting, err := l.Waiting(ctx)
	if err == nil && left.Jobs+waiting > 0 {
		err = l.read.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(i.size), 0) FROM known i WHERE i.done <> i.fp AND"+ofRun, run).
			Scan(&left.Items, &left.Bytes)
	}
	return left, classify(err)
}

func saveCounts(ctx context.Context, tx *sql.Tx, run int64, c Counts) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE run SET counts = ? WHERE id = ?", string(b), run)
	return err
}

// Finish ends a run whose every item was recorded, and returns it.
func (l *Ledger) Finish(ctx context.Context, r Run) (Run, error) {
	r.State, r.Finished = Finished, time.Now()
	err := l.tx(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{"DELETE FROM seen", "DELETE FROM river_job", "DELETE FROM due"} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		if err := saveCounts(ctx, tx, r.ID, r.Counts); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE run SET state = ?, finished = ? WHERE id = ?", r.State, r.Finished.UnixNano(), r.ID); err != nil {
			return err
		}
		return l.close(ctx, tx, r)
	})
	return r, err
}

const runColumns = "SELECT id, started, finished, state, ruleset, roots, counts FROM run "

// LastRun is the newest run; ErrNone before the first.
func (l *Ledger) LastRun(ctx context.Context) (Run, error) {
	return l.scanRun(ctx, l.read.QueryRowContext(ctx, runColumns+"ORDER BY id DESC LIMIT 1"))
}

// Run is the run of a number.
func (l *Ledger) Run(ctx context.Context, id int64) (Run, error) {
	r, err := l.scanRun(ctx, l.read.QueryRowContext(ctx, runColumns+"WHERE id = ?", id))
	if errors.Is(err, ErrNone) {
		return r, fmt.Errorf("run %d: there is no such run", id)
	}
	return r, err
}

// Runs are all runs, newest first.
func (l *Ledger) Runs(ctx context.Context) ([]Run, error) {
	rows, err := l.read.QueryContext(ctx, runColumns+"ORDER BY id DESC")
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []Run
	for rows.Next() {
		r, err := l.scanRun(ctx, rows)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, classify(rows.Err())
}

func (l *Ledger) scanRun(ctx context.Context, row interface{ Scan(...any) error }) (Run, error) {
	var r Run
	var started, finished int64
	var roots, counts string
	err := row.Scan(&r.ID, &started, &finished, &r.State, &r.Ruleset, &roots, &counts)
	if errors.Is(err, sql.ErrNoRows) {
		return r, ErrNone
	}
	if err != nil {
		return r, classify(err)
	}
	r.Started = time.Unix(0, started)
	if finished != 0 {
		r.Finished = time.Unix(0, finished)
	}
	if r.State == Running && l.lock == nil && !l.home.held(ctx) {
		r.State = Interrupted
	}
	if err := json.Unmarshal([]byte(roots), &r.Roots); err != nil {
		return r, fmt.Errorf("run %d: roots: %w", r.ID, ErrBroken)
	}
	r.Sources = sourcesOf(r.Roots)
	if err := json.Unmarshal([]byte(counts), &r.Counts); err != nil {
		return r, fmt.Errorf("run %d: counts: %w", r.ID, ErrBroken)
	}
	return r, nil
}
