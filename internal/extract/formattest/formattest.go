// Package formattest is the trial that every format passes: whole, cut,
// mutated, misnamed, nested and interrupted files, and the promises of
// extract.Text on everything that comes out.
package formattest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tenken/internal/extract"
)

// Sample is a file that the format reads.
type Sample struct {
	Name    string
	Data    []byte
	Want    []string // what its text, or that of its members, contains
	Partial error    // the problem that reading it ends with; nil for none
}

// budget keeps the trial small: what a sample expands to is small too.
var budget = extract.Budget{Expanded: 64 << 20, Output: 64 << 20, Members: 200}

// Run tries the format on samples. Members of containers are read by the
// format itself or by a reader of raw text.
func Run(t *testing.T, format extract.Format, samples ...Sample) {
	t.Helper()
	r := extract.NewReader([]extract.Format{format, raw{}}, budget, t.TempDir()).WithAsides()
	info := format.Info()
	if info.ID == "" || info.Label == "" || info.Media == "" || info.Reads == "" || len(info.Extensions) == 0 {
		t.Errorf("Info is not complete: %+v", info)
	}
	for _, s := range samples {
		t.Run(s.Name, func(t *testing.T) {
			t.Run("whole", func(t *testing.T) { whole(t, r, format, s) })
			t.Run("wrong extension", func(t *testing.T) { misnamed(t, r, s) })
			t.Run("nested", func(t *testing.T) { nested(t, format, s) })
			t.Run("interrupted", func(t *testing.T) { interrupted(t, r, s) })
			t.Run("cut", func(t *testing.T) { cut(t, r, s) })
			t.Run("mutated", func(t *testing.T) { mutated(t, r, s) })
		})
	}
	t.Run("strangers", func(t *testing.T) { strangers(t, r, format) })
}

// Result is what came out of a file.
type Result struct {
	Media    string
	Texts    []extract.Text
	Problems []extract.Problem
}

// Text is the extracted text.
func (r Result) Text() string {
	var b strings.Builder
	for _, x := range r.Texts {
		b.WriteString(x.Body[x.Lead:])
	}
	return b.String()
}

// Read reads data and holds every piece to the promises of extract.Text.
func Read(t testing.TB, r *extract.Reader, name string, data []byte) Result {
	t.Helper()
	var res Result
	before := map[string]string{}
	media, problems, err := r.Read(context.Background(), fileOf(name, data), func(x extract.Text) error {
		x.Marks = slices.Clone(x.Marks)
		if x.Table != nil {
			x.Table = &extract.Table{Name: x.Table.Name, Cells: slices.Clone(x.Table.Cells)}
		}
		if err := Check(x); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if x.Lead > 0 && !strings.HasSuffix(before[x.Path], x.Body[:x.Lead]) {
			t.Errorf("%s: lead %.60q is not the end of the piece before", name, x.Body[:x.Lead])
		}
		if !x.Aside {
			before[x.Path] = x.Body
		}
		res.Texts = append(res.Texts, x)
		return nil
	})
	if err != nil {
		t.Errorf("%s: Read: %v", name, err)
	}
	for _, p := range problems {
		if errors.Is(p.Err, extract.ErrCrashed) {
			t.Errorf("%s: %s: %v", name, p.Place, p.Err)
		}
	}
	res.Media, res.Problems = media, problems
	return res
}

func fileOf(name string, data []byte) extract.File {
	return extract.File{Name: name, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
}

func whole(t *testing.T, r *extract.Reader, format extract.Format, s Sample) {
	if !format.Claims(fileOf(s.Name, s.Data), s.Data[:min(len(s.Data), 64<<10)]) {
		t.Fatal("not claimed")
	}
	res := Read(t, r, s.Name, s.Data)
	if res.Media != format.Info().Media {
		t.Errorf("media %q, want %q", res.Media, format.Info().Media)
	}
	text := res.Text()
	for _, w := range s.Want {
		if !strings.Contains(text, w) {
			t.Errorf("text lacks %q; it is %.2000q", w, text)
		}
	}
	switch {
	case s.Partial == nil && len(res.Problems) > 0:
		t.Errorf("problems %v", res.Problems)
	case s.Partial != nil && !slices.ContainsFunc(res.Problems, func(p extract.Problem) bool { return errors.Is(p.Err, s.Partial) }):
		t.Errorf("problems %v, want %v", res.Problems, s.Partial)
	}
	if again := Read(t, r, s.Name, s.Data); again.Text() != text {
		t.Error("read again, the text differs")
	}
}

func misnamed(t *testing.T, r *extract.Reader, s Sample) {
	want := Read(t, r, s.Name, s.Data).Text()
	for _, name := range []string{"x.exe", "x", "表.jpg", strings.Repeat("長い名前", 20000) + ".txt", "a\nb\x00.bin", "\xff\xfe"} {
		if got := Read(t, r, name, s.Data).Text(); got != want {
			t.Errorf("named %.20q, the text differs: %.300q, want %.300q", name, got, want)
		}
	}
}

// box is a container with one member.
type box struct{ member []byte }

func (box) Info() extract.Info                      { return extract.Info{ID: "box"} }
func (box) Claims(_ extract.File, head []byte) bool { return string(head) == "box" }
func (b box) Read(_ context.Context, _ extract.File, out extract.Out) error {
	return out.Member("中/member", -1, bytes.NewReader(b.member))
}

func nested(t *testing.T, format extract.Format, s Sample) {
	flat := Read(t, extract.NewReader([]extract.Format{format, raw{}}, budget, t.TempDir()).WithAsides(), s.Name, s.Data)
	small := budget
	small.Memory = 100 // so that the member is spooled to a file
	r := extract.NewReader([]extract.Format{box{s.Data}, format, raw{}}, small, t.TempDir()).WithAsides()
	res := Read(t, r, "outer.box", []byte("box"))
	if res.Text() != flat.Text() {
		t.Errorf("inside a container the text differs: %.300q, want %.300q", res.Text(), flat.Text())
	}
	if len(res.Problems) != len(flat.Problems) {
		t.Errorf("inside a container the problems are %v, want %v", res.Problems, flat.Problems)
	}
	for _, x := range res.Texts {
		if !strings.HasPrefix(x.Path, "outer.box!/中/member") {
			t.Errorf("path %q", x.Path)
		}
	}
}

func interrupted(t *testing.T, r *extract.Reader, s Sample) {
	f := fileOf(s.Name, s.Data)
	stop := errors.New("stop")
	n := 0
	_, problems, err := r.Read(context.Background(), f, func(extract.Text) error { n++; return stop })
	if n > 1 || n == 1 && !errors.Is(err, stop) || n == 1 && len(problems) > 0 {
		t.Errorf("emit refused the first piece: %d pieces, problems %v, err %v", n, problems, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, problems, err = r.Read(ctx, f, func(extract.Text) error { cancel(); return nil })
	if n == 1 && (!errors.Is(err, context.Canceled) || len(problems) > 0) {
		t.Errorf("cancelled at the first piece: problems %v, err %v", problems, err)
	}
	cancel()
	_, problems, err = r.Read(ctx, f, func(extract.Text) error { t.Error("text after the end"); return nil })
	if !errors.Is(err, context.Canceled) || len(problems) > 0 {
		t.Errorf("cancelled before the start: problems %v, err %v", problems, err)
	}
}

// trials is how many cuts and mutations of a sample are tried.
func trials() int {
	if testing.Short() {
		return 20
	}
	return 120
}

func cut(t *testing.T, r *extract.Reader, s Sample) {
	step := max(len(s.Data)/trials(), 1)
	for n := 0; n < len(s.Data); n += step {
		Read(t, r, fmt.Sprintf("%s cut at %d", s.Name, n), s.Data[:n])
	}
	for n := max(len(s.Data)-20, 0); n < len(s.Data); n++ {
		Read(t, r, fmt.Sprintf("%s cut at %d", s.Name, n), s.Data[:n])
	}
}

func mutated(t *testing.T, r *extract.Reader, s Sample) {
	for seed := range uint64(trials()) {
		Read(t, r, fmt.Sprintf("%s mutant %d", s.Name, seed), Mutate(s.Data, seed))
	}
}

// Mutate damages a copy of data: some bytes changed, a stretch dropped,
// doubled or overwritten.
func Mutate(data []byte, seed uint64) []byte {
	if len(data) == 0 {
		return nil
	}
	rnd := rand.New(rand.NewPCG(seed, 1))
	b := slices.Clone(data)
	for range 1 + rnd.IntN(8) {
		b[rnd.IntN(len(b))] = byte(rnd.Uint32())
	}
	from := rnd.IntN(len(b))
	to := min(len(b), from+1+rnd.IntN(64))
	switch rnd.IntN(6) {
	case 0:
		b = slices.Delete(b, from, to)
	case 1:
		b = slices.Insert(b, from, slices.Clone(b[from:to])...)
	case 2:
		for i := from; i < to; i++ {
			b[i] = 0xFF
		}
	case 3:
		clear(b[from:to])
	}
	return b
}

// strangers are files of no format at all.
func strangers(t *testing.T, r *extract.Reader, format extract.Format) {
	rnd := rand.New(rand.NewPCG(7, 7))
	noise := make([]byte, 100<<10)
	for i := range noise {
		noise[i] = byte(rnd.Uint32())
	}
	for name, data := range map[string][]byte{
		"empty":      nil,
		"noise":      noise,
		"zeros":      make([]byte, 100<<10),
		"executable": append([]byte("\x7fELF\x02\x01\x01"), noise...),
		"one byte":   {0},
	} {
		if len(data) > 0 && format.Claims(fileOf(name, data), data[:min(len(data), 64<<10)]) {
			t.Errorf("claims %s", name)
		}
		Read(t, r, name, data)
	}
}

// raw stands for all other formats: it reads any bytes as text.
type raw struct{}

func (raw) Info() extract.Info               { return extract.Info{ID: "raw"} }
func (raw) Claims(extract.File, []byte) bool { return true }
func (raw) Read(_ context.Context, f extract.File, out extract.Out) error {
	b, err := io.ReadAll(io.LimitReader(f.Reader(), 1<<20))
	if err != nil {
		return err
	}
	return out.Text(extract.Text{Body: strings.ToValidUTF8(string(b), "\uFFFD")})
}
