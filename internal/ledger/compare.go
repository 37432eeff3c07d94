package ledger

import (
	"context"
	"time"

	"tenken/internal/followup"
	"tenken/internal/record"
)

// Compare says what became of the files of a run since another one: the state
// of each that is flagged, by followup.ID, and those that are not any more, or
// not seen.
func (l *Ledger) Compare(ctx context.Context, base, run int64) (map[string]followup.State, []followup.Settled, error) {
	rows, err := l.read.QueryContext(ctx, `SELECT c.file, c.since, c.until, c.ended, c.unseen, c.earlier, c.level, c.persons, c.department,
		r.source, r.root, i.key, i.path, i.owner, i.modified
		FROM course c JOIN known i ON i.id = c.item JOIN root r ON r.id = c.root
		WHERE c.root IN `+rootsOfRun+` ORDER BY c.department, i.path, c.file, c.since`, run)
	if err != nil {
		return nil, nil, classify(err)
	}
	defer rows.Close()
	states := map[string]followup.State{}
	var settled []followup.Settled
	for rows.Next() {
		var c followup.Course
		var f record.File
		var file string
		var modified int64
		if err := rows.Scan(&file, &c.Since, &c.Until, &c.Ended, &c.Unseen, &c.Before, &f.Level, &f.Persons, &f.Department,
			&f.Source, &f.Root, &f.ID, &f.Path, &f.Owner, &modified); err != nil {
			return nil, nil, classify(err)
		}
		switch s := c.At(base, run); s {
		case "":
		case followup.New, followup.Continuing, followup.Recurred:
			states[file] = s
		default:
			if modified != 0 {
				f.Modified = time.Unix(0, modified).UTC()
			}
			settled = append(settled, followup.Settled{ID: file, File: f, State: s, Ended: c.Ended})
		}
	}
	return states, settled, classify(rows.Err())
}
