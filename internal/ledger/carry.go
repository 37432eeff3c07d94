package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"

	"tenken/scanners"
)

// carryPage is how many items are carried over in one transaction.
const carryPage = 10_000

// Carry enters what a listing of changes did not mention, which is as it was,
// page by page until more is false. What is not good, such as a file that could
// not be read last time, is due again.
func (l *Ledger) Carry(ctx context.Context, li *Listing, after string, before Counts) (in Entered, next string, more bool, err error) {
	e := &entering{Ledger: l, li: li, ids: []byte{}}
	err = l.tx(ctx, func(tx *sql.Tx) error {
		e.tx = tx
		if next, more, err = e.carry(ctx, after); err != nil {
			return err
		}
		return e.finish(ctx, li.Cursor, li.since, before)
	})
	if err != nil {
		return Entered{}, "", false, fmt.Errorf("carry over %q: %w", li.Of.Root, err)
	}
	e.remember()
	return e.out, next, more, nil
}

// carry carries over what is listed after a key.
func (e *entering) carry(ctx context.Context, after string) (next string, more bool, err error) {
	next, n, err := e.unseen(ctx, after)
	if err != nil {
		return "", false, err
	}
	for _, d := range e.out.Due {
		if _, err := e.tx.ExecContext(ctx, "UPDATE item SET done = 0 WHERE id = ?", d.ID); err != nil {
			return "", false, err
		}
	}
	return next, n == carryPage, e.flush(ctx)
}

// unseen counts what was listed before, after a key, and is not seen by this
// listing. n is how many rows it read.
func (e *entering) unseen(ctx context.Context, after string) (next string, n int, err error) {
	rows, err := e.tx.QueryContext(ctx, `SELECT l.key, l.item, CASE WHEN l.fp <> l.good THEN 1 ELSE 0 END, i.size, i.department, i.owner, i.exposure, i.modified FROM listing l JOIN item i ON i.id = l.item
		WHERE l.root = ? AND l.key > ? AND l.absent = 0 ORDER BY l.key LIMIT ?`, e.li.root, after, carryPage)
	if err != nil {
		return "", 0, err
	}
	defer rows.Close()
	for ; rows.Next(); n++ {
		var d Due
		var due int
		var department, owner string
		var exposure scanners.Exposure
		var modified int64
		if err := rows.Scan(&next, &d.ID, &due, &d.Size, &department, &owner, &exposure, &modified); err != nil {
			return "", 0, err
		}
		if e.li.seen.has(uint64(d.ID)) {
			continue
		}
		e.ids = binary.AppendUvarint(e.ids, uint64(d.ID))
		e.seen = append(e.seen, uint64(d.ID))
		e.out.Listed++
		e.out.Bytes += d.Size
		if due == 0 {
			e.out.Unchanged++
			continue
		}
		e.out.New++
		e.isDue(d, lane(department, owner), rank(exposure, modified))
	}
	return next, n, rows.Err()
}
