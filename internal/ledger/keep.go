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
	fp         int64
	root       int64
}

const itemColumns = `i.id, i.fp, i.root, r.source, r.root, i.key, i.version, i.hash, i.path, i.link, i.owner, i.media, i.size,
	i.modified, i.exposure, i.exposed_by, i.department`

// Tasks reads the items of a chunk that still wait for inspection.
func (l *Ledger) Tasks(ctx context.Context, ids []int64) ([]Task, error) {
	b, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := l.read.QueryContext(ctx, "SELECT "+itemColumns+` FROM json_each(?) j
		CROSS JOIN item i ON i.id = j.value JOIN root r ON r.id = i.root WHERE i.status IS NULL ORDER BY j.key`, string(b))
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []Task
	for rows.Next() {
		var t Task
		if err := t.scan(rows); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, classify(rows.Err())
}

func (t *Task) scan(rows *sql.Rows, more ...any) error {
	var modified int64
	it := &t.Item
	err := rows.Scan(append([]any{&t.ID, &t.fp, &t.root, &it.Source, &it.Root, &it.ID, &it.Version, &it.Hash, &it.Path, &it.Link,
		&it.Owner, &it.Media, &it.Size, &modified, &it.Exposure, &it.ExposedBy, &t.Department}, more...)...)
	it.Modified = time.Unix(0, modified).UTC()
	return classify(err)
}

// Keep writes records in the caller's transaction. A record of a version that
// is no longer the listed one changes nothing: the newer one is due by itself.
func Keep(ctx context.Context, tx *sql.Tx, tasks []Task, files []record.File) error {
	for i, t := range tasks {
		if err := keep(ctx, tx, t, files[i]); err != nil {
			return classify(err)
		}
	}
	return nil
}

func keep(ctx context.Context, tx *sql.Tx, t Task, f record.File) error {
	reasons, err := list(f.Reasons)
	if err != nil {
		return err
	}
	findings, err := list(f.Findings)
	if err != nil {
		return err
	}
	inspected := int64(0)
	if !f.Inspected.IsZero() {
		inspected = f.Inspected.UnixNano()
	}
	res, err := tx.ExecContext(ctx, `UPDATE item SET status = ?, reasons = ?, persons = ?, level = ?, verdict = ?, clause = ?,
		action = ?, findings = ?, ruleset = ?, inspected = ?, media = ?, exposure = ?, exposed_by = ? WHERE id = ? AND fp = ?`,
		f.Status, reasons, f.Persons, f.Level, f.Verdict, f.Clause, f.Action, findings, f.Ruleset, inspected,
		f.Media, int(f.Exposure), f.ExposedBy, t.ID, t.fp)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE listing SET done = ? WHERE root = ? AND key = ? AND fp = ?", t.fp, t.root, t.Item.ID, t.fp)
	return err
}

// list is the JSON of a slice; NULL when it is empty, as it is for most files.
func list[T any](s []T) (any, error) {
	if len(s) == 0 {
		return nil, nil
	}
	b, err := json.Marshal(s)
	return string(b), err
}

func isDenied(err error) bool {
	return errors.Is(err, scanners.ErrDenied) || errors.Is(err, fs.ErrPermission)
}
