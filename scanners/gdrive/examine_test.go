package gdrive_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenken/scanners"
	"tenken/scanners/gdrive"
	"tenken/scanners/gdrive/gdrivetest"
)

func examine(t *testing.T, sc *gdrive.Scanner) map[string]scanners.Check {
	t.Helper()
	out := map[string]scanners.Check{}
	for c, err := range sc.Examine(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if c.What.Ja == "" || c.What.En == "" || strings.Contains(c.What.En+c.What.Ja, "%!") || (c.State != scanners.Healthy && c.State != scanners.Unsure) == (c.Next.En == "") {
			t.Errorf("%+v", c)
		}
		id := c.ID
		if id == "read" {
			id += " " + c.Where
		}
		out[id] = c
	}
	return out
}

func TestExamine(t *testing.T) {
	const writing = "https://www.googleapis.com/auth/drive"
	for _, c := range []struct {
		name  string
		spoil func(s *gdrivetest.Server, conf *gdrive.Config)
		want  map[string]scanners.Health
	}{
		{"well", func(*gdrivetest.Server, *gdrive.Config) {}, map[string]scanners.Health{
			"credential": scanners.Healthy, "clock": scanners.Healthy, "directory": scanners.Healthy, "groups": scanners.Healthy, "drives": scanners.Healthy,
			"list": scanners.Healthy, "read files": scanners.Healthy, "read Google Docs": scanners.Healthy, "read Google Sheets": scanners.Healthy,
			"read Google Slides": scanners.Unsure, "read Google Drawings": scanners.Healthy, "quota": scanners.Healthy, "write": scanners.Healthy,
		}},
		{"nothing delegated", func(s *gdrivetest.Server, _ *gdrive.Config) { s.Scopes = nil }, map[string]scanners.Health{"directory": scanners.Failing}},
		{"no groups", func(s *gdrivetest.Server, _ *gdrive.Config) {
			s.Scopes = slices.DeleteFunc(s.Scopes, func(x string) bool { return x == gdrivetest.ScopeMembers })
		}, map[string]scanners.Health{"directory": scanners.Healthy, "groups": scanners.Missing, "list": scanners.Healthy, "write": scanners.Healthy}},
		{"no files", func(s *gdrivetest.Server, _ *gdrive.Config) {
			s.Scopes = slices.DeleteFunc(s.Scopes, func(x string) bool { return x == gdrivetest.ScopeDrive })
		}, map[string]scanners.Health{"directory": scanners.Healthy, "drives": scanners.Failing}},
		{"no administrator", func(_ *gdrivetest.Server, conf *gdrive.Config) { conf.Admin = "lab@example.ac.jp" }, map[string]scanners.Health{"directory": scanners.Failing}},
		{"nobody", func(_ *gdrivetest.Server, conf *gdrive.Config) { conf.Admin = "nobody@example.ac.jp" }, map[string]scanners.Health{"directory": scanners.Failing}},
		{"may write", func(s *gdrivetest.Server, _ *gdrive.Config) { s.Scopes = append(s.Scopes, writing) }, map[string]scanners.Health{"write": scanners.Writing}},
		{"open key", func(_ *gdrivetest.Server, conf *gdrive.Config) { os.Chmod(conf.Credentials, 0o644) }, map[string]scanners.Health{"credential": scanners.Missing}}, //nolint:errcheck,gosec // then the test fails
		{"quota used up", func(s *gdrivetest.Server, _ *gdrive.Config) { s.Limits.PerDay = 1 }, map[string]scanners.Health{"directory": scanners.Healthy, "drives": scanners.Missing}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, conf := serve(t)
			u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
			s.Put(u, gdrivetest.File{Name: "a.txt", Data: []byte("x"), Mime: "text/plain"})
			for mime, export := range map[string]string{gdrivetest.MimeDocument: docx, gdrivetest.MimeSheet: xlsx, gdrivetest.MimeDrawing: "application/pdf"} {
				s.Put(u, gdrivetest.File{Name: mime, Mime: mime, Exports: map[string][]byte{export: []byte("x")}})
			}
			c.spoil(s, &conf)
			got := examine(t, connect(t, conf))
			for id, want := range c.want {
				if got[id].State != want {
					t.Errorf("%s: %+v; want %s", id, got[id], want)
				}
			}
			if c.name == "well" && len(got) != len(c.want) {
				t.Errorf("%d checks; want %d", len(got), len(c.want))
			}
			if w := got["write"]; w.State == scanners.Writing && !strings.Contains(w.What.En, writing) {
				t.Errorf("%+v", w)
			}
		})
	}
}

func TestConsentThatMayWrite(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	for scope, want := range map[string]scanners.Health{
		gdrive.ScopeDrive:                       scanners.Healthy,
		"https://www.googleapis.com/auth/drive": scanners.Writing,
	} {
		conf.Admin, conf.Credentials = "", filepath.Join(t.TempDir(), "consent.json")
		if err := s.OAuthFile(conf.Credentials, u, scope); err != nil {
			t.Fatal(err)
		}
		for c, err := range connect(t, conf).Writes(t.Context()) {
			if err != nil || c.State != want {
				t.Errorf("%s: %+v, %v", scope, c, err)
			}
		}
	}
}

// TestNoCredential: what is wrong with the file is said, what it holds is not.
func TestNoCredential(t *testing.T) {
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", "")
	t.Setenv("CLOUDSDK_CONFIG", t.TempDir())
	dir := t.TempDir()
	for name, text := range map[string]string{"none.json": "", "text.json": "-----BEGIN PRIVATE KEY----- himitsu", "other.json": `{"type":"external_account"}`} {
		file := filepath.Join(dir, name)
		if text != "" {
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := gdrive.New(gdrive.Config{Credentials: file, Admin: "kanri@example.ac.jp"})
		if err == nil || !strings.Contains(err.Error(), file) || strings.Contains(err.Error(), "himitsu") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := gdrive.New(gdrive.Config{}); err == nil || !strings.Contains(err.Error(), "GOOGLE_APPLICATION_CREDENTIALS") {
		t.Errorf("%v", err)
	}
}

// TestRefusedToken is not authorised, and not busy.
func TestRefusedToken(t *testing.T) {
	s, conf := serve(t)
	s.Scopes = nil
	_, err := connect(t, conf).Roots(t.Context())
	var busy scanners.Busy
	if !errors.Is(err, scanners.ErrDenied) || errors.As(err, &busy) || !strings.Contains(err.Error(), "unauthorized_client") {
		t.Errorf("%v", err)
	}
}

// TestScopesInTheReadme: the administrator is told to grant what is asked for,
// and nothing more.
func TestScopesInTheReadme(t *testing.T) {
	for _, page := range []string{"README.md", "README.ja.md"} {
		b, err := os.ReadFile(filepath.Join("..", "..", page))
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(b), "auth/drive.readonly,")
		block, _, _ := strings.Cut("https://www.googleapis.com/auth/drive.readonly,"+after, "```")
		var scopes []string
		for _, x := range strings.Split(block, ",") {
			scopes = append(scopes, strings.TrimSpace(x))
		}
		if want := []string{gdrive.ScopeDrive, gdrive.ScopeUsers, gdrive.ScopeMembers}; !slices.Equal(scopes, want) {
			t.Errorf("%s: %q; want %q", page, scopes, want)
		}
	}
}
