package ledger

import (
	"database/sql"
	"errors"
	"maps"
	"testing"
	"time"

	"tenken/internal/followup"
	"tenken/internal/record"
	"tenken/scanners"
)

// put records items as a status with or without a finding.
func put(t *testing.T, l *Ledger, ids []int64, as func(*record.File)) {
	t.Helper()
	tasks, err := l.Tasks(t.Context(), ids, "reader")
	if err != nil {
		t.Fatal(err)
	}
	var files []record.File
	for _, k := range tasks {
		f := record.File{Item: k.Item, Department: k.Department, Status: record.Inspected, Level: record.NoLevel, Verdict: record.Clear}
		as(&f)
		files = append(files, f)
	}
	if err := l.tx(t.Context(), func(tx *sql.Tx) error { return l.Keep(t.Context(), tx, tasks, files) }); err != nil {
		t.Fatal(err)
	}
}

func flagged(f *record.File) {
	f.Level, f.Verdict, f.Persons = record.High, record.Violation, 3
	f.Findings = []record.Finding{{Type: "name", Count: 3, Values: []byte("12345678")}}
}

func fileID(id string) string {
	return followup.ID(scanners.Item{Source: share.Source, Root: share.Root, ID: id})
}

func compare(t *testing.T, l *Ledger, base, run int64) map[string]string {
	t.Helper()
	states, settled, err := l.Compare(t.Context(), base, run)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		if s, ok := states[fileID(id)]; ok {
			out[id] = string(s)
		}
		for _, s := range settled {
			if s.ID == fileID(id) {
				out[id] = string(s.State)
				if s.Ended != "" {
					out[id] += " " + s.Ended
				}
			}
		}
	}
	return out
}

// TestCourses follows files through four runs.
func TestCourses(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	due := enter(t, l, &r, li, "", entry("a", "1"), entry("b", "1"), entry("c", "1"), entry("d", "1"), entry("e", "1"), entry("f", "1"))
	put(t, l, due, flagged)
	one := end(t, l, r, li, false)

	// a stays, b was mended, c is gone, d cannot be read, e was encrypted, f is not minded any more; g is new.
	r, li = begin(t, l, "other rules")
	due = enter(t, l, &r, li, "", entry("a", "1"), entry("b", "2"), entry("d", "2"), entry("e", "2"), entry("f", "1"), entry("g", "1"))
	put(t, l, due, func(f *record.File) {
		switch f.ID {
		case "a", "g":
			flagged(f)
		case "d":
			f.Status, f.Reasons = record.Unreadable, []record.Reason{{Code: record.Denied}}
		case "e":
			f.Status, f.Reasons = record.Unreadable, []record.Reason{{Code: record.Encrypted}}
		}
	})
	two := end(t, l, r, li, false)
	if got, want := compare(t, l, one.ID, two.ID), (map[string]string{
		"a": "continuing", "b": "fixed clear", "c": "fixed gone", "d": "unseen", "e": "fixed encrypted", "f": "rejudged rules", "g": "new",
	}); !maps.Equal(got, want) {
		t.Errorf("second run: %v, want %v", got, want)
	}

	// b and c are back, d can be read again, the rest could not be listed.
	r, li = begin(t, l, "other rules")
	due = enter(t, l, &r, li, "", entry("b", "3"), entry("c", "1"), entry("d", "3"))
	put(t, l, due, flagged)
	three := end(t, l, r, li, true)
	if got, want := compare(t, l, two.ID, three.ID), (map[string]string{
		"a": "unseen", "b": "recurred", "c": "recurred", "d": "continuing", "g": "unseen",
	}); !maps.Equal(got, want) {
		t.Errorf("third run: %v, want %v", got, want)
	}
	if got := compare(t, l, 0, one.ID); got["a"] != "new" || got["g"] != "" {
		t.Errorf("first run alone: %v", got)
	}

	ps, err := l.Periods(t.Context(), three)
	if err != nil || len(ps) != 3 {
		t.Fatalf("%d periods, %v", len(ps), err)
	}
	if c := ps[1].All(); c.Files != 6 || c.Unreadable != 2 || c.Flagged != 2 || c.Grave != 2 || c.Persons != 6 {
		t.Errorf("figures of the second run: %+v", c)
	}
	if b := Base(ps, three); b != two.ID {
		t.Errorf("base %d, want %d", b, two.ID)
	}
	ps[0].At = three.Started.AddDate(0, -4, 0)
	if b := Base(ps, three); b != one.ID {
		t.Errorf("base %d, want the last of an earlier quarter, %d", b, one.ID)
	}
}

func TestAnswers(t *testing.T) {
	l := open1(t, t.TempDir())
	bound := followup.Bound{Types: map[string]string{"name": "00", "email": "01"}}
	answer := func(run int64, k followup.Kind, book string) Book {
		a := followup.Answer{Kind: k, Reason: "授業", Run: run, Book: book, Given: time.Unix(1e9, 0).UTC(), Bound: bound}
		return Book{Run: run, Department: "医学部", Digest: book, Given: a.Given, Answers: map[string]followup.Answer{"A": a}}
	}
	keep := func(b Book, replace bool) error {
		_, err := l.KeepBook(t.Context(), b, Keeping{Replace: replace})
		return err
	}
	if err := keep(answer(1, followup.Open, "x"), false); err != nil {
		t.Fatal(err)
	}
	if as, err := l.Answers(t.Context(), 9); err != nil || len(as) != 0 {
		t.Errorf("no answer was kept as %v, %v", as, err)
	}
	if err := keep(answer(1, followup.Deleted, "x"), false); err != nil {
		t.Fatal(err)
	}
	var conflict *ConflictError
	if err := keep(answer(1, followup.Kept, "y"), false); !errors.As(err, &conflict) || conflict.Conflicts[0].Was.Kind != followup.Deleted {
		t.Errorf("another book's answer: %v", err)
	}
	if err := keep(answer(1, followup.Open, "y"), false); err != nil {
		t.Error(err)
	}
	if as, _ := l.Answers(t.Context(), 9); as["A"].Kind != followup.Deleted {
		t.Errorf("an empty answer replaced one: %+v", as["A"])
	}
	if err := keep(answer(1, followup.FalseAlarm, "y"), true); err != nil {
		t.Error(err)
	}
	if err := keep(answer(2, followup.Kept, "z"), false); err != nil {
		t.Error(err)
	}
	if as, _ := l.Answers(t.Context(), 1); as["A"].Kind != followup.FalseAlarm {
		t.Errorf("as of run 1: %+v", as["A"])
	}
	if as, _ := l.Answers(t.Context(), 2); as["A"].Kind != followup.Kept || as["A"].Bound.String() != bound.String() {
		t.Errorf("as of run 2: %+v", as["A"])
	}
	types, departments, err := l.Judged(t.Context())
	if err != nil || types["name"] != (followup.Judged{Answers: 2, False: 1}) || departments["医学部"] != (followup.Judged{Answers: 2, False: 1}) {
		t.Errorf("%v %v %v", types, departments, err)
	}
}

func TestReplies(t *testing.T) {
	l := open1(t, t.TempDir())
	b := Book{Run: 1, Department: "医学部", Replies: map[string]followup.Reply{"mfa": {Answer: followup.No, Reason: "準備中", Book: "x"}, "cloud": {}}}
	if n, err := l.KeepBook(t.Context(), b, Keeping{}); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	b.Replies = map[string]followup.Reply{"mfa": {Answer: followup.Yes, Book: "y"}}
	var conflict *ConflictError
	if _, err := l.KeepBook(t.Context(), b, Keeping{}); !errors.As(err, &conflict) {
		t.Errorf("a reply that contradicts another: %v", err)
	}
	if rs, err := l.Replies(t.Context(), 1); err != nil || len(rs["医学部"]) != 1 || rs["医学部"]["mfa"].Reason != "準備中" {
		t.Errorf("%v, %v", rs, err)
	}
}

// TestAuditChain changes an entry behind the chain's back.
func TestAuditChain(t *testing.T) {
	l := open1(t, t.TempDir())
	for range 3 {
		if err := l.KeepApprovals(t.Context(), []followup.Approval{{Number: "1", Path: "a/**", Line: 2, Types: []string{"name"}}}, "00", time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if as, err := l.Approvals(t.Context()); err != nil || len(as) != 1 || as[0].Types[0] != "name" {
		t.Errorf("%v, %v", as, err)
	}
	entries, err := l.Audited(t.Context())
	if err != nil || len(entries) != 3 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	if head, err := l.Head(t.Context()); err != nil || head.Hash != entries[2].Hash {
		t.Errorf("head %+v, %v", head, err)
	}
	for _, q := range []string{"UPDATE audit SET detail = 'x' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"} {
		if _, err := l.DB.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Audited(t.Context()); !errors.Is(err, ErrChain) {
			t.Errorf("%s: %v", q, err)
		}
	}
}
