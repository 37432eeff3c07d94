package epub

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func book(t testing.TB, parts ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range append([][2]string{{"mimetype", "application/epub+zip"}}, parts...) {
		method := zip.Deflate
		if p[0] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: p[0], Method: method})
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

func TestEPUB(t *testing.T) {
	chapter := [2]string{"OEBPS/1.xhtml", "<html><body><p>第一章　点検</p></body></html>"}
	locked := [2]string{"META-INF/encryption.xml", `<encryption><CipherReference URI="OEBPS/1.xhtml"/><CipherReference URI="OEBPS/a.ttf"/></encryption>`}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.epub", Data: book(t, chapter, [2]string{"OEBPS/a.ttf", "font"}, [2]string{"OEBPS/content.opf", "<dc:title>題名</dc:title>"}), Want: []string{"第一章　点検", "題名"}},
		formattest.Sample{Name: "locked.epub", Data: book(t, locked, [2]string{"OEBPS/0.xhtml", "<p>見本</p>"}, chapter), Want: []string{"見本"}, Partial: extract.ErrEncrypted},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(book(f, [2]string{"1.xhtml", "<p>x</p>"}))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.epub", data) })
}
