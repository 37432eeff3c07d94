package plain_test

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
	"tenken/internal/extract/plain"
	extractzip "tenken/internal/extract/zip"
)

const note = "会議の記録\r\n\r\n本日は新しい棚の置き場所について話しあいました。\r\n次回は来週の月曜日、ロビーに集合です。\r\n"

func encode(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFormat(t *testing.T) {
	want := []string{note}
	formattest.Run(t, plain.Format{},
		formattest.Sample{Name: "utf-8", Data: []byte(note), Want: want},
		formattest.Sample{Name: "bom", Data: []byte("\uFEFF" + note), Want: want},
		formattest.Sample{Name: "sjis", Data: encode(t, japanese.ShiftJIS, note), Want: want},
		formattest.Sample{Name: "euc", Data: encode(t, japanese.EUCJP, note), Want: want},
		formattest.Sample{Name: "jis", Data: encode(t, japanese.ISO2022JP, note), Want: want},
		formattest.Sample{Name: "utf-16le bom", Data: encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), note), Want: want},
		formattest.Sample{Name: "utf-16be", Data: encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), note), Want: want},
		formattest.Sample{Name: "english", Data: []byte("Nothing but ASCII.\n"), Want: []string{"Nothing but ASCII.\n"}},
	)
}

// TestBase64 finds documents on lines of their own, and nothing in what only
// looks like them.
func TestBase64(t *testing.T) {
	inner := encode(t, japanese.ShiftJIS, strings.Repeat("名簿の一行目です。\r\n", 20))
	one := base64.StdEncoding.EncodeToString(inner)
	lines := func(s, end string) string {
		var b strings.Builder
		for ; len(s) > 76; s = s[76:] {
			b.WriteString(s[:76] + end)
		}
		return b.String() + s + end
	}
	var zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, err := z.Create("a.txt")
	if err == nil {
		_, err = w.Write(inner)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	noise := make([]byte, 3000)
	if _, err := rand.Read(noise); err != nil {
		t.Fatal(err)
	}
	r := extract.NewReader([]extract.Format{extractzip.Format{}, plain.Format{}}, extract.Budget{}, t.TempDir())
	for name, c := range map[string]struct{ text, path string }{
		"one line":     {one, "document in line 1"},
		"lines":        {"Content-Transfer-Encoding: base64\n\n" + lines(one, "\n") + "\n-- \n", "document in line 3"},
		"crlf":         {"まえがき\r\n" + lines(one, "\r\n") + "あとがき\r\n", "document in line 2"},
		"before words": {lines(one, "\n") + "plain words\n", "document in line 1"},
		"archive":      {"a\n" + lines(base64.StdEncoding.EncodeToString(zipped.Bytes()), "\n"), "document in line 2!/a.txt"},
		"twice":        {lines(one, "\n") + "\n" + lines(one, "\n"), "document in line 1"},
		"noise":        {lines(base64.StdEncoding.EncodeToString(noise), "\n"), ""},
		"genes":        {lines(strings.Repeat("ACGTTGCAAC", 300), "\n"), ""},
		"uuencoded":    {"まえがき\nbegin 644 a.txt\n<Y9\"-Y[\"_XX&NY+B`Z*&,YYNNXX&GXX&9XX\"\"\"@``\n`\nend\n", "a.txt"},
		"short":        {base64.StdEncoding.EncodeToString([]byte("a short line of text")), ""},
		"words":        {strings.Repeat("one two three\n", 200), ""},
	} {
		res := formattest.Read(t, r, "a.txt", []byte(c.text))
		path := ""
		for _, x := range res.Texts {
			if path == "" && strings.Contains(x.Body, "名簿の一行目です。") {
				path = strings.TrimPrefix(x.Path, "a.txt!/")
			}
		}
		if path != c.path || len(res.Problems) > 0 {
			t.Errorf("%s: document at %q, want %q; %v", name, path, c.path, res.Problems)
		}
	}
}

// TestPiecesAreTheText reads texts longer than a window, with and without line
// ends, and puts the pieces together again.
func TestPiecesAreTheText(t *testing.T) {
	r := extract.NewReader([]extract.Format{plain.Format{}}, extract.Budget{}, t.TempDir())
	line := "長い文章の一行です。番号は一二三四五。\n"
	for name, text := range map[string]string{
		"lines":         strings.Repeat(line, 40000),
		"one line":      strings.Repeat(strings.TrimSpace(line), 40000),
		"no last end":   strings.Repeat(line, 40000) + "おわり",
		"one long line": strings.Repeat(line, 100) + strings.Repeat("あ", 700000) + "\n" + strings.Repeat(line, 100),
		"crlf":          strings.Repeat("一行\r\n", 100000),
		"blank lines":   strings.Repeat("\n", 2<<20),
		"one window":    strings.Repeat("a", extract.Window),
	} {
		for _, e := range []encoding.Encoding{encoding.Nop, japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)} {
			t.Run(fmt.Sprint(name, " ", e), func(t *testing.T) {
				res := formattest.Read(t, r, name, encode(t, e, text))
				if got := res.Text(); got != text {
					t.Fatalf("%d bytes came out of %d", len(got), len(text))
				}
				for _, x := range res.Texts {
					if len(x.Body) > extract.Window {
						t.Errorf("a piece of %d bytes", len(x.Body))
					}
				}
				for _, x := range res.Texts[1:] {
					if x.Lead < extract.LeadSize-3 {
						t.Errorf("a lead of %d bytes", x.Lead)
					}
				}
			})
		}
	}
}

func TestLinesAreCountedOverPieces(t *testing.T) {
	var b bytes.Buffer
	for i := 1; i <= 100000; i++ {
		fmt.Fprintf(&b, "<%d> の行\n", i)
	}
	r := extract.NewReader([]extract.Format{plain.Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.log", b.Bytes())
	if len(res.Texts) < 2 {
		t.Fatalf("%d pieces, want several", len(res.Texts))
	}
	for _, n := range []int{1, 2, 99, 41000, 77777, 100000} {
		tag := fmt.Sprintf("<%d>", n)
		for _, x := range res.Texts {
			if i := strings.Index(x.Body[x.Lead:], tag); i >= 0 {
				if got, want := x.Place(x.Lead+i), fmt.Sprintf("line %d", n); got != want {
					t.Errorf("place of %s is %q, want %q", tag, got, want)
				}
			}
		}
	}
}

func BenchmarkUTF8Prose(b *testing.B) {
	bench(b, []byte(strings.Repeat("これは日本語の文章であり、速さを測るために何度も繰り返されます。\n", 100000)))
}

func BenchmarkShiftJISProse(b *testing.B) {
	bench(b, encode(b, japanese.ShiftJIS, strings.Repeat("これは日本語の文章であり、速さを測るために何度も繰り返されます。\n", 100000)))
}

func bench(b *testing.B, data []byte) {
	f := extract.File{Name: "a.txt", Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	n := 0
	out := extract.Out{Text: func(x extract.Text) error { n += len(x.Body) - x.Lead; return nil }}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := (plain.Format{}).Read(b.Context(), f, out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/1e6/b.Elapsed().Seconds(), "MB/s-out")
}

func FuzzBase64(f *testing.F) {
	f.Add([]byte(strings.Repeat("QUJD", 60)+"\nQUI=\n"), 7)
	f.Fuzz(func(t *testing.T, data []byte, piece int) {
		r := extract.NewReader([]extract.Format{plain.Format{}}, extract.Budget{Expanded: 16 << 20, Members: 50}, t.TempDir())
		formattest.Read(t, r, "a.txt", data)
		formattest.Read(t, r, "a.txt", bytes.Repeat(data, min(max(piece, 1), 100)))
	})
}
