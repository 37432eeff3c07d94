package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"tenken/internal/followup"
)

// answerTables keep what departments said. An answer belongs to a file and to
// the run whose book asked; the newest run's counts.
const answerTables = `
CREATE TABLE answer (
	file     TEXT   NOT NULL,           -- followup.ID
	run      BIGINT NOT NULL,
	kind     TEXT   NOT NULL,
	reason   TEXT   NOT NULL,
	approval TEXT   NOT NULL,
	until    BIGINT NOT NULL,           -- 0: no day named
	who      TEXT   NOT NULL,
	bound    TEXT   NOT NULL,           -- followup.Bound
	given    BIGINT NOT NULL,
	book     TEXT   NOT NULL,
	department TEXT NOT NULL,
	PRIMARY KEY (file, run)
);
CREATE TABLE reply (                    -- to the questions of the self-inspection
	run        BIGINT NOT NULL,
	department TEXT   NOT NULL,
	question   TEXT   NOT NULL,
	answer     TEXT   NOT NULL,         -- yes, no, not_applicable
	reason     TEXT   NOT NULL,
	due        BIGINT NOT NULL,
	who        TEXT   NOT NULL,
	given      BIGINT NOT NULL,
	book       TEXT   NOT NULL,
	PRIMARY KEY (run, department, question)
);
CREATE TABLE approval (                 -- the register of approvals, as it was last read
	number  TEXT   NOT NULL,
	path    TEXT   NOT NULL,
	owner   TEXT   NOT NULL,
	types   TEXT   NOT NULL,            -- comma-separated; '': all
	widest  BIGINT NOT NULL,            -- widest exposure it covers
	until   BIGINT NOT NULL,
	reason  TEXT   NOT NULL,
	line    BIGINT NOT NULL,
	PRIMARY KEY (line)
);
`

// Book is what was read from one workbook.
type Book struct {
	Run        int64
	Department string
	Digest     string // of the file
	Given      time.Time
	Answers    map[string]followup.Answer // by file
	Replies    map[string]followup.Reply  // by question
	Owners     map[string]string          // departments by file, where they are not Department
}

func (b Book) departmentOf(file string) string {
	if d, ok := b.Owners[file]; ok {
		return d
	}
	return b.Department
}

// Conflict is an answer that differs from one that another book gave.
type Conflict struct {
	File string // followup.ID, or the question
	Was  followup.Answer
}

// ConflictError says that a book contradicts others that were read before.
type ConflictError struct{ Conflicts []Conflict }

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%d answers differ from those of another book", len(e.Conflicts))
}

// KeepBook writes the answers of a book, all or none. One that contradicts a
// final answer of another book of the same run is refused, with a
// *ConflictError, unless it is to replace them. Answers that say nothing change
// nothing. It reports how many answers and replies were new or other than
// before.
func (l *Ledger) KeepBook(ctx context.Context, b Book, how Keeping) (changed int, err error) {
	replace := how.Replace
	err = l.tx(ctx, func(tx *sql.Tx) error {
		changed = 0
		files := slices.Sorted(maps.Keys(b.Answers))
		before, err := answersTo(ctx, tx, b.Run, files)
		if err != nil {
			return err
		}
		var conflicts []Conflict
		var rows [][]any
		for _, file := range files {
			a := b.Answers[file]
			was, known := before[file]
			switch {
			case a.Kind == followup.Open || a.Kind == "":
				continue
			case known && was.Same(a):
				continue
			case known && was.Kind.Final() && !a.Kind.Final() && !replace:
				continue
			case known && was.Kind.Final() && was.Book != a.Book && !replace:
				conflicts = append(conflicts, Conflict{file, was})
				continue
			}
			changed++
			rows = append(rows, []any{
				file, a.Run, string(a.Kind), a.Reason, a.Approval, nanos(a.Until), a.Who, a.Bound.String(), nanos(a.Given), a.Book, b.departmentOf(file),
			})
		}
		if err := l.stmts.answer.run(ctx, tx, rows); err != nil {
			return err
		}
		n, more, err := keepReplies(ctx, tx, b, replace)
		if err != nil {
			return err
		}
		changed += n
		if conflicts = append(conflicts, more...); len(conflicts) > 0 {
			return &ConflictError{conflicts}
		}
		if how.Try {
			return errTried
		}
		return l.note(ctx, tx, b.Given, AuditImport, fmt.Sprintf("book %s run %d department %q answers %d changed %d",
			b.Digest, b.Run, b.Department, len(b.Answers)+len(b.Replies), changed))
	})
	switch {
	case errors.Is(err, errTried):
		return changed, nil
	case err != nil:
		return 0, err
	}
	return changed, nil
}

// Keeping is how a book is kept.
type Keeping struct {
	Replace bool // answers that contradict another book's replace them
	Try     bool // keep nothing, but say what would be
}

var errTried = errors.New("tried only")

const answerTemplate = `INSERT INTO answer (file, run, kind, reason, approval, until, who, bound, given, book, department)
	SELECT {text}, {bigint}, {text}, {text}, {text}, {bigint}, {text}, {text}, {bigint}, {text}, {text} {from} WHERE true
	ON CONFLICT (file, run) DO UPDATE SET kind = excluded.kind, reason = excluded.reason, approval = excluded.approval,
		until = excluded.until, who = excluded.who, bound = excluded.bound, given = excluded.given, book = excluded.book`

// answersTo are the answers there are about files, given in books of a run.
func answersTo(ctx context.Context, tx *sql.Tx, run int64, files []string) (map[string]followup.Answer, error) {
	ids, err := json.Marshal(files)
	if err != nil {
		return nil, err
	}
	return answersOf(ctx, tx, "WHERE a.run = ? AND a.file IN (SELECT j.value FROM json_each(?) j)", run, string(ids))
}

// Answers are the newest answers about files, by followup.ID, given in books of
// runs up to one.
func (l *Ledger) Answers(ctx context.Context, run int64) (map[string]followup.Answer, error) {
	out, err := answersOf(ctx, l.read, "WHERE a.run <= ? ORDER BY a.run", run)
	return out, classify(err)
}

func answersOf(ctx context.Context, q querier, where string, args ...any) (map[string]followup.Answer, error) {
	rows, err := q.QueryContext(ctx, "SELECT a.file, a.run, a.kind, a.reason, a.approval, a.until, a.who, a.bound, a.given, a.book FROM answer a "+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]followup.Answer{}
	for rows.Next() {
		var file, bound string
		var a followup.Answer
		var until, given int64
		if err := rows.Scan(&file, &a.Run, &a.Kind, &a.Reason, &a.Approval, &until, &a.Who, &bound, &given, &a.Book); err != nil {
			return nil, err
		}
		if a.Bound, err = followup.ParseBound(bound); err != nil {
			return nil, errors.Join(fmt.Errorf("answer about %s: %w", file, ErrBroken), err)
		}
		a.Until, a.Given = fromNanos(until), fromNanos(given)
		out[file] = a
	}
	return out, rows.Err()
}

// Judged counts, for each type of finding and each department, the final
// answers of all runs about files that held it, and how many said that it was
// a false alarm.
func (l *Ledger) Judged(ctx context.Context) (types, departments map[string]followup.Judged, err error) {
	rows, err := l.read.QueryContext(ctx, "SELECT kind, bound, department FROM answer")
	if err != nil {
		return nil, nil, classify(err)
	}
	defer rows.Close()
	types, departments = map[string]followup.Judged{}, map[string]followup.Judged{}
	for rows.Next() {
		var kind followup.Kind
		var bound, department string
		if err := rows.Scan(&kind, &bound, &department); err != nil {
			return nil, nil, classify(err)
		}
		if !kind.Final() {
			continue
		}
		b, err := followup.ParseBound(bound)
		if err != nil {
			return nil, nil, errors.Join(ErrBroken, err)
		}
		departments[department] = departments[department].Plus(kind)
		for t := range b.Types {
			types[t] = types[t].Plus(kind)
		}
	}
	return types, departments, classify(rows.Err())
}

func nanos(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func fromNanos(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}
