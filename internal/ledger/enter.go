package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"

	"tenken/internal/record"
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
}

// Enter writes a page, the cursor after it, the counts of the run and, through
// commit, the jobs for what is due, in one transaction.
func (l *Ledger) Enter(ctx context.Context, li *Listing, p Page, commit func(*sql.Tx, Entered) (Counts, error)) (Entered, error) {
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
		if _, err := exec(ctx, tx, l.stmts.seen, li.run, li.root, li.pages, e.ids); err != nil {
			return err
		}
		if _, err := exec(ctx, tx, l.stmts.cursor, p.Cursor, p.Since, li.pages+1, e.out.Refused, e.out.Gone, li.run, li.root); err != nil {
			return err
		}
		counts, err := commit(tx, e.out)
		if err != nil {
			return err
		}
		return saveCounts(ctx, tx, li.run, counts)
	})
	if err != nil {
		return Entered{}, fmt.Errorf("enter a page of %q: %w", li.Of.Root, err)
	}
	e.remember()
	li.precise = li.precise && e.out.Gone == 0
	li.Cursor, li.since = p.Cursor, p.Since
	return e.out, nil
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
	for i := range entries {
		id, err := e.one(ctx, &entries[i], found[i])
		if err != nil {
			return err
		}
		e.ids = binary.AppendUvarint(e.ids, uint64(id))
		e.seen = append(e.seen, uint64(id))
	}
	return nil
}

// one enters one entry and returns its number.
func (e *entering) one(ctx context.Context, en *Entry, k known) (int64, error) {
	fp := en.fingerprint(e.li.ruleset)
	again := k.item != 0 && e.li.seen.has(uint64(k.item)) // listed on an earlier page of this run, too
	if !again {
		e.out.Listed++
		e.out.Bytes += en.Size
	}
	switch {
	case again && k.fp == fp:
		return k.item, nil
	case k.fp == fp && k.good == fp:
		e.out.Unchanged++
		if k.absent == 0 {
			return k.item, nil
		}
		if _, err := exec(ctx, e.tx, e.stmts.back, k.item); err != nil {
			return 0, err
		}
		_, err := e.tx.ExecContext(ctx, "UPDATE listing SET absent = 0 WHERE root = ? AND key = ?", e.li.root, en.ID)
		return k.item, err
	}
	id, err := e.put(ctx, k.item, en, fp)
	switch {
	case err != nil:
		return 0, err
	case en.Refused != nil:
		e.out.Refused++
		return id, e.keepRefusal(ctx, id, fp, en)
	case !again:
		e.out.New++
	}
	e.out.Due = append(e.out.Due, Due{id, en.Size})
	return id, nil
}

// known is what the ledger has under a key; item 0 is nothing.
type known struct{ item, fp, good, absent int64 }

// lookup finds keys, in one query.
func (e *entering) lookup(ctx context.Context, keys []string) ([]known, error) {
	b, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	rows, err := e.tx.StmtContext(ctx, e.stmts.lookup).QueryContext(ctx, string(b), e.li.root) //nolint:sqlclosecheck // the transaction closes its copy
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make([]known, len(keys))
	var i int
	var k known
	into := []any{&i, &k.item, &k.fp, &k.good, &k.absent}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		out[i] = k
	}
	return out, rows.Err()
}

// mediaArg is the number of arguments up to the media type, which the update
// keeps where the listing tells none and the contents are the same.
const mediaArg = 9

// put inserts or updates an item and returns its number.
func (e *entering) put(ctx context.Context, id int64, en *Entry, fp int64) (int64, error) {
	args := []any{e.li.root, en.ID, en.Version, en.Revision, en.Hash, en.Path, en.Link, en.Owner, en.Media, en.Size, en.modified(),
		int(en.Exposure), en.ExposedBy, en.Department, fp}
	if id == 0 {
		res, err := exec(ctx, e.tx, e.stmts.insert, args...)
		if err != nil {
			return 0, err
		}
		if id, err = res.LastInsertId(); err != nil {
			return 0, err
		}
	} else if _, err := exec(ctx, e.tx, e.stmts.update, append(slices.Insert(args, mediaArg, any(en.Version)), id)...); err != nil {
		return 0, err
	}
	_, err := exec(ctx, e.tx, e.stmts.list, e.li.root, en.ID, id, fp)
	return id, err
}

// keepRefusal records a folder that would not list.
func (e *entering) keepRefusal(ctx context.Context, id, fp int64, en *Entry) error {
	f := record.File{Item: en.Item, Status: record.Unreadable, Reasons: []record.Reason{refusalOf(en.Refused)},
		Level: record.NoLevel, Verdict: record.Clear, Ruleset: e.li.ruleset}
	return e.keep(ctx, e.tx, Task{ID: id, fp: fp, root: e.li.root, Item: en.Item}, f)
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
