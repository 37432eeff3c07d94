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
	return l.query(ctx, "FROM item i", "WHERE"+recorded+"ORDER BY i.department, i.path, i.id", run)
}

// ofRun and recorded are conditions on an item.
const (
	ofRun    = " i.gone = 0 AND i.absent = 0 AND i.root IN (SELECT root FROM run_root WHERE run = ?) "
	recorded = " i.status IS NOT NULL AND" + ofRun
)

// query yields the records of items that come from somewhere under a
// condition, one row in memory at a time.
func (l *Ledger) query(ctx context.Context, from, where string, args ...any) iter.Seq2[record.File, error] {
	//nolint:gosec // the conditions are this package's own
	q := "SELECT " + itemColumns + `, i.status, i.reasons, i.persons, i.level, i.verdict, i.clause, i.action, i.findings,
		i.ruleset, i.inspected, i.facts ` + from + " JOIN root r ON r.id = i.root " + where
	return func(yield func(record.File, error) bool) {
		rows, err := l.read.QueryContext(ctx, q, args...)
		if err != nil {
			yield(record.File{}, classify(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			f, err := scanRecord(rows)
			if !yield(f, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(record.File{}, classify(err))
		}
	}
}

func scanRecord(rows *sql.Rows) (record.File, error) {
	var t Task
	var f record.File
	var reasons, findings, facts sql.NullString
	var inspected int64
	if err := t.scan(rows, &f.Status, &reasons, &f.Persons, &f.Level, &f.Verdict, &f.Clause, &f.Action, &findings,
		&f.Ruleset, &inspected, &facts); err != nil {
		return f, err
	}
	f.Item, f.Department = t.Item, t.Department
	f.Item.ID = strings.TrimPrefix(f.Item.ID, refusedMark)
	if inspected != 0 {
		f.Inspected = time.Unix(0, inspected).UTC()
	}
	return f, unpack(&f, reasons, findings, facts)
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
	rows, err := l.read.QueryContext(ctx, "SELECT DISTINCT i.department FROM item i WHERE"+recorded+"ORDER BY 1", run)
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
	rows, err := l.read.QueryContext(ctx, `SELECT CASE WHEN i.done = i.fp THEN i.status ELSE '' END, count(*), sum(CASE WHEN i.verdict IN ('violation', 'review') THEN 1 ELSE 0 END),
		sum(CASE WHEN i.verdict IN ('violation', 'review') THEN i.persons ELSE 0 END), sum(i.size)
		FROM listing l JOIN item i ON i.id = l.item
		WHERE l.absent = 0 AND l.root IN (SELECT root FROM run_root WHERE run = ?) GROUP BY 1`, run)
	if err != nil {
		return c, 0, classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		var status record.Status
		var n, flagged, persons, bytes int64
		if err := rows.Scan(&status, &n, &flagged, &persons, &bytes); err != nil {
			return c, 0, classify(err)
		}
		c.Bytes += bytes
		switch status {
		case record.Inspected:
			c.Inspected = n
		case record.Partial:
			c.Partial = n
		case record.Skipped:
			c.Skipped = n
		case record.Unreadable:
			c.Unreadable = n
		default:
			missing += n
			continue
		}
		c.Recorded += n
		c.Flagged += flagged
		c.Persons += persons
	}
	return c, missing, classify(rows.Err())
}
