package ledger

import (
	"context"
	"database/sql"
	"time"

	"tenken/internal/record"
	"tenken/scanners"
)

// Task is an item that a worker has taken.
type Task struct {
	ID         int64
	Item       scanners.Item
	Department string

	// Known is the record of the same contents under the same rules of
	// reading, if there is one: what was found in them then is in them now.
	Known *record.File

	fp       int64
	root     int64
	media    string // as listed
	contents int64
}

const itemColumns = `i.id, i.fp, i.root, i.key, i.version, i.revision, i.hash, i.path, i.link, i.owner, i.media, i.size,
	i.modified, i.exposure, i.exposed_by, i.department`

// Tasks reads the items of a chunk that still wait for inspection by a reader
// of that name.
func (l *Ledger) Tasks(ctx context.Context, ids []int64, reading string) ([]Task, error) {
	rows, err := l.read.QueryContext(ctx, "SELECT "+itemColumns+`, i.gone, (SELECT k.fp FROM record k WHERE k.item = i.id)
		FROM item i WHERE i.id IN (SELECT value FROM json_each(?))`, l.home.numbers(ids))
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	found := make(map[int64]Task, len(ids))
	recorded := false // some were inspected before
	for rows.Next() {
		var t Task
		var gone int64
		var done sql.NullInt64
		if err := scan(rows, &t, &gone, &done); err != nil {
			return nil, classify(err)
		}
		if gone != 0 || done.Valid && done.Int64 == t.fp {
			continue
		}
		recorded = recorded || done.Valid
		found[t.ID] = t
	}
	if err := rows.Err(); err != nil {
		return nil, classify(err)
	}
	rows.Close() //nolint:errcheck,sqlclosecheck // its connection is needed
	out := make([]Task, 0, len(found))
	for _, id := range ids {
		t, ok := found[id]
		if !ok {
			continue
		}
		delete(found, id) // it may wait twice, listed on two pages
		if err := l.place(ctx, &t); err != nil {
			return nil, err
		}
		t.contents, t.media = contents(t.Item, reading), t.Item.Media
		out = append(out, t)
	}
	if recorded {
		if err := l.before(ctx, out, ids); err != nil {
			return nil, err
		}
	}
	return out, l.twins(ctx, out)
}

// before finds the records of the tasks' own items as they were, where the same
// would be found in them.
func (l *Ledger) before(ctx context.Context, tasks []Task, ids []int64) error {
	rows, err := l.read.QueryContext(ctx, `SELECT k.item, k.read, k.media, o.status, k.reasons, k.persons, k.findings, k.facts
		FROM record k JOIN outcome o ON o.id = k.outcome WHERE k.item IN (SELECT value FROM json_each(?)) AND k.read <> 0`, l.home.numbers(ids))
	if err != nil {
		return classify(err)
	}
	defer rows.Close()
	at := make(map[int64]*Task, len(tasks))
	for i := range tasks {
		at[tasks[i].ID] = &tasks[i]
	}
	for rows.Next() {
		var item, read int64
		var f record.File
		var media, reasons, findings, facts sql.NullString
		if err := rows.Scan(&item, &read, &media, &f.Status, &reasons, &f.Persons, &findings, &facts); err != nil {
			return classify(err)
		}
		t := at[item]
		if t == nil || t.contents != read {
			continue
		}
		if t.Item.Media == "" {
			t.Item.Media = media.String
		}
		f.Item, t.Known = t.Item, &f
		if err := unpack(&f, reasons, findings, facts); err != nil {
			return err
		}
	}
	return classify(rows.Err())
}

func ids(ctx context.Context, q querier, query string, args ...any) (out []int64, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, classify(err)
		}
		out = append(out, id)
	}
	return out, classify(rows.Err())
}

// scan reads itemColumns and more. Where the item is, place says: to ask for it
// here would hold the rows' connection while waiting for another, and workers
// that all do so wait for each other.
func scan(rows *sql.Rows, t *Task, more ...any) error {
	var modified int64
	it := &t.Item
	if err := rows.Scan(append([]any{&t.ID, &t.fp, &t.root, &it.ID, &it.Version, &it.Revision, &it.Hash, &it.Path, &it.Link,
		&it.Owner, &it.Media, &it.Size, &modified, &it.Exposure, &it.ExposedBy, &t.Department}, more...)...); err != nil {
		return err
	}
	if modified != 0 {
		it.Modified = time.Unix(0, modified).UTC()
	}
	return nil
}

// place names the source and the root of an item.
func (l *Ledger) place(ctx context.Context, t *Task) error {
	of, err := l.rootOf(ctx, t.root)
	t.Item.Source, t.Item.Root = of.Source, of.Root
	return err
}

// knowRoots learns all roots, for who is about to read the rows of many items.
func (l *Ledger) knowRoots(ctx context.Context) error {
	rows, err := l.read.QueryContext(ctx, "SELECT id, source, root FROM root")
	if err != nil {
		return classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var r Root
		if err := rows.Scan(&id, &r.Source, &r.Root); err != nil {
			return classify(err)
		}
		l.roots.Store(id, r)
	}
	return classify(rows.Err())
}

// rootOf is a root by its number. Those that are known never change.
func (l *Ledger) rootOf(ctx context.Context, id int64) (Root, error) {
	if r, ok := l.roots.Load(id); ok {
		return r.(Root), nil
	}
	var r Root
	if err := l.read.QueryRowContext(ctx, "SELECT source, root FROM root WHERE id = ?", id).Scan(&r.Source, &r.Root); err != nil {
		return r, classify(err)
	}
	l.roots.Store(id, r)
	return r, nil
}
