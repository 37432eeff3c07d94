package ledger

import (
	"context"
	"database/sql"
)

// statements are prepared once: parsing SQL costs more than writing a row.
// They close with the database.
type statements struct{ lookup, insert, update, list, seen, cursor, back, keep, good *sql.Stmt }

func (s *statements) prepare(ctx context.Context, db *sql.DB) error {
	for _, p := range []struct {
		stmt **sql.Stmt
		sql  string
	}{
		{&s.lookup, `SELECT j.key, l.item, l.fp, l.good, l.absent FROM json_each(?) j
			CROSS JOIN listing l ON l.root = ? AND l.key = j.value`},
		{&s.insert, `INSERT INTO item (root, key, version, revision, hash, path, link, owner, media, size, modified, exposure,
			exposed_by, department, fp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&s.update, `UPDATE item SET root = ?, key = ?, version = ?, revision = ?, hash = ?, path = ?, link = ?, owner = ?,
			media = coalesce(nullif(?, ''), CASE WHEN version = ? THEN media END, ''), size = ?, modified = ?, exposure = ?, exposed_by = ?, department = ?, fp = ?, done = 0, absent = 0 WHERE id = ?`},
		{&s.list, `INSERT INTO listing (root, key, item, fp) VALUES (?, ?, ?, ?)
			ON CONFLICT (root, key) DO UPDATE SET fp = excluded.fp, good = 0, absent = 0`},
		{&s.back, "UPDATE item SET absent = 0 WHERE id = ?"},
		{&s.seen, "INSERT INTO seen (run, root, page, ids) VALUES (?, ?, ?, ?)"},
		{&s.cursor, `UPDATE run_root SET cursor = ?, since = ?, pages = ?, refused = refused + ?, gone = gone + ?
			WHERE run = ? AND root = ?`},
		{&s.keep, `UPDATE item SET done = fp, read = ?, status = ?, reasons = ?, persons = ?, level = ?, verdict = ?, clause = ?, action = ?,
			findings = ?, ruleset = ?, inspected = ?, media = ?, exposure = ?, exposed_by = ?, owner = ?, department = ?, facts = ?
			WHERE id = ? AND fp = ?`},
		{&s.good, "UPDATE listing SET good = fp WHERE root = ? AND key = ? AND item = ? AND fp = ?"},
	} {
		var err error
		if *p.stmt, err = db.PrepareContext(ctx, p.sql); err != nil { //nolint:sqlclosecheck // as long as the ledger
			return err
		}
	}
	return nil
}

// exec runs a prepared statement in tx.
func exec(ctx context.Context, tx *sql.Tx, s *sql.Stmt, args ...any) (sql.Result, error) {
	return tx.StmtContext(ctx, s).ExecContext(ctx, args...) //nolint:sqlclosecheck // the transaction closes its copy
}
