package ppt

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// sample is a presentation of two slides that LibreOffice wrote from invented
// data.
func sample(t testing.TB) []byte {
	t.Helper()
	f, err := os.Open("testdata/powerpoint97.ppt.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPPT(t *testing.T) {
	whole := sample(t)
	plain := []byte{0x5F, 0xC0, 0x91, 0xE3} // the token of presentations that are not encrypted
	if bytes.Count(whole, plain) == 0 {
		t.Fatal("the sample has no token")
	}
	locked := bytes.Replace(whole, plain, []byte{0xDF, 0xC4, 0xD1, 0xF3}, 1)
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.ppt", Data: whole, Want: []string{"緊急連絡網\n山中 桜　090-0000-0000\n", "二枚目\nLatin only\n"}},
		formattest.Sample{Name: "locked.ppt", Data: locked, Partial: extract.ErrEncrypted},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f)[:20<<10]) // more slows the mutations down
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.ppt", data) })
}
