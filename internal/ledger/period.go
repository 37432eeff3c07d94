package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"tenken/internal/followup"
	"tenken/internal/record"
)

// periods keeps the figures of a run by department.
func (l *Ledger) periods(ctx context.Context, tx *sql.Tx, run int64) error {
	counts, err := countsOf(ctx, l.read, run)
	if err != nil {
		return err
	}
	for department, c := range counts {
		b, err := json.Marshal(c)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO period (run, department, counts) VALUES (?, ?, ?)
			ON CONFLICT (run, department) DO UPDATE SET counts = excluded.counts`, run, department, string(b)); err != nil {
			return err
		}
	}
	return nil
}

func countsOf(ctx context.Context, db querier, run int64) (map[string]followup.Counts, error) {
	rows, err := db.QueryContext(ctx, `SELECT department, status, verdict, level, count(*), sum(persons) FROM known
		WHERE status IS NOT NULL AND gone = 0 AND absent = 0 AND root IN `+rootsOfRun+` GROUP BY department, status, verdict, level`, run)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]followup.Counts{}
	for rows.Next() {
		var department string
		var f record.File
		var n, persons int
		if err := rows.Scan(&department, &f.Status, &f.Verdict, &f.Level, &n, &persons); err != nil {
			return nil, err
		}
		out[department] = out[department].Plus(countOf(f, n, persons))
	}
	return out, rows.Err()
}

// countOf is the figures of n files that are alike.
func countOf(f record.File, n, persons int) followup.Counts {
	c := followup.Counts{Files: n}
	switch f.Status {
	case record.Inspected:
		c.Inspected = n
	case record.Partial:
		c.Partial = n
	case record.Skipped:
		c.Skipped = n
	default:
		c.Unreadable = n
	}
	if f.Flagged() {
		c.Flagged, c.Persons = n, persons
		if f.Level.Rank() >= record.High.Rank() {
			c.Grave = n
		}
	}
	return c
}

// Periods are the figures of the finished runs up to one that had its roots, by
// run, oldest first, and department.
func (l *Ledger) Periods(ctx context.Context, of Run) ([]followup.Period, error) {
	runs, err := l.Runs(ctx)
	if err != nil {
		return nil, err
	}
	var out []followup.Period
	for i := len(runs) - 1; i >= 0; i-- {
		r := runs[i]
		if r.ID > of.ID || r.State != Finished || !r.sameRoots(of) {
			continue
		}
		p := followup.Period{Run: r.ID, At: r.Finished, Departments: map[string]followup.Counts{}}
		if err := l.periodOf(ctx, p); err != nil {
			return nil, err
		}
		if len(p.Departments) > 0 {
			out = append(out, p)
		}
	}
	return out, nil
}

func (l *Ledger) periodOf(ctx context.Context, p followup.Period) error {
	rows, err := l.read.QueryContext(ctx, "SELECT department, counts FROM period WHERE run = ?", p.Run)
	if err != nil {
		return classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		var department, counts string
		if err := rows.Scan(&department, &counts); err != nil {
			return classify(err)
		}
		var c followup.Counts
		if err := json.Unmarshal([]byte(counts), &c); err != nil {
			return fmt.Errorf("figures of run %d: %w", p.Run, ErrBroken)
		}
		p.Departments[department] = c
	}
	return classify(rows.Err())
}

// sameRoots reports whether two runs can be compared: one holds a root of the
// other.
func (r Run) sameRoots(other Run) bool {
	for _, a := range r.Roots {
		for _, b := range other.Roots {
			if a == b {
				return true
			}
		}
	}
	return false
}

// Base is the run that a run is compared with: the last one finished in an
// earlier quarter, or else the one before; 0 where there is none.
func Base(runs []followup.Period, of Run) int64 {
	var before, quarter int64
	for _, p := range runs {
		if p.Run >= of.ID {
			continue
		}
		before = p.Run
		if followup.Quarter(p.At) < followup.Quarter(of.Started) {
			quarter = p.Run
		}
	}
	if quarter != 0 {
		return quarter
	}
	return before
}
