package ledger

import (
	"os"
	"path/filepath"
	"testing"

	"tenken/internal/record"
)

// before is a ledger of version 9, as a scan that was interrupted left it.
const before = `
INSERT INTO run (id, started, state, ruleset, roots) VALUES (1, 5, 'running', 'rules', '[{"source":"folder","root":"/srv/share"}]');
INSERT INTO root (id, source, root) VALUES (1, 'folder', '/srv/share');
INSERT INTO run_root (run, root) VALUES (1, 1);
INSERT INTO item (id, root, key, version, hash, path, link, owner, media, size, modified, exposure, exposed_by, department, fp, done, gone, read,
	status, reasons, persons, level, verdict, clause, findings, ruleset, inspected) VALUES
	(1, 1, 'a', '1', 'md5:1', '名簿/a', '', 'tanaka', 'text/csv', 10, 7, 5, 'web', '医学部', 11, 11, 0, 21, 'inspected', NULL, 3, 'high', 'violation', '第1条', '[{"type":"name","count":3}]', 'rules', 9),
	(2, 1, 'b', '1', '', '名簿/b', '', '', '', 20, 0, 0, '', '医学部', 13, 13, 0, 0, 'unreadable', '[{"code":"denied"}]', 0, 'none', 'clear', '', NULL, 'rules', 9),
	(3, 1, 'c', '1', '', '名簿/c', '', '', '', 30, 0, 0, '', '文学部', 15, 0, 0, 0, NULL, NULL, 0, '', '', '', NULL, '', 0),
	(4, 1, 'd', '1', '', '名簿/d', '', '', '', 40, 0, 0, '', '文学部', 17, 17, 1, 0, 'inspected', NULL, 0, 'none', 'clear', '', NULL, 'rules', 9);
INSERT INTO listing (root, key, item, fp, good) VALUES (1, 'a', 1, 11, 11), (1, 'b', 2, 13, 0), (1, 'c', 3, 15, 0);
INSERT INTO due (lane, rank, item, size) VALUES (1, 1, 3, 30);
`

// TestItemsApart brings a ledger of version 9 to this one.
func TestItemsApart(t *testing.T) {
	dir := t.TempDir()
	old := &Ledger{home: homeOf(dir, []Option{place(t, dir)})}
	var err error
	if old.DB, old.read, err = old.home.connect(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if err := old.up(t.Context(), 0, 9); err != nil {
		t.Fatal(err)
	}
	if _, err := old.DB.ExecContext(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	old.Close()
	l := open1(t, dir)
	if _, err := os.Stat(filepath.Join(dir, fileName+".v9")); err != nil && !l.Shared() {
		t.Error("no backup: ", err)
	}
	got := map[string]record.File{}
	for f, err := range l.Records(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		got[f.ID] = f
	}
	a, b := got["a"], got["b"]
	if len(got) != 2 || a.Persons != 3 || a.Verdict != record.Violation || a.Level != record.High || a.Clause != "第1条" || a.Media != "text/csv" ||
		a.Owner != "tanaka" || a.Exposure != 5 || a.ExposedBy != "web" || a.Department != "医学部" || a.Source != "folder" || a.Root != "/srv/share" ||
		a.Path != "名簿/a" || len(a.Findings) != 1 || a.Ruleset != "rules" || a.Modified.UnixNano() != 7 || a.Inspected.UnixNano() != 9 ||
		b.Status != record.Unreadable || len(b.Reasons) != 1 {
		t.Errorf("records: %+v", got)
	}
	if n, err := l.Waiting(t.Context()); n != 1 || err != nil {
		t.Errorf("%d wait, %v", n, err)
	}
	for i, want := range []struct {
		key  string
		item int64
		good int64
	}{{"a", 1, 11}, {"b", 2, 0}, {"c", 3, 0}, {"d", 0, 0}, {"e", 0, 0}} { // d is gone
		spots := spotsOf(1, []string{want.key})
		rows, err := l.read.QueryContext(t.Context(), lookupQuery, l.home.numbers(spots))
		if err != nil {
			t.Fatal(err)
		}
		k, err := l.matching(rows, 1, []string{want.key}, spots)
		if err != nil || k[0].item != want.item || k[0].good != want.good {
			t.Errorf("%d: %+v, %v", i, k, err)
		}
	}
	twins := []Task{{contents: 21}}
	twins[0].Item.Hash, twins[0].Item.Size = "md5:1", 10
	if err := l.twins(t.Context(), twins); err != nil || twins[0].Known == nil || twins[0].Known.Persons != 3 {
		t.Errorf("a twin: %+v, %v", twins, err)
	}
}

// TestSpots keeps the keys of a folder together, and those of other roots apart.
func TestSpots(t *testing.T) {
	a, b, c := spot(1, "x/y/a"), spot(1, "x/y/b"), spot(1, "x/z/a")
	if a>>32 != b>>32 || a == b || a>>32 == c>>32 || a == spot(2, "x/y/a") || spot(1, "a") == spot(1, "b") {
		t.Error(a, b, c)
	}
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	// Two keys at one spot are two items.
	inspect(t, l, "rules", enter(t, l, &r, li, "", entry("x/y/a", "1"), entry("x/y/b", "1")))
	if _, err := l.DB.ExecContext(t.Context(), "UPDATE item SET spot = ?", a); err != nil {
		t.Fatal(err)
	}
	in, err := l.Enter(t.Context(), li, Page{Entries: []Entry{entry("x/y/a", "1")}}, r.Counts)
	if err != nil || in.Unchanged != 0 || in.Listed != 0 || len(in.Due) != 0 {
		t.Errorf("%+v, %v", in, err)
	}
}
