package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"tenken/internal/followup"
	"tenken/scanners"
)

// courseTables keep what a finished run leaves for the next ones to be compared
// with: for every flagged file the runs between which it was flagged, which
// costs nothing while nothing changes, and the figures of every department.
const courseTables = `
CREATE TABLE course (
	file       TEXT   NOT NULL,            -- followup.ID
	since      BIGINT NOT NULL,            -- the run that found it flagged
	until      BIGINT NOT NULL DEFAULT 0,  -- the run that found it settled; 0: none so far
	ended      TEXT   NOT NULL DEFAULT '', -- how
	unseen     BIGINT NOT NULL DEFAULT 0,  -- the first run that could not tell; 0: it is seen
	earlier    BIGINT NOT NULL DEFAULT 0,  -- 1: an earlier course of the file has ended
	item       BIGINT NOT NULL,
	root       BIGINT NOT NULL,
	seen       TEXT   NOT NULL,            -- fingerprint of contents and sharing when last flagged
	level      TEXT   NOT NULL,
	persons    BIGINT NOT NULL,
	department TEXT   NOT NULL,
	PRIMARY KEY (file, since)
);
CREATE INDEX course_open ON course (root, until);
CREATE TABLE period (                     -- figures at the end of a run
	run        BIGINT NOT NULL,
	department TEXT   NOT NULL,
	counts     TEXT   NOT NULL,
	PRIMARY KEY (run, department)
);
`

// followupTables are the step that brought what goes from run to run.
const followupTables = courseTables + answerTables + auditTable

// close leaves what later runs need of one that finished.
func (l *Ledger) close(ctx context.Context, tx *sql.Tx, r Run) error {
	if err := l.remember(ctx, tx, r.ID); err != nil {
		return err
	}
	c := r.Counts
	return l.note(ctx, tx, r.Finished, AuditRun, fmt.Sprintf("run %d ruleset %s listed %d inspected %d partial %d skipped %d unreadable %d flagged %d",
		r.ID, r.Ruleset, c.Listed, c.Inspected, c.Partial, c.Skipped, c.Unreadable, c.Flagged))
}

// course is a file that is flagged, as the table has it.
type course struct {
	file, seen, level, department string
	since, unseen, item, persons  int64
}

// remember brings the courses of the files of a run up to date, and keeps the
// run's figures.
func (l *Ledger) remember(ctx context.Context, tx *sql.Tx, run int64) error {
	// Readers of whole tables go beside the transaction, which has planners keep
	// to indexes; nobody writes records any more.
	open, err := openCourses(ctx, l.read, run)
	if err != nil {
		return err
	}
	if err := l.flagged(ctx, tx, run, open); err != nil {
		return err
	}
	if err := settle(ctx, tx, run, open); err != nil {
		return err
	}
	return l.periods(ctx, tx, run)
}

const rootsOfRun = "(SELECT root FROM run_root WHERE run = ?)"

func openCourses(ctx context.Context, db querier, run int64) (map[string]course, error) {
	rows, err := db.QueryContext(ctx, `SELECT file, seen, level, department, since, unseen, item, persons FROM course
		WHERE until = 0 AND root IN `+rootsOfRun, run)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]course{}
	for rows.Next() {
		var c course
		if err := rows.Scan(&c.file, &c.seen, &c.level, &c.department, &c.since, &c.unseen, &c.item, &c.persons); err != nil {
			return nil, err
		}
		out[c.file] = c
	}
	return out, rows.Err()
}

// found is a flagged item of a run.
type found struct {
	course
	root int64
}

// flagged opens courses of files that are flagged and had none, keeps the others
// going, and takes all of them out of open.
func (l *Ledger) flagged(ctx context.Context, tx *sql.Tx, run int64, open map[string]course) error {
	changed, err := changedCourses(ctx, l.read, run, open)
	if err != nil || len(changed) == 0 {
		return err
	}
	insert, err := tx.PrepareContext(ctx, `INSERT INTO course (file, since, earlier, item, root, seen, level, persons, department)
		VALUES (?, ?, (SELECT CASE WHEN count(*) > 0 THEN 1 ELSE 0 END FROM course WHERE file = ?), ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	update, err := tx.PrepareContext(ctx, `UPDATE course SET unseen = 0, item = ?, root = ?, seen = ?, level = ?, persons = ?, department = ?
		WHERE file = ? AND since = ?`)
	if err != nil {
		return err
	}
	defer update.Close()
	for _, f := range changed {
		if f.since == 0 {
			_, err = insert.ExecContext(ctx, f.file, run, f.file, f.item, f.root, f.seen, f.level, f.persons, f.department)
		} else {
			_, err = update.ExecContext(ctx, f.item, f.root, f.seen, f.level, f.persons, f.department, f.file, f.since)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// changedCourses are the flagged items of which the table says something else;
// those that go on as they were are taken out of open, too.
func changedCourses(ctx context.Context, db querier, run int64, open map[string]course) ([]found, error) {
	rows, err := db.QueryContext(ctx, `SELECT r.source, r.root, i.key, i.version, i.exposure, i.level, i.department, i.persons, i.id, i.root
		FROM known i JOIN root r ON r.id = i.root
		WHERE i.verdict IN ('violation', 'review') AND i.status IS NOT NULL AND i.gone = 0 AND i.absent = 0 AND i.root IN `+rootsOfRun, run)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []found
	for rows.Next() {
		var it scanners.Item
		var f found
		var exposure int
		if err := rows.Scan(&it.Source, &it.Root, &it.ID, &it.Version, &exposure, &f.level, &f.department, &f.persons, &f.item, &f.root); err != nil {
			return nil, err
		}
		it.ID = strings.TrimPrefix(it.ID, refusedMark)
		f.file, f.seen = followup.ID(it), seenAs(it.Version, exposure)
		was, known := open[f.file]
		if known {
			delete(open, f.file)
			f.since = was.since
			if f.course == was {
				continue
			}
		}
		out = append(out, f)
	}
	return out, rows.Err()
}
