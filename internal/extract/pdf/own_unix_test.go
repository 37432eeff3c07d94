//go:build unix

package pdf

import (
	"os"
	"path/filepath"
	"testing"
)

func TestOwn(t *testing.T) {
	dir := t.TempDir()
	mine, open, link := filepath.Join(dir, "mine"), filepath.Join(dir, "open"), filepath.Join(dir, "link")
	if err := os.Mkdir(mine, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o777); err != nil { //nolint:gosec // that is what is refused
		t.Fatal(err)
	}
	if err := os.Symlink(mine, link); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{mine: true, open: false, link: false, filepath.Join(dir, "none"): false} {
		if own(name) != want {
			t.Errorf("own(%s) = %v", filepath.Base(name), !want)
		}
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(mine, 1, 1); err != nil {
			t.Fatal(err)
		}
		if own(mine) {
			t.Error("another user's folder is taken")
		}
	}
}

// TestNoHome has a service without a home keep its machine code among the
// temporary files, unless somebody else was there first.
func TestNoHome(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	t.Setenv("TMPDIR", tmp)
	if got, want := Cache(), filepath.Join(tmp, "tenken-cache", "wasm"); got != want {
		t.Errorf("Cache() = %q, want %q", got, want)
	}
	if err := os.Chmod(filepath.Join(tmp, "tenken-cache"), 0o777); err != nil { //nolint:gosec // as above
		t.Fatal(err)
	}
	if got := Cache(); got != "" {
		t.Errorf("Cache() = %q, which others may write to", got)
	}
	if Warmed() || Warm() == nil {
		t.Error("a cache that is not kept is warm")
	}
}
