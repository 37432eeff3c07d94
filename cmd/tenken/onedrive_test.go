package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tenken/scanners/onedrive/onedrivetest"
)

type graphKey struct{}

// serveGraph serves a tenant of Microsoft 365 for the rest of the script:
// graph DIR CONFIG. DIR/users/NAME is the OneDrive of NAME, DIR/sites/SITE the
// library of a team that NAME of the first user owns; in CONFIG, $GRAPH and the
// like become what leads there.
func serveGraph(ts *testscript.TestScript, _ bool, args []string) {
	c := onedrivetest.New("example.ac.jp")
	dir := ts.MkAbs(args[0])
	var owner *onedrivetest.User
	users, err := os.ReadDir(filepath.Join(dir, "users"))
	ts.Check(err)
	for i, u := range users {
		user := c.AddUser(u.Name(), u.Name()+" さん", []string{"医学部", "理学部"}[i%2])
		user.MFA = &onedrivetest.MFA{Registered: i%2 == 0, Capable: i%2 == 0}
		_, err := user.OneDrive().Load(filepath.Join(dir, "users", u.Name()))
		ts.Check(err)
		if owner == nil {
			owner = user
		}
	}
	sites, err := os.ReadDir(filepath.Join(dir, "sites"))
	ts.Check(err)
	for _, s := range sites {
		group := c.AddGroup(s.Name(), []*onedrivetest.User{owner}, nil)
		_, err := c.AddSite(s.Name(), "s"+strconv.Itoa(len(s.Name())), group).Library("ドキュメント").Load(filepath.Join(dir, "sites", s.Name()))
		ts.Check(err)
	}
	srv, err := onedrivetest.Serve(c)
	ts.Check(err)
	ts.Defer(srv.Stop)
	srv.SignInAs(owner)
	ca, err := srv.WriteCA(ts.MkAbs("."))
	ts.Check(err)
	ts.Setenv("AZURE_CLIENT_SECRET", srv.App.Secret)
	*ts.Value(graphKey{}).(*graphTenant) = graphTenant{srv, owner}
	text := ts.ReadFile(args[1])
	for k, v := range map[string]string{"$GRAPH": srv.URL, "$CA": filepath.ToSlash(ca), "$TENANT": c.ID, "$CLIENT": srv.App.ID} {
		text = strings.ReplaceAll(text, k, v)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}

// graphTenant is the tenant of a script.
type graphTenant struct {
	srv   *onedrivetest.Server
	owner *onedrivetest.User // of the first OneDrive
}

// changeGraph changes something in the OneDrive of the first user, or the rights
// of the application: graphchange share PATH | write PATH TEXT | rename PATH NAME |
// remove PATH | allow PERMISSION…
func changeGraph(ts *testscript.TestScript, _ bool, args []string) {
	t := ts.Value(graphKey{}).(*graphTenant)
	item := func() *onedrivetest.Item {
		it := t.owner.OneDrive().At(args[1])
		if it == nil {
			ts.Fatalf("there is no %s", args[1])
		}
		return it
	}
	switch args[0] {
	case "share":
		item().Share(onedrivetest.Grant{Scope: "anonymous", Type: "view", Expires: time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC)})
	case "write":
		item().Write(args[2])
	case "rename":
		item().Rename(args[2])
	case "remove":
		item().Remove()
	case "allow":
		t.srv.Allow(args[1:]...)
	default:
		ts.Fatalf("graphchange %s is not known", args[0])
	}
}

// graphReads checks how many files were read since the last time: graphreads N.
func graphReads(ts *testscript.TestScript, _ bool, args []string) {
	t := ts.Value(graphKey{}).(*graphTenant)
	if got := strconv.Itoa(t.srv.Contents()); got != args[0] {
		ts.Fatalf("%s files were read; want %s", got, args[0])
	}
	if w := t.srv.Wrong(); len(w) > 0 {
		ts.Fatalf("%q", w)
	}
}
