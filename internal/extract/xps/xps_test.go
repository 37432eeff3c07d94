package xps

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func document(t testing.TB, parts ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range append([][2]string{{"FixedDocSeq.fdseq", "<x/>"}}, parts...) {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = io.WriteString(w, p[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const first = `<FixedPage><Glyphs OriginX="1" OriginY="10" UnicodeString="氏名"/><Glyphs OriginX="9" OriginY="10" UnicodeString="山中 桜"/><Glyphs OriginY="20" UnicodeString="{}{室 "/><Glyphs OriginY="20" UnicodeString="101}"/></FixedPage>`

func TestXPS(t *testing.T) {
	wide := "\xFF\xFE"
	for _, r := range `<Glyphs UnicodeString="十頁"/>` {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	data := document(t, [2]string{"Documents/1/Pages/10.fpage", wide}, [2]string{"Documents/1/Pages/1.fpage/[0].piece", first[:80]}, [2]string{"Documents/1/Pages/1.fpage/[1].last.piece", first[80:]})
	drawn := [2]string{"2.fpage", `<FixedPage><Path Data="M 1,1 V 2"/></FixedPage>`}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.xps", Data: data, Want: []string{"氏名\t山中 桜\n{室 101}\n十頁\n"}},
		formattest.Sample{Name: "drawn.xps", Data: document(t, drawn), Partial: extract.ErrImageOnly},
		formattest.Sample{Name: "half.xps", Data: document(t, [2]string{"1.fpage", first}, drawn), Want: []string{"氏名"}, Partial: extract.ErrImageOnly},
		formattest.Sample{Name: "unnamed.xps", Data: document(t, [2]string{"1.fpage", `<Glyphs Indices="12;13"/>`}), Partial: extract.ErrUnsupported},
		formattest.Sample{Name: "blank.xps", Data: document(t, [2]string{"1.fpage", `<FixedPage/>`})},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(document(f, [2]string{"1.fpage", first}))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.xps", data) })
}
