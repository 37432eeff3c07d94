package report

import (
	"cmp"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenken/internal/record"
)

// dump writes out what a workbook holds, sheet by sheet: cells with their
// formulas and links, merged cells, answers to choose from, filters and page
// headings. It is what the golden files hold.
func dump(t *testing.T, path string) string {
	t.Helper()
	f := open(t, path)
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		visible, err := f.GetSheetVisible(sheet)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "=== %s", sheet)
		if !visible {
			b.WriteString(" (hidden)")
		}
		b.WriteByte('\n')
		cells(t, &b, f, sheet)
		merged, err := f.GetMergeCells(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range merged {
			fmt.Fprintf(&b, "merged %s:%s\n", m.GetStartAxis(), m.GetEndAxis())
		}
		choices, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range choices {
			fmt.Fprintf(&b, "choice %s %s\n", c.Sqref, c.Formula1)
		}
		if head, err := f.GetHeaderFooter(sheet); err == nil && head != nil {
			fmt.Fprintf(&b, "printed %s %s\n", head.OddHeader, head.OddFooter)
		}
	}
	names := f.GetDefinedName()
	slices.SortFunc(names, func(a, b excelize.DefinedName) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.RefersTo, b.RefersTo))
	})
	for _, n := range names {
		fmt.Fprintf(&b, "name %s = %s\n", n.Name, n.RefersTo)
	}
	return b.String()
}

func open(t *testing.T, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func cells(t *testing.T, b *strings.Builder, f *excelize.File, sheet string) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c, v := range row {
			cell := at(c+1, r+1)
			formula, err := f.GetCellFormula(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			if v == "" && formula == "" {
				continue
			}
			fmt.Fprintf(b, "%s %q", cell, v)
			if formula != "" {
				fmt.Fprintf(b, " =%s", formula)
			}
			if ok, target, err := f.GetCellHyperLink(sheet, cell); err == nil && ok {
				fmt.Fprintf(b, " -> %s", target)
			}
			b.WriteByte('\n')
		}
	}
}

// golden compares got with testdata/name, which go test -update writes anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(b), "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(want) || line != want[i] {
			t.Fatalf("line %d is\n%s\nand not\n%s\nIf that is meant: go test ./report -update", i+1, line, want[min(i, len(want)-1)])
		}
	}
	if n := strings.Count(got, "\n") + 1; n < len(want) {
		t.Fatalf("lines from %d on are missing: %s", n+1, want[n])
	}
}

// TestBooksAreGolden holds every word and figure of the books to what was
// looked at and found right.
func TestBooksAreGolden(t *testing.T) {
	for _, lang := range []string{record.Japanese, record.English} {
		s := sampleSettings(lang)
		s.Run, s.Due = 12, s.Made.AddDate(0, 0, 14)
		dir := t.TempDir()
		paths, err := WriteAll(dir, s, []string{"医学部", "理学部／物理学科", ""}, func(d string) iter.Seq2[record.File, error] {
			return sampleFiles(d, 14)()
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) != 4 {
			t.Fatalf("wrote %q", paths)
		}
		golden(t, "department."+lang+".golden", dump(t, paths[0]))
		golden(t, "institution."+lang+".golden", dump(t, paths[3]))
	}
}

// TestSameRecordsSameBytes lets people compare books by their hash.
func TestSameRecordsSameBytes(t *testing.T) {
	var books [2][]byte
	for i := range books {
		path := filepath.Join(t.TempDir(), "book.xlsx")
		if err := WriteBook(path, Book{Settings: sampleSettings("ja"), Department: "医学部"}, sampleFiles("医学部", 50)); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		books[i] = b
	}
	if string(books[0]) != string(books[1]) {
		t.Error("the same records made different books")
	}
}

// TestFiguresAgreeWithLists adds up the lists by hand.
func TestFiguresAgreeWithLists(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := WriteBook(path, Book{Settings: sampleSettings("ja"), Department: "工学部"}, sampleFiles("工学部", 200)); err != nil {
		t.Fatal(err)
	}
	f := open(t, path)
	count := func(sheet string, above int) int {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows { // the certificate stands above the header
			if sheet == sheetUnread.ja && len(row) > 2 && row[0] == wordStatus.ja {
				above = i + 1
			}
		}
		return len(rows) - above
	}
	var files, flagged, unreads, skipped int
	for r := range sampleFiles("工学部", 200)() {
		files++
		if r.Flagged() {
			flagged++
		}
		if unread(r) {
			unreads++
		}
		if r.Status == record.Skipped {
			skipped++
		}
	}
	for _, c := range []struct {
		sheet       string
		above, want int
	}{
		{sheetActions.ja, actionHead, flagged},
		{sheetAll.ja, 1, files},
		{sheetUnread.ja, 1, unreads},
		{sheetSkipped.ja, 1, skipped},
	} {
		if got := count(c.sheet, c.above); got != c.want {
			t.Errorf("%s: %d rows, want %d", c.sheet, got, c.want)
		}
	}
	if v, err := f.GetCellValue(sheetCover.ja, at(middle+1, 3)); err != nil || v != fmt.Sprint(flagged) {
		t.Errorf("figure of the summary: %q, %v; want %d", v, err, flagged)
	}
}

// TestManySheets goes over a sheet's last row.
func TestManySheets(t *testing.T) {
	defer func(n int) { maxRows = n }(maxRows)
	maxRows = 61
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := WriteBook(path, Book{Settings: sampleSettings("ja"), Department: "工学部"}, sampleFiles("工学部", 125)); err != nil {
		t.Fatal(err)
	}
	f := open(t, path)
	for i, want := range []int{61, 61, 6} {
		rows, err := f.GetRows(parts(sheetAll.ja, 125)[i])
		if err != nil || len(rows) != want {
			t.Errorf("sheet %d has %d rows, want %d (%v)", i+1, len(rows), want, err)
		}
	}
}

// TestChangedRecords refuses a book whose figures would not agree.
func TestChangedRecords(t *testing.T) {
	calls := 0
	path := filepath.Join(t.TempDir(), "book.xlsx")
	err := WriteBook(path, Book{Settings: sampleSettings("ja")}, func() iter.Seq2[record.File, error] {
		calls++
		return sampleFiles("工学部", keptAtMost+calls)()
	})
	if err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("a book was written all the same: %v", err)
	}
}
