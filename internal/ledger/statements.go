package ledger

import (
	"context"
	"database/sql"
)

// statements are prepared once: parsing SQL costs more than writing a row.
// They close with the database.
type statements struct {
	lookup                                                      *sql.Stmt
	insert, update, list, back, relist, due, keep, good, answer batch
}

const lookupQuery = `SELECT j.key, l.item, l.fp, l.good, l.absent FROM json_each(?) j CROSS JOIN listing l
	WHERE l.root = ? AND l.key = j.value`

func (l *Ledger) prepare(ctx context.Context) (err error) {
	s := &l.stmts
	if s.lookup, err = l.DB.PrepareContext(ctx, lookupQuery); err != nil { //nolint:sqlclosecheck // as long as the ledger
		return err
	}
	for _, p := range []struct {
		batch    *batch
		template string
	}{
		{&s.insert, `INSERT INTO item (id, root, key, version, revision, hash, path, link, owner, media, size, modified, exposure,
			exposed_by, department, fp) SELECT {bigint}, {bigint}, {text}, {text}, {text}, {text}, {text}, {text}, {text}, {text},
			{bigint}, {bigint}, {bigint}, {text}, {text}, {bigint} {from}`},
		{&s.update, `UPDATE item SET version = {text}, revision = {text}, hash = {text}, path = {text}, link = {text}, owner = {text},
			media = coalesce(nullif({text}, ''), CASE WHEN version = {text} THEN media END, ''), size = {bigint},
			modified = {bigint}, exposure = {bigint}, exposed_by = {text}, department = {text}, fp = {bigint}, done = 0, absent = 0
			{from} WHERE id = {bigint}`},
		{&s.list, `INSERT INTO listing (root, key, item, fp) SELECT {bigint}, {text}, {bigint}, {bigint} {from} WHERE true
			ON CONFLICT (root, key) DO UPDATE SET fp = excluded.fp, good = 0, absent = 0`},
		{&s.back, "UPDATE item SET absent = 0 {from} WHERE id = {bigint}"},
		{&s.relist, "UPDATE listing SET absent = 0 {from} WHERE root = {bigint} AND key = {text}"},
		{&s.due, `INSERT INTO due (lane, rank, item, size) SELECT {bigint}, {bigint}, {bigint}, {bigint} {from} WHERE true
			ON CONFLICT DO NOTHING`},
		{&s.keep, `UPDATE item SET done = fp, read = {bigint}, status = {text}, reasons = {text}, persons = {bigint}, level = {text},
			verdict = {text}, clause = {text}, action = {text}, findings = {text}, ruleset = {text}, inspected = {bigint},
			media = {text}, exposure = {bigint}, exposed_by = {text}, owner = {text}, department = {text}, facts = {text}
			{from} WHERE id = {bigint} AND fp = {bigint}`},
		{&s.good, `UPDATE listing SET good = fp {from} WHERE root = {bigint} AND key = {text} AND item = {bigint} AND fp = {bigint}`},
		{&s.answer, answerTemplate},
	} {
		if *p.batch, err = l.newBatch(ctx, p.template); err != nil {
			return err
		}
	}
	return nil
}
