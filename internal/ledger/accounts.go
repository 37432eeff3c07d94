package ledger

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"tenken/internal/record"
)

// accountsTable keeps the newest list of each source. It is version 2 of the
// ledger.
const accountsTable = `
CREATE TABLE account (
	source     TEXT    NOT NULL,
	id         TEXT    NOT NULL,           -- '': the source would not tell
	name       TEXT    NOT NULL,
	department TEXT    NOT NULL,
	mfa        TEXT    NOT NULL,
	mfa_source TEXT    NOT NULL,
	as_of      INTEGER NOT NULL,
	PRIMARY KEY (source, id)
) WITHOUT ROWID;
`

// personColumns tell who is behind an account. They are version 7.
const personColumns = `
ALTER TABLE account ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;
`

// KeepAccounts replaces the accounts of a source and reports whether they are
// others than before.
func (l *Ledger) KeepAccounts(ctx context.Context, source string, accounts []record.Account) (changed bool, err error) {
	err = l.tx(ctx, func(tx *sql.Tx) error {
		before, err := accountsOf(ctx, tx, "WHERE source = ?", source)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM account WHERE source = ?", source); err != nil {
			return err
		}
		for _, a := range accounts {
			if _, err := tx.ExecContext(ctx, `INSERT INTO account (source, id, name, department, mfa, mfa_source, as_of, person, retired)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
				source, a.ID, a.Name, a.Department, a.MFA, a.MFASource, a.AsOf.UnixNano(), a.Person, number(a.Retired)); err != nil {
				return err
			}
		}
		after, err := accountsOf(ctx, tx, "WHERE source = ?", source)
		changed = !slices.Equal(before, after)
		return err
	})
	return changed, err
}

// Accounts are those of all sources, by source and name.
func (l *Ledger) Accounts(ctx context.Context) ([]record.Account, error) {
	return accountsOf(ctx, l.read, "")
}

type querier interface {
	QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
}

func accountsOf(ctx context.Context, q querier, where string, args ...any) ([]record.Account, error) {
	rows, err := q.QueryContext(ctx, "SELECT source, id, name, department, mfa, mfa_source, as_of, person, retired FROM account "+where+" ORDER BY source, name, id", args...)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []record.Account
	for rows.Next() {
		var a record.Account
		var asOf int64
		if err := rows.Scan(&a.Source, &a.ID, &a.Name, &a.Department, &a.MFA, &a.MFASource, &asOf, &a.Person, &a.Retired); err != nil {
			return nil, classify(err)
		}
		a.AsOf = time.Unix(0, asOf).UTC()
		out = append(out, a)
	}
	return out, classify(rows.Err())
}

// number is a truth value as every database keeps it.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
