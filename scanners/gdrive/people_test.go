package gdrive_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/gdrive"
	"tenken/scanners/gdrive/gdrivetest"
)

func TestAccounts(t *testing.T) {
	s, conf := serve(t)
	s.AddUser(gdrivetest.User{Email: "a@example.ac.jp", Name: "点検 花子", Department: "医学部", OrgUnit: "/教職員/病院", Enrolled: true})
	s.AddUser(gdrivetest.User{Email: "b@example.ac.jp", OrgUnit: "/学生/理学部", Suspended: true})
	s.AddUser(gdrivetest.User{Email: "c@example.ac.jp", Enforced: true})
	for _, byUnit := range []bool{false, true} {
		conf.OrgUnits = byUnit
		got := map[string]scanners.Account{}
		for a, err := range connect(t, conf).Accounts(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			got[a.ID] = a
		}
		for _, w := range []scanners.Account{
			{ID: "kanri@example.ac.jp", Name: "管理 太郎", MFA: scanners.MFAEnforced},
			{ID: "a@example.ac.jp", Name: "点検 花子", Department: map[bool]string{false: "医学部", true: "教職員/病院"}[byUnit], MFA: scanners.MFAEnrolled},
			{ID: "b@example.ac.jp", Department: "学生/理学部", MFA: scanners.MFANone},
			{ID: "c@example.ac.jp", MFA: scanners.MFAEnforced},
		} {
			a := got[w.ID]
			if time.Since(a.AsOf) > time.Hour || !strings.Contains(a.MFASource, "isEnrolledIn2Sv") {
				t.Errorf("%s: as of %v, by %q", a.ID, a.AsOf, a.MFASource)
			}
			a.AsOf, a.MFASource = time.Time{}, ""
			if a != w {
				t.Errorf("%+v; want %+v", a, w)
			}
		}
	}
}

// TestOneUser connects by the consent of one user, without an administrator.
func TestOneUser(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp", Name: "研究 花子"})
	d := s.AddDrive("共同", gdrivetest.Permission{Type: "user", Role: "reader", Email: u.Email})
	s.AddDrive("他人の", gdrivetest.Permission{Type: "user", Role: "organizer", Email: "kanri@example.ac.jp"})
	s.Put(u, gdrivetest.File{Name: "a.txt", Data: []byte("1")})
	s.PutShared(d, gdrivetest.File{Name: "s.txt", Data: []byte("2")})
	conf.Admin, conf.Credentials = "", filepath.Join(t.TempDir(), "consent.json")
	if err := s.OAuthFile(conf.Credentials, u, gdrive.ScopeDrive); err != nil {
		t.Fatal(err)
	}
	sc := connect(t, conf)
	roots, err := sc.Roots(t.Context())
	if err != nil || len(roots) != 2 {
		t.Fatalf("%q, %v", roots, err)
	}
	for i, want := range []string{"1", "2"} {
		items := list(t, sc, map[int]string{0: u.Email, 1: d.ID}[i])
		if len(items) != 1 {
			t.Fatalf("%+v", items)
		}
		if b, err := read(t, sc, items[0]); err != nil || string(b) != want {
			t.Errorf("%q, %v", b, err)
		}
	}
	for a, err := range sc.Accounts(t.Context()) {
		if err != nil || a.ID != u.Email || a.MFA != scanners.MFAUnknown {
			t.Errorf("%+v, %v", a, err)
		}
	}
	conf.Admin = "kanri@example.ac.jp"
	if _, err := gdrive.New(conf); err == nil {
		t.Error("one user's consent connects a whole tenant")
	}
}
