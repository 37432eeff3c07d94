package gdrive_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/gdrive/gdrivetest"
)

// people makes a tenant with groups of every kind.
func people(t *testing.T) (*gdrivetest.Server, func() *scannerAt, *gdrivetest.User) {
	t.Helper()
	s, conf := serve(t)
	conf.Domains = []string{"alumni.example.ac.jp"}
	a := s.AddUser(gdrivetest.User{Email: "a@example.ac.jp"})
	s.AddUser(gdrivetest.User{Email: "b@example.ac.jp"})
	s.AddUser(gdrivetest.User{Email: "c@med.example.ac.jp"})
	s.AddForeigner(gdrivetest.User{Email: "x@other.example.com"})
	s.AddGroup(gdrivetest.Group{Email: "lab@example.ac.jp", Members: []string{"a@example.ac.jp", "b@example.ac.jp", "c@med.example.ac.jp"}})
	s.AddGroup(gdrivetest.Group{Email: "joint@example.ac.jp", Members: []string{"b@example.ac.jp", "inner@example.ac.jp"}})
	s.AddGroup(gdrivetest.Group{Email: "inner@example.ac.jp", Members: []string{"x@other.example.com"}})
	s.AddGroup(gdrivetest.Group{Email: "all@example.ac.jp", Members: []string{"*"}})
	return s, func() *scannerAt { return &scannerAt{connect(t, conf), t} }, a
}

type scannerAt struct {
	scanners.Scanner
	t *testing.T
}

// exposure is what the inspector would record: what the listing knows, or what
// is asked for.
func (s *scannerAt) exposure(it scanners.Item) (scanners.Exposure, string) {
	s.t.Helper()
	if it.Exposure != scanners.Unknown {
		return it.Exposure, it.ExposedBy
	}
	e, because, err := s.Scanner.(scanners.Exposer).Exposure(s.t.Context(), it)
	if err != nil {
		s.t.Fatal(err)
	}
	return e, because
}

func TestExposure(t *testing.T) {
	p := func(kind, who string) gdrivetest.Permission {
		out := gdrivetest.Permission{Type: kind, Role: "reader"}
		if kind == "domain" {
			out.Domain = who
		} else {
			out.Email = who
		}
		return out
	}
	with := func(p gdrivetest.Permission, change func(*gdrivetest.Permission)) gdrivetest.Permission {
		change(&p)
		return p
	}
	found := func(p *gdrivetest.Permission) { p.Discoverable = true }
	for _, c := range []struct {
		name    string
		shared  []gdrivetest.Permission
		want    scanners.Exposure
		because string
		listed  bool // the listing knows, without a further call
	}{
		{"nobody", nil, scanners.Private, "owner", true},
		{"link", []gdrivetest.Permission{p("anyone", "")}, scanners.Anyone, "with the link", true},
		{"web", []gdrivetest.Permission{with(p("anyone", ""), found)}, scanners.Anyone, "search engines", true},
		{"own domain", []gdrivetest.Permission{p("domain", "example.ac.jp")}, scanners.Organization, "students included", true},
		{"another own domain", []gdrivetest.Permission{with(p("domain", "alumni.example.ac.jp"), found)}, scanners.Organization, "students included", true},
		{"foreign domain", []gdrivetest.Permission{p("domain", "other.example.com")}, scanners.External, "other.example.com", true},
		{"colleague", []gdrivetest.Permission{p("user", "b@example.ac.jp")}, scanners.People, "named people", true},
		{"colleague in another domain", []gdrivetest.Permission{p("user", "c@med.example.ac.jp")}, scanners.People, "named people", true},
		{"outsider", []gdrivetest.Permission{p("user", "b@example.ac.jp"), p("user", "x@other.example.com")}, scanners.External, "other.example.com", true},
		{"expired", []gdrivetest.Permission{with(p("anyone", ""), func(p *gdrivetest.Permission) { p.Expires = time.Now().Add(-time.Hour) })}, scanners.Private, "owner", true},
		{"metadata alone", []gdrivetest.Permission{with(p("anyone", ""), func(p *gdrivetest.Permission) { p.View = "metadata" })}, scanners.Private, "owner", true},
		{"group", []gdrivetest.Permission{p("group", "lab@example.ac.jp")}, scanners.People, "lab@example.ac.jp", false},
		{"group with outsiders in a group", []gdrivetest.Permission{p("group", "joint@example.ac.jp")}, scanners.External, "1 members from outside", false},
		{"group of everybody", []gdrivetest.Permission{p("group", "all@example.ac.jp")}, scanners.Organization, "students included", false},
		{"unknown group", []gdrivetest.Permission{p("group", "gone@example.ac.jp")}, scanners.People, "cannot be read", false},
		{"foreign group", []gdrivetest.Permission{p("group", "g@other.example.com")}, scanners.External, "another institution", true},
		{"group and link", []gdrivetest.Permission{p("group", "joint@example.ac.jp"), p("anyone", "")}, scanners.Anyone, "with the link", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, connect, a := people(t)
			folder := s.Put(a, gdrivetest.File{Name: "フォルダー", Mime: gdrivetest.MimeFolder})
			d := s.AddDrive("共同", gdrivetest.Permission{Type: "user", Role: "organizer", Email: a.Email})
			own := s.Put(a, gdrivetest.File{Name: "f.txt"})
			s.Put(a, gdrivetest.File{Name: "i.txt", Parent: folder.ID}) // inherits
			shared := s.PutShared(d, gdrivetest.File{Name: "s.txt"})
			for _, p := range c.shared {
				for _, f := range []*gdrivetest.File{own, folder, shared} {
					s.Share(f, p)
				}
			}
			sc := connect()
			for _, root := range []string{a.Email, d.ID} {
				for _, it := range list(t, sc, root) {
					if known := it.Exposure != scanners.Unknown; root == a.Email && known != c.listed {
						t.Errorf("%s: known by the listing: %v", it.Path, known)
					}
					want, because := c.want, c.because
					if root == d.ID && want == scanners.Private {
						because = "one member of the shared drive"
					}
					if e, b := sc.exposure(it); e != want || !strings.Contains(b, because) {
						t.Errorf("%s: %v, %q; want %v, %q", it.Path, e, b, want, because)
					}
				}
			}
		})
	}
}

// TestSharedDriveExposure: what all members may see is known without a call for
// each file; a call is made only for what is shared besides.
func TestSharedDriveExposure(t *testing.T) {
	s, connect, a := people(t)
	d := s.AddDrive("共同",
		gdrivetest.Permission{Type: "user", Role: "organizer", Email: a.Email},
		gdrivetest.Permission{Type: "user", Role: "writer", Email: "x@other.example.com"})
	for range 50 {
		s.PutShared(d, gdrivetest.File{Name: "f.txt"})
	}
	limited := s.PutShared(d, gdrivetest.File{Name: "limited.txt", Limited: true})
	s.Share(limited, gdrivetest.Permission{Type: "user", Role: "writer", Email: a.Email})
	public := s.PutShared(d, gdrivetest.File{Name: "public.txt"})
	s.Share(public, gdrivetest.Permission{Type: "anyone", Role: "reader"})
	sc := connect()
	items := list(t, sc, d.ID)
	before := s.Units()["get"]
	for _, it := range items {
		want := scanners.External
		switch it.ID {
		case limited.ID:
			want = scanners.Private
		case public.ID:
			want = scanners.Anyone
		}
		if e, because := sc.exposure(it); e != want {
			t.Errorf("%s: %v, %q; want %v", it.Path, e, because, want)
		}
	}
	if calls := (s.Units()["get"] - before) / 5; len(items) != 52 || calls != 2 {
		t.Errorf("%d calls for %d items, of which two are shared besides", calls, len(items))
	}
}

func TestSharedWith(t *testing.T) {
	s, connect, a := people(t)
	f := s.Put(a, gdrivetest.File{Name: "f.txt"})
	for _, p := range []gdrivetest.Permission{
		{Type: "group", Role: "reader", Email: "lab@example.ac.jp"},
		{Type: "user", Role: "reader", Email: "b@example.ac.jp"},
		{Type: "user", Role: "reader", Email: "x@other.example.com"},
		{Type: "anyone", Role: "reader"},
	} {
		s.Share(f, p)
	}
	sc := connect()
	got, err := sc.Scanner.(scanners.Sharer).SharedWith(t.Context(), list(t, sc, a.Email)[0])
	if want := []string{"b@example.ac.jp", "c@med.example.ac.jp"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}
