package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
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
		if err := l.scan(ctx, rows, &t, &gone, &done); err != nil {
			return nil, err
		}
		if gone != 0 || done.Valid && done.Int64 == t.fp {
			continue
		}
		recorded = recorded || done.Valid
		t.contents, t.media = contents(t.Item, reading), t.Item.Media
		found[t.ID] = t
	}
	if err := rows.Err(); err != nil {
		return nil, classify(err)
	}
	rows.Close() //nolint:errcheck,sqlclosecheck // its connection is needed
	out := make([]Task, 0, len(found))
	for _, id := range ids {
		if t, ok := found[id]; ok {
			out = append(out, t)
			delete(found, id) // it may wait twice, listed on two pages
		}
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

// twinIndex finds bytes that were read under another name of an owner or drive.
const twinIndex = `
CREATE INDEX item_twin ON item (read) WHERE read <> 0 AND hash <> '';
`

// twins finds the records of the same bytes elsewhere, for the tasks that have
// none of their own.
func (l *Ledger) twins(ctx context.Context, tasks []Task) error {
	var reads []int64
	for _, t := range tasks {
		if t.Known == nil && t.Item.Hash != "" {
			reads = append(reads, t.contents)
		}
	}
	if len(reads) == 0 {
		return nil
	}
	twins, err := l.ids(ctx, "SELECT min(item) FROM record WHERE read IN (SELECT value FROM json_each(?)) AND hashed = 1 GROUP BY read", l.home.numbers(reads))
	if err != nil || len(twins) == 0 {
		return err
	}
	rows, err := l.read.QueryContext(ctx, `SELECT k.read, i.hash, i.size, o.status, k.reasons, k.persons, k.findings, k.facts
		FROM record k JOIN item i ON i.id = k.item JOIN outcome o ON o.id = k.outcome
		WHERE k.item IN (SELECT value FROM json_each(?))`, l.home.numbers(twins))
	if err != nil {
		return classify(err)
	}
	defer rows.Close()
	known := map[int64]record.File{}
	for rows.Next() {
		var read int64
		var f record.File
		var reasons, findings, facts sql.NullString
		if err := rows.Scan(&read, &f.Hash, &f.Size, &f.Status, &reasons, &f.Persons, &findings, &facts); err != nil {
			return classify(err)
		}
		if err := unpack(&f, reasons, findings, facts); err != nil {
			return err
		}
		known[read] = f
	}
	for i, t := range tasks {
		if f, ok := known[t.contents]; ok && t.Known == nil && f.Hash == t.Item.Hash && f.Size == t.Item.Size {
			f.Item = t.Item
			tasks[i].Known = &f
		}
	}
	return classify(rows.Err())
}

func (l *Ledger) ids(ctx context.Context, query string, args ...any) (out []int64, err error) {
	rows, err := l.read.QueryContext(ctx, query, args...)
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

// scan reads itemColumns and more.
func (l *Ledger) scan(ctx context.Context, rows *sql.Rows, t *Task, more ...any) error {
	var root, modified int64
	it := &t.Item
	if err := rows.Scan(append([]any{&t.ID, &t.fp, &root, &it.ID, &it.Version, &it.Revision, &it.Hash, &it.Path, &it.Link,
		&it.Owner, &it.Media, &it.Size, &modified, &it.Exposure, &it.ExposedBy, &t.Department}, more...)...); err != nil {
		return classify(err)
	}
	if modified != 0 {
		it.Modified = time.Unix(0, modified).UTC()
	}
	of, err := l.rootOf(ctx, root)
	it.Source, it.Root = of.Source, of.Root
	return err
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

// keepTemplate writes a record once: one that is there for the same state of an
// item stays, so that a job that was given out twice has one effect.
const keepTemplate = `INSERT INTO record (item, fp, read, inspected, outcome, persons, good, hashed, reasons, findings, facts, media, owner,
	department, exposure, exposed_by) SELECT {bigint}, {bigint}, {bigint}, {bigint}, {bigint}, {bigint}, {bigint}, {bigint}, {text}, {text},
	{text}, {text}, {text}, {text}, {bigint}, {text} {from} WHERE true
	ON CONFLICT (item) DO UPDATE SET fp = excluded.fp, read = excluded.read, inspected = excluded.inspected, outcome = excluded.outcome,
	persons = excluded.persons, good = excluded.good, hashed = excluded.hashed, reasons = excluded.reasons, findings = excluded.findings,
	facts = excluded.facts, media = excluded.media, owner = excluded.owner, department = excluded.department,
	exposure = excluded.exposure, exposed_by = excluded.exposed_by WHERE record.fp <> excluded.fp`

// Keep writes records in the caller's transaction. A record of a version that
// is no longer the listed one stands for that version: the newer one is due by
// itself.
func (l *Ledger) Keep(ctx context.Context, tx *sql.Tx, tasks []Task, files []record.File) error {
	rows := make([][]any, 0, len(tasks))
	for i, t := range tasks {
		outcome, err := l.outcomes.of(ctx, l.read, tx, files[i])
		if err != nil {
			return classify(err)
		}
		row, err := recordRow(t, files[i], outcome)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return classify(l.stmts.record.run(ctx, tx, rows))
}

func recordRow(t Task, f record.File, outcome int64) ([]any, error) {
	reasons, err := list(f.Reasons)
	if err != nil {
		return nil, err
	}
	findings, err := list(f.Findings)
	if err != nil {
		return nil, err
	}
	known, err := facts(f.Facts)
	if err != nil {
		return nil, err
	}
	inspected, read := int64(0), int64(0)
	if !f.Inspected.IsZero() {
		inspected = f.Inspected.UnixNano()
	}
	good := !mayDiffer(f.Reasons)
	if f.Status != record.Skipped && good {
		read = t.contents
	}
	var exposure any
	if f.Exposure != t.Item.Exposure {
		exposure = int(f.Exposure)
	}
	return []any{t.ID, t.fp, read, inspected, outcome, f.Persons, flag(good), flag(read != 0 && t.Item.Hash != ""), reasons, findings, known,
		other(f.Media, t.media), other(f.Owner, t.Item.Owner), other(f.Department, t.Department), exposure, other(f.ExposedBy, t.Item.ExposedBy)}, nil
}

// other is what inspecting told; NULL where it is as listed.
func other(told, listed string) any {
	if told == listed {
		return nil
	}
	return told
}

// passing are causes that may be gone although the item did not change: the
// next run looks again.
var passing = map[record.Code]bool{
	record.Denied: true, record.Gone: true, record.Changed: true, record.Frozen: true,
	record.ReadError: true, record.TimedOut: true, record.ParserCrash: true, record.NotListed: true, record.KeyDenied: true, record.ReaderPays: true,
}

func mayDiffer(reasons []record.Reason) bool {
	for _, r := range reasons {
		if passing[r.Code] {
			return true
		}
	}
	return false
}

// refusalOf says why a folder would not list.
func refusalOf(err error) record.Reason {
	r := record.Reason{Code: record.NotListed}
	switch {
	case errors.Is(err, scanners.ErrPayer):
		r.Code = record.ReaderPays
	case errors.Is(err, scanners.ErrDenied), errors.Is(err, fs.ErrPermission):
		r.Detail = "permission denied"
	case errors.Is(err, scanners.ErrGone), errors.Is(err, fs.ErrNotExist):
		r.Detail = "no longer there"
	}
	return r
}

// list is the JSON of a slice; NULL when it is empty, as it is for most files.
func list[T any](s []T) (any, error) {
	if len(s) == 0 {
		return nil, nil
	}
	b, err := json.Marshal(s)
	return string(b), err
}
