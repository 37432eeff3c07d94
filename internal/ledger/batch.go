package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
)

// batch is a statement for many rows: row by row where a call costs next to
// nothing, all at once where it crosses a network. Its template marks the
// values of a row by their types, {bigint}, {text}, {bytea} or {float8}, and by
// {from} the place of the rows themselves.
type batch struct {
	each    *sql.Stmt // nil: all at once
	all     string
	columns []string // all is the table that they are copied into
}

// preparer is a database or a transaction.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func (l *Ledger) newBatch(ctx context.Context, on preparer, template string) (b batch, err error) {
	each, all := l.home.batch(template)
	if b.all = all; each != "" {
		b.each, err = on.PrepareContext(ctx, each)
	}
	return b, err
}

// newInsert is a batch that adds rows to a table.
func (l *Ledger) newInsert(ctx context.Context, on preparer, table string, columns ...string) (b batch, err error) {
	if l.Shared() {
		return batch{all: table, columns: columns}, nil
	}
	b.each, err = on.PrepareContext(ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", //nolint:gosec // names of our own tables
		table, strings.Join(columns, ", "), strings.Repeat("?, ", len(columns)-1)+"?"))
	return b, err
}

// run executes the statement in tx. Rows must differ in what they change.
func (b batch) run(ctx context.Context, tx *sql.Tx, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	if b.columns != nil {
		_, err := tx.ExecContext(ctx, b.all, copied{b.columns, rows})
		return err
	}
	if b.each == nil {
		_, err := tx.ExecContext(ctx, b.all, columns(rows)...)
		return err
	}
	each := tx.StmtContext(ctx, b.each)
	defer each.Close()
	for _, r := range rows {
		if _, err := each.ExecContext(ctx, r...); err != nil {
			return err
		}
	}
	return nil
}

// columns turns rows into arrays.
func columns(rows [][]any) []any {
	out := make([]any, len(rows[0]))
	for c := range out {
		switch first(rows, c).(type) {
		case nil: // unnest fills the shorter array up with NULL
		case int64, int:
			out[c] = column(rows, c, func(v any) int64 {
				if n, ok := v.(int64); ok {
					return n
				}
				return int64(v.(int))
			})
		case float64:
			out[c] = column(rows, c, func(v any) float64 { return v.(float64) })
		case []byte:
			out[c] = column(rows, c, func(v any) []byte { return v.([]byte) })
		default:
			out[c] = column(rows, c, func(v any) string {
				if s, ok := v.(string); ok {
					return clean(s)
				}
				return clean(fmt.Sprint(v))
			})
		}
	}
	return out
}

// first is the first value of a column that is not NULL.
func first(rows [][]any, c int) any {
	for _, r := range rows {
		if r[c] != nil {
			return r[c]
		}
	}
	return nil
}

// column is an array of plain values, which is sent twice as fast, unless one
// of them is NULL.
func column[T any](rows [][]any, c int, as func(any) T) any {
	plain := make([]T, len(rows))
	for i, r := range rows {
		if r[c] == nil {
			return nullable(rows, c, as)
		}
		plain[i] = as(r[c])
	}
	return plain
}

func nullable[T any](rows [][]any, c int, as func(any) T) []*T {
	out := make([]*T, len(rows))
	for i, r := range rows {
		if r[c] != nil {
			v := as(r[c])
			out[i] = &v
		}
	}
	return out
}

// markers are the marked parts of a template.
func markers(template string, each func(i int, typ string) string, from func(types []string) string) string {
	var types []string
	var b strings.Builder
	at := -1
	for rest := template; ; {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			b.WriteString(rest)
			break
		}
		end := open + strings.IndexByte(rest[open:], '}')
		b.WriteString(rest[:open])
		if typ := rest[open+1 : end]; typ == "from" {
			at = b.Len()
		} else {
			b.WriteString(each(len(types)+1, typ))
			types = append(types, typ)
		}
		rest = rest[end+1:]
	}
	if at < 0 {
		return b.String()
	}
	return b.String()[:at] + from(types) + b.String()[at:]
}

// perRow is a template as a statement for one row.
func perRow(template string) string {
	return markers(template, func(int, string) string { return "?" }, func([]string) string { return "" })
}

// forAll is a template as a statement of PostgreSQL for all rows.
func forAll(template string) string {
	return markers(template, func(i int, _ string) string { return "v.c" + strconv.Itoa(i) }, func(types []string) string {
		var arrays, names []string
		for i, t := range types {
			arrays = append(arrays, fmt.Sprintf("$%d::%s[]", i+1, t))
			names = append(names, "c"+strconv.Itoa(i+1))
		}
		return "FROM unnest(" + strings.Join(arrays, ", ") + ") AS v (" + strings.Join(names, ", ") + ")"
	})
}
