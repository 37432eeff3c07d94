package ledger

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"tenken/internal/record"
)

// outcome is what many records have in common.
type outcome struct {
	status  record.Status
	level   record.Level
	verdict record.Verdict
	clause  string
	action  string
	ruleset string
}

// outcomes knows the numbers of outcomes that are committed.
type outcomes struct{ known sync.Map }

const findOutcome = "SELECT id FROM outcome WHERE status = ? AND level = ? AND verdict = ? AND clause = ? AND action = ? AND ruleset = ?"

// of is the number of the outcome of a record. A new one is written in tx and
// not remembered, because tx may come to nothing.
func (o *outcomes) of(ctx context.Context, read *sql.DB, tx *sql.Tx, f record.File) (int64, error) {
	k := outcome{f.Status, f.Level, f.Verdict, f.Clause, f.Action, f.Ruleset}
	if id, ok := o.known.Load(k); ok {
		return id.(int64), nil
	}
	args := []any{string(k.status), string(k.level), string(k.verdict), k.clause, k.action, k.ruleset}
	var id int64
	err := read.QueryRowContext(ctx, findOutcome, args...).Scan(&id)
	switch {
	case err == nil:
		o.known.Store(k, id)
		return id, nil
	case !errors.Is(err, sql.ErrNoRows):
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO outcome (status, level, verdict, clause, action, ruleset) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", args...); err != nil {
		return 0, err
	}
	return id, tx.QueryRowContext(ctx, findOutcome, args...).Scan(&id)
}
