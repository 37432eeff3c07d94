package ledger

import (
	"context"
	"database/sql"

	"tenken/internal/record"
)

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
	twins, err := ids(ctx, l.read, "SELECT min(item) FROM record WHERE read IN (SELECT value FROM json_each(?)) AND hashed = 1 GROUP BY read", l.home.numbers(reads))
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
