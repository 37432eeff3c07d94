package ledger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// taken copies the file of a ledger in use and not what is written beside it.
func taken(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	for _, name := range []string{fileName, "key"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// TestCopiedWithoutItsLog opens what a backup took of a ledger in use: an
// earlier state, from which the run goes on.
func TestCopiedWithoutItsLog(t *testing.T) {
	dir := t.TempDir()
	l := open1(t, dir)
	r, li := begin(t, l, "rules")
	inspect(t, l, "rules", enter(t, l, &r, li, "p1", entry("a", "1"), entry("b", "1")))
	if _, err := l.DB.ExecContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	enter(t, l, &r, li, "p2", entry("c", "1"))
	copied := open1(t, taken(t, dir))
	again, li := begin(t, copied, "rules")
	if again.ID != r.ID || li.Cursor != "p1" {
		t.Fatalf("run %d, cursor %q", again.ID, li.Cursor)
	}
	inspect(t, copied, "rules", enter(t, copied, &again, li, "", entry("c", "1"), entry("d", "1")))
	if c := end(t, copied, again, li, false).Counts; c.Recorded != 4 {
		t.Errorf("%+v", c)
	}
}

// TestTornCopy opens a copy that was taken while pages moved from the log into
// the file: half of them are of another time.
func TestTornCopy(t *testing.T) {
	dir := t.TempDir()
	l := open1(t, dir)
	r, li := begin(t, l, "rules")
	var many []Entry
	for i := range 3000 {
		many = append(many, entry(fmt.Sprintf("%04d", i), "1"))
	}
	enter(t, l, &r, li, "p1", many[:1000]...)
	if _, err := l.DB.ExecContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	old := taken(t, dir)
	enter(t, l, &r, li, "p2", many[1000:]...)
	if _, err := l.DB.ExecContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	torn := taken(t, dir)
	before, err := os.ReadFile(filepath.Join(old, fileName))
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(filepath.Join(torn, fileName))
	if err != nil {
		t.Fatal(err)
	}
	copy(after[len(before)/2:len(before)], before[len(before)/2:])
	if err := os.WriteFile(filepath.Join(torn, fileName), after, 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := Open(t.Context(), torn); !errors.Is(err, ErrBroken) {
		t.Errorf("error %v", err)
		if err == nil {
			l.Close()
		}
	}
}

// TestClosedLedgers are not searched for damage.
func TestClosedLedgers(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		l, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, fileName+"-wal")); err == nil {
			t.Error("the log stays")
		}
	}
	l, err := OpenReader(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if open, err := l.Note(t.Context(), openNote); open != "" || err != nil {
		t.Errorf("a closed ledger says it is open: %q, %v", open, err)
	}
}
