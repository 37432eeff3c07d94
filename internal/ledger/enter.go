package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"tenken/internal/record"
	"tenken/scanners"
)

// Page is a step of a listing as the ledger takes it.
type Page struct {
	Entries []Entry
	Gone    []string // keys the source itself says were removed
	Cursor  string   // resume after this page
	Since   string   // on the last page: where the next run's changes go on from
}

// Entered is what a page turned out to be.
type Entered struct {
	Due       []Due // new, changed, inspected under older rules, or not readable last time
	Listed    int64 // not seen before in this run
	New       int64 // of those, the ones that are due
	Unchanged int64
	Refused   int64
	Gone      int64
	Bytes     int64
}

// Due is an item that waits for inspection.
type Due struct{ ID, Size int64 }

// entering is the work on one page. It changes the listing only after the
// transaction was committed.
type entering struct {
	*Ledger
	li   *Listing
	tx   *sql.Tx
	out  Entered
	ids  []byte   // varints of everything the page holds
	seen []uint64 // the same
	next int64    // the last number given to an item

	inserts, updates, backs, undos [][]any
	due                            groups
	refusals                       []Task
	refused                        []record.File
}

// Enter writes a page, what is due of it, the cursor after it, and the counts
// of the run, in one transaction. before is the counts so far.
func (l *Ledger) Enter(ctx context.Context, li *Listing, p Page, before Counts) (Entered, error) {
	e := &entering{Ledger: l, li: li, ids: []byte{}} // a page may be empty
	entries := li.distinct(p.Entries)
	err := l.tx(ctx, func(tx *sql.Tx) error {
		e.tx = tx
		if err := e.all(ctx, entries); err != nil {
			return err
		}
		if err := e.gone(ctx, p.Gone); err != nil {
			return err
		}
		return e.finish(ctx, p.Cursor, p.Since, before)
	})
	if err != nil {
		return Entered{}, fmt.Errorf("enter a page of %q: %w", li.Of.Root, err)
	}
	e.remember()
	li.precise = li.precise && e.out.Gone == 0
	li.Cursor, li.since = p.Cursor, p.Since
	return e.out, nil
}

// finish writes how far the listing is. Where another page was entered for it
// meanwhile, this one must not be.
func (e *entering) finish(ctx context.Context, cursor, since string, before Counts) error {
	if _, err := e.tx.ExecContext(ctx, "INSERT INTO seen (run, root, page, ids) VALUES (?, ?, ?, ?)", e.li.run, e.li.root, e.li.pages, e.ids); err != nil {
		return err
	}
	if _, err := e.tx.ExecContext(ctx, `UPDATE run_root SET cursor = ?, since = ?, pages = ?, refused = refused + ?, gone = gone + ?
		WHERE run = ? AND root = ?`, cursor, since, e.li.pages+1, e.out.Refused, e.out.Gone, e.li.run, e.li.root); err != nil {
		return err
	}
	return saveCounts(ctx, e.tx, e.li.run, before.Plus(e.out))
}

// remember takes what was committed into the listing.
func (e *entering) remember() {
	for _, id := range e.seen {
		e.li.seen.add(id)
	}
	e.li.pages++
}

// distinct completes the entries; of those with the same key the last counts.
func (li *Listing) distinct(entries []Entry) []Entry {
	out := make([]Entry, 0, len(entries))
	at := make(map[string]int, len(entries))
	for _, e := range entries {
		e = e.normal(li)
		if i, twice := at[e.ID]; twice {
			out[i] = e
			continue
		}
		at[e.ID] = len(out)
		out = append(out, e)
	}
	return out
}

func (e *entering) all(ctx context.Context, entries []Entry) error {
	keys := make([]string, len(entries))
	for i := range entries {
		keys[i] = entries[i].ID
	}
	found, err := e.lookup(ctx, keys)
	if err != nil {
		return err
	}
	e.due.now = time.Now().UnixNano()
	if err := e.tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM item").Scan(&e.next); err != nil {
		return err
	}
	for i := range entries {
		id := e.one(&entries[i], found[i])
		e.ids = binary.AppendUvarint(e.ids, uint64(id))
		e.seen = append(e.seen, uint64(id))
	}
	return e.flush(ctx)
}

// one decides what becomes of one entry and returns its number.
func (e *entering) one(en *Entry, k known) int64 {
	fp := en.fingerprint(e.li.ruleset)
	again := k.item != 0 && e.li.seen.has(uint64(k.item)) // listed on an earlier page of this run, too
	if !again {
		e.out.Listed++
		e.out.Bytes += en.Size
	}
	switch {
	case again && k.fp == fp:
		return k.item
	case k.fp == fp && k.good == fp:
		e.out.Unchanged++
		if k.absent != 0 {
			e.backs = append(e.backs, []any{k.item})
		}
		return k.item
	case k.item != 0:
		e.undos = append(e.undos, []any{k.item, fp})
	}
	id := e.put(k.item, en, fp)
	switch {
	case en.Refused != nil:
		e.out.Refused++
		e.refusals = append(e.refusals, Task{ID: id, fp: fp, Item: en.Item, Department: en.Department, media: en.Media})
		e.refused = append(e.refused, record.File{Item: en.Item, Department: en.Department, Status: record.Unreadable, Reasons: []record.Reason{refusalOf(en.Refused)},
			Level: record.NoLevel, Verdict: record.Clear, Ruleset: e.li.ruleset})
		return id
	case !again:
		e.out.New++
	}
	e.isDue(Due{id, en.Size}, lane(en.Department, en.Owner), en.Exposure, en.modified())
	return id
}

func (e *entering) isDue(d Due, lane int64, x scanners.Exposure, modified int64) {
	e.out.Due = append(e.out.Due, d)
	e.due.add(lane, x, modified, d)
}

// put inserts or updates an item and returns its number.
func (e *entering) put(id int64, en *Entry, fp int64) int64 {
	if id == 0 {
		e.next++
		id = e.next
		e.inserts = append(e.inserts, []any{id, e.li.root, spot(e.li.root, en.ID), en.ID, en.Version, en.Revision, en.Hash, en.Path, en.Link, en.Owner, en.Media,
			en.Size, en.modified(), int(en.Exposure), en.ExposedBy, en.Department, fp})
	} else {
		e.updates = append(e.updates, []any{en.Version, en.Revision, en.Hash, en.Path, en.Link, en.Owner, en.Media,
			en.Size, en.modified(), int(en.Exposure), en.ExposedBy, en.Department, fp, id})
	}
	return id
}

// flush writes what was decided.
func (e *entering) flush(ctx context.Context) error {
	for _, w := range []struct {
		b    batch
		rows [][]any
	}{
		{e.stmts.insert, e.inserts}, {e.stmts.update, e.updates}, {e.stmts.back, e.backs}, {e.stmts.undo, e.undos}, {e.stmts.due, e.due.rows()},
	} {
		if err := w.b.run(ctx, e.tx, w.rows); err != nil {
			return err
		}
	}
	return e.Keep(ctx, e.tx, e.refusals, e.refused)
}

// known is what the ledger has under a key; item 0 is nothing.
type known struct {
	item, fp, absent int64
	good             int64 // the fingerprint that needs no inspection
}

// lookup finds keys, in one query.
func (e *entering) lookup(ctx context.Context, keys []string) ([]known, error) {
	spots := spotsOf(e.li.root, keys)
	rows, err := e.tx.StmtContext(ctx, e.stmts.lookup).QueryContext(ctx, e.home.numbers(spots)) //nolint:sqlclosecheck // the transaction closes its copy
	if err != nil {
		return nil, err
	}
	return e.matching(rows, e.li.root, keys, spots)
}

// spotsOf are where keys of a root belong.
func spotsOf(root int64, keys []string) []int64 {
	spots := make([]int64, len(keys))
	for i, k := range keys {
		spots[i] = spot(root, k)
	}
	return spots
}

// matching reads what was looked up by spots, where root and keys are the same.
func (l *Ledger) matching(rows *sql.Rows, of int64, keys []string, spots []int64) ([]known, error) {
	defer rows.Close()
	at := make(map[int64][]int, len(spots))
	for i, s := range spots {
		at[s] = append(at[s], i)
	}
	out := make([]known, len(keys))
	var spot, root, gone int64
	var key sql.RawBytes
	var k known
	into := []any{&spot, &root, &key, &k.item, &k.fp, &k.absent, &k.good, &gone}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		for _, i := range at[spot] {
			if root == of && gone == 0 && string(key) == l.home.text(keys[i]) {
				out[i] = k
			}
		}
	}
	return out, rows.Err()
}

// gone closes items that the source says were removed.
func (e *entering) gone(ctx context.Context, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	keys = slices.Compact(slices.Sorted(slices.Values(keys)))
	found, err := e.lookup(ctx, keys)
	if err != nil {
		return err
	}
	for _, k := range found {
		if k.item == 0 || slices.Contains(e.seen, uint64(k.item)) { // listed on this very page
			continue
		}
		if e.li.seen.has(uint64(k.item)) {
			e.out.Listed--
		}
		e.out.Gone++
		if err := e.li.close(ctx, e.tx, k.item); err != nil {
			return err
		}
	}
	return nil
}
