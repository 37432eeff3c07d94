package ledger

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"tenken/internal/record"
	"tenken/scanners"
)

// noteTable keeps what is true of the ledger as a whole. It is version 6.
const noteTable = `
CREATE TABLE note (
	name TEXT NOT NULL PRIMARY KEY,
	text TEXT NOT NULL
);
`

// Found yields the records of a run's items in which something was found, in
// no order: what a policy may judge otherwise than it did.
func (l *Ledger) Found(ctx context.Context, run int64) iter.Seq2[record.File, error] {
	return l.query(ctx, "WHERE"+recorded+"AND i.findings IS NOT NULL", run)
}

// rejudge is what a policy decides of a record.
const rejudge = `UPDATE record SET outcome = ?, facts = ? WHERE item = ?`

// Rejudge keeps what a policy now says of records, and nothing else of them.
func (l *Ledger) Rejudge(ctx context.Context, files []record.File) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		stmt, err := tx.PrepareContext(ctx, rejudge)
		if err != nil {
			return err
		}
		defer stmt.Close()
		for _, f := range files {
			known, err := facts(f.Facts)
			if err != nil {
				return err
			}
			outcome, err := l.outcomes.of(ctx, l.read, tx, f)
			if err != nil {
				return err
			}
			item, err := l.itemOf(ctx, tx, f.Item)
			if err != nil {
				return err
			}
			if _, err := stmt.ExecContext(ctx, outcome, known, item); err != nil {
				return err
			}
		}
		return nil
	})
}

// itemOf is the number of an item; 0 where it is not listed.
func (l *Ledger) itemOf(ctx context.Context, tx *sql.Tx, it scanners.Item) (id int64, err error) {
	var root int64
	if err := tx.QueryRowContext(ctx, "SELECT id FROM root WHERE source = ? AND root = ?", it.Source, it.Root).Scan(&root); err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, "SELECT id FROM item WHERE spot = ? AND root = ? AND key = ? AND gone = 0", spot(root, it.ID), root, it.ID).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// Note is a note by its name; "" where there is none.
func (l *Ledger) Note(ctx context.Context, name string) (text string, err error) {
	err = l.read.QueryRowContext(ctx, "SELECT text FROM note WHERE name = ?", name).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return text, classify(err)
}

// SetNote keeps a note.
func (l *Ledger) SetNote(ctx context.Context, name, text string) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO note (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text", name, text)
		return err
	})
}
