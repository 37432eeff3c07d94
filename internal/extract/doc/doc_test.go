package doc

import (
	"bytes"
	"os"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/formattest"
)

// sample is a document that LibreOffice wrote from invented data.
func sample(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/word97.doc")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDOC(t *testing.T) {
	whole := sample(t)
	at := bytes.Index(whole, []byte{0xEC, 0xA5})
	locked := bytes.Clone(whole)
	locked[at+fibFlags+1] |= 0x01
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.doc", Data: whole, Want: []string{"受講者名簿（見本）\n", "氏名\t電話\n山中 桜\t090-0000-0000\n", "𠮷田さんの資料です。"}},
		formattest.Sample{Name: "locked.doc", Data: locked, Partial: extract.ErrEncrypted},
	)
}

// TestFields leaves instructions out, keeps their results, and takes the text
// under furigana.
func TestFields(t *testing.T) {
	for in, want := range map[string]string{
		"a\x13 HYPERLINK \"x\" \x14b\x15c":                   "abc\n",
		"\x13 EQ \\* jc2 \\o\\ad(\\s\\up 10(とうきょう),東京)\x15都": "東京都\n",
		"\x13 HYPERLINK \"mailto:a@example.jp\" \x14b\x15":   "b\na@example.jp\n",
		"x\x13 IF \x13 A \x14y\x15 \x14z\x15":                "xyz\n",
		"1\x072\x07\x073\x07\x07":                            "1\t2\t\n3\t\n",
		"a\x1eb\x1fc\x0bd\x0de":                              "a-bc\nd\ne\n",
		"\x15\x14\x13":                                       "",
	} {
		var got string
		w := &writer{text: compose.New(func(x extract.Text) error { got += x.Body[x.Lead:]; return nil })}
		for _, r := range in {
			w.char(r)
		}
		w.text.Write(w.out)
		w.text.Line()
		w.links.Put(w.text)
		if err := w.text.Flush(); err != nil || got != want {
			t.Errorf("%q is read as %q, %v; want %q", in, got, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.doc", data) })
}

// TestPassword opens a document that LibreOffice encrypted.
func TestPassword(t *testing.T) {
	data, err := os.ReadFile("testdata/password.doc")
	if err != nil {
		t.Fatal(err)
	}
	formattest.Unlocks(t, Format{}, "a.doc", data, "secret", "氏名\t電話\n山中 桜\t090-0000-0000\n", "𠮷田さんの資料です。")
}
