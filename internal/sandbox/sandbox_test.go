package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"tenken/internal/extract"
	"tenken/internal/extract/pdf"
)

// TestMain is a child where a test starts it as one.
func TestMain(m *testing.M) {
	builds := map[string]func(Options) Reader{"child": build, "formats": buildFormats}
	if len(os.Args) > 1 && builds[os.Args[1]] != nil {
		if err := Serve(os.Stdin, os.Stdout, builds[os.Args[1]]); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func build(o Options) Reader {
	return extract.NewReader([]extract.Format{obedient{}}, o.Budget, o.TmpDir).WithPasswords(o.Passwords)
}

// obedient is a reader that a file can make do anything.
type obedient struct{}

func (obedient) Info() extract.Info               { return extract.Info{ID: "obedient", Media: "text/obedient"} }
func (obedient) Claims(extract.File, []byte) bool { return true }

func (obedient) Read(ctx context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, 200)
	n, _ := f.ReadAt(head, 0)
	order, argument, _ := strings.Cut(strings.TrimSpace(string(head[:n])), " ")
	say := func(format string, args ...any) error {
		return out.Text(extract.Text{Body: fmt.Sprintf(format, args...)})
	}
	switch order {
	case "say":
		return out.Text(extract.Text{
			Body: argument + "\n", Lead: 1, Aside: true, Marks: []extract.Mark{{Place: "page 1"}, {Offset: 2, Place: "", Line: 7}},
			Table: &extract.Table{Name: "表", Cells: []extract.Cell{{Start: 0, End: 2, Row: 3, Col: 5}, {Start: 2, End: 3, Row: 4}}},
		})
	case "exit":
		say("before") //nolint:errcheck // it dies in any case
		time.Sleep(200 * time.Millisecond)
		os.Exit(3)
	case "panic":
		go panic("a value")
		select {}
	case "hang":
		say("before") //nolint:errcheck // nobody listens any more
		for {
			time.Sleep(time.Hour)
		}
	case "hog":
		var all [][]byte
		for {
			all = append(all, bytes.Repeat([]byte{1}, 8<<20))
			runtime.KeepAlive(all)
		}
	case "flood":
		for {
			if err := say("%s", strings.Repeat("あ", 100000)); err != nil {
				return err
			}
		}
	case "long":
		b := make([]byte, f.Size)
		_, err := f.ReadAt(b, 0)
		if err := say("%d %x", len(b), b[len(b)-4:]); err != nil {
			return err
		}
		return err
	case "open":
		_, err := os.ReadFile(argument)
		return say("%v", err)
	case "write":
		return say("%v", os.WriteFile(argument, nil, 0o600))
	case "dial":
		_, err := net.Dial("tcp", argument)
		return say("%v", err)
	case "pid":
		return say("%d", os.Getpid())
	case "member":
		return out.Member("m", -1, strings.NewReader(strings.Repeat("x", 1<<20)))
	case "problems":
		out.Problem("page 2", fmt.Errorf("x: %w", extract.ErrEncrypted))
		out.Problem("page 3", fmt.Errorf("%w: %w", extract.ErrUnsupported, &extract.MissingTool{Package: "mdbtools"}))
		out.Problem("page 4", syscall.EIO)
		return say("%v", f.Passwords)
	}
	return extract.ErrDamaged
}

func command() *exec.Cmd { return exec.Command(os.Args[0], "child") }

func newPool(t *testing.T, o Options) *Pool {
	t.Helper()
	if o.TmpDir == "" {
		o.TmpDir = t.TempDir()
	}
	p := NewPool(command, o, build(o), slog.New(slog.DiscardHandler))
	t.Cleanup(p.Close)
	return p
}

// read gives the text, and the problems.
func read(t *testing.T, r Reader, content string) (string, []extract.Problem) {
	t.Helper()
	var b strings.Builder
	_, problems, err := r.Read(context.Background(), file(content), func(x extract.Text) error {
		b.WriteString(x.Body[x.Lead:])
		return nil
	})
	if err != nil {
		t.Errorf("%.40s: %v", content, err)
	}
	return b.String(), problems
}

func file(content string) extract.File {
	return extract.File{Name: "名簿.txt", Size: int64(len(content)), ReaderAt: strings.NewReader(content)}
}

func TestAChildReadsAsThisProcessDoes(t *testing.T) {
	p := newPool(t, Options{Passwords: []string{"secret"}})
	here := build(Options{Passwords: []string{"secret"}, TmpDir: t.TempDir()})
	for _, content := range []string{"say 表と𠮷田", "problems", "member", "unknown", "", "long " + strings.Repeat("0123456789", 300000)} {
		type result struct {
			Media    string
			Texts    []extract.Text
			Problems []string
		}
		one := func(r Reader) (res result) {
			media, problems, err := r.Read(context.Background(), file(content), func(x extract.Text) error {
				x.Marks = append([]extract.Mark{}, x.Marks...)
				if x.Table != nil {
					x.Table = &extract.Table{Name: x.Table.Name, Cells: append([]extract.Cell{}, x.Table.Cells...)}
				}
				res.Texts = append(res.Texts, x)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range problems {
				tool := new(extract.MissingTool)
				errors.As(q.Err, &tool)
				res.Problems = append(res.Problems, fmt.Sprint(q.Place, q.Err, errors.Is(q.Err, extract.ErrEncrypted), errors.Is(q.Err, extract.ErrUnsupported),
					errors.Is(q.Err, extract.ErrDamaged), errors.Is(q.Err, syscall.EIO), tool.Package))
			}
			res.Media = media
			return res
		}
		if got, want := one(p), one(here); !reflect.DeepEqual(got, want) {
			t.Errorf("%.20s:\n got %.600v\nwant %.600v", content, got, want)
		}
	}
}

// TestFilesThatHarm holds each to its reason, and reads a good file after it.
func TestFilesThatHarm(t *testing.T) {
	p := newPool(t, Options{Memory: 200 << 20, Budget: extract.Budget{Output: 50 << 20}})
	hung := p.options
	hung.Budget.Time = 100*time.Millisecond - grace // the child's clock is not asked
	late := NewPool(command, hung, nil, slog.New(slog.DiscardHandler))
	t.Cleanup(late.Close)
	for _, c := range []struct {
		pool       *Pool
		file, text string
		why        error
	}{
		{p, "exit", "before", extract.ErrCrashed},
		{p, "panic", "", extract.ErrCrashed},
		{late, "hang", "", context.DeadlineExceeded},
		{p, "hog", "", extract.ErrLimit},
		{p, "flood", "あ", extract.ErrLimit},
	} {
		if c.why == extract.ErrLimit && c.file == "hog" && runtime.GOOS != "linux" {
			continue
		}
		text, problems := read(t, c.pool, c.file)
		if len(problems) != 1 || !errors.Is(problems[0].Err, c.why) || !strings.HasPrefix(text, c.text) {
			t.Errorf("%s: %.20q %v, want %q and %v", c.file, text, problems, c.text, c.why)
		}
		if text, problems := read(t, p, "say good"); text != "ood\n" || len(problems) > 0 {
			t.Errorf("after %s: %q %v", c.file, text, problems)
		}
	}
}

func TestChildrenSeeNeitherFilesNorNetwork(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux offers it")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no network to deny: ", err)
	}
	defer l.Close()
	p := newPool(t, Options{})
	c, got, err := start(command(), p.options)
	if err != nil {
		t.Fatal(err)
	}
	c.retire()
	if !got.Network {
		t.Error("the kernel let it keep the network")
	}
	if text, _ := read(t, p, "dial "+l.Addr().String()); !strings.Contains(text, "not permitted") {
		t.Errorf("it dialled: %s", text)
	}
	if !got.Files {
		t.Skip("this kernel offers no landlock")
	}
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, order := range []string{"open " + secret, "open /etc/passwd", "write " + secret, "write " + filepath.Join(os.TempDir(), "tenken-left")} {
		if text, _ := read(t, p, order); !strings.Contains(text, "permission denied") {
			t.Errorf("%s: %s", order, text)
		}
	}
	if text, _ := read(t, p, "write "+filepath.Join(p.options.TmpDir, "x")); text != "<nil>" {
		t.Errorf("its own folder: %s", text)
	}
}

func TestCallersEndARead(t *testing.T) {
	p := newPool(t, Options{})
	enough := errors.New("enough")
	if _, _, err := p.Read(context.Background(), file("flood"), func(extract.Text) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("emit's error came back as %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if _, _, err := p.Read(ctx, file("hang"), func(extract.Text) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	func() {
		defer func() {
			if recover() != "emit" {
				t.Error("the panic of emit was swallowed")
			}
		}()
		p.Read(context.Background(), file("flood"), func(extract.Text) error { panic("emit") }) //nolint:errcheck // it panics
	}()
	if text, _ := read(t, p, "say good"); text != "ood\n" {
		t.Errorf("after all that: %q", text)
	}
}

// failing is a file whose disk fails after some bytes.
type failing struct{ good int64 }

func (f failing) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > f.good {
		return 0, &os.PathError{Op: "read", Path: "x", Err: syscall.EIO}
	}
	return copy(p, bytes.Repeat([]byte("long "), len(p)/5+1)), nil
}

func TestWhatHappensToTheFileMeanwhile(t *testing.T) {
	p := newPool(t, Options{})
	_, problems, err := p.Read(context.Background(), extract.File{Size: 4 << 20, ReaderAt: failing{1 << 20}}, func(extract.Text) error { return nil })
	if err != nil || len(problems) != 1 || !errors.Is(problems[0].Err, syscall.EIO) {
		t.Errorf("disk error: %v %v", problems, err)
	}
	shorter := extract.File{Size: 4 << 20, ReaderAt: strings.NewReader("long " + strings.Repeat("x", 1<<20))}
	if _, problems, err := p.Read(context.Background(), shorter, func(extract.Text) error { return nil }); err != nil || len(problems) != 1 {
		t.Errorf("shorter than it was: %v %v", problems, err)
	}
}

func TestChildrenAreReplaced(t *testing.T) {
	p := newPool(t, Options{})
	before, _ := read(t, p, "pid")
	if again, _ := read(t, p, "pid"); again != before {
		t.Error("a child served one file only")
	}
	p.idle[0].files = recycleFiles
	read(t, p, "pid")
	if after, _ := read(t, p, "pid"); after == before {
		t.Error("a worn child went on")
	}
}

func TestAFileThatDiesOfOthersIsReadAgain(t *testing.T) {
	p := newPool(t, Options{})
	read(t, p, "pid")
	killGroup(p.idle[0].cmd)
	if text, problems := read(t, p, "say good"); text != "ood\n" || len(problems) > 0 {
		t.Errorf("%q %v", text, problems)
	}
}

func TestWhereNoChildStarts(t *testing.T) {
	var log bytes.Buffer
	o := Options{TmpDir: t.TempDir()}
	p := NewPool(func() *exec.Cmd { return exec.Command(filepath.Join(t.TempDir(), "nothing")) }, o, build(o), slog.New(slog.NewTextHandler(&log, nil)))
	defer p.Close()
	for range 3 {
		if text, problems := read(t, p, "say good"); text != "ood\n" || len(problems) > 0 {
			t.Errorf("%q %v", text, problems)
		}
	}
	if strings.Count(log.String(), "\n") != 1 {
		t.Errorf("said %q, want it once", log.String())
	}
}

func TestATemporaryFolderThatTakesNothingStopsTheScan(t *testing.T) {
	p := newPool(t, Options{TmpDir: os.DevNull, Budget: extract.Budget{Memory: 1 << 10}})
	_, _, err := p.Read(context.Background(), file("member"), func(extract.Text) error { return nil })
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		t.Errorf("it is no problem of the file: %v", err)
	}
}

func FuzzFrames(f *testing.F) {
	x := extract.Text{Path: "a!/b", Body: "一二三", Lead: 3, Marks: []extract.Mark{{Place: "page 1"}}, Table: &extract.Table{Cells: []extract.Cell{{Start: 0, End: 3}, {Start: 3, End: 6, Col: 1}}}}
	f.Add(append(appendText(nil, x), x.Body...))
	f.Add(appendOutcome(nil, outcome{media: "x/y", problems: []extract.Problem{{Place: "page 1", Err: extract.ErrDamaged}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		var d decoder
		if x, err := d.text(b); err == nil {
			for i := range x.Body {
				x.Place(i)
			}
			if y, err := d.text(append(appendText(nil, x), x.Body...)); err != nil || y.Body != x.Body {
				t.Errorf("decoded %+v, and again %+v, %v", x, y, err)
			}
		}
		decodeOutcome(b, nil) //nolint:errcheck // must not panic
	})
}

// BenchmarkChild is one small file, read here and in a child.
func BenchmarkChild(b *testing.B) {
	o := Options{TmpDir: b.TempDir()}
	p := NewPool(command, o, nil, slog.New(slog.DiscardHandler))
	defer p.Close()
	for name, r := range map[string]Reader{"here": build(o), "child": p} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := r.Read(context.Background(), file("say good"), func(extract.Text) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStart is what a child costs before its first file, and before its first PDF.
func BenchmarkStart(b *testing.B) {
	o := Options{TmpDir: b.TempDir(), Readable: []string{pdf.Cache()}}
	if err := pdf.Warm(); err != nil {
		b.Fatal(err)
	}
	for name, data := range map[string][]byte{"text": []byte("氏名\n"), "pdf": []byte("%PDF-1.7\n")} {
		b.Run(name, func(b *testing.B) {
			var most int64
			for b.Loop() {
				p := NewPool(func() *exec.Cmd { return exec.Command(os.Args[0], "formats") }, o, nil, slog.New(slog.DiscardHandler))
				if _, _, err := p.Read(context.Background(), file(string(data)), func(extract.Text) error { return nil }); err != nil {
					b.Fatal(err)
				}
				if len(p.idle) == 1 {
					most = max(most, peak(p.idle[0].cmd.Process.Pid))
				}
				p.Close()
			}
			b.ReportMetric(float64(most)/(1<<20), "peak-MB")
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/start")
		})
	}
}
