package report

import (
	"iter"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tenken/internal/record"
	"tenken/scanners"
)

func filesOf(files ...record.File) func() iter.Seq2[record.File, error] {
	return func() iter.Seq2[record.File, error] {
		return func(yield func(record.File, error) bool) {
			for _, f := range files {
				if !yield(f, nil) {
					return
				}
			}
		}
	}
}

func TestSafe(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"名簿.xlsx", "名簿.xlsx"},
		{"", ""},
		{`=cmd|'/c calc'!A0`, `'=cmd|'/c calc'!A0`},
		{"+81-90", "'+81-90"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"＝１＋１", "'＝１＋１"},
		{"a\nb\r\tc", `a\nb\r\tc`},
		{"\t=1", `\t=1`},
		{"xls\u202egpj.exe", `xls\u202egpj.exe`},
		{"a\u200bb\u00adc\ufeff", `a\u200bb\u00adc\ufeff`},
		{"\xff\xfe", `\xff\xfe`},
		{"\u2028", `\u2028`},
		{"髙﨑𠮷", "髙﨑𠮷"},
	} {
		if got := safe(c.in); got != c.want {
			t.Errorf("safe(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"=1", "\u202e", "\xff", "名簿", "𠮷\n"} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		got := safe(s)
		if !utf8.ValidString(got) || strings.IndexFunc(got, unseen) >= 0 {
			t.Fatalf("safe(%q) = %q", s, got)
		}
		if got != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(got)[0]) {
			t.Fatalf("safe(%q) = %q could be a formula", s, got)
		}
		n = 20 + n&0xff
		if c := cut(got, n, "ja"); utf16Len(c) > n || !utf8.ValidString(c) {
			t.Fatalf("cut(%q, %d) = %q", got, n, c)
		}
	})
}

func TestLink(t *testing.T) {
	for in, ok := range map[string]bool{
		"https://drive.example/d/1": true, "HTTP://a/b": true, "file:///srv/share/a.txt": true,
		"javascript:alert(1)": false, "cmd.exe": false, "": false, "https:": false, "data:text/html,x": false, "ms-excel:ofe|u|x": false,
		"https://a/" + strings.Repeat("x", 3000): false,
	} {
		if got := link(in); (got != "") != ok {
			t.Errorf("link(%.40q) = %.40q", in, got)
		}
	}
}

// TestHostileNames puts names into a book that would run, deceive or break it.
func TestHostileNames(t *testing.T) {
	names := []string{
		`=cmd|'/c calc'!A0.xlsx`, "改行\nのある.csv", "\u202etxt.exe", strings.Repeat("長", 400) + ".csv",
		strings.Repeat("x", 40000), "\xff\xfe.bin", "a\x00b", "</t><f>1+1</f>", "&amp;\"'", "@SUM(1)", "\ufffe",
	}
	var files []record.File
	for i, n := range names {
		f := record.File{
			Item:   scanners.Item{Source: "folder", Root: "/r", ID: string(rune('a' + i)), Path: "=dir/" + n, Link: "javascript:" + n, Owner: n},
			Status: record.Partial, Reasons: []record.Reason{{Code: record.Damaged, Place: n, Detail: n}},
			Level: record.High, Verdict: record.Violation, Clause: n, Department: n,
			Findings: []record.Finding{{Type: n, Count: 1, Confidence: 1, Places: []string{n}, Sample: n}},
		}
		files = append(files, f)
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := WriteBook(path, Book{Settings: sampleSettings("ja"), Department: names[0], Whole: true}, filesOf(files...)); err != nil {
		t.Fatal(err)
	}
	f := open(t, path)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, v := range row {
				cell := at(c+1, r+1)
				formula, _ := f.GetCellFormula(sheet, cell)
				own := sheet == sheetCover.ja || sheet == sheetDepartments.ja || sheet == sheetHeat.ja // the only sheets that calculate
				if formula != "" && (!own || strings.Contains(formula, "cmd")) {
					t.Errorf("%s!%s calculates %q", sheet, cell, formula)
				}
				if strings.HasPrefix(v, "=") || strings.HasPrefix(v, "@") {
					t.Errorf("%s!%s is %.40q", sheet, cell, v)
				}
				if utf16Len(v) > longestCell {
					t.Errorf("%s!%s has %d units", sheet, cell, utf16Len(v))
				}
				if ok, target, _ := f.GetCellHyperLink(sheet, cell); ok && strings.Contains(target, "script") {
					t.Errorf("%s!%s links to %.40q", sheet, cell, target)
				}
			}
		}
	}
	if n := len(rowsOf(t, f, sheetAll.ja)) - 1; n != len(names) {
		t.Errorf("%d rows of %d files", n, len(names))
	}
}

func rowsOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestFileNames(t *testing.T) {
	s := sampleSettings("ja")
	s.Run = 0
	n := newNames(s)
	for _, c := range []struct{ department, want string }{
		{"医学部", "医学部_自己点検_2026-11-22.xlsx"},
		{"理学部/物理", "理学部／物理_自己点検_2026-11-22.xlsx"},
		{"理学部／物理", "理学部／物理(2)_自己点検_2026-11-22.xlsx"},
		{"", "未分類_自己点検_2026-11-22.xlsx"},
		{"未分類", "未分類(2)_自己点検_2026-11-22.xlsx"},
		{"../../etc", "／..／etc_自己点検_2026-11-22.xlsx"},
		{"CON", "_CON_自己点検_2026-11-22.xlsx"},
		{"com1.txt", "_com1.txt_自己点検_2026-11-22.xlsx"},
		{"a\nb\u202ec", "abc_自己点検_2026-11-22.xlsx"},
		{" . ", "__自己点検_2026-11-22.xlsx"},
		{"\xff", "__自己点検_2026-11-22.xlsx"},
	} {
		got := n.of(Book{Settings: s, Department: c.department})
		if got != c.want && c.department != "\xff" {
			t.Errorf("%q is named %q, want %q", c.department, got, c.want)
		}
	}
	if got := n.of(Book{Settings: s, Department: strings.Repeat("𠮷", 500)}); len(got) > 255 {
		t.Errorf("a name of %d bytes", len(got))
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-22": "令和8年11月22日（2026-11-22）",
		"2019-05-01": "令和元年5月1日（2019-05-01）",
		"2019-04-30": "平成31年4月30日（2019-04-30）",
		"1989-01-08": "平成元年1月8日（1989-01-08）",
		"1989-01-07": "昭和64年1月7日（1989-01-07）",
		"1926-12-25": "昭和元年12月25日（1926-12-25）",
		"1926-12-24": "1926-12-24",
	} {
		if got := day(mustDate(t, in), "ja"); got != want {
			t.Errorf("day(%s) = %s, want %s", in, got, want)
		}
	}
}
