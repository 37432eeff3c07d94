package extract_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/all"
)

func file(name string, data []byte) extract.File {
	return extract.File{Name: name, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
}

// read gives the pieces and problems of a file.
func read(t *testing.T, r *extract.Reader, f extract.File) ([]extract.Text, []extract.Problem) {
	t.Helper()
	var texts []extract.Text
	_, problems, err := r.Read(context.Background(), f, func(x extract.Text) error {
		x.Marks = append([]extract.Mark(nil), x.Marks...)
		texts = append(texts, x)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts, problems
}

func TestReadsText(t *testing.T) {
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	texts, problems := read(t, r, file("a.bin", []byte("点検\nの 対象\n")))
	if len(texts) != 1 || texts[0].Body != "点検\nの 対象\n" || len(problems) != 0 {
		t.Fatalf("texts %+v, problems %v", texts, problems)
	}
	if p := texts[0].Place(strings.Index(texts[0].Body, "対象")); p != "line 2" {
		t.Errorf("place %q, want line 2", p)
	}
}

func TestEmptyFileIsNoProblem(t *testing.T) {
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	if texts, problems := read(t, r, file("a.docx", nil)); len(texts)+len(problems) != 0 {
		t.Errorf("texts %v, problems %v, want none", texts, problems)
	}
}

func TestUnknownFormatIsAProblem(t *testing.T) {
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	_, problems := read(t, r, file("a.txt", bytes.Repeat([]byte{0, 1, 2, 0xFF, 0x90}, 100)))
	if len(problems) != 1 || !errors.Is(problems[0].Err, extract.ErrUnsupported) {
		t.Errorf("problems %v, want one ErrUnsupported", problems)
	}
}

// fake reads files that begin with its name by a function.
type fake struct {
	name string
	read func(context.Context, extract.File, extract.Out) error
}

func (f fake) Info() extract.Info { return extract.Info{ID: f.name, Media: "x/" + f.name} }
func (f fake) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(head, []byte(f.name))
}
func (f fake) Read(ctx context.Context, x extract.File, out extract.Out) error {
	return f.read(ctx, x, out)
}

// with is a reader of fakes and plain text.
func with(t *testing.T, b extract.Budget, fakes ...fake) *extract.Reader {
	var formats []extract.Format
	for _, f := range fakes {
		formats = append(formats, f)
	}
	return extract.NewReader(append(formats, all.Formats()...), b, t.TempDir())
}

func TestPanicOfAFormatIsDamage(t *testing.T) {
	r := with(t, extract.Budget{}, fake{"bad", func(_ context.Context, _ extract.File, out extract.Out) error {
		if err := out.Text(extract.Text{Body: "before"}); err != nil {
			return err
		}
		var none []int
		_ = none[len("xx")]
		return nil
	}})
	texts, problems := read(t, r, file("a", []byte("bad")))
	if len(texts) != 1 || texts[0].Body != "before" {
		t.Errorf("texts %v, want what came before the panic", texts)
	}
	if len(problems) != 1 || !errors.Is(problems[0].Err, extract.ErrDamaged) || !errors.Is(problems[0].Err, extract.ErrCrashed) {
		t.Errorf("problems %v, want a crash", problems)
	}
}

func TestPanicOfEmitIsTheCallers(t *testing.T) {
	defer func() {
		if p := recover(); p != "mine" {
			t.Errorf("recovered %v, want mine", p)
		}
	}()
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	r.Read(context.Background(), file("a", []byte("text")), func(extract.Text) error { panic("mine") })
	t.Error("did not panic")
}

func TestEmitStopsAtOnce(t *testing.T) {
	stop := errors.New("stop")
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	n := 0
	_, problems, err := r.Read(context.Background(), file("a", bytes.Repeat([]byte("long\n"), 1<<20)), func(extract.Text) error {
		n++
		return stop
	})
	if err != stop || n != 1 || len(problems) != 0 {
		t.Errorf("err %v after %d pieces, problems %v; want stop, 1, none", err, n, problems)
	}
}

func TestCancelledContextStops(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("enough")
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	n := 0
	_, problems, err := r.Read(ctx, file("a", bytes.Repeat([]byte("long\n"), 1<<20)), func(extract.Text) error {
		n++
		cancel(why)
		return nil
	})
	if err != why || n != 1 || len(problems) != 0 {
		t.Errorf("err %v after %d pieces, problems %v; want enough, 1, none", err, n, problems)
	}
}

// brokenDisk fails at every read behind the first 10 bytes.
type brokenDisk struct{}

var errDisk = errors.New("input/output error")

func (brokenDisk) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) <= 10 {
		return copy(p, "0123456789"), nil
	}
	return 0, errDisk
}

func TestErrorOfTheDiskIsNotDamage(t *testing.T) {
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	_, problems := read(t, r, extract.File{Name: "a", Size: 100, ReaderAt: brokenDisk{}})
	if len(problems) != 1 || !errors.Is(problems[0].Err, errDisk) || errors.Is(problems[0].Err, extract.ErrDamaged) {
		t.Errorf("problems %v, want the disk's error", problems)
	}
}

func TestOutputBudget(t *testing.T) {
	r := extract.NewReader(all.Formats(), extract.Budget{Output: 1 << 20}, t.TempDir())
	texts, problems := read(t, r, file("a", bytes.Repeat([]byte("long\n"), 1<<20)))
	n := 0
	for _, x := range texts {
		n += len(x.Body) - x.Lead
	}
	if n == 0 || n > 1<<20 {
		t.Errorf("%d bytes of text, want at most 1 MiB", n)
	}
	if len(problems) != 1 || !errors.Is(problems[0].Err, extract.ErrLimit) {
		t.Errorf("problems %v, want one ErrLimit", problems)
	}
}

// box is a container of members given as a list of names; every member's
// contents are data.
func box(name string, members int, data func(i int) io.Reader) fake {
	return fake{name, func(_ context.Context, _ extract.File, out extract.Out) error {
		for i := range members {
			if err := out.Member("m"+string(rune('a'+i%26)), -1, data(i)); err != nil {
				return err
			}
		}
		return nil
	}}
}

func TestMembers(t *testing.T) {
	broken := errors.New("bad checksum")
	r := with(t, extract.Budget{Memory: 8}, box("box", 3, func(i int) io.Reader {
		return []io.Reader{
			strings.NewReader("longer than the memory"),
			io.MultiReader(strings.NewReader("half of it"), extract.Unreadable(broken)),
			extract.Unreadable(extract.ErrEncrypted),
		}[i]
	}))
	texts, problems := read(t, r, file("x.box", []byte("box")))
	if len(texts) != 2 || texts[0].Path != "x.box!/ma" || texts[0].Body != "longer than the memory" || texts[1].Body != "half of it" {
		t.Errorf("texts %+v", texts)
	}
	if len(problems) != 2 ||
		problems[0].Place != "x.box!/mb" || !errors.Is(problems[0].Err, extract.ErrDamaged) || !errors.Is(problems[0].Err, broken) ||
		problems[1].Place != "x.box!/mc" || !errors.Is(problems[1].Err, extract.ErrEncrypted) {
		t.Errorf("problems %v", problems)
	}
}

// mute reads nothing of what begins with a zero byte.
type mute struct{ fake }

func (mute) Silent(head []byte) bool { return head[0] == 0 }

func TestSilentMembersAreNotUnpacked(t *testing.T) {
	film := mute{fake{"\x00", func(context.Context, extract.File, extract.Out) error { return extract.ErrUnsupported }}}
	unpacked := 0
	r := extract.NewReader([]extract.Format{
		box("box", 1, func(int) io.Reader { return io.LimitReader(counting{zeros{}, &unpacked}, 1<<20) }), film,
	}, extract.Budget{}, t.TempDir())
	_, problems := read(t, r, file("x.box", []byte("box")))
	if len(problems) != 1 || problems[0].Place != "x.box!/ma" || !errors.Is(problems[0].Err, extract.ErrUnsupported) {
		t.Errorf("problems %v", problems)
	}
	if unpacked > 4<<10 {
		t.Errorf("%d bytes of a film were unpacked", unpacked)
	}
}

type counting struct {
	io.Reader
	n *int
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	*c.n += n
	return n, err
}

func TestMemberBudgets(t *testing.T) {
	forever := func(int) io.Reader { return strings.NewReader("box") }
	endless := func(int) io.Reader { return io.MultiReader(strings.NewReader("a\n"), zeros{}) }
	tests := []struct {
		name   string
		budget extract.Budget
		box    fake
		place  string
	}{
		{"members", extract.Budget{Members: 3}, box("box", 100, func(int) io.Reader { return strings.NewReader("text") }), ""},
		{"depth", extract.Budget{Depth: 2}, box("box", 1, forever), "x.box!/ma!/ma!/ma"},
		{"fan-out", extract.Budget{Members: 1000}, box("box", 16, forever), "x.box"},
		{"expanded", extract.Budget{Expanded: 1000}, box("box", 100, endless), "x.box!/ma"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := read(t, with(t, tt.budget, tt.box), file("x.box", []byte("box")))
			found := false
			for _, p := range problems {
				found = found || errors.Is(p.Err, extract.ErrLimit) && strings.HasPrefix(p.Place, tt.place)
			}
			if !found {
				t.Errorf("problems %v, want ErrLimit at %q", problems, tt.place)
			}
		})
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
