package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// workerTable knows the processes that inspect, so that one that is gone gives
// up its jobs, and how far they are.
const workerTable = `
CREATE TABLE worker (
	id      TEXT    PRIMARY KEY,         -- the queue's name of the process
	host    TEXT    NOT NULL,
	pid     INTEGER NOT NULL,
	slots   INTEGER NOT NULL,            -- files at the same time
	run     INTEGER NOT NULL,
	started INTEGER NOT NULL,
	beat    INTEGER NOT NULL,            -- when it was last heard of
	strikes INTEGER NOT NULL DEFAULT 0,  -- looks at it since
	tally   TEXT    NOT NULL DEFAULT '{}'
);
CREATE TABLE reaper (
	one INTEGER PRIMARY KEY,
	at  INTEGER NOT NULL                 -- when somebody last looked
);
`

// Worker is a process that inspects.
type Worker struct {
	ID    string
	Host  string
	PID   int
	Slots int
	Run   int64
	Tally Tally

	Started, Beat time.Time
}

// Tally is what a process has done in a run.
type Tally struct {
	Done    int64            `json:"done"`
	Bytes   int64            `json:"bytes"`
	Flagged int64            `json:"flagged"`
	Unread  int64            `json:"unread"`  // unreadable or only partly read
	Reasons map[string]int64 `json:"reasons"` // why not, by code
	Calls   int64            `json:"calls"`   // to providers
	Busy    int64            `json:"busy"`    // of those refused for coming too fast
	Waiting time.Duration    `json:"waiting"` // that providers asked for
}

// Beat tells that a worker is alive. Every so often it also strikes all
// workers, and after strikes many, those who were not heard of meanwhile are
// gone and their jobs are for others. No clock but the ledger's has a say, and
// none runs while the ledger is away.
func (l *Ledger) Beat(ctx context.Context, w Worker, every time.Duration, strikes int) error {
	tally, err := json.Marshal(w.Tally)
	if err != nil {
		return err
	}
	if err := l.tx(ctx, func(tx *sql.Tx) error {
		now, err := l.home.now(ctx, tx)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO worker (id, host, pid, slots, run, started, beat, tally) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET beat = excluded.beat, run = excluded.run, tally = excluded.tally, strikes = 0`,
			w.ID, w.Host, w.PID, w.Slots, w.Run, now, now, string(tally))
		return err
	}); err != nil {
		return err
	}
	// Apart from the first, so that two who look at all wait for nobody.
	return l.tx(ctx, func(tx *sql.Tx) error {
		now, err := l.home.now(ctx, tx)
		if err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO reaper (one, at) VALUES (1, ?)
			ON CONFLICT (one) DO UPDATE SET at = excluded.at WHERE reaper.at < ?`, now, now-int64(every))
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return l.reap(ctx, tx, strikes)
	})
}

func (l *Ledger) reap(ctx context.Context, tx *sql.Tx, strikes int) error {
	if _, err := tx.ExecContext(ctx, "UPDATE worker SET strikes = strikes + 1 WHERE strikes <= ?", strikes); err != nil || !l.Shared() {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE river_job SET state = 'available', scheduled_at = now() WHERE state = 'running' AND NOT EXISTS
		(SELECT 1 FROM worker w WHERE w.id = attempted_by[array_length(attempted_by, 1)] AND w.strikes <= ?)`, strikes)
	return err
}

// Leave takes a worker that ends off the list; what it did stays counted.
func (l *Ledger) Leave(ctx context.Context, id string) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE worker SET strikes = 1000000 WHERE id = ?", id)
		return err
	})
}

// Alive counts the files that all workers inspect at the same time.
func (l *Ledger) Alive(ctx context.Context, strikes int) (slots int, err error) {
	err = l.read.QueryRowContext(ctx, "SELECT coalesce(sum(slots), 0) FROM worker WHERE strikes <= ?", strikes).Scan(&slots)
	return slots, classify(err)
}

// Workers are the processes that worked on a run.
func (l *Ledger) Workers(ctx context.Context, run int64) ([]Worker, error) {
	rows, err := l.read.QueryContext(ctx, "SELECT id, host, pid, slots, run, started, beat, tally FROM worker WHERE run = ? ORDER BY started, id", run)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []Worker
	for rows.Next() {
		var w Worker
		var started, beat int64
		var tally string
		if err := rows.Scan(&w.ID, &w.Host, &w.PID, &w.Slots, &w.Run, &started, &beat, &tally); err != nil {
			return nil, classify(err)
		}
		w.Started, w.Beat = time.Unix(0, started), time.Unix(0, beat)
		if err := json.Unmarshal([]byte(tally), &w.Tally); err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, classify(rows.Err())
}

// Held are the jobs that the queue thinks a worker is working on. Where an
// answer of the database was lost, it may never have heard of them.
func (l *Ledger) Held(ctx context.Context, worker string) ([]int64, error) {
	if !l.Shared() {
		return nil, nil
	}
	return ids(ctx, l.DB, "SELECT id FROM river_job WHERE state = 'running' AND attempted_by[array_length(attempted_by, 1)] = ?", worker)
}

// PutBack lets others have a job on which a worker never began. The attempt
// does not count.
func (l *Ledger) PutBack(ctx context.Context, job int64) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE river_job SET state = 'available', attempt = attempt - 1 WHERE id = ? AND state = 'running' AND attempt > 0", job)
		return err
	})
}

// ErrFenced says that a job is another attempt's by now.
var ErrFenced = errors.New("the job was taken over by another attempt")

// Complete takes a job off the queue in the transaction that keeps its records,
// if it is still this attempt's. It is completion and fence in one: the queue's
// own completion takes a job from another attempt without complaint.
func (l *Ledger) Complete(ctx context.Context, tx *sql.Tx, job int64, attempt int) error {
	res, err := tx.ExecContext(ctx, "DELETE FROM river_job WHERE id = ? AND state = 'running' AND attempt = ?", job, attempt)
	if err != nil {
		return classify(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, ErrFenced)
	}
	return nil
}

// Current checks that no newer program has changed the tables meanwhile.
func (l *Ledger) Current(ctx context.Context) error {
	v, err := l.home.version(ctx, l.DB)
	if err == nil && v > len(migrations) {
		err = newer(v)
	}
	return classify(err)
}

// Queued counts the jobs in the queue.
func (l *Ledger) Queued(ctx context.Context) (n int64, err error) {
	err = l.DB.QueryRowContext(ctx, "SELECT count(*) FROM river_job WHERE state <> 'completed'").Scan(&n)
	return n, classify(err)
}
