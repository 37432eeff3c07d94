package tar

import (
	"archive/tar"
	"bytes"
	"fmt"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func archive(t testing.TB, format tar.Format, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, n := range names {
		h := &tar.Header{Name: n, Mode: 0o600, Size: int64(len(text)), Format: format, ModTime: time.Unix(1e9, 0)}
		if n[len(n)-1] == '/' {
			h.Typeflag, h.Size = tar.TypeDir, 0
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := w.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const text = "これは試験用の文です。\n"

// sparse is an archive as GNU tar writes it: text behind a hole.
func sparse(hole int64) []byte {
	h := make([]byte, block)
	field := func(at int, format string, v any) { copy(h[at:], fmt.Sprintf(format, v)) }
	field(0, "%s", "名簿.bin")
	field(100, "%07o", 0o600)
	field(124, "%011o", len(text))
	field(136, "%011o", 0)
	h[156] = tar.TypeGNUSparse
	field(257, "%s", "ustar  ")
	field(386, "%011o", hole)
	field(398, "%011o", len(text))
	field(483, "%011o", hole+int64(len(text)))
	field(148, "%s", "        ")
	sum := 0
	for _, c := range h {
		sum += int(c)
	}
	field(148, "%06o\x00 ", sum)
	return append(append(append(h, text...), make([]byte, block-len(text))...), make([]byte, 2*block)...)
}

func TestTar(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("名簿/一覧表.csv")
	if err != nil {
		t.Fatal(err)
	}
	whole := archive(t, tar.FormatPAX, "名簿/", "名簿/一覧.csv", "名簿/._一覧.csv", "b.txt")
	formattest.Run(t, Format{},
		formattest.Sample{Name: "pax.tar", Data: whole, Want: []string{"名簿/一覧.csv\n", "b.txt\n", text}},
		formattest.Sample{Name: "gnu.tar", Data: archive(t, tar.FormatGNU, sjis), Want: []string{"名簿/一覧表.csv\n", text}},
		formattest.Sample{Name: "sparse.tar", Data: sparse(1000), Want: []string{"名簿.bin\n", text}},
		formattest.Sample{Name: "cut.tar", Data: whole[:len(whole)-2*block], Want: []string{"名簿/一覧.csv\n", "b.txt\n"}},
		formattest.Sample{Name: "short.tar", Data: whole[:len(whole)-3*block+10], Want: []string{"b.txt\n"}, Partial: extract.ErrDamaged},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(archive(f, tar.FormatUSTAR, "a", "b/c"))
	f.Add(sparse(100))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Expanded: 16 << 20, Members: 100}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.tar", data) })
}
