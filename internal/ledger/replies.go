package ledger

import (
	"context"
	"database/sql"

	"tenken/internal/followup"
)

// keepReplies writes the replies of a book to the questions.
func keepReplies(ctx context.Context, tx *sql.Tx, b Book, replace bool) (changed int, conflicts []Conflict, err error) {
	all, err := repliesOf(ctx, tx, "WHERE run = ? AND department = ?", b.Run, b.Department)
	if err != nil {
		return 0, nil, err
	}
	before := all[b.Department]
	for question, r := range b.Replies {
		was, known := before[question]
		switch {
		case r.Answer == "", known && was.Same(r):
			continue
		case known && was.Book != r.Book && !replace:
			conflicts = append(conflicts, Conflict{question, followup.Answer{Who: was.Who, Given: was.Given, Reason: was.Reason}})
			continue
		}
		changed++
		if _, err := tx.ExecContext(ctx, `INSERT INTO reply (run, department, question, answer, reason, due, who, given, book)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (run, department, question) DO UPDATE SET answer = excluded.answer, reason = excluded.reason,
				due = excluded.due, who = excluded.who, given = excluded.given, book = excluded.book`,
			b.Run, b.Department, question, string(r.Answer), r.Reason, nanos(r.Due), r.Who, nanos(r.Given), r.Book); err != nil {
			return 0, nil, err
		}
	}
	return changed, conflicts, nil
}

// Replies are the departments' replies to the questions of a run's books, by
// department and question.
func (l *Ledger) Replies(ctx context.Context, run int64) (map[string]map[string]followup.Reply, error) {
	out, err := repliesOf(ctx, l.read, "WHERE run = ?", run)
	return out, classify(err)
}

func repliesOf(ctx context.Context, q querier, where string, args ...any) (map[string]map[string]followup.Reply, error) {
	rows, err := q.QueryContext(ctx, "SELECT department, question, answer, reason, due, who, given, book FROM reply "+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]map[string]followup.Reply{}
	for rows.Next() {
		var department, question string
		var r followup.Reply
		var due, given int64
		if err := rows.Scan(&department, &question, &r.Answer, &r.Reason, &due, &r.Who, &given, &r.Book); err != nil {
			return nil, err
		}
		r.Due, r.Given = fromNanos(due), fromNanos(given)
		if out[department] == nil {
			out[department] = map[string]followup.Reply{}
		}
		out[department][question] = r
	}
	return out, rows.Err()
}
