package ledger

import "context"

// Owner is somebody who owns files in a department. One who owns files in
// several is told for each.
type Owner struct {
	Source, Name, Department string
	Files, Flagged           int64
}

// Owners are the owners of a run's recorded items, by source, name and
// department; "" owns what has no owner.
func (l *Ledger) Owners(ctx context.Context, run int64) ([]Owner, error) {
	rows, err := l.read.QueryContext(ctx, `SELECT r.source, i.owner, i.department, count(*),
		sum(CASE WHEN i.verdict IN ('violation', 'review') THEN 1 ELSE 0 END)
		FROM known i JOIN root r ON r.id = i.root WHERE`+recorded+`GROUP BY r.source, i.owner, i.department ORDER BY 1, 2, 3`, run)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []Owner
	for rows.Next() {
		var o Owner
		if err := rows.Scan(&o.Source, &o.Name, &o.Department, &o.Files, &o.Flagged); err != nil {
			return nil, classify(err)
		}
		out = append(out, o)
	}
	return out, classify(rows.Err())
}
