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
	root     int64
	contents int64
}

const itemColumns = `i.id, i.fp, i.root, r.source, r.root, i.key, i.version, i.revision, i.hash, i.path, i.link, i.owner, i.media, i.size,
	i.modified, i.exposure, i.exposed_by, i.department`

// Tasks reads the items of a chunk that still wait for inspection by a reader
// of that name.
func (l *Ledger) Tasks(ctx context.Context, ids []int64, reading string) ([]Task, error) {
	b, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := l.read.QueryContext(ctx, "SELECT "+itemColumns+`, i.read, i.status, i.reasons, i.persons,
		CASE WHEN i.read <> 0 THEN i.findings END, i.facts FROM json_each(?) j CROSS JOIN item i
		JOIN root r ON r.id = i.root WHERE i.id = CAST(j.value AS BIGINT) AND i.done <> i.fp AND i.gone = 0 ORDER BY j.key`, string(b))
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []Task
	for rows.Next() {
		t, err := scanTask(rows, reading)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	if err := rows.Err(); err != nil {
		return nil, classify(err)
	}
	rows.Close() //nolint:errcheck,sqlclosecheck // its connection is needed
	for i, t := range out {
		if t.Known == nil && t.Item.Hash != "" {
			if out[i].Known, err = l.twin(ctx, t); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// twinIndex finds bytes that were read under another name of an owner or drive.
const twinIndex = `
CREATE INDEX item_twin ON item (read) WHERE read <> 0 AND hash <> '';
`

// twin is the record of the same bytes elsewhere; nil where there is none.
func (l *Ledger) twin(ctx context.Context, t Task) (*record.File, error) {
	var f record.File
	var reasons, findings, facts sql.NullString
	err := l.read.QueryRowContext(ctx, `SELECT status, reasons, persons, findings, facts FROM item
		WHERE read = ? AND read <> 0 AND hash <> '' AND hash = ? AND size = ? AND status IS NOT NULL LIMIT 1`, t.contents, t.Item.Hash, t.Item.Size).
		Scan(&f.Status, &reasons, &f.Persons, &findings, &facts)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, classify(err)
	}
	f.Item = t.Item
	return &f, unpack(&f, reasons, findings, facts)
}

func scanTask(rows *sql.Rows, reading string) (t Task, err error) {
	var read int64
	var f record.File
	var status, reasons, findings, facts sql.NullString
	if err := t.scan(rows, &read, &status, &reasons, &f.Persons, &findings, &facts); err != nil {
		return t, err
	}
	if t.contents = contents(t.Item, reading); t.contents != read {
		return t, nil
	}
	f.Item, f.Status, t.Known = t.Item, record.Status(status.String), &f
	return t, unpack(&f, reasons, findings, facts)
}

func (t *Task) scan(rows *sql.Rows, more ...any) error {
	var modified int64
	it := &t.Item
	err := rows.Scan(append([]any{&t.ID, &t.fp, &t.root, &it.Source, &it.Root, &it.ID, &it.Version, &it.Revision, &it.Hash, &it.Path, &it.Link,
		&it.Owner, &it.Media, &it.Size, &modified, &it.Exposure, &it.ExposedBy, &t.Department}, more...)...)
	if modified != 0 {
		it.Modified = time.Unix(0, modified).UTC()
	}
	return classify(err)
}

// Keep writes records in the caller's transaction. A record of a version that
// is no longer the listed one changes nothing: the newer one is due by itself.
func (l *Ledger) Keep(ctx context.Context, tx *sql.Tx, tasks []Task, files []record.File) error {
	var keeps, goods [][]any
	for i, t := range tasks {
		keep, err := keepRow(t, files[i])
		if err != nil {
			return err
		}
		keeps = append(keeps, keep)
		if !mayDiffer(files[i].Reasons) {
			goods = append(goods, []any{t.root, t.Item.ID, t.ID, t.fp})
		}
	}
	if err := l.stmts.keep.run(ctx, tx, keeps); err != nil {
		return classify(err)
	}
	return classify(l.stmts.good.run(ctx, tx, goods))
}

func keepRow(t Task, f record.File) ([]any, error) {
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
	if f.Status != record.Skipped && !mayDiffer(f.Reasons) {
		read = t.contents
	}
	return []any{read, string(f.Status), reasons, f.Persons, string(f.Level), string(f.Verdict), f.Clause, f.Action, findings, f.Ruleset,
		inspected, f.Media, int(f.Exposure), f.ExposedBy, f.Owner, f.Department, known, t.ID, t.fp}, nil
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
