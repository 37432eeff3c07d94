package html_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
	"tenken/internal/extract/html"
)

const page = `<!DOCTYPE html>
<html><head>
<title>棚卸しの案内</title>
<style>p { color: red }</style>
<script>var hidden = "<p>見えない</p>";</script>
</head><body>
<h1>案内</h1>
<p>備品の<b>棚卸し</b>を
行います。</p>
<p>担当: <ruby>青葉<rp>(</rp><rt>あおば</rt><rp>)</rp></ruby>一郎
<a href="mailto:aoba%40example.ac.jp?subject=x">連絡先</a> <img src="x.png" alt="地図の絵"></p>
<table>
<tr><th>番号</th><th>品名</th></tr>
<tr><td>1</td><td>机 &amp; <i>椅子</i></td></tr>
</table>
<p>以上</p>
<!-- <p>取り下げた<b>連絡先</b></p>
<table><tr><td>旧</td><td>番号</td></tr></table> --><!--[if mso]><p>旧い閲覧ソフト</p><![endif]-->
</body></html>
`

var want = []string{"棚卸しの案内\n", "備品の棚卸しを 行います。\n", "青葉一郎", "aoba@example.ac.jp", "地図の絵", "番号\t品名\n1\t机 & 椅子\n", "以上\n", "取り下げた連絡先\n", "旧\t番号\n"}

func encode(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func reader(t testing.TB) *extract.Reader {
	return extract.NewReader([]extract.Format{html.Format{}}, extract.Budget{}, t.TempDir())
}

func TestFormat(t *testing.T) {
	meta := func(charset string) string {
		return strings.Replace(page, "<head>", `<head><meta http-equiv="Content-Type" content="text/html; charset=`+charset+`">`, 1)
	}
	formattest.Run(t, html.Format{},
		formattest.Sample{Name: "utf-8", Data: []byte(page), Want: want},
		formattest.Sample{Name: "sjis without meta", Data: encode(t, japanese.ShiftJIS, page), Want: want},
		formattest.Sample{Name: "sjis", Data: encode(t, japanese.ShiftJIS, meta("Shift_JIS")), Want: want},
		formattest.Sample{Name: "sjis said to be utf-8", Data: encode(t, japanese.ShiftJIS, meta("utf-8")), Want: want},
		formattest.Sample{Name: "utf-8 said to be sjis", Data: []byte(meta("Shift_JIS")), Want: want},
		formattest.Sample{Name: "euc", Data: encode(t, japanese.EUCJP, meta("euc-jp")), Want: want},
		formattest.Sample{Name: "jis", Data: encode(t, japanese.ISO2022JP, meta("iso-2022-jp")), Want: want},
		formattest.Sample{Name: "utf-16", Data: encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), page), Want: want},
		formattest.Sample{Name: "fragment", Data: []byte("<div>ここから<br>ここまで</div>"), Want: []string{"ここから\nここまで\n"}},
		formattest.Sample{Name: "xhtml", Data: []byte("<?xml version=\"1.0\"?>\n<!-- saved -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><p>本文</p></html>"), Want: []string{"本文\n"}},
	)
}

func TestClaims(t *testing.T) {
	for _, s := range []string{
		"会議の記録 <b>太字</b>",
		"<?xml version=\"1.0\"?><rows><row>1</row></rows>",
		"if (a < b && p > q) { return; }",
		"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
		"<青葉>",
	} {
		if (html.Format{}).Claims(extract.File{Name: "a.html"}, []byte(s)) {
			t.Errorf("claims %q", s)
		}
	}
}

func TestLeavesOut(t *testing.T) {
	text := formattest.Read(t, reader(t), "a", []byte(page)).Text()
	for _, s := range []string{"見えない", "color", "あおば", "x.png"} {
		if strings.Contains(text, s) {
			t.Errorf("text has %q: %q", s, text)
		}
	}
}

func TestPlaces(t *testing.T) {
	res := formattest.Read(t, reader(t), "a", []byte(page))
	for text, place := range map[string]string{"棚卸しの案内": "line 3", "備品の": "line 8", "地図の絵": "line 11", "品名": "table 1!B1", "椅子": "table 1!B2", "以上": "line 16"} {
		found := false
		for _, x := range res.Texts {
			if i := strings.Index(x.Body, text); i >= 0 {
				found = true
				if got := x.Place(i); got != place {
					t.Errorf("%s stands at %q, want %q", text, got, place)
				}
			}
		}
		if !found {
			t.Errorf("%s is missing", text)
		}
	}
}

func TestTables(t *testing.T) {
	tests := []struct {
		name, in string
		want     string
	}{
		{"plain", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "1:0,0 a|1:0,1 b|1:1,0 c|1:1,1 d"},
		{"spans", "<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td rowspan=2>c</td><td>d</td></tr><tr><td>e</td></tr></table>", "1:0,0 a|1:0,2 b|1:1,0 c|1:1,1 d|1:2,1 e"},
		{"empty cells", "<table><tr><td></td><td> </td><td>a</td></tr></table>", "1:0,2 a"},
		{"lines in a cell", "<table><tr><td>a<br>b</td><td><p>c</p></td></tr></table>", "1:0,0 a\nb|1:0,1 c"},
		{"nested", "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>", "1:0,0 a|2:0,0 b|1:0,0 c|1:0,1 d"},
		{"two", "<table><tr><td>a</table>text<table><tr><td>b</table>", "1:0,0 a|2:0,0 b"},
		{"attribute", "<table><tr><td><input value='a'></td></tr></table>", "1:0,0 a"},
		{"hostile spans", "<table><tr><td colspan=999999999 rowspan=-1>a<td>b</table>", "1:0,0 a|1:0,1000 b"},
	}
	for _, tt := range tests {
		res := formattest.Read(t, reader(t), "a", []byte("<html>"+tt.in))
		var got []string
		for _, x := range res.Texts {
			if x.Table == nil {
				continue
			}
			for _, c := range x.Table.Cells {
				got = append(got, fmt.Sprintf("%s:%d,%d %s", strings.TrimPrefix(x.Table.Name, "table "), c.Row, c.Col, x.Body[c.Start:c.End]))
			}
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, s, tt.want)
		}
	}
}

// TestHostile reads documents made to exhaust whoever parses them.
func TestHostile(t *testing.T) {
	long := strings.Repeat("あ", 2<<20)
	tests := map[string]struct {
		in      string
		want    string
		partial bool
	}{
		"long text":       {"<html><p>" + long + "<p>おわり", "ああ\nおわり", false},
		"long source":     {"<html><img src='data:image/png;base64," + strings.Repeat("QUJD\n", 1<<20) + "' alt=x><p>おわり", "おわり", false},
		"long title":      {"<html><img alt='" + long + "'><p>おわり", "おわり", true},
		"long script":     {"<html><script>" + strings.Repeat("if (a<b) x();\n", 1<<18) + "</script><p>おわり", "おわり", false},
		"long comment":    {"<html><!--" + strings.Repeat("x", 3<<20) + "--><p>おわり", "おわり", false},
		"deep":            {"<html>" + strings.Repeat("<div>", 1<<20) + "おわり", "おわり", false},
		"deep tables":     {"<html>" + strings.Repeat("<table><tr><td>", 100000) + "おわり", "おわり", false},
		"many attributes": {"<html><p" + strings.Repeat(" a=b", 100000) + ">おわり", "おわり", false},
		"long cell":       {"<html><table><tr><td>" + long + "<td>おわり</table>", "ああ\tおわり", false},
		"unclosed":        {"<html><p title='おわり", "おわり", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			res := formattest.Read(t, reader(t), "a", []byte(tt.in))
			if text := res.Text(); !strings.Contains(text, tt.want) {
				t.Errorf("%d bytes of text without %q", len(text), tt.want)
			}
			if tt.partial != (len(res.Problems) > 0) {
				t.Errorf("problems %v", res.Problems)
			}
		})
	}
}

// TestWindows reads a document of many lines and puts it together again.
func TestWindows(t *testing.T) {
	var in, want strings.Builder
	in.WriteString("<html>")
	for i := range 60000 {
		fmt.Fprintf(&in, "<p>段落の番号は %d\n", i)
		fmt.Fprintf(&want, "段落の番号は %d\n", i)
	}
	res := formattest.Read(t, reader(t), "a", []byte(in.String()))
	if res.Text() != want.String() {
		t.Error("the pieces together are not the text")
	}
	last := res.Texts[len(res.Texts)-1]
	if got := last.Place(strings.Index(last.Body, "59999")); got != "line 60000" {
		t.Errorf("place %q, want line 60000", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(page))
	f.Add([]byte("<table><tr><td rowspan=3>a<table><td>b</table><ruby>c<rt>d"))
	f.Add(encode(f, japanese.ShiftJIS, page))
	f.Fuzz(func(t *testing.T, b []byte) {
		formattest.Read(t, reader(t), "a.html", append([]byte("<html>"), b...))
	})
}

func BenchmarkRead(b *testing.B) {
	data := bytes.Repeat([]byte("<tr><td class=\"x\">1</td><td>青葉 一郎</td><td>広島県東広島市鏡山一丁目</td></tr>\n"), 50000)
	data = append([]byte("<html><table>"), data...)
	f := extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := (html.Format{}).Read(b.Context(), f, extract.Out{Text: func(extract.Text) error { return nil }}); err != nil {
			b.Fatal(err)
		}
	}
}
