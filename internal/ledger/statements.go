package ledger

import (
	"context"
	"database/sql"
)

// statements are prepared once: parsing SQL costs more than writing a row.
// They close with the database.
type statements struct {
	lookup                                          *sql.Stmt
	insert, update, back, undo, due, record, answer batch
}

// lookupQuery leaves a planner that knows no statistics yet no choice but the
// index of spots: roots and what is gone are told apart by who reads. What it
// says of a record is the fingerprint under which another look would find the
// same; 0: none.
const lookupQuery = `SELECT i.spot, i.root, i.key, i.id, i.fp, i.absent,
	coalesce((SELECT k.fp FROM record k WHERE k.item = i.id AND k.good = 1), 0), i.gone
	FROM item i WHERE i.spot IN (SELECT value FROM json_each(?))`

func (l *Ledger) prepare(ctx context.Context) (err error) {
	s := &l.stmts
	if s.lookup, err = l.DB.PrepareContext(ctx, lookupQuery); err != nil { //nolint:sqlclosecheck // as long as the ledger
		return err
	}
	if s.insert, err = l.newInsert(ctx, l.DB, "item", "id", "root", "spot", "key", "version", "revision", "hash", "path", "link", "owner", "media",
		"size", "modified", "exposure", "exposed_by", "department", "fp"); err != nil {
		return err
	}
	if s.due, err = l.newInsert(ctx, l.DB, "due", dueColumns...); err != nil {
		return err
	}
	for _, p := range []struct {
		batch    *batch
		template string
	}{
		{&s.update, `UPDATE item SET version = {text}, revision = {text}, hash = {text}, path = {text}, link = {text}, owner = {text},
			media = {text}, size = {bigint}, modified = {bigint}, exposure = {bigint}, exposed_by = {text}, department = {text},
			fp = {bigint}, absent = 0 {from} WHERE id = {bigint}`},
		{&s.back, "UPDATE item SET absent = 0 {from} WHERE id = {bigint}"},
		{&s.undo, "UPDATE record SET fp = 0 {from} WHERE item = {bigint} AND fp = {bigint}"},
		{&s.record, keepTemplate},
		{&s.answer, answerTemplate},
	} {
		if *p.batch, err = l.newBatch(ctx, l.DB, p.template); err != nil {
			return err
		}
	}
	return nil
}
