package compress

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

const text = "これは試験用の文です。\n"

// pack compresses text with a writer of the format.
func pack(t testing.TB, open func(io.Writer) (io.WriteCloser, error), text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := open(&b)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gz(name string) func(io.Writer) (io.WriteCloser, error) {
	return func(w io.Writer) (io.WriteCloser, error) {
		z := gzip.NewWriter(w)
		z.Name = name
		return z, nil
	}
}

func xzOf(dictionary int) func(io.Writer) (io.WriteCloser, error) {
	return func(w io.Writer) (io.WriteCloser, error) {
		return xz.WriterConfig{DictCap: dictionary}.NewWriter(w)
	}
}

func lzmaOf(w io.Writer) (io.WriteCloser, error) {
	return lzma.WriterConfig{EOSMarker: true, DictCap: 1 << 16}.NewWriter(w)
}

func TestCompressed(t *testing.T) {
	bz, err := os.ReadFile("testdata/text.bz2") // of text
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat(text, 5000)
	two := append(pack(t, xzOf(1<<20), text), append(make([]byte, 8), pack(t, xzOf(1<<20), "二つ目\n")...)...)
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.txt.gz", Data: pack(t, gz("a.txt"), text), Want: []string{text}},
		formattest.Sample{Name: "long.txt.gz", Data: pack(t, gz(""), long), Want: []string{long}},
		formattest.Sample{Name: "a.txt.bz2", Data: bz, Want: []string{text}},
		formattest.Sample{Name: "a.txt.xz", Data: pack(t, xzOf(1<<20), text), Want: []string{text}},
		formattest.Sample{Name: "two.xz", Data: two, Want: []string{text, "二つ目"}},
		formattest.Sample{Name: "a.txt.lzma", Data: pack(t, lzmaOf, text), Want: []string{text}},
		formattest.Sample{Name: "a.txt.zst", Data: pack(t, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }, text), Want: []string{text}},
	)
}

// TestNames finds out what the member is called.
func TestNames(t *testing.T) {
	shiftJIS := "\x96\xBC\x95\xEB.csv" // 名簿.csv
	latin := make([]rune, 0, 16)       // the library takes runes up to U+00FF for bytes
	for _, c := range []byte(shiftJIS) {
		latin = append(latin, rune(c))
	}
	for _, c := range []struct{ file, stored, want string }{
		{"名簿.csv.gz", "", "名簿.csv"},
		{"backup.tgz", "", "backup.tar"},
		{"x", "", "contents"},
		{"x.gz", "../../etc/passwd", "passwd"},
		{"x.gz", string(latin), "名簿.csv"},
	} {
		data, got := pack(t, gz(c.stored), text), ""
		err := Format{}.Read(t.Context(), extract.File{Name: c.file, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, extract.Out{
			Member: func(name string, _ int64, _ io.Reader) error { got = name; return nil },
		})
		if err != nil || got != c.want {
			t.Errorf("%s holding %q: member %q, %v; want %q", c.file, c.stored, got, err, c.want)
		}
	}
}

// TestGreedyXZ refuses an archive that would take 4 GiB of memory.
func TestGreedyXZ(t *testing.T) {
	data := pack(t, xzOf(1<<20), text)
	i := bytes.Index(data, []byte{filterLZMA2, 1})
	data[i+2] = 40
	alone := pack(t, lzmaOf, text)
	copy(alone[1:], "\x00\x00\x00\x80")
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	for name, data := range map[string][]byte{"a.xz": data, "a.lzma": alone} {
		res := formattest.Read(t, r, name, data)
		if len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrLimit) {
			t.Errorf("%s: problems %v", name, res.Problems)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pack(f, gz("a"), text))
	f.Add(pack(f, xzOf(1<<20), text))
	f.Add(pack(f, lzmaOf, text))
	f.Add([]byte("\x28\xB5\x2F\xFD"))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Expanded: 16 << 20, Members: 10}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.gz", data) })
}
