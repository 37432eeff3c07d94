package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestMain has every test read with the machine code of the cache.
func TestMain(m *testing.M) {
	if err := Warm(); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// TestShell starts PDFium with its machine code, and finds out where that is
// missing.
func TestShell(t *testing.T) {
	if !Warmed() {
		t.Fatal("not warm after Warm")
	}
	if len(whole) == 0 {
		t.Fatal("the library's module has another name")
	}
	dir := t.TempDir()
	if _, _, err := startShell(dir); err == nil {
		t.Error("functions that do nothing start")
	}
	if f, err := code(dir); err == nil {
		t.Errorf("%s is taken for the machine code of the whole module", f)
	}
	if files, err := filepath.Glob(filepath.Join(dir, "*", "*")); err != nil || len(files) != 1 {
		t.Errorf("machine code of the shell is in %q: %v", files, err)
	}
	pool, _, err := startShell(warmed())
	if err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Error(err)
	}
}

// TestNoShell has the machine code of the whole in the cache where the library
// calls its module otherwise, so that no shell can be made.
func TestNoShell(t *testing.T) {
	from, err := code(warmed())
	if err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob(filepath.Join(Cache(), "wazero-*", "*"))
	if err != nil || len(kept) == 0 {
		t.Fatalf("no machine code is kept beside %s: %v", from, err)
	}
	cache := t.TempDir()
	for _, f := range kept {
		keep(f, filepath.Join(cache, filepath.Base(filepath.Dir(f)))) // compiling it takes seconds
	}
	if err := fill(cache, nil); err != nil {
		t.Fatal(err)
	}
	if files, err := filepath.Glob(filepath.Join(cache, "wazero-*", "*")); err != nil || len(files) == 0 {
		t.Errorf("machine code is in %q: %v", files, err)
	}
}

func TestHollowed(t *testing.T) {
	module := []byte("\x00asm\x01\x00\x00\x00" + "\x01\x04\x01\x60\x00\x00" + "\x03\x03\x02\x00\x00" + "\x0A\x0B\x02\x05\x00\x01\x01\x01\x0B\x03\x00\x01\x0B" + "\x0B\x01\x00")
	want := []byte("\x00asm\x01\x00\x00\x00" + "\x01\x04\x01\x60\x00\x00" + "\x03\x03\x02\x00\x00" + "\x0A\x09\x02\x03\x00\x00\x0B\x03\x00\x00\x0B" + "\x0B\x01\x00")
	if got, err := hollowed(module); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%x, %v; want %x", got, err, want)
	}
	for n := range len(module) {
		if got, err := hollowed(module[:n]); err == nil && !bytes.HasPrefix(want, got) {
			t.Errorf("cut at %d: %x", n, got)
		}
	}
}
