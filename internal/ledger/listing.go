package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
)

// Listing is the listing of one root by one run: where it stands, and what it
// has seen so far.
type Listing struct {
	Of      Root
	Cursor  string // resume here
	Changes bool   // what has changed is listed, not everything
	Listed  bool   // the last page was entered
	Done    bool   // nothing left to do

	run, root int64
	ruleset   string
	basis     string
	since     string
	pages     int64
	seen      bitset
	precise   bool // seen holds nothing that is closed meanwhile, so that counting it tells something
}

// StartListing begins or resumes the listing of a root. basis names all that
// decides fingerprints beside the items themselves, the ruleset included: where
// it is another than before, changes alone would not tell what is due. feed
// says that the source can list changes.
func (l *Ledger) StartListing(ctx context.Context, r Run, root Root, basis string, feed bool) (*Listing, error) {
	li := &Listing{Of: root, run: r.ID, ruleset: r.Ruleset, basis: basis}
	err := l.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO root (source, root) VALUES (?, ?) ON CONFLICT DO NOTHING", root.Source, root.Root); err != nil {
			return err
		}
		var since, before string
		if err := tx.QueryRowContext(ctx, "SELECT id, since, basis FROM root WHERE source = ? AND root = ?", root.Source, root.Root).
			Scan(&li.root, &since, &before); err != nil {
			return err
		}
		if !feed || before != basis {
			since = ""
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO run_root (run, root, cursor, changes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			r.ID, li.root, since, flag(since != "")); err != nil {
			return err
		}
		var state string
		var changes int
		if err := tx.QueryRowContext(ctx, "SELECT cursor, since, pages, changes, state FROM run_root WHERE run = ? AND root = ?", r.ID, li.root).
			Scan(&li.Cursor, &li.since, &li.pages, &changes, &state); err != nil {
			return err
		}
		li.Changes, li.Done, li.precise = changes == 1, state != "listing", li.pages == 0
		li.Listed = li.since != ""
		return li.recall(ctx, tx)
	})
	return li, err
}

// flag is a truth in the ledger.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Restart lists everything, from the beginning: the source does not know the
// cursor any more. What was seen stays seen.
func (l *Ledger) Restart(ctx context.Context, li *Listing) error {
	err := l.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE run_root SET cursor = '', changes = 0 WHERE run = ? AND root = ?", li.run, li.root)
		return err
	})
	if err == nil {
		li.Cursor, li.Changes, li.precise = "", false, false
	}
	return err
}

// recall reads what was seen before an interruption.
func (li *Listing) recall(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "SELECT ids FROM seen WHERE run = ? AND root = ?", li.run, li.root)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var ids []byte
		if err := rows.Scan(&ids); err != nil {
			return err
		}
		for len(ids) > 0 {
			id, n := binary.Uvarint(ids)
			if n <= 0 {
				return fmt.Errorf("pages seen by run %d: %w", li.run, ErrBroken)
			}
			li.seen.add(id)
			ids = ids[n:]
		}
	}
	return rows.Err()
}

// EndListing closes a root. Where everything could be listed, what was not seen
// is gone. Where the listing broke off (failed) or a folder refused, nobody
// knows: such items stay, but are no part of the run. Where only changes were
// listed, what was not seen is as it was: see Carry.
func (l *Ledger) EndListing(ctx context.Context, li *Listing, failed bool) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		var refused, gone int64
		if err := tx.QueryRowContext(ctx, "SELECT refused FROM run_root WHERE run = ? AND root = ?", li.run, li.root).Scan(&refused); err != nil {
			return err
		}
		var missing []missing
		var err error
		if !li.Changes {
			missing, err = li.missing(ctx, tx)
		}
		if err != nil {
			return err
		}
		for _, m := range missing {
			switch {
			case m.refusal:
				err = li.forget(ctx, tx, m.item)
			case failed || refused > 0:
				err = li.setAbsent(ctx, tx, m.item)
			default:
				err = li.close(ctx, tx, m.item)
				gone++
			}
			if err != nil {
				return err
			}
		}
		state, since := "listed", li.since
		if failed {
			state = "failed"
		}
		if failed || refused > 0 {
			since = "" // changes since then would not tell what was missed
		}
		if _, err := tx.ExecContext(ctx, "UPDATE root SET since = ?, basis = ? WHERE id = ?", since, li.basis, li.root); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE run_root SET state = ?, gone = gone + ? WHERE run = ? AND root = ?", state, gone, li.run, li.root)
		return err
	})
}

type missing struct {
	item    int64
	refusal bool
}

// missing finds the items that the listing did not see.
func (li *Listing) missing(ctx context.Context, tx *sql.Tx) ([]missing, error) {
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM item WHERE root = ? AND gone = 0", li.root).Scan(&n); err != nil {
		return nil, err
	}
	if li.precise && n == li.seen.len() {
		return nil, nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, key LIKE ? FROM item WHERE root = ? AND gone = 0", refusedMark+"%", li.root)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []missing
	for rows.Next() {
		var m missing
		if err := rows.Scan(&m.item, &m.refusal); err != nil {
			return nil, err
		}
		if !li.seen.has(uint64(m.item)) {
			out = append(out, m)
		}
	}
	return out, rows.Err()
}

// close marks an item as gone.
func (li *Listing) close(ctx context.Context, tx *sql.Tx, item int64) error {
	_, err := tx.ExecContext(ctx, "UPDATE item SET gone = ? WHERE id = ?", li.run, item)
	return err
}

// forget removes the record of a folder that lists again.
func (li *Listing) forget(ctx context.Context, tx *sql.Tx, item int64) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM record WHERE item = ?", item); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM item WHERE id = ?", item)
	return err
}

// setAbsent takes an item out of the run without concluding that it is gone.
func (li *Listing) setAbsent(ctx context.Context, tx *sql.Tx, item int64) error {
	_, err := tx.ExecContext(ctx, "UPDATE item SET absent = ? WHERE id = ?", li.run, item)
	return err
}
