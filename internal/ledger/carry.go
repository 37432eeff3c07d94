package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"time"

	"tenken/scanners"
)

// carryPage is how many items are carried over in one transaction.
const carryPage = 10_000

// Carry enters what a listing of changes did not mention, which is as it was,
// page by page until more is false; after is the item where it goes on. What is not good, such as a file that could
// not be read last time, is due again.
func (l *Ledger) Carry(ctx context.Context, li *Listing, after int64, before Counts) (in Entered, next int64, more bool, err error) {
	e := &entering{Ledger: l, li: li, ids: []byte{}}
	err = l.tx(ctx, func(tx *sql.Tx) error {
		e.tx = tx
		if next, more, err = e.carry(ctx, after); err != nil {
			return err
		}
		return e.finish(ctx, li.Cursor, li.since, before)
	})
	if err != nil {
		return Entered{}, 0, false, fmt.Errorf("carry over %q: %w", li.Of.Root, err)
	}
	e.remember()
	return e.out, next, more, nil
}

// carry carries over what is listed after an item.
func (e *entering) carry(ctx context.Context, after int64) (next int64, more bool, err error) {
	next, n, err := e.unseen(ctx, after)
	if err != nil {
		return 0, false, err
	}
	return next, n == carryPage, e.flush(ctx)
}

// unseen counts what was listed before, after an item, and is not seen by this
// listing. n is how many rows it read.
func (e *entering) unseen(ctx context.Context, after int64) (next int64, n int, err error) {
	e.due.now = time.Now().UnixNano()
	rows, err := e.tx.QueryContext(ctx, `SELECT i.id, i.fp, coalesce((SELECT k.fp FROM record k WHERE k.item = i.id AND k.good = 1), 0), i.size, i.department, i.owner, i.exposure, i.modified
		FROM item i WHERE i.root = ? AND i.gone = 0 AND i.absent = 0 AND i.id > ? ORDER BY i.root, i.id LIMIT ?`, e.li.root, after, carryPage)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for ; rows.Next(); n++ {
		var d Due
		var fp, good int64
		var department, owner string
		var exposure scanners.Exposure
		var modified int64
		if err := rows.Scan(&d.ID, &fp, &good, &d.Size, &department, &owner, &exposure, &modified); err != nil {
			return 0, 0, err
		}
		next = d.ID
		if e.li.seen.has(uint64(d.ID)) {
			continue
		}
		e.ids = binary.AppendUvarint(e.ids, uint64(d.ID))
		e.seen = append(e.seen, uint64(d.ID))
		e.out.Listed++
		e.out.Bytes += d.Size
		if fp == good {
			e.out.Unchanged++
			continue
		}
		e.out.New++
		e.undos = append(e.undos, []any{d.ID, fp})
		e.isDue(d, lane(department, owner), exposure, modified)
	}
	return next, n, rows.Err()
}
