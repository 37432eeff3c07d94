package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"

	"tenken/internal/record"
	"tenken/scanners"
)

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
