package ledger

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// rebinding connects so that statements with "?" and lists of numbers in json_each,
// as SQLite has them, are PostgreSQL's. Those that number their arguments, as the queue's do,
// pass unchanged.
type rebinding struct{ driver.Connector }

// Connect implements driver.Connector.
func (r rebinding) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &rebound{c.(*stdlib.Conn)}, nil
}

type rebound struct{ *stdlib.Conn }

func (c *rebound) Prepare(q string) (driver.Stmt, error) { return c.Conn.Prepare(rebind(q)) }

func (c *rebound) PrepareContext(ctx context.Context, q string) (driver.Stmt, error) {
	return c.Conn.PrepareContext(ctx, rebind(q))
}

func (c *rebound) ExecContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 1 {
		if rows, ok := args[0].Value.(copied); ok {
			n, err := c.Conn.Conn().CopyFrom(ctx, pgx.Identifier{q}, rows.columns, pgx.CopyFromRows(rows.rows))
			return driver.RowsAffected(n), err
		}
	}
	return c.Conn.ExecContext(ctx, rebind(q), args)
}

func (c *rebound) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	return c.Conn.QueryContext(ctx, rebind(q), args)
}

// copied is the argument of a statement that is the name of a table: its rows
// are copied there, which costs the database half of what inserting them does.
type copied struct {
	columns []string
	rows    [][]any
}

// CheckNamedValue implements driver.NamedValueChecker.
func (c *rebound) CheckNamedValue(v *driver.NamedValue) error {
	if rows, ok := v.Value.(copied); ok {
		for _, r := range rows.rows {
			for i := range r {
				if s, ok := r[i].(string); ok {
					r[i] = clean(s)
				}
			}
		}
		return nil
	}
	if s, ok := v.Value.(string); ok {
		v.Value = clean(s)
	}
	return c.Conn.CheckNamedValue(v)
}

// clean replaces what PostgreSQL does not take in a text: a name of a file must
// not end a scan.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}

var rebounds sync.Map // statements as they were rebound

func rebind(q string) string {
	if r, ok := rebounds.Load(q); ok {
		return r.(string)
	}
	r := q
	if !strings.Contains(q, "$1") && strings.Contains(q, "?") {
		r = numbered(strings.NewReplacer("IN (SELECT value FROM json_each(?))", "= ANY(?)",
			"json_each(?)", "(SELECT n - 1 AS key, v AS value FROM jsonb_array_elements_text(CAST(? AS jsonb)) WITH ORDINALITY AS e (v, n))").Replace(q))
		rebounds.Store(q, r)
	}
	return r
}

// numbered gives the question marks outside of literals their numbers.
func numbered(q string) string {
	var b strings.Builder
	n, quoted := 0, false
	for _, r := range q {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == '?' && !quoted:
			n++
			b.WriteString("$" + strconv.Itoa(n))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// away reports whether an error comes from a connection that broke.
func away(err error) bool {
	if err == nil {
		return false
	}
	var netErr net.Error
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || strings.HasSuffix(err.Error(), "conn closed") || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		errors.As(err, &netErr) && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled)
}
