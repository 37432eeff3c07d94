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
