package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tenken/scanners/gdrive/gdrivetest"
)

// tenantKey is where a script keeps its tenant.
type tenantKey struct{}

type scriptTenant struct {
	*gdrivetest.Server
	read int64 // files, until drivereads was called last
}

// serveDrive serves a tenant of the folders in a folder for the rest of the
// script: drive DIR [SCOPE…]. $DRIVE is its address and $DRIVE_KEY the key of
// its service account, to which SCOPEs are delegated besides those that read.
func serveDrive(ts *testscript.TestScript, _ bool, args []string) {
	t := gdrivetest.NewTenant("example.ac.jp")
	t.AddUser(gdrivetest.User{Email: "kanri@example.ac.jp", Name: "管理 太郎", Department: "情報基盤センター", Admin: true, Enrolled: true, Enforced: true})
	t.AddUser(gdrivetest.User{Email: "kyomu@example.ac.jp", Name: "教務 花子", Department: "学務部"})
	ts.Check(t.Load(ts.MkAbs(args[0])))
	srv, err := gdrivetest.NewServer(t)
	ts.Check(err)
	ts.Defer(srv.Close)
	srv.Fail = func(format string, args ...any) { ts.Logf(format, args...) }
	srv.Scopes = append(srv.Scopes, args[1:]...)
	key := ts.MkAbs("key.json")
	ts.Check(srv.KeyFile(key))
	ts.Setenv("DRIVE", srv.URL)
	ts.Setenv("DRIVE_KEY", key)
	ts.Value(tenantKey{}).(*scriptTenant).Server = srv
}

// changeDrive does one thing to a file of the script's tenant:
// drivechange write|trash|publish ADDRESS PATH.
func changeDrive(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.Value(tenantKey{}).(*scriptTenant).Server
	u := s.User(args[1])
	f := s.Find(s.RootOf(u), strings.Split(args[2], "/")...)
	if f == nil {
		ts.Fatalf("there is no %s", args[2])
	}
	switch args[0] {
	case "write":
		s.Write(f, []byte(people(25)))
	case "trash":
		s.Trash(f)
	case "publish":
		s.Share(f, gdrivetest.Permission{Type: "anyone", Role: "reader"})
	default:
		ts.Fatalf("drivechange %s", args[0])
	}
}

// driveReads checks how many files were read since the last time:
// drivereads N.
func driveReads(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.Value(tenantKey{}).(*scriptTenant)
	want, err := strconv.ParseInt(args[0], 10, 64)
	ts.Check(err)
	all := s.Units()["download"] / 200
	if n := all - s.read; n != want {
		ts.Fatalf("%d files were read; want %d", n, want)
	}
	s.read = all
}

// TestKilledDrive kills scans of a tenant: nothing is lost, and nothing is there
// twice.
func TestKilledDrive(t *testing.T) {
	if testing.Short() {
		t.Skip("scans a tenant four times")
	}
	const files = 1200
	tenant := gdrivetest.NewTenant("example.ac.jp")
	tenant.AddUser(gdrivetest.User{Email: "kanri@example.ac.jp", Admin: true})
	for i := range 6 {
		u := tenant.AddUser(gdrivetest.User{Email: "u" + strconv.Itoa(i) + "@example.ac.jp"})
		d := tenant.AddDrive("共有"+strconv.Itoa(i), gdrivetest.Permission{Type: "user", Role: "organizer", Email: u.Email})
		for j := range files / 12 {
			name, text := strconv.Itoa(j)+".csv", "メモ"+strconv.Itoa(i*1000+j)+"\n"
			if j%5 == 0 {
				text = people(30 + i)
			}
			tenant.Put(u, gdrivetest.File{Name: name, Data: []byte(text), Mime: "text/csv"})
			tenant.PutShared(d, gdrivetest.File{Name: name, Data: []byte(text), Mime: "text/csv"})
		}
	}
	srv, err := gdrivetest.NewServer(tenant)
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	srv.MostOfPage = 30
	work := t.TempDir()
	if err := srv.KeyFile(filepath.Join(work, "key.json")); err != nil {
		t.Fatal(err)
	}
	conf := filepath.Join(work, "tenken.yaml")
	text := "sources:\n  - name: Drive\n    kind: gdrive\n    gdrive: {credentials: key.json, admin: kanri@example.ac.jp, endpoint: \"" + srv.URL + "\"}\n"
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	// Twice: a file with which the process died more often is its own record.
	killAndCount(t, work, 2, 700*time.Millisecond, files, files/5, "scan", "--config", conf)
}
