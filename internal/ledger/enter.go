package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"

	"tenken/internal/record"
	"tenken/scanners"
)

// Listing is the listing of one root by one run: where it stands, and what it
// has seen so far.
type Listing struct {
	run, root int64
	ruleset   string
	Source    string
	Root      string
	Cursor    string // resume here
	Done      bool   // nothing left to list
	pages     int64
	seen      bitset
}

// Entry is an item with the department it belongs to.
type Entry struct {
	scanners.Item
	Department string
}

// Entered is what a page turned out to be.
type Entered struct {
	Due       []Due // new, changed, or inspected under older rules
	Listed    int64 // not seen before in this run
	Unchanged int64
	Refused   int64
	Bytes     int64
}

// Due is an item that waits for inspection.
type Due struct {
	ID   int64
	Size int64
}

// StartListing begins or resumes the listing of a root.
func (l *Ledger) StartListing(ctx context.Context, r Run, source, root string) (*Listing, error) {
	li := &Listing{run: r.ID, ruleset: r.Ruleset, Source: source, Root: root}
	err := l.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO root (source, root) VALUES (?, ?) ON CONFLICT DO NOTHING", source, root); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT id FROM root WHERE source = ? AND root = ?", source, root).Scan(&li.root); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO run_root (run, root) VALUES (?, ?) ON CONFLICT DO NOTHING", r.ID, li.root); err != nil {
			return err
		}
		var state string
		if err := tx.QueryRowContext(ctx, "SELECT cursor, pages, state FROM run_root WHERE run = ? AND root = ?", r.ID, li.root).
			Scan(&li.Cursor, &li.pages, &state); err != nil {
			return err
		}
		li.Done = state != "listing"
		return li.recall(ctx, tx)
	})
	return li, err
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

// Enter writes a page, the cursor after it, the counts of the run and, through
// commit, the jobs for what is due, in one transaction.
func (l *Ledger) Enter(ctx context.Context, li *Listing, entries []Entry, refused []scanners.Refusal, cursor string,
	commit func(*sql.Tx, Entered) (Counts, error)) (Entered, error) {
	var out Entered
	var marks bitset
	err := l.tx(ctx, func(tx *sql.Tx) error {
		for _, r := range refused {
			entries = append(entries, refusal(li, r))
		}
		known, err := li.known(ctx, tx, entries)
		if err != nil {
			return err
		}
		var ids []byte
		for i, e := range entries {
			fp := fingerprint(e, li.ruleset)
			k, old := known[i]
			if old && li.seen.has(uint64(k.item)) { // listed twice: the last one counts
				if k.fp == fp {
					continue
				}
			} else {
				out.Listed++
				out.Bytes += e.Size
			}
			isRefusal := i >= len(entries)-len(refused)
			switch {
			case old && k.fp == fp && k.done == fp && !isRefusal:
				out.Unchanged++
			default:
				if k.item, err = li.put(ctx, tx, k, e, fp); err != nil {
					return err
				}
				if isRefusal {
					err = keepRefusal(ctx, tx, li, k.item, e, refused[i-(len(entries)-len(refused))], fp)
					out.Refused++
				} else {
					out.Due = append(out.Due, Due{k.item, e.Size})
				}
				if err != nil {
					return err
				}
			}
			ids = binary.AppendUvarint(ids, uint64(k.item))
			marks.add(uint64(k.item))
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO seen (run, root, page, ids) VALUES (?, ?, ?, ?)", li.run, li.root, li.pages, ids); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE run_root SET cursor = ?, pages = ? WHERE run = ? AND root = ?", cursor, li.pages+1, li.run, li.root); err != nil {
			return err
		}
		counts, err := commit(tx, out)
		if err != nil {
			return err
		}
		return saveCounts(ctx, tx, li.run, counts)
	})
	if err != nil {
		return Entered{}, fmt.Errorf("enter a page of %q: %w", li.Root, err)
	}
	li.seen.merge(marks)
	li.pages++
	li.Cursor = cursor
	return out, nil
}

type known struct{ item, fp, done int64 }

// known looks the entries up, by their index.
func (li *Listing) known(ctx context.Context, tx *sql.Tx, entries []Entry) (map[int]known, error) {
	keys := make([]string, len(entries))
	for i, e := range entries {
		keys[i] = e.ID
	}
	b, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT j.key, l.item, l.fp, l.done FROM json_each(?) j
		CROSS JOIN listing l ON l.root = ? AND l.key = j.value`, string(b), li.root)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[int]known, len(entries))
	for rows.Next() {
		var i int
		var k known
		if err := rows.Scan(&i, &k.item, &k.fp, &k.done); err != nil {
			return nil, err
		}
		out[i] = k
	}
	return out, rows.Err()
}

// put inserts or updates an item and returns its number.
func (li *Listing) put(ctx context.Context, tx *sql.Tx, k known, e Entry, fp int64) (int64, error) {
	args := []any{li.root, e.ID, e.Version, e.Hash, e.Path, e.Link, e.Owner, e.Media, e.Size, e.Modified.UnixNano(),
		int(e.Exposure), e.ExposedBy, e.Department, fp}
	if k.item == 0 {
		res, err := tx.ExecContext(ctx, `INSERT INTO item (root, key, version, hash, path, link, owner, media, size, modified,
			exposure, exposed_by, department, fp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, args...)
		if err != nil {
			return 0, err
		}
		if k.item, err = res.LastInsertId(); err != nil {
			return 0, err
		}
	} else if _, err := tx.ExecContext(ctx, `UPDATE item SET root = ?, key = ?, version = ?, hash = ?, path = ?, link = ?, owner = ?,
		media = ?, size = ?, modified = ?, exposure = ?, exposed_by = ?, department = ?, fp = ?, status = NULL WHERE id = ?`,
		append(args, k.item)...); err != nil {
		return 0, err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO listing (root, key, item, fp) VALUES (?, ?, ?, ?)
		ON CONFLICT (root, key) DO UPDATE SET item = excluded.item, fp = excluded.fp, done = 0`, li.root, e.ID, k.item, fp)
	return k.item, err
}

// refusedMark sets folders that would not list apart from items.
const refusedMark = "\x01refused:"

func refusal(li *Listing, r scanners.Refusal) Entry {
	return Entry{Item: scanners.Item{
		Source: li.Source, Root: li.Root, ID: refusedMark + r.ID, Path: r.Path, Media: "inode/directory",
		Version: strconv.FormatInt(li.run, 10),
	}}
}

func keepRefusal(ctx context.Context, tx *sql.Tx, li *Listing, id int64, e Entry, r scanners.Refusal, fp int64) error {
	f := record.File{Item: e.Item, Status: record.Unreadable, Reasons: []record.Reason{{Code: record.NotListed}},
		Level: record.NoLevel, Verdict: record.Clear, Ruleset: li.ruleset}
	if isDenied(r.Err) {
		f.Reasons[0].Detail = "permission denied"
	}
	return keep(ctx, tx, Task{ID: id, fp: fp, root: li.root, Item: e.Item}, f)
}

// EndListing closes a root: what was not seen is gone. It returns how many.
// With failed, the listing broke off and nothing is concluded from it.
func (l *Ledger) EndListing(ctx context.Context, li *Listing, failed bool) (gone int64, err error) {
	err = l.tx(ctx, func(tx *sql.Tx) error {
		state := "listed"
		if failed {
			state = "failed"
		} else if gone, err = li.sweep(ctx, tx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE run_root SET state = ? WHERE run = ? AND root = ?", state, li.run, li.root)
		return err
	})
	return gone, err
}

func (li *Listing) sweep(ctx context.Context, tx *sql.Tx) (int64, error) {
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM listing WHERE root = ?", li.root).Scan(&n); err != nil {
		return 0, err
	}
	if n == li.seen.len() {
		return 0, nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT item FROM listing WHERE root = ?", li.root)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var gone []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return 0, err
		}
		if !li.seen.has(uint64(id)) {
			gone = append(gone, id)
		}
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	for _, id := range gone {
		if _, err := tx.ExecContext(ctx, "DELETE FROM listing WHERE root = ? AND key = (SELECT key FROM item WHERE id = ?)", li.root, id); err != nil {
			return 0, err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE item SET gone = ? WHERE id = ?", li.run, id); err != nil {
			return 0, err
		}
	}
	return int64(len(gone)), nil
}

// fingerprint is equal for the same item under the same rules; never 0.
func fingerprint(e Entry, ruleset string) int64 {
	h := fnv.New64a()
	for _, s := range [...]string{e.Version, e.Path, e.Link, e.Owner, e.Media, e.ExposedBy, e.Department, ruleset} {
		h.Write([]byte(s)) //nolint:errcheck // never fails
		h.Write([]byte{0}) //nolint:errcheck // never fails
	}
	var n [24]byte
	binary.LittleEndian.PutUint64(n[:], uint64(e.Size))
	binary.LittleEndian.PutUint64(n[8:], uint64(e.Modified.UnixNano()))
	binary.LittleEndian.PutUint64(n[16:], uint64(e.Exposure))
	h.Write(n[:]) //nolint:errcheck // never fails
	return int64(h.Sum64() | 1)
}
