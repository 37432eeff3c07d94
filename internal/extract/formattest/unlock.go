package formattest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tenken/internal/extract"
)

// Unlocks tries an encrypted file: without its password it is reported as
// encrypted, and among wrong ones the right one opens it.
func Unlocks(t *testing.T, format extract.Format, name string, data []byte, password string, want ...string) {
	t.Helper()
	r := extract.NewReader([]extract.Format{format, raw{}}, budget, t.TempDir())
	for _, passwords := range [][]string{nil, {"wrong", ""}} {
		res := Read(t, r.WithPasswords(passwords), name, data)
		if !slices.ContainsFunc(res.Problems, func(p extract.Problem) bool { return errors.Is(p.Err, extract.ErrEncrypted) }) {
			t.Errorf("%s with passwords %q: problems %v, want encrypted", name, passwords, res.Problems)
		}
	}
	res := Read(t, r.WithPasswords([]string{"wrong", password, "other"}), name, data)
	res.Problems = slices.DeleteFunc(res.Problems, func(p extract.Problem) bool { return errors.Is(p.Err, extract.ErrUnlocked) })
	if len(res.Problems) > 0 {
		t.Errorf("%s with its password: %v", name, res.Problems)
	}
	for _, w := range want {
		if !strings.Contains(res.Text(), w) {
			t.Errorf("%s: text lacks %q; it is %.500q", name, w, res.Text())
		}
	}
}
