package folder

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tenken/scanners"
)

func tree(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, n := range names {
		p := filepath.Join(dir, n)
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(n), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func source(t *testing.T, root string) (*Folder, string) {
	t.Helper()
	f, err := New("folder", scanners.Private, root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	roots, err := f.Roots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return f, roots[0]
}

func list(t *testing.T, f *Folder, root, from string) (items []scanners.Item, refused []scanners.Refusal) {
	t.Helper()
	for p, err := range f.List(t.Context(), root, from) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, p.Items...)
		refused = append(refused, p.Refused...)
	}
	return items, refused
}

func paths(items []scanners.Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.Path)
	}
	return out
}

func TestResumesAfterAnyItem(t *testing.T) {
	// "a-b" stands before "a/c" as a string, and "a" before "a-b" in a walk.
	f, root := source(t, tree(t, "a/c", "a/d/e", "a-b", "a.txt", "b/a", "b/b/a", "b/b/b", "z"))
	all, _ := list(t, f, root, "")
	want := []string{"a/c", "a/d/e", "a-b", "a.txt", "b/a", "b/b/a", "b/b/b", "z"}
	if !slices.Equal(paths(all), want) {
		t.Fatalf("listed %v; want %v", paths(all), want)
	}
	for i, it := range all {
		rest, _ := list(t, f, root, it.ID)
		if !slices.Equal(paths(rest), want[i+1:]) {
			t.Errorf("after %q: %v; want %v", it.ID, paths(rest), want[i+1:])
		}
	}
	if err := os.RemoveAll(filepath.Join(root, "b", "b")); err != nil {
		t.Fatal(err)
	}
	if rest, _ := list(t, f, root, "b/b/a"); !slices.Equal(paths(rest), []string{"z"}) {
		t.Errorf("after an item that is gone: %v", paths(rest))
	}
}

func TestNamesOfAllKinds(t *testing.T) {
	sjis := "\x96\xbc\x95\xeb.csv" // 名簿.csv in Shift_JIS
	deep := strings.Repeat(strings.Repeat("長", 60)+"/", 4) + "名簿.txt"
	names := []string{"=cmd|'calc'!A0.csv", "改\n行.txt", "\u202egnp.exe", "100%.txt", "%41.txt", sjis, "\xff\xfe", deep, " 空白 ", ".隠し"}
	f, root := source(t, tree(t, names...))
	items, refused := list(t, f, root, "")
	if len(items) != len(names) || len(refused) != 0 {
		t.Fatalf("listed %d of %d, refused %v", len(items), len(names), refused)
	}
	ids := map[string]bool{}
	for _, it := range items {
		if !utf8.ValidString(it.ID) || !utf8.ValidString(it.Path) || ids[it.ID] {
			t.Errorf("item %q at %q", it.ID, it.Path)
		}
		ids[it.ID] = true
		rc, err := f.Open(t.Context(), it)
		if err != nil {
			t.Errorf("%q: %v", it.ID, err)
			continue
		}
		got, err := io.ReadAll(rc)
		rc.Close()
		if err != nil || !slices.Contains(names, string(got)) || forPeople(string(got)) != it.Path {
			t.Errorf("%q holds %q, %v", it.ID, got, err)
		}
	}
	if !slices.Contains(paths(items), "名簿.csv") {
		t.Errorf("a name in Shift_JIS is not shown as people wrote it: %q", paths(items))
	}
}

func FuzzEscapeIsReversible(f *testing.F) {
	f.Add("100%")
	f.Add("\x96\xbc\xff/%41")
	f.Fuzz(func(t *testing.T, name string) {
		id := escape(name)
		back, err := unescape(id)
		if err != nil || back != name || !utf8.ValidString(id) {
			t.Errorf("%q became %q and then %q, %v", name, id, back, err)
		}
	})
}

func TestLinksAndRefusals(t *testing.T) {
	dir := tree(t, "a.txt", "secret/b.txt", "z.txt")
	if err := os.Symlink("/etc", filepath.Join(dir, "etc")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.Chmod(filepath.Join(dir, "secret"), 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Join(dir, "secret"), 0o700)
	f, root := source(t, dir)
	items, refused := list(t, f, root, "")
	if os.Geteuid() == 0 { // root may read everything
		if !slices.Equal(paths(items), []string{"a.txt", "etc", "secret/b.txt", "z.txt"}) {
			t.Errorf("listed %v", paths(items))
		}
	} else if len(refused) != 1 || refused[0].Path != "secret" || !errors.Is(refused[0].Err, scanners.ErrDenied) {
		t.Errorf("refused %v", refused)
	}
	if items[1].Path != "etc" || items[1].Media != "inode/symlink" {
		t.Errorf("a link was listed as %+v", items[1])
	}
}

func TestWhatChangedIsNotRead(t *testing.T) {
	dir := tree(t, "a.txt", "b.txt", "c.txt")
	f, root := source(t, dir)
	items, _ := list(t, f, root, "")
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("other"), 0o600); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, "b.txt"))
	os.Remove(filepath.Join(dir, "c.txt"))
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "c.txt")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for i, want := range []error{scanners.ErrChanged, scanners.ErrGone} {
		if _, err := f.Open(t.Context(), items[i]); !errors.Is(err, want) {
			t.Errorf("%s: %v; want %v", items[i].Path, err, want)
		}
		if err := f.Unchanged(t.Context(), items[i]); !errors.Is(err, want) {
			t.Errorf("%s: %v; want %v", items[i].Path, err, want)
		}
	}
	if rc, err := f.Open(t.Context(), items[2]); err == nil {
		rc.Close()
		t.Error("a link out of the folder was followed")
	}
}

func TestSingleFileAndMissingFolder(t *testing.T) {
	dir := tree(t, "名簿.csv")
	f, root := source(t, filepath.Join(dir, "名簿.csv"))
	items, _ := list(t, f, root, "")
	if len(items) != 1 || items[0].Path != "名簿.csv" {
		t.Fatalf("listed %+v", items)
	}
	rc, err := f.Open(t.Context(), items[0])
	if err != nil {
		t.Fatal(err)
	}
	rc.Close()
	if _, err := New("folder", scanners.Private, filepath.Join(dir, "ない")); !errors.Is(err, scanners.ErrGone) {
		t.Errorf("a missing folder gave %v", err)
	}
}

func BenchmarkList(b *testing.B) {
	dir := b.TempDir()
	for d := range 10 {
		sub := filepath.Join(dir, fmt.Sprint(d))
		if err := os.Mkdir(sub, 0o700); err != nil {
			b.Fatal(err)
		}
		for i := range 1000 {
			if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%04d.txt", i)), nil, 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	f, err := New("folder", scanners.Private, dir)
	if err != nil {
		b.Fatal(err)
	}
	start, n := time.Now(), 0
	for b.Loop() {
		for p := range f.List(b.Context(), f.roots[0], "") {
			n += len(p.Items)
		}
	}
	b.ReportMetric(float64(n)/time.Since(start).Seconds(), "items/s")
}
