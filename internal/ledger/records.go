package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"time"

	"tenken/internal/record"
)

// Records yields the record of every item that the roots of a run hold, each
// once, by department and path, one row in memory at a time. The ledger keeps
// the newest record of an item, so an older run shows its roots as they are
// known now, and one that is still running what is known so far.
func (l *Ledger) Records(ctx context.Context, run int64) iter.Seq2[record.File, error] {
	return l.query(ctx, "WHERE"+recorded+"ORDER BY i.department, i.path, i.id", run)
}

// ofRun and recorded are conditions on an item.
const (
	ofRun    = " i.gone = 0 AND i.absent = 0 AND i.root IN (SELECT root FROM run_root WHERE run = ?) "
	recorded = " i.status IS NOT NULL AND" + ofRun
)

const recordsQuery = "SELECT " + itemColumns + `, i.status, i.reasons, i.persons, i.level, i.verdict, i.clause, i.action, i.findings,
	i.ruleset, i.inspected, i.facts FROM known i `

// query yields the records that a condition names, one row in memory at a time.
func (l *Ledger) query(ctx context.Context, where string, args ...any) iter.Seq2[record.File, error] {
	return func(yield func(record.File, error) bool) {
		if err := l.knowRoots(ctx); err != nil {
			yield(record.File{}, err)
			return
		}
		rows, err := l.read.QueryContext(ctx, recordsQuery+where, args...)
		if err != nil {
			yield(record.File{}, classify(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			_, f, err := l.scanRecord(ctx, rows)
			if !yield(f, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(record.File{}, classify(err))
		}
	}
}

// scanRecord reads a row of recordsQuery, whose roots are known.
func (l *Ledger) scanRecord(ctx context.Context, rows *sql.Rows) (item int64, f record.File, err error) {
	var t Task
	var reasons, findings, facts sql.NullString
	var inspected int64
	if err := scan(rows, &t, &f.Status, &reasons, &f.Persons, &f.Level, &f.Verdict, &f.Clause, &f.Action, &findings,
		&f.Ruleset, &inspected, &facts); err != nil {
		return 0, f, classify(err)
	}
	if err := l.place(ctx, &t); err != nil {
		return 0, f, err
	}
	f.Item, f.Department = t.Item, t.Department
	f.Item.ID = strings.TrimPrefix(f.Item.ID, refusedMark)
	if inspected != 0 {
		f.Inspected = time.Unix(0, inspected).UTC()
	}
	return t.ID, f, unpack(&f, reasons, findings, facts)
}

// unpack reads the parts of a record that are kept as JSON.
func unpack(f *record.File, reasons, findings, facts sql.NullString) error {
	for _, c := range []struct {
		text sql.NullString
		into any
	}{{reasons, &f.Reasons}, {findings, &f.Findings}, {facts, &f.Facts}} {
		if !c.text.Valid {
			continue
		}
		if err := json.Unmarshal([]byte(c.text.String), c.into); err != nil {
			return fmt.Errorf("record of %q: %w", f.Path, ErrBroken)
		}
	}
	return nil
}

// Departments are the departments of a run's items, in order; "" for items
// that belong to none.
func (l *Ledger) Departments(ctx context.Context, run int64) ([]string, error) {
	rows, err := l.read.QueryContext(ctx, "SELECT DISTINCT i.department FROM known i WHERE"+recorded+"ORDER BY 1", run)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var d string
		if err := rows.Scan(&d); err != nil {
			return nil, classify(err)
		}
		out = append(out, d)
	}
	return out, classify(rows.Err())
}

// Recorded counts the records of a run's items by status, and the items that
// were listed but have none.
func (l *Ledger) Recorded(ctx context.Context, run int64) (c Counts, missing int64, err error) {
	if err := l.read.QueryRowContext(ctx, "SELECT coalesce(sum(gone), 0) FROM run_root WHERE run = ?", run).Scan(&c.Gone); err != nil {
		return c, 0, classify(err)
	}
	rows, err := l.read.QueryContext(ctx, `SELECT i.done = i.fp, coalesce(i.status, ''), i.verdict, count(*), sum(i.persons), sum(i.size)
		FROM known i WHERE`+ofRun+"GROUP BY 1, 2, 3", run)
	if err != nil {
		return c, 0, classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		var done bool
		var f record.File
		var verdict sql.NullString
		var n, persons, bytes int64
		if err := rows.Scan(&done, &f.Status, &verdict, &n, &persons, &bytes); err != nil {
			return c, 0, classify(err)
		}
		c.Bytes += bytes
		f.Verdict = record.Verdict(verdict.String)
		if !done || !c.add(f, n, persons) {
			missing += n
		}
	}
	return c, missing, classify(rows.Err())
}

// add counts n records that are alike, unless they are none.
func (c *Counts) add(f record.File, n, persons int64) bool {
	switch f.Status {
	case record.Inspected:
		c.Inspected += n
	case record.Partial:
		c.Partial += n
	case record.Skipped:
		c.Skipped += n
	case record.Unreadable:
		c.Unreadable += n
	default:
		return false
	}
	c.Recorded += n
	if f.Flagged() {
		c.Flagged += n
		c.Persons += persons
	}
	return true
}
