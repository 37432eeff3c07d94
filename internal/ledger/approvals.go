package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"tenken/internal/followup"
	"tenken/scanners"
)

// KeepApprovals replaces the register of approvals.
func (l *Ledger) KeepApprovals(ctx context.Context, register []followup.Approval, digest string, at time.Time) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM approval"); err != nil {
			return err
		}
		for _, a := range register {
			if _, err := tx.ExecContext(ctx, `INSERT INTO approval (number, path, owner, types, widest, until, reason, line)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, a.Number, a.Path, a.Owner, strings.Join(a.Types, ","), int(a.Widest),
				nanos(a.Until), a.Reason, a.Line); err != nil {
				return err
			}
		}
		return l.note(ctx, tx, at, AuditRegister, fmt.Sprintf("file %s approvals %d", digest, len(register)))
	})
}

// Approvals are the register, in the order of its lines.
func (l *Ledger) Approvals(ctx context.Context) ([]followup.Approval, error) {
	rows, err := l.read.QueryContext(ctx, "SELECT number, path, owner, types, widest, until, reason, line FROM approval ORDER BY line")
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []followup.Approval
	for rows.Next() {
		var a followup.Approval
		var types string
		var until int64
		var widest int
		if err := rows.Scan(&a.Number, &a.Path, &a.Owner, &types, &widest, &until, &a.Reason, &a.Line); err != nil {
			return nil, classify(err)
		}
		if types != "" {
			a.Types = strings.Split(types, ",")
		}
		a.Widest, a.Until = scanners.Exposure(widest), fromNanos(until)
		out = append(out, a)
	}
	return out, classify(rows.Err())
}
