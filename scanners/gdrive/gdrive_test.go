package gdrive_test

import (
	"path/filepath"
	"testing"

	"tenken/scanners"
	"tenken/scanners/gdrive"
	"tenken/scanners/gdrive/gdrivetest"
)

// serve makes a tenant with an administrator and serves it. Every request and
// answer is held against Google's description of the APIs.
func serve(t testing.TB) (*gdrivetest.Server, gdrive.Config) {
	t.Helper()
	tenant := gdrivetest.NewTenant("example.ac.jp")
	tenant.AddUser(gdrivetest.User{Email: "kanri@example.ac.jp", Name: "管理 太郎", Admin: true, Enrolled: true, Enforced: true})
	s, err := gdrivetest.NewServer(tenant)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if s.Oracle, err = gdrivetest.LoadOracle(); err != nil {
		t.Fatal(err)
	}
	s.Fail = t.Errorf
	key := filepath.Join(t.TempDir(), "key.json")
	if err := s.KeyFile(key); err != nil {
		t.Fatal(err)
	}
	return s, gdrive.Config{Name: "drive", Credentials: key, Admin: "kanri@example.ac.jp", Endpoint: s.URL}
}

func connect(t testing.TB, c gdrive.Config) *gdrive.Scanner {
	t.Helper()
	sc, err := gdrive.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

func list(t testing.TB, sc scanners.Scanner, root string) []scanners.Item {
	t.Helper()
	var out []scanners.Item
	for p, err := range sc.List(t.Context(), root, "") {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p.Items...)
	}
	return out
}
