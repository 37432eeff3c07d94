package csv_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"tenken/internal/extract"
	"tenken/internal/extract/csv"
	"tenken/internal/extract/formattest"
)

const roster = "学籍番号,氏名,所属,備考\r\n" +
	"A001,青葉 一郎,理学部,\"長期欠席\r\n（届あり）\"\r\n" +
	"A002,若葉 二葉,文学部,\r\n" +
	"A003,紅葉 三葉,\"教育学部, 附属\",\"愛称は\"\"もみじ\"\"\"\r\n"

func encode(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFormat(t *testing.T) {
	want := []string{roster}
	tabs := strings.ReplaceAll(roster, ",", "\t")
	formattest.Run(t, csv.Format{},
		formattest.Sample{Name: "utf-8", Data: []byte(roster), Want: want},
		formattest.Sample{Name: "bom", Data: []byte("\uFEFF" + roster), Want: want},
		formattest.Sample{Name: "sjis", Data: encode(t, japanese.ShiftJIS, roster), Want: want},
		formattest.Sample{Name: "euc", Data: encode(t, japanese.EUCJP, roster), Want: want},
		formattest.Sample{Name: "jis", Data: encode(t, japanese.ISO2022JP, roster), Want: want},
		formattest.Sample{Name: "tabs utf-16", Data: encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), tabs), Want: []string{tabs}},
		formattest.Sample{Name: "semicolons", Data: []byte("番号;氏名;室\n1;青葉;101\n2;若葉;102\n"), Want: []string{"2;若葉;102"}},
	)
}

// cell is a cell's content with its place in the table.
type cell struct {
	row, col int
	text     string
}

func cells(texts []extract.Text) []cell {
	var all []cell
	for _, x := range texts {
		for _, c := range x.Table.Cells {
			all = append(all, cell{c.Row, c.Col, x.Body[c.Start:c.End]})
		}
	}
	return all
}

func reader(t testing.TB) *extract.Reader {
	return extract.NewReader([]extract.Format{csv.Format{}}, extract.Budget{}, t.TempDir())
}

func TestCells(t *testing.T) {
	tests := []struct {
		name, in string
		want     []cell
	}{
		{"plain", "a,b\nc,d\n", []cell{{0, 0, "a"}, {0, 1, "b"}, {1, 0, "c"}, {1, 1, "d"}}},
		{"no last end", "a,b\nc,d", []cell{{0, 0, "a"}, {0, 1, "b"}, {1, 0, "c"}, {1, 1, "d"}}},
		{"ends with a comma", "a,b\nc,", []cell{{0, 0, "a"}, {0, 1, "b"}, {1, 0, "c"}}},
		{"crlf and cr", "a,b\r\nc,d\re,f\r\n", []cell{{0, 0, "a"}, {0, 1, "b"}, {1, 0, "c"}, {1, 1, "d"}, {2, 0, "e"}, {2, 1, "f"}}},
		{"empty cells and lines", ",b,\n\n,,c\n", []cell{{0, 1, "b"}, {2, 2, "c"}}},
		{"quotes", "\"a\",\"b,\n\"\"c\"\"\"\n\"\",d\n", []cell{{0, 0, "a"}, {0, 1, "b,\n\"\"c\"\""}, {1, 1, "d"}}},
		{"quote inside", "a\"b,c\nd,e\"\n", []cell{{0, 0, "a\"b"}, {0, 1, "c"}, {1, 0, "d"}, {1, 1, "e\""}}},
		{"after the quote", "\"a\" b,c\n\"d\"e\nf,g\n", []cell{{0, 0, "a\" b"}, {0, 1, "c"}, {1, 0, "d\"e"}, {2, 0, "f"}, {2, 1, "g"}}},
		{"unclosed quote", "a,\"b\nc,d\n", []cell{{0, 0, "a"}, {0, 1, "\"b"}, {1, 0, "c"}, {1, 1, "d"}}},
		{"quoted at the end", "a,b\nc,\"d\"", []cell{{0, 0, "a"}, {0, 1, "b"}, {1, 0, "c"}, {1, 1, "d"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := formattest.Read(t, reader(t), "a.csv", []byte(tt.in))
			if len(res.Problems) > 0 || res.Media != "text/csv" {
				t.Fatalf("media %q, problems %v", res.Media, res.Problems)
			}
			if got := cells(res.Texts); !slices.Equal(got, tt.want) {
				t.Errorf("cells %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestClaims(t *testing.T) {
	table := []struct{ name, file, in string }{
		{"roster", "x", roster},
		{"title above", "x", "令和八年度 名簿\n\n作成 総務課\n番号,氏名,室\n1,青葉,101\n2,若葉,102\n"},
		{"two columns", "x", "番号,氏名\n1,青葉\n2,若葉\n3,紅葉\n"},
		{"two columns, short, by name", "x.csv", "番号,氏名\n1,青葉\n"},
		{"header alone, by name", "x.csv", "番号,氏名\n"},
		{"uneven rows", "x.csv", "番号,氏名,室\n1,青葉\n2,若葉,102\n3,紅葉,103\n"},
		{"tabs", "x", "番号\t氏名\n1\t青葉\n"},
	}
	for _, tt := range table {
		if !(csv.Format{}).Claims(extract.File{Name: tt.file, Size: int64(len(tt.in))}, []byte(tt.in)) {
			t.Errorf("%s: not claimed", tt.name)
		}
	}
	other := []struct{ name, file, in string }{
		{"prose", "x.txt", "Dear all,\nas agreed, the meeting, which was planned for Monday, is cancelled.\nPlease, if you can, tell the others.\nYours, the office\n"},
		{"japanese prose", "x.txt", "会議は月曜日です。資料を持って、三階に来てください。\n以上、よろしくお願いします。\n"},
		{"program", "x.c", "int a;\nint b;\nreturn a + b;\nif (a) b = 1;\nfor (;;) a++;\n"},
		{"json", "x.json", "{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2}\n"},
		{"one column", "x.csv", "青葉\n若葉\n紅葉\n"},
		{"log", "x.log", "09:00:01 started\n09:00:02 listening on 8080, ready\n09:00:03 stopped, because asked to, by the user\n"},
	}
	for _, tt := range other {
		if (csv.Format{}).Claims(extract.File{Name: tt.file, Size: int64(len(tt.in))}, []byte(tt.in)) {
			t.Errorf("%s: claimed", tt.name)
		}
	}
}

// TestWindows reads tables longer than a window, with records and cells longer
// than one too, and compares with what was written.
func TestWindows(t *testing.T) {
	long := strings.Repeat("長い文", 400000) // 3.6 MB, longer than several windows
	tests := map[string]func(row, col int) string{
		"many rows":     func(r, c int) string { return fmt.Sprintf("行%d列%d", r, c) },
		"long cell":     func(r, c int) string { return map[bool]string{true: long, false: "短い"}[r == 3 && c == 2] },
		"quoted cells":  func(r, c int) string { return fmt.Sprintf("一,%d\n\"%d\"\n", r, c) },
		"empty cells":   func(r, c int) string { return map[bool]string{true: "", false: "x"}[(r+c)%3 == 0] },
		"long quoted":   func(r, c int) string { return strings.Repeat("引用,", 10000) },
		"long last one": func(r, c int) string { return map[bool]string{true: long, false: "短い"}[r == 39 && c == 4] },
	}
	for name, value := range tests {
		t.Run(name, func(t *testing.T) {
			rows, cols := 40, 5
			if name == "many rows" {
				rows = 60000
			}
			var b strings.Builder
			var want []cell
			for r := range rows {
				for c := range cols {
					v := value(r, c)
					if c > 0 {
						b.WriteByte(',')
					}
					if q := strings.ReplaceAll(v, `"`, `""`); strings.ContainsAny(v, ",\n\"") {
						b.WriteString(`"` + q + `"`)
						v = q
					} else {
						b.WriteString(v)
					}
					if v != "" {
						want = append(want, cell{r, c, v})
					}
				}
				b.WriteByte('\n')
			}
			res := formattest.Read(t, reader(t), "a.csv", []byte(b.String()))
			if res.Text() != b.String() {
				t.Error("the pieces together are not the text")
			}
			if got := joined(res.Texts); !slices.Equal(got, want) {
				t.Errorf("%d cells, want %d", len(got), len(want))
				for i := range min(len(got), len(want)) {
					if got[i] != want[i] {
						t.Fatalf("cell %d is %.100q, want %.100q", i, fmt.Sprint(got[i]), fmt.Sprint(want[i]))
					}
				}
			}
			for _, x := range res.Texts {
				if len(x.Body) > extract.Window {
					t.Errorf("a piece of %d bytes", len(x.Body))
				}
			}
		})
	}
}

// joined puts cells together again that were cut through.
func joined(texts []extract.Text) []cell {
	var all []cell
	for _, x := range texts {
		for _, c := range x.Table.Cells {
			if n := len(all); c.Start < x.Lead && n > 0 && all[n-1].row == c.Row && all[n-1].col == c.Col {
				all[n-1].text += x.Body[x.Lead:c.End]
				continue
			}
			all = append(all, cell{c.Row, c.Col, x.Body[c.Start:c.End]})
		}
	}
	return all
}

// TestOneLine reads a record that never ends: cells without line ends, and one
// cell without anything.
func TestOneLine(t *testing.T) {
	for name, in := range map[string]string{
		"cells":    "a,b\nc,d\n" + strings.Repeat("山,,川,", 300000),
		"one cell": "a,b\nc,d\n" + strings.Repeat("山", 700000),
		"quotes":   "a,b\nc,d\n" + strings.Repeat("\"", 2<<20),
	} {
		res := formattest.Read(t, reader(t), "a.csv", []byte(in))
		if res.Text() != in {
			t.Errorf("%s: the pieces together are not the text", name)
		}
		last := 0
		for _, c := range joined(res.Texts) {
			if c.row < 2 {
				continue
			}
			if c.col < last {
				t.Fatalf("%s: column %d after %d", name, c.col, last)
			}
			last = c.col
		}
		if name == "cells" && last != 300000*3-1 {
			t.Errorf("last column %d, want %d", last, 300000*3-1)
		}
	}
}

func TestPlace(t *testing.T) {
	res := formattest.Read(t, reader(t), "a.csv", []byte(roster))
	x := res.Texts[0]
	if got := x.Place(strings.Index(x.Body, "若葉")); got != "line 4" {
		t.Errorf("place %q, want line 4", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(roster))
	f.Add([]byte("\"a\"\"\"b\r\r\n,\"\n;\t"))
	f.Add(encode(f, japanese.ShiftJIS, roster))
	f.Fuzz(func(t *testing.T, b []byte) {
		formattest.Read(t, extract.NewReader([]extract.Format{csv.Format{}}, extract.Budget{}, t.TempDir()), "a.csv", b)
	})
}

func BenchmarkShiftJIS(b *testing.B) {
	var text strings.Builder
	for i := range 50000 {
		fmt.Fprintf(&text, "%06d,青葉 一郎%d,アオバ イチロウ,広島県東広島市鏡山一丁目%d番%d号,082-000-%04d,\"理学部, 数学科\",在籍\r\n", i, i, i%9, i%30, i%10000)
	}
	bench(b, encode(b, japanese.ShiftJIS, text.String()), 50000)
}

func BenchmarkUTF8(b *testing.B) {
	bench(b, []byte(strings.Repeat("000001,青葉 一郎,アオバ イチロウ,広島県東広島市鏡山一丁目,082-000-0000,\"理学部, 数学科\",在籍\r\n", 50000)), 50000)
}

func bench(b *testing.B, data []byte, rows int) {
	f := extract.File{Name: "a.csv", Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	n := 0
	out := extract.Out{Text: func(x extract.Text) error { n += len(x.Table.Cells); return nil }}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n = 0
		if err := (csv.Format{}).Read(b.Context(), f, out); err != nil {
			b.Fatal(err)
		}
	}
	if n != rows*7 {
		b.Errorf("%d cells, want %d", n, rows*7)
	}
}
