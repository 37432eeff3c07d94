package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"tenken/internal/followup"
	"tenken/internal/record"
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

// seenAs is what is kept of a file's contents and sharing.
func seenAs(version string, exposure int) string {
	h := fnv.New64a()
	h.Write([]byte(version))
	return fmt.Sprintf("%016x/%d", h.Sum64(), exposure)
}

// unchanged reports whether a file is as it was. Sharing is asked only of files
// with findings; one that has none any more tells nothing of it.
func unchanged(was, version string, exposure int) bool {
	if exposure == int(scanners.Unknown) {
		contents, _, _ := strings.Cut(was, "/")
		return strings.HasPrefix(seenAs(version, exposure), contents+"/")
	}
	return was == seenAs(version, exposure)
}

// settle ends the courses of files that are no longer flagged, where that is
// sure, and marks the others as unseen.
func settle(ctx context.Context, tx *sql.Tx, run int64, open map[string]course) error {
	for _, c := range open {
		ended, err := endOf(ctx, tx, c)
		if err != nil {
			return err
		}
		switch {
		case ended != "":
			_, err = tx.ExecContext(ctx, "UPDATE course SET until = ?, ended = ? WHERE file = ? AND since = ?", run, ended, c.file, c.since)
		case c.unseen == 0:
			_, err = tx.ExecContext(ctx, "UPDATE course SET unseen = ? WHERE file = ? AND since = ?", run, c.file, c.since)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// endOf says how a course ended; "" where nobody can tell: the file was not
// listed although not everything could be listed, or it could not be read.
func endOf(ctx context.Context, tx *sql.Tx, c course) (string, error) {
	var gone, absent int64
	var exposure int
	var version string
	var status, reasons sql.NullString
	err := tx.QueryRowContext(ctx, "SELECT gone, absent, version, exposure, status, reasons FROM known WHERE id = ?", c.item).
		Scan(&gone, &absent, &version, &exposure, &status, &reasons)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", nil
	case err != nil:
		return "", err
	case gone != 0:
		return followup.EndedGone, nil
	case absent != 0:
		return "", nil
	case status.String == string(record.Inspected) && unchanged(c.seen, version, exposure):
		return followup.EndedRules, nil
	case status.String == string(record.Inspected):
		return followup.EndedClear, nil
	case status.String == string(record.Unreadable) && strings.Contains(reasons.String, `"`+string(record.Encrypted)+`"`):
		return followup.EndedEncrypted, nil
	}
	return "", nil
}

// periods keeps the figures of a run by department.
func (l *Ledger) periods(ctx context.Context, tx *sql.Tx, run int64) error {
	counts, err := countsOf(ctx, l.read, run)
	if err != nil {
		return err
	}
	for department, c := range counts {
		b, err := json.Marshal(c)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO period (run, department, counts) VALUES (?, ?, ?)
			ON CONFLICT (run, department) DO UPDATE SET counts = excluded.counts`, run, department, string(b)); err != nil {
			return err
		}
	}
	return nil
}

func countsOf(ctx context.Context, db querier, run int64) (map[string]followup.Counts, error) {
	rows, err := db.QueryContext(ctx, `SELECT department, status, verdict, level, count(*), sum(persons) FROM known
		WHERE status IS NOT NULL AND gone = 0 AND absent = 0 AND root IN `+rootsOfRun+` GROUP BY department, status, verdict, level`, run)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]followup.Counts{}
	for rows.Next() {
		var department string
		var f record.File
		var n, persons int
		if err := rows.Scan(&department, &f.Status, &f.Verdict, &f.Level, &n, &persons); err != nil {
			return nil, err
		}
		out[department] = out[department].Plus(countOf(f, n, persons))
	}
	return out, rows.Err()
}

// countOf is the figures of n files that are alike.
func countOf(f record.File, n, persons int) followup.Counts {
	c := followup.Counts{Files: n}
	switch f.Status {
	case record.Inspected:
		c.Inspected = n
	case record.Partial:
		c.Partial = n
	case record.Skipped:
		c.Skipped = n
	default:
		c.Unreadable = n
	}
	if f.Flagged() {
		c.Flagged, c.Persons = n, persons
		if f.Level.Rank() >= record.High.Rank() {
			c.Grave = n
		}
	}
	return c
}

// Periods are the figures of the finished runs up to one that had its roots, by
// run, oldest first, and department.
func (l *Ledger) Periods(ctx context.Context, of Run) ([]followup.Period, error) {
	runs, err := l.Runs(ctx)
	if err != nil {
		return nil, err
	}
	var out []followup.Period
	for i := len(runs) - 1; i >= 0; i-- {
		r := runs[i]
		if r.ID > of.ID || r.State != Finished || !r.sameRoots(of) {
			continue
		}
		p := followup.Period{Run: r.ID, At: r.Finished, Departments: map[string]followup.Counts{}}
		if err := l.periodOf(ctx, p); err != nil {
			return nil, err
		}
		if len(p.Departments) > 0 {
			out = append(out, p)
		}
	}
	return out, nil
}

func (l *Ledger) periodOf(ctx context.Context, p followup.Period) error {
	rows, err := l.read.QueryContext(ctx, "SELECT department, counts FROM period WHERE run = ?", p.Run)
	if err != nil {
		return classify(err)
	}
	defer rows.Close()
	for rows.Next() {
		var department, counts string
		if err := rows.Scan(&department, &counts); err != nil {
			return classify(err)
		}
		var c followup.Counts
		if err := json.Unmarshal([]byte(counts), &c); err != nil {
			return fmt.Errorf("figures of run %d: %w", p.Run, ErrBroken)
		}
		p.Departments[department] = c
	}
	return classify(rows.Err())
}

// sameRoots reports whether two runs can be compared: one holds a root of the
// other.
func (r Run) sameRoots(other Run) bool {
	for _, a := range r.Roots {
		for _, b := range other.Roots {
			if a == b {
				return true
			}
		}
	}
	return false
}

// Base is the run that a run is compared with: the last one finished in an
// earlier quarter, or else the one before; 0 where there is none.
func Base(runs []followup.Period, of Run) int64 {
	var before, quarter int64
	for _, p := range runs {
		if p.Run >= of.ID {
			continue
		}
		before = p.Run
		if followup.Quarter(p.At) < followup.Quarter(of.Started) {
			quarter = p.Run
		}
	}
	if quarter != 0 {
		return quarter
	}
	return before
}

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
