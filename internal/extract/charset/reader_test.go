package charset

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

func readAll(t testing.TB, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestReaderDecodesAll(t *testing.T) {
	text := strings.Repeat(strings.Join(prose, "\r\n")+"\nABC, abc 123\n", 300) // many blocks
	for _, e := range encoders {
		b, err := e.enc.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for name, r := range map[string]io.Reader{
			"whole":     strings.NewReader(string(b)),
			"odd sizes": iotest.HalfReader(strings.NewReader(string(b))),
			"data+eof":  iotest.DataErrReader(strings.NewReader(string(b))),
			"bom":       io.MultiReader(strings.NewReader(e.want.bom), strings.NewReader(string(b))),
		} {
			if got := readAll(t, NewReader(r, nil)); got != text {
				t.Errorf("%s, %s: decoded text differs", e.want, name)
			}
		}
	}
}

func TestReaderNeverFails(t *testing.T) {
	for _, s := range []string{"", "\xff", "\x82", "あ\xe3\x81", "\x1b$B", "\x1b$B\x24", "\xff\xfe\x41", "\xfe\xff\xd8\x00", "a\x80b\xffc\n\x00"} {
		got := readAll(t, NewReader(strings.NewReader(s), nil))
		if !utf8.ValidString(got) {
			t.Errorf("%q came out as %q", s, got)
		}
	}
}

func TestReaderKeepsWhatIsReadable(t *testing.T) {
	b, _ := ShiftJIS.enc.NewEncoder().Bytes([]byte("前の行\n後の行\n"))
	b = append(b[:3], append([]byte{0xFF, 0xFD}, b[3:]...)...)
	got := readAll(t, NewReader(strings.NewReader(string(b)), ShiftJIS))
	if !strings.HasPrefix(got, "前") || !strings.HasSuffix(got, "\n後の行\n") || !strings.Contains(got, "\uFFFD") {
		t.Errorf("got %q", got)
	}
}

func TestReaderTellsErrorsOfTheSource(t *testing.T) {
	r := NewReader(io.MultiReader(strings.NewReader("はじめ"), iotest.ErrReader(io.ErrClosedPipe)), nil)
	b, err := io.ReadAll(r)
	if string(b) != "はじめ" || err != io.ErrClosedPipe {
		t.Errorf("read %q, %v", b, err)
	}
}

// TestReaderFollowsChanges reads files that were put together from several.
func TestReaderFollowsChanges(t *testing.T) {
	part := strings.Join(prose, "\n") + "\n"
	short := "山田太郎,広島市\n"
	for _, parts := range [][]string{
		{strings.Repeat(part, 300), part},
		{part, part, part},
		{part, short, short, part},
	} {
		for i := range encoders[:4] {
			for j := range encoders[:4] {
				if i == j {
					continue
				}
				var file []byte
				for k, p := range parts {
					e := encoders[i]
					if k%2 == 1 {
						e = encoders[j]
					}
					b, err := e.enc.NewEncoder().Bytes([]byte(p))
					if err != nil {
						t.Fatal(err)
					}
					file = append(file, b...)
				}
				got, want := readAll(t, NewReader(strings.NewReader(string(file)), nil)), strings.Join(parts, "")
				if lost := strings.Count(got, "\uFFFD"); got != want {
					t.Errorf("%d parts in %s and %s: text differs, %d characters lost; share of lines right %.2f",
						len(parts), encoders[i].want, encoders[j].want, lost, sameLines(got, want))
				}
			}
		}
	}
}

func sameLines(a, b string) float64 {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	n := 0
	for i := range y {
		if i < len(x) && x[i] == y[i] {
			n++
		}
	}
	return float64(n) / float64(len(y))
}

func TestString(t *testing.T) {
	enc := func(e encoding.Encoding, s string) string {
		b, _ := e.NewEncoder().Bytes([]byte(s))
		return string(b)
	}
	for _, tt := range []struct {
		in   string
		hint *Encoding
		want string
	}{
		{"plain.txt", nil, "plain.txt"},
		{"成績表.xlsx", ShiftJIS, "成績表.xlsx"}, // said to be what it is not
		{enc(ShiftJIS.enc, "成績表.xlsx"), nil, "成績表.xlsx"},
		{enc(ShiftJIS.enc, "ソ連の表.txt"), nil, "ソ連の表.txt"},
		{enc(EUCJP.enc, "会議資料.doc"), nil, "会議資料.doc"},
		{enc(ISO2022JP.enc, "件名のテスト"), nil, "件名のテスト"},
		{enc(ISO2022JP.enc, "件名のテスト"), UTF8, "件名のテスト"},
		{enc(EUCJP.enc, "ｶﾅ"), EUCJP, "ｶﾅ"},
		{"\x82\xa0\xff\xff\xff", nil, "あ\uFFFD\uFFFD\uFFFD"},
	} {
		if got := String([]byte(tt.in), tt.hint); got != tt.want {
			t.Errorf("String(%q, %v) = %q, want %q", tt.in, tt.hint, got, tt.want)
		}
	}
}

func TestLookup(t *testing.T) {
	for label, want := range map[string]*Encoding{
		"Shift_JIS": ShiftJIS, "cp932": ShiftJIS, "MS932": ShiftJIS, "windows-31j": ShiftJIS, "x-sjis": ShiftJIS,
		"iso-2022-jp": ISO2022JP, "cp50220": ISO2022JP, "ISO-2022-JP-MS": ISO2022JP, "ISO-2022-JP*ja": ISO2022JP,
		"EUC-JP": EUCJP, "cp51932": EUCJP, "utf8": UTF8, " \"UTF-8\" ": UTF8, "utf-16be": UTF16BE, "latin1": Windows1252,
		"us-ascii": nil, "no-such-charset": nil, "": nil,
	} {
		if got := Lookup(label); got != want {
			t.Errorf("Lookup(%q) = %v, want %v", label, got, want)
		}
	}
	if e := Lookup("koi8-r"); e == nil || e.Decode([]byte{0xC1}) != "а" {
		t.Errorf("Lookup(koi8-r) = %v", e)
	}
}

func FuzzReader(f *testing.F) {
	for _, e := range encoders {
		b, _ := e.enc.NewEncoder().Bytes([]byte(prose[0] + "\n" + prose[1]))
		f.Add(b)
	}
	f.Add([]byte("\x1b$B\x1b(I\xff\n\x8e\xb1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		whole := readAll(t, NewReader(strings.NewReader(string(b)), nil))
		if !utf8.ValidString(whole) {
			t.Errorf("%q came out as %q", b, whole)
		}
		if slow := readAll(t, NewReader(iotest.OneByteReader(strings.NewReader(string(b))), nil)); slow != whole {
			t.Errorf("byte by byte %q came out as %q, not %q", b, slow, whole)
		}
		if s := String(b, nil); !utf8.ValidString(s) {
			t.Errorf("String(%q) = %q", b, s)
		}
	})
}
