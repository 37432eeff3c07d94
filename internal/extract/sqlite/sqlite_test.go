package sqlite

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // writes the samples

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// write has SQLite itself make a database.
func write(t testing.TB, statements ...string) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.db")
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSQLite(t *testing.T) {
	long := strings.Repeat("長い備考", 3000)
	roster := []string{
		`PRAGMA page_size=1024`,
		"CREATE TABLE \"名簿\" (id INTEGER PRIMARY KEY, [氏 名] TEXT NOT NULL DEFAULT 'a,b', `電話` VARCHAR(20), 体重 REAL, 写真 BLOB, CHECK (体重 > 0))",
		`INSERT INTO 名簿 VALUES (7, '山中 桜', '090-0000-0000', 51.5, x'00ff'), (9, '` + long + `', NULL, 3, NULL)`,
	}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.db", Data: write(t, roster...), Want: []string{"id\t氏 名\t電話\t体重\t写真\n7\t山中 桜\t090-0000-0000\t51.5\n9\t" + long + "\t3\n"}},
		formattest.Sample{Name: "utf16.db", Data: write(t, append([]string{"PRAGMA encoding='UTF-16le'"}, roster...)...), Want: []string{"7\t山中 桜\t090-0000-0000\t51.5\n9\t" + long}},
		formattest.Sample{Name: "norowid.db", Data: write(t, `CREATE TABLE 学生 (氏名 TEXT, 番号 TEXT, PRIMARY KEY (番号)) WITHOUT ROWID`, `INSERT INTO 学生 VALUES ('木下 進', 'B123')`), Want: []string{"番号\t氏名\nB123\t木下 進\n"}},
	)
}

// TestLog reads what SQLite has not moved into the database yet.
func TestLog(t *testing.T) {
	logOf := func(first []string, then ...string) []byte {
		name := filepath.Join(t.TempDir(), "a.db")
		db, err := sql.Open("sqlite", name)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		db.SetMaxOpenConns(1)
		for _, s := range append(append([]string{"PRAGMA journal_mode=WAL"}, first...), then...) {
			if _, err := db.Exec(s); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
		b, err := os.ReadFile(name + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	make := []string{`CREATE TABLE 名簿 (id INTEGER PRIMARY KEY, 氏名 TEXT)`, `INSERT INTO 名簿 VALUES (1, '木下 進')`}
	change := []string{`INSERT INTO 名簿 VALUES (2, '山中 桜')`, `UPDATE 名簿 SET 氏名='青葉 一郎' WHERE id=1`}
	formattest.Run(t, Log{},
		formattest.Sample{Name: "a.db-wal", Data: logOf(make, change...), Want: []string{"id\t氏名\n1\t青葉 一郎\n2\t山中 桜\n"}},
		formattest.Sample{Name: "b.db-wal", Data: logOf(append(make, "PRAGMA wal_checkpoint(TRUNCATE)"), change...), Want: []string{"青葉 一郎\n", "山中 桜\n"}},
	)
	f := logOf(make, change...)
	res := formattest.Read(t, extract.NewReader([]extract.Format{Log{}}, extract.Budget{}, t.TempDir()), "a.db-wal", f)
	if strings.Contains(res.Text(), "木下") {
		t.Error("a row stands in two states")
	}
}

// TestManyRows reads a tree of several levels, every row once, in order.
func TestManyRows(t *testing.T) {
	data := write(t, `PRAGMA page_size=512`, `CREATE TABLE t (a TEXT)`, `CREATE INDEX i ON t(a)`,
		`WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x<20000) INSERT INTO t SELECT 'value '||x FROM n`)
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.db", data)
	lines := strings.Split(strings.TrimSpace(res.Text()), "\n")
	if len(lines) != 20001 || lines[1] != "value 1" || lines[20000] != "value 20000" || len(res.Problems) > 0 {
		t.Errorf("%d lines, the last %q, problems %v", len(lines), lines[len(lines)-1], res.Problems)
	}
	last := res.Texts[len(res.Texts)-1]
	if got := last.Place(len(last.Body) - 5); got != "t!A20001" {
		t.Errorf("place %q", got)
	}
}

func TestColumns(t *testing.T) {
	for in, want := range map[string]string{
		`CREATE TABLE a(x INTEGER PRIMARY KEY, "y, z" TEXT DEFAULT (1,2), CONSTRAINT c UNIQUE (x))`: "[x y, z] 0",
		`CREATE TABLE a(x INT PRIMARY KEY)`:                        "[x] -1",
		`CREATE TABLE a(b, c, d, PRIMARY KEY(d, b)) WITHOUT ROWID`: "[d b c] -1",
		`CREATE TABLE a(`: "[] -1",
		"CREATE TABLE a(x, CONSTRAINT \xff\xff\xff\xff\xff\xff\xff\xff PRIMARY KEY(x)) WITHOUT ROWID": "[x] -1",
		`CREATE VIRTUAL TABLE a USING fts5(x)`:                                                        "[x] -1",
	} {
		names, rowid := columns(in)
		if got := fmt.Sprint(names, " ", rowid); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(write(f, `PRAGMA page_size=512`, `CREATE TABLE t (a TEXT)`, `INSERT INTO t VALUES ('x')`))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.db", data) })
}

func FuzzLog(f *testing.F) {
	head := append([]byte{0x37, 0x7F, 6, 0x82, 0, 0x2D, 0xE2, 0x18, 0, 0, 2, 0}, make([]byte, 20)...)
	page := append([]byte{tableLeaf, 0, 0, 0, 1, 1, 0xF0, 0, 1, 0xF0}, make([]byte, 502)...)
	copy(page[0x1F0:], "\x04\x01\x02\x11a\x62")
	f.Add(append(append(append(head, 0, 0, 0, 2), make([]byte, 20)...), page...))
	r := extract.NewReader([]extract.Format{Log{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.db-wal", data) })
}
