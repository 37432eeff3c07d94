package ledger

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenken/internal/ledger/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.M{M: m}.Run()) }

// databases are those of the folders of a test, while TestOnPostgres runs; nil
// otherwise.
var databases map[string]string

// place is the option of a test's folder.
func place(t testing.TB, dir string) Option {
	if databases == nil {
		return At("")
	}
	if databases[dir] == "" {
		databases[dir] = pgtest.Database(t)
	}
	return At(databases[dir])
}

// TestOnPostgres runs what tests the ledger as such on its other home, too.
func TestOnPostgres(t *testing.T) {
	pgtest.Database(t) // skips
	databases = map[string]string{}
	defer func() { databases = nil }()
	for name, test := range map[string]func(*testing.T){
		"Runs": TestRuns, "Resume": TestResume, "FailedListing": TestFailedListing, "ChangedMeanwhile": TestChangedMeanwhile,
		"Refusals": TestRefusals, "Buckets": TestBucketsAreShared, "Pause": TestAPauseIsForAll, "Return": TestWhatWasNotSpentIsGivenBack,
		"Facts": TestFactsSurvive, "Courses": TestCourses, "Answers": TestAnswers, "Replies": TestReplies, "AuditChain": TestAuditChain,
		"Turns": TestLanesTakeTurns, "Names": TestOddNames, "Apart": TestItemsApart, "Spots": TestSpots,
	} {
		t.Run(name, test)
	}
}

// TestLanesTakeTurns fills the queue from a large department and two small ones.
func TestLanesTakeTurns(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	var entries []Entry
	for _, d := range []struct {
		department string
		n          int
	}{{"医学部", 500}, {"文学部", 30}, {"図書館", 5}} {
		for i := range d.n {
			e := entry(d.department+strings.Repeat("x", i), "1")
			e.Department, e.Modified = d.department, e.Modified.AddDate(0, 0, i)
			if i == 3 {
				e.Exposure = 5 // anyone
			}
			entries = append(entries, e)
		}
	}
	enter(t, l, &r, li, "", entries...)
	of := map[int64]Entry{}
	for i, e := range entries {
		of[int64(i+1)] = e
	}
	var turn Turn
	next := func(n int) (out [][]int64) {
		t.Helper()
		if _, err := l.Next(t.Context(), &turn, n, Share{Files: 20, Bytes: 1 << 20}, func(_ *sql.Tx, chunks [][]int64) error {
			out = chunks
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	seen := map[string]int{}
	for i, c := range append(next(2), next(4)...) {
		d := of[c[0]].Department
		seen[d]++
		if i < 3 && (of[c[0]].Exposure != 5 || !of[c[1]].Modified.After(of[c[2]].Modified)) {
			t.Errorf("%s does not begin with what anyone can reach, then the newest", d)
		}
	}
	if seen["医学部"] != 3 || seen["文学部"] != 2 || seen["図書館"] != 1 {
		t.Errorf("turns: %v", seen)
	}
	total := 0
	for c := next(100); len(c) > 0; c = next(100) {
		for _, ids := range c {
			total += len(ids)
		}
	}
	if total != 535-60-30-5 {
		t.Errorf("%d were left", total)
	}
	if n, err := l.Waiting(t.Context()); n != 0 || err != nil {
		t.Errorf("%d wait, %v", n, err)
	}
}

// TestOddNames keeps names that not every database takes.
func TestOddNames(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	e := entry("a", "1")
	e.Path, e.Owner = "名簿\xff\x00.csv", "x\x00"
	inspect(t, l, "rules", enter(t, l, &r, li, "", e))
	if r = end(t, l, r, li, false); r.Counts.Recorded != 1 {
		t.Errorf("%+v", r.Counts)
	}
}

func TestRebind(t *testing.T) {
	for q, want := range map[string]string{
		"SELECT 1":                     "SELECT 1",
		"SELECT ? + ?":                 "SELECT $1 + $2",
		"SELECT '?' || ?":              "SELECT '?' || $1",
		"SELECT $1, metadata ? 'x'":    "SELECT $1, metadata ? 'x'",
		"SELECT * FROM json_each(?) j": "SELECT * FROM (SELECT n - 1 AS key, v AS value FROM jsonb_array_elements_text(CAST($1 AS jsonb)) WITH ORDINALITY AS e (v, n)) j",
		"a = ? AND b IN (SELECT value FROM json_each(?))": "a = $1 AND b = ANY($2)",
		"UPDATE a SET b = ? WHERE c = ?":                  "UPDATE a SET b = $1 WHERE c = $2",
	} {
		if got := rebind(q); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", q, got, want)
		}
	}
}

func TestBatchTemplates(t *testing.T) {
	const template = "UPDATE t SET a = {text} {from} WHERE b = {bigint}"
	if got := perRow(template); got != "UPDATE t SET a = ?  WHERE b = ?" {
		t.Error(got)
	}
	if got := forAll(template); got != "UPDATE t SET a = v.c1 FROM unnest($1::text[], $2::bigint[]) AS v (c1, c2) WHERE b = v.c2" {
		t.Error(got)
	}
}

// TestThatDatabasesAreRefused says what is wrong with each.
func TestThatDatabasesAreRefused(t *testing.T) {
	good := pgtest.Database(t)
	dir := t.TempDir()
	l, err := Open(t.Context(), dir, At(good))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, At(good)); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "server process") {
		t.Errorf("a second scan: %v", err)
	}
	w, err := Join(t.Context(), dir, At(good))
	if err != nil {
		t.Fatal("a worker: ", err)
	}
	w.Close()
	if _, err := Join(t.Context(), t.TempDir(), At(good)); !errors.Is(err, ErrKey) {
		t.Errorf("a worker without the key: %v", err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "key"), []byte(strings.Repeat("k", keySize)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Join(t.Context(), other, At(good)); !errors.Is(err, ErrKey) {
		t.Errorf("a worker with another key: %v", err)
	}
	for _, q := range []string{
		"CREATE SCHEMA skewed",
		"CREATE FUNCTION skewed.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.now() + interval ''2 minutes'''",
		"CREATE ROLE nobody LOGIN",
	} {
		if _, err := l.DB.ExecContext(t.Context(), q); err != nil && !strings.Contains(err.Error(), "already exists") {
			t.Fatal(err)
		}
	}
	l.Close()
	if _, err := Join(t.Context(), dir, At(good+"&search_path=skewed,pg_catalog,public")); !errors.Is(err, ErrClock) {
		t.Errorf("another clock: %v", err)
	}
	if _, err := Open(t.Context(), dir, At(strings.Replace(good, "tenken@", "nobody@", 1))); !errors.Is(err, ErrRights) {
		t.Errorf("a user without rights: %v", err)
	}
	if _, err := OpenReader(t.Context(), dir, At(good[:strings.LastIndex(good, "/")]+"/nowhere?sslmode=disable")); !errors.Is(err, ErrDSN) {
		t.Errorf("a database that is not there: %v", err)
	}
	if _, err := OpenReader(t.Context(), dir, At("postgres://x:secret@localhost:port/")); !errors.Is(err, ErrDSN) || strings.Contains(err.Error(), "secret") {
		t.Errorf("no connection string: %v", err)
	}
	if _, err := OpenReader(t.Context(), dir, At("postgres://x:secret@127.0.0.1:1/x")); !errors.Is(err, ErrAway) || strings.Contains(err.Error(), "secret") {
		t.Errorf("no server: %v", err)
	}
	if _, err := OpenReader(t.Context(), dir, At(pgtest.Database(t))); !errors.Is(err, ErrNone) {
		t.Errorf("an empty database: %v", err)
	}
	if l, err = Open(t.Context(), dir, At(good)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.DB.ExecContext(context.Background(), "INSERT INTO ledger_version (version) VALUES (99)"); err != nil {
		t.Fatal(err)
	}
	if err := l.Current(t.Context()); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer program came meanwhile: %v", err)
	}
	l.Close()
	if _, err := Open(t.Context(), dir, At(good)); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer ledger: %v", err)
	}
}
