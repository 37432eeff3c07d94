package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/internal/record"
	"tenken/scanners"
)

func open1(t *testing.T, dir string) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), dir, place(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

var share = Root{Source: "folder", Root: "/srv/share"}

func begin(t *testing.T, l *Ledger, rules string) (Run, *Listing) {
	t.Helper()
	r, err := l.Begin(t.Context(), rules, []Root{share})
	if err != nil {
		t.Fatal(err)
	}
	li, err := l.StartListing(t.Context(), r, share, rules, false)
	if err != nil {
		t.Fatal(err)
	}
	return r, li
}

func entry(id, version string) Entry {
	return Entry{Department: "医学部", Item: scanners.Item{
		Source: share.Source, Root: share.Root, ID: id, Version: version, Path: "名簿/" + id, Size: 10, Modified: time.Unix(1e9, 5).UTC(),
	}}
}

// enter enters a page and returns what is due of it.
func enter(t *testing.T, l *Ledger, r *Run, li *Listing, cursor string, entries ...Entry) []int64 {
	t.Helper()
	var due []int64
	in, err := l.Enter(t.Context(), li, Page{Entries: entries, Cursor: cursor}, r.Counts)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range in.Due {
		due = append(due, d.ID)
	}
	r.Counts = r.Counts.Plus(in)
	return due
}

// inspect records the items as inspected, with a finding each.
func inspect(t *testing.T, l *Ledger, rules string, ids []int64) {
	t.Helper()
	tasks, err := l.Tasks(t.Context(), ids, "reader")
	if err != nil {
		t.Fatal(err)
	}
	keep(t, l, rules, tasks)
}

func keep(t *testing.T, l *Ledger, rules string, tasks []Task) {
	t.Helper()
	var files []record.File
	for _, k := range tasks {
		files = append(files, record.File{
			Item: k.Item, Department: k.Department, Status: record.Inspected, Ruleset: rules, Inspected: time.Unix(2e9, 0).UTC(),
			Level: record.High, Verdict: record.Violation, Persons: 3, Clause: "第1条",
			Findings: []record.Finding{{Type: "name", Category: "personal", Count: 3, Persons: 3, Confidence: 0.9, Places: []string{"line 1"}, Sample: "山***", Digests: [][]byte{[]byte("12345678")}}},
		})
	}
	if err := l.tx(t.Context(), func(tx *sql.Tx) error { return l.Keep(t.Context(), tx, tasks, files) }); err != nil {
		t.Fatal(err)
	}
}

func end(t *testing.T, l *Ledger, r Run, li *Listing, failed bool) Run {
	t.Helper()
	if err := l.EndListing(t.Context(), li, failed); err != nil {
		t.Fatal(err)
	}
	c, missing, err := l.Recorded(t.Context(), r.ID)
	if err != nil || missing != 0 {
		t.Fatalf("%d without a record, %v", missing, err)
	}
	r.Counts = c
	if r, err = l.Finish(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return r
}

func paths(t *testing.T, l *Ledger, run int64) []string {
	t.Helper()
	var out []string
	for f, err := range l.Records(t.Context(), run) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f.ID+"@"+f.Version)
	}
	slices.Sort(out)
	return out
}

func TestRuns(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules 1")
	due := enter(t, l, &r, li, "p1", entry("a", "1"), entry("b", "1"))
	enter(t, l, &r, li, "p2") // a page may be empty
	due = append(due, enter(t, l, &r, li, "", entry("c", "1"), entry("a", "1"))...)
	if len(due) != 3 {
		t.Fatalf("%d are due, want 3", len(due))
	}
	if _, missing, err := l.Recorded(t.Context(), r.ID); err != nil || missing != 3 {
		t.Errorf("%d without a record, %v; want 3", missing, err)
	}
	inspect(t, l, "rules 1", due)
	r = end(t, l, r, li, false)
	if c := r.Counts; c.Recorded != 3 || c.Inspected != 3 || c.Flagged != 3 || c.Persons != 9 || c.Bytes != 30 {
		t.Errorf("%+v", c)
	}
	for f, err := range l.Records(t.Context(), r.ID) {
		want := entry(f.ID, "1")
		if err != nil || f.Item != want.Item || f.Department != "医学部" || f.Persons != 3 || f.Clause != "第1条" || len(f.Findings) != 1 || f.Findings[0].Sample != "山***" {
			t.Errorf("%+v, %v", f, err)
		}
	}

	// Nothing changed but one item; one is gone, one is new.
	r, li = begin(t, l, "rules 1")
	due = enter(t, l, &r, li, "", entry("a", "1"), entry("b", "2"), entry("d", "1"))
	if len(due) != 2 || r.Counts.Unchanged != 1 || r.Counts.New != 2 {
		t.Errorf("%d are due, %+v", len(due), r.Counts)
	}
	inspect(t, l, "rules 1", due)
	r = end(t, l, r, li, false)
	if got, want := paths(t, l, r.ID), []string{"a@1", "b@2", "d@1"}; !slices.Equal(got, want) {
		t.Errorf("records %v, want %v", got, want)
	}
	if r.Counts.Gone != 1 {
		t.Errorf("%d gone, want 1", r.Counts.Gone)
	}

	// Other rules: everything is due again.
	r, li = begin(t, l, "rules 2")
	if due = enter(t, l, &r, li, "", entry("a", "1"), entry("b", "2"), entry("d", "1")); len(due) != 3 {
		t.Errorf("%d are due under other rules, want 3", len(due))
	}
	if ds, err := l.Departments(t.Context(), 1); err != nil || !slices.Equal(ds, []string{"医学部"}) {
		t.Errorf("departments %q, %v", ds, err)
	}
	if rs, err := l.Runs(t.Context()); err != nil || len(rs) != 3 {
		t.Errorf("%d runs, %v", len(rs), err)
	}
	if _, err := l.Run(t.Context(), 99); err == nil {
		t.Error("found a run that never was")
	}
}

// TestResume closes the ledger in the middle of a listing.
func TestResume(t *testing.T) {
	dir := t.TempDir()
	l := open1(t, dir)
	r, li := begin(t, l, "rules")
	old := enter(t, l, &r, li, "", entry("a", "1"), entry("b", "1"), entry("x", "1"))
	inspect(t, l, "rules", old)
	end(t, l, r, li, false)

	r, li = begin(t, l, "rules")
	first := enter(t, l, &r, li, "after b", entry("a", "2"), entry("b", "1"))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}

	l = open1(t, dir)
	again, li := begin(t, l, "rules")
	if again.ID != r.ID || li.Cursor != "after b" || li.Done {
		t.Fatalf("run %d from %q, done %v", again.ID, li.Cursor, li.Done)
	}
	due := enter(t, l, &again, li, "", entry("c", "1"))
	inspect(t, l, "rules", append(first, due...))
	again = end(t, l, again, li, false)
	if got, want := paths(t, l, again.ID), []string{"a@2", "b@1", "c@1"}; !slices.Equal(got, want) {
		t.Errorf("records %v, want %v: what was seen before the end counts, what was not is gone", got, want)
	}
}

// TestFailedListing keeps what a listing that failed did not reach.
func TestFailedListing(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	inspect(t, l, "rules", enter(t, l, &r, li, "", entry("a", "1"), entry("b", "1")))
	end(t, l, r, li, false)

	r, li = begin(t, l, "rules")
	enter(t, l, &r, li, "", entry("a", "1"))
	r = end(t, l, r, li, true)
	if r.Counts.Gone != 0 {
		t.Errorf("%d gone: nobody knows that", r.Counts.Gone)
	}
	// It is back, and nothing needs to be read again.
	r, li = begin(t, l, "rules")
	if due := enter(t, l, &r, li, "", entry("a", "1"), entry("b", "1")); len(due) != 0 {
		t.Errorf("%d are due, want none", len(due))
	}
}

// TestChangedMeanwhile keeps no record of a version that is not the newest.
func TestChangedMeanwhile(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	due := enter(t, l, &r, li, "p1", entry("a", "1"))
	tasks, err := l.Tasks(t.Context(), due, "reader")
	if err != nil || len(tasks) != 1 {
		t.Fatalf("%v, %v", tasks, err)
	}
	enter(t, l, &r, li, "", entry("a", "2"))
	keep(t, l, "rules", tasks) // of version 1
	if _, missing, err := l.Recorded(t.Context(), r.ID); err != nil || missing != 1 {
		t.Errorf("%d without a record, %v; version 2 has none yet", missing, err)
	}
	inspect(t, l, "rules", due)
	if got := paths(t, l, r.ID); !slices.Equal(got, []string{"a@2"}) {
		t.Errorf("records %v", got)
	}
	if tasks, err := l.Tasks(t.Context(), due, "reader"); err != nil || len(tasks) != 0 {
		t.Errorf("%d tasks left, %v", len(tasks), err)
	}
}

func TestRefusals(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	inspect(t, l, "rules", enter(t, l, &r, li, "", entry("a", "1"), Entry{Item: scanners.Item{ID: "locked", Path: "鍵"}, Refused: scanners.ErrDenied}))
	r = end(t, l, r, li, false)
	if r.Counts.Recorded != 2 || r.Counts.Unreadable != 1 {
		t.Errorf("%+v", r.Counts)
	}
	// It lists again: the folder is no record any more.
	r, li = begin(t, l, "rules")
	enter(t, l, &r, li, "", entry("a", "1"))
	if r = end(t, l, r, li, false); r.Counts.Recorded != 1 || r.Counts.Unreadable != 0 {
		t.Errorf("%+v", r.Counts)
	}
}

func TestOpening(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if _, err := OpenReader(ctx, dir); !errors.Is(err, ErrNone) {
		t.Errorf("reading nothing: %v", err)
	}
	l := open1(t, dir)
	key := string(l.Key())
	if _, err := Open(ctx, dir); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint("pid ", os.Getpid())) {
		t.Errorf("opened twice: %v", err)
	}
	reader, err := OpenReader(ctx, dir)
	if err != nil {
		t.Fatal("reading beside a writer: ", err)
	}
	if _, err := reader.LastRun(ctx); !errors.Is(err, ErrNone) {
		t.Errorf("last run: %v", err)
	}
	if string(reader.Key()) != key || len(key) < 32 {
		t.Error("the key is another, or short")
	}
	reader.Close()
	if runtime.GOOS != "windows" {
		for _, name := range []string{fileName, "key", "lock", "lock.pid"} {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v, %v", name, info.Mode(), err)
			}
		}
	}
	if _, err := l.DB.ExecContext(ctx, "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := Open(ctx, dir); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer ledger: %v", err)
	}

	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, fileName), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, broken); !errors.Is(err, ErrBroken) {
		t.Errorf("a broken ledger: %v", err)
	}
	if _, err := Open(ctx, broken); errors.Is(err, ErrLocked) {
		t.Error("a ledger that did not open is still locked")
	}
}

// TestFull fills the disk: what was there stays, and room lets it go on.
func TestFull(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	inspect(t, l, "rules", enter(t, l, &r, li, "p1", entry("a", "1")))
	var pages int
	if err := l.DB.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := l.DB.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
		t.Fatal(err)
	}
	var many []Entry
	for i := range 2000 {
		many = append(many, entry(fmt.Sprintf("long name of a file %d", i), "1"))
	}
	if _, err := l.Enter(t.Context(), li, Page{Entries: many, Cursor: "p2"}, r.Counts); !errors.Is(err, ErrFull) {
		t.Fatalf("error %v", err)
	}
	if li.Cursor != "p1" {
		t.Errorf("cursor %q", li.Cursor)
	}
	if _, err := l.DB.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if due := enter(t, l, &r, li, "p2", many...); len(due) != len(many) {
		t.Errorf("%d are due, want %d", len(due), len(many))
	}
}
