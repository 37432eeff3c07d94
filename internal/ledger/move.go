package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrUsed says that a ledger holds runs already.
var ErrUsed = errors.New("the ledger is in use already")

// movePage is how many rows are copied at a time.
const movePage = 2000

// ownTables are those that belong to a home or to the processes that use it.
var ownTables = []string{"worker", "reaper", "ledger_key", "ledger_version", "due"}

// Move copies a ledger into an empty one in PostgreSQL, all of it or nothing,
// and returns how many rows there were. Jobs are not copied: what they were for
// is due again. Both have to be open for a scan, with the same key.
func Move(ctx context.Context, from, to *Ledger) (rows int64, err error) {
	if !to.Shared() || from.Shared() {
		return 0, fmt.Errorf("from %s to %s: %w", from, to, errors.ErrUnsupported)
	}
	if _, err := to.LastRun(ctx); err == nil {
		return 0, fmt.Errorf("%s: %w", to, ErrUsed)
	} else if !errors.Is(err, ErrNone) {
		return 0, err
	}
	tables, err := from.tables(ctx)
	if err != nil {
		return 0, err
	}
	err = to.tx(ctx, func(tx *sql.Tx) error {
		for _, t := range tables {
			n, err := copyTable(ctx, from.read, tx, t)
			if err != nil {
				return fmt.Errorf("table %s: %w", t, err)
			}
			rows += n
		}
		for _, t := range []string{"run", "root", "item", "outcome"} {
			if _, err := tx.ExecContext(ctx, fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM %[1]s), false)", t)); err != nil {
				return err
			}
		}
		return to.dueAgain(ctx, tx)
	})
	return rows, err
}

func (l *Ledger) tables(ctx context.Context) ([]string, error) {
	return texts(ctx, l.read, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'river%'
		AND name NOT IN ('`+strings.Join(ownTables, "', '")+`') ORDER BY name`)
}

func texts(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, classify(rows.Err())
}

// copyTable copies the rows of a table that has the same columns on both sides.
func copyTable(ctx context.Context, from *sql.DB, to *sql.Tx, table string) (n int64, err error) {
	columns, err := texts(ctx, to, "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position", table)
	if err != nil {
		return 0, err
	}
	types, err := texts(ctx, to, "SELECT udt_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position", table)
	if err != nil {
		return 0, err
	}
	names := `"` + strings.Join(columns, `", "`) + `"`
	insert := batch{all: table, columns: columns}
	rows, err := from.QueryContext(ctx, "SELECT "+names+" FROM "+table) //nolint:gosec // names of our own tables
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var page [][]any
	for rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return n, err
		}
		for i, t := range types {
			row[i] = as(t, row[i])
		}
		n++
		if page = append(page, row); len(page) == movePage {
			if err := insert.run(ctx, to, page); err != nil {
				return n, err
			}
			page = page[:0]
		}
	}
	if err := rows.Err(); err != nil {
		return n, err
	}
	return n, insert.run(ctx, to, page)
}

// as is a value of SQLite, whose columns hold any type, as one of a type.
func as(typ string, v any) any {
	switch v := v.(type) {
	case []byte:
		if typ == "text" {
			return string(v)
		}
	case string:
		if typ == "bytea" {
			return []byte(v)
		}
	case int64:
		if typ == "float8" {
			return float64(v)
		}
	}
	return v
}

// dueAgain makes what waits for inspection due.
func (l *Ledger) dueAgain(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT i.id, i.size, i.department, i.owner, i.exposure, i.modified FROM item i
		LEFT JOIN record k ON k.item = i.id WHERE coalesce(k.fp, 0) <> i.fp AND i.gone = 0 AND i.absent = 0`)
	if err != nil {
		return err
	}
	defer rows.Close()
	due := groups{now: time.Now().UnixNano()}
	for rows.Next() {
		var e Entry
		var d Due
		var modified int64
		if err := rows.Scan(&d.ID, &d.Size, &e.Department, &e.Owner, &e.Exposure, &modified); err != nil {
			return err
		}
		due.add(lane(e.Department, e.Owner), e.Exposure, modified, d)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	insert, err := l.newInsert(ctx, tx, "due", dueColumns...)
	if err != nil {
		return err
	}
	return insert.run(ctx, tx, due.rows())
}
