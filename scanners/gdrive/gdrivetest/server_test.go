package gdrivetest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2/jwt"

	"tenken/scanners/gdrive/gdrivetest"
)

type credential struct {
	ClientEmail string `json:"client_email"`
	PrivateKey  string `json:"private_key"`
	TokenURI    string `json:"token_uri"`
}

// serve makes a tenant with one user, and the key of its service account.
func serve(t *testing.T) (*gdrivetest.Server, *gdrivetest.User, credential) {
	t.Helper()
	tenant := gdrivetest.NewTenant("example.ac.jp")
	u := tenant.AddUser(gdrivetest.User{Email: "a@example.ac.jp", Admin: true})
	s, err := gdrivetest.NewServer(tenant)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	file := filepath.Join(t.TempDir(), "key.json")
	if err := s.KeyFile(file); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var c credential
	if err := json.Unmarshal(b, &c); err != nil {
		t.Fatal(err)
	}
	return s, u, c
}

func client(c credential, subject string, scopes ...string) *http.Client {
	conf := jwt.Config{Email: c.ClientEmail, PrivateKey: []byte(c.PrivateKey), TokenURL: c.TokenURI, Subject: subject, Scopes: scopes}
	return conf.Client(context.Background())
}

// TestTokens: a token is for one user and its scopes, and comes to none but the
// owner of the key.
func TestTokens(t *testing.T) {
	s, _, c := serve(t)
	other := strings.Replace(c.PrivateKey, "A", "B", 1)
	for _, x := range []struct {
		name, subject, scope, key, path string
		status                          int // 0: no token
	}{
		{"well", "a@example.ac.jp", gdrivetest.ScopeDrive, c.PrivateKey, "/drive/v3/files", 200},
		{"no such user", "b@example.ac.jp", gdrivetest.ScopeDrive, c.PrivateKey, "/drive/v3/files", 0},
		{"nobody", "", gdrivetest.ScopeDrive, c.PrivateKey, "/drive/v3/files", 0},
		{"not delegated", "a@example.ac.jp", "https://www.googleapis.com/auth/drive", c.PrivateKey, "/drive/v3/files", 0},
		{"another key", "a@example.ac.jp", gdrivetest.ScopeDrive, other, "/drive/v3/files", 0},
		{"another scope", "a@example.ac.jp", gdrivetest.ScopeUsers, c.PrivateKey, "/drive/v3/files", 403},
		{"directory", "a@example.ac.jp", gdrivetest.ScopeUsers, c.PrivateKey, "/admin/directory/v1/users?customer=my_customer", 200},
	} {
		k := c
		k.PrivateKey = x.key
		resp, err := client(k, x.subject, x.scope).Get(s.URL + x.path)
		if err == nil {
			resp.Body.Close()
		}
		if (err != nil) != (x.status == 0) || err == nil && resp.StatusCode != x.status {
			t.Errorf("%s: %v, %v", x.name, resp, err)
		}
	}
	if resp, err := http.Get(s.URL + "/drive/v3/files"); err != nil || resp.StatusCode != 401 { //nolint:noctx // on loopback
		t.Errorf("without a token: %v, %v", resp, err)
	}
}

// TestOracle: what Google's description does not know is told.
func TestOracle(t *testing.T) {
	s, u, c := serve(t)
	s.Put(u, gdrivetest.File{Name: "a.txt", Data: []byte("x")})
	var err error
	if s.Oracle, err = gdrivetest.LoadOracle(); err != nil {
		t.Fatal(err)
	}
	hc := client(c, u.Email, gdrivetest.ScopeDrive)
	for path, want := range map[string]string{
		"/drive/v3/files?pageSize=10&fields=*":                     "",
		"/drive/v3/files?page_size=10":                             `no parameter "page_size"`,
		"/drive/v3/files?pageSize=5000":                            "above 1000",
		"/drive/v3/files?pageSize=ten":                             "no integer",
		"/drive/v3/files?supportsAllDrives=yes":                    "no boolean",
		"/drive/v3/files?corpora=everything":                       "",
		"/drive/v3/changes?pageToken=1&fields=*":                   "",
		"/drive/v3/changes":                                        `"pageToken" is missing`,
		"/drive/v3/drives?fields=*":                                "",
		"/drive/v3/about?fields=*":                                 "",
		"/drive/v2/files":                                          "no such method",
		"/drive/v3/files/" + s.RootOf(u) + "/permissions?fields=*": "",
	} {
		var told []string
		s.Fail = func(format string, args ...any) { told = append(told, fmt.Sprintf(format, args...)) }
		resp, err := hc.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if all := strings.Join(told, "\n"); (want == "") != (all == "") || !strings.Contains(all, want) {
			t.Errorf("%s: told %q; want %q", path, all, want)
		}
	}
}

// TestMasks: nothing comes that was not asked for.
func TestMasks(t *testing.T) {
	s, u, c := serve(t)
	f := s.Put(u, gdrivetest.File{Name: "a.txt", Data: []byte("x")})
	hc := client(c, u.Email, gdrivetest.ScopeDrive)
	for path, want := range map[string]string{
		"/drive/v3/files/" + f.ID:                                                       `{"id":"ID","kind":"drive#file","mimeType":"application/octet-stream","name":"a.txt"}`,
		"/drive/v3/files/" + f.ID + "?fields=name,size":                                 `{"name":"a.txt","size":"1"}`,
		"/drive/v3/files/" + f.ID + "?fields=owners/emailAddress":                       `{"owners":[{"emailAddress":"a@example.ac.jp"}]}`,
		"/drive/v3/files/" + f.ID + "?fields=permissions(role,type)":                    `{"permissions":[{"role":"owner","type":"user"}]}`,
		"/drive/v3/files?fields=files(name)":                                            `{"files":[{"name":"a.txt"}]}`,
		"/drive/v3/files?fields=files/name,nextPageToken":                               `{"files":[{"name":"a.txt"}]}`,
		"/drive/v3/files?fields=files(name":                                             "",
		"/drive/v3/files?fields=nextPageToken&q=name%20contains%20'b.txt'":              `{}`,
		"/drive/v3/files?q=nonsense":                                                    "",
		"/drive/v3/files?q=not%20(name='a.txt'%20or%20trashed=true)&fields=files(name)": `{"files":[]}`,
		"/drive/v3/about": "",
	} {
		resp, err := hc.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		got := strings.ReplaceAll(string(b), f.ID, "ID")
		if err != nil || want == "" && resp.StatusCode != 400 || want != "" && got != want {
			t.Errorf("%s: %d %s; want %s", path, resp.StatusCode, got, want)
		}
	}
}

// TestQuota: a minute's units come back in the next minute, by the tenant's
// clock.
func TestQuota(t *testing.T) {
	s, u, c := serve(t)
	s.Limits.PerMinute = 250
	hc := client(c, u.Email, gdrivetest.ScopeDrive)
	status := func() int {
		resp, err := hc.Get(s.URL + "/drive/v3/files")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	s.Pass(time.Minute - time.Duration(s.Now().Second())*time.Second) // the beginning of a minute
	if a, b, c := status(), status(), status(); a != 200 || b != 200 || c != 403 {
		t.Errorf("three listings: %d, %d, %d", a, b, c)
	}
	s.Pass(time.Minute)
	if a := status(); a != 200 || s.Units()["list"] != 300 {
		t.Errorf("a minute later: %d, %v", a, s.Units())
	}
}
