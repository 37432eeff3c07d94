package gdrive_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/gdrive/gdrivetest"
)

// TestRoots: every user, suspended ones, too, and every shared drive.
func TestRoots(t *testing.T) {
	s, conf := serve(t)
	for i := range 1203 { // more than two pages of the directory
		s.AddUser(gdrivetest.User{Email: fmt.Sprintf("u%04d@example.ac.jp", i), Suspended: i%100 == 0, Archived: i%100 == 1})
	}
	s.AddUser(gdrivetest.User{Email: "guest@med.example.ac.jp"})
	var drives []string
	for i := range 120 {
		drives = append(drives, s.AddDrive(fmt.Sprint("ドライブ", i)).ID)
	}
	roots, err := connect(t, conf).Roots(t.Context())
	if err != nil || len(roots) != 1203+2+120 || !slices.Contains(roots, "u0100@example.ac.jp") || !slices.Contains(roots, drives[119]) {
		t.Errorf("%d roots, %v", len(roots), err)
	}
	conf.Users, conf.Exclude, conf.Drives = []string{"u00*", "*@med.*"}, []string{"u009*"}, []string{"ドライブ1"}
	roots, err = connect(t, conf).Roots(t.Context())
	if err != nil || len(roots) != 90+1+1 {
		t.Errorf("%d roots by patterns, %v", len(roots), err)
	}
	conf.NoUsers = true
	if roots, err = connect(t, conf).Roots(t.Context()); err != nil || len(roots) != 1 {
		t.Errorf("%q without users, %v", roots, err)
	}
}

// TestEachFileOnce: what several people can see is listed at its owner alone.
func TestEachFileOnce(t *testing.T) {
	s, conf := serve(t)
	a := s.AddUser(gdrivetest.User{Email: "a@example.ac.jp", Suspended: true})
	b := s.AddUser(gdrivetest.User{Email: "b@example.ac.jp"})
	x := s.AddForeigner(gdrivetest.User{Email: "x@other.example.com"})
	d := s.AddDrive("共同", gdrivetest.Permission{Type: "user", Role: "organizer", Email: b.Email})
	folder := s.Put(a, gdrivetest.File{Name: "共有", Mime: gdrivetest.MimeFolder})
	s.Share(folder, gdrivetest.Permission{Type: "user", Role: "writer", Email: b.Email})
	mine := s.Put(a, gdrivetest.File{Name: "a.txt", Parent: folder.ID, Data: []byte("1")})
	s.Put(b, gdrivetest.File{Name: "b.txt", Parent: folder.ID, Data: []byte("2")}) // b's, in a's folder
	s.Put(b, gdrivetest.File{Name: "近道", Mime: gdrivetest.MimeShortcut, Target: mine.ID})
	s.Put(b, gdrivetest.File{Name: "切れた近道", Mime: gdrivetest.MimeShortcut, Target: "gone"})
	s.PutOrphan(b, gdrivetest.File{Name: "迷子.txt", Data: []byte("3")})
	trashed := s.Put(b, gdrivetest.File{Name: "ごみ", Mime: gdrivetest.MimeFolder})
	s.Put(b, gdrivetest.File{Name: "捨てた.txt", Parent: trashed.ID, Data: []byte("4")})
	s.Trash(trashed)
	s.PutShared(d, gdrivetest.File{Name: "共同.txt", Data: []byte("5")})
	out := s.Put(x, gdrivetest.File{Name: "学外から.txt", Data: []byte("6")})
	s.Share(out, gdrivetest.Permission{Type: "user", Role: "reader", Email: b.Email})

	sc := connect(t, conf)
	roots, err := sc.Roots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range roots {
		for _, it := range list(t, sc, r) {
			got = append(got, it.Path+" "+it.Owner)
			if want := map[bool]string{true: "inode/symlink"}[strings.Contains(it.Path, "近道")]; want != "" && it.Media != want {
				t.Errorf("%s: media %s", it.Path, it.Media)
			}
		}
	}
	slices.Sort(got)
	want := []string{
		"a@example.ac.jp/共有/a.txt a@example.ac.jp",
		"b@example.ac.jp/共有/b.txt b@example.ac.jp", // in the folder of another
		"b@example.ac.jp/切れた近道 b@example.ac.jp",
		"b@example.ac.jp/近道 b@example.ac.jp",
		"b@example.ac.jp/迷子.txt b@example.ac.jp",
		"共同/共同.txt b@example.ac.jp",
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestFromOutside: what people outside share with a user is a root of its own.
func TestFromOutside(t *testing.T) {
	s, conf := serve(t)
	s.AddUser(gdrivetest.User{Email: "b@example.ac.jp"})
	other := s.AddUser(gdrivetest.User{Email: "c@example.ac.jp"})
	x := s.AddForeigner(gdrivetest.User{Email: "x@other.example.com", Name: "学外"})
	folder := s.Put(x, gdrivetest.File{Name: "共同研究", Mime: gdrivetest.MimeFolder})
	s.Put(x, gdrivetest.File{Name: "名簿.txt", Parent: folder.ID, Data: []byte("1")})
	s.Share(folder, gdrivetest.Permission{Type: "user", Role: "reader", Email: "b@example.ac.jp"})
	inside := s.Put(other, gdrivetest.File{Name: "学内.txt", Data: []byte("2")})
	s.Share(inside, gdrivetest.Permission{Type: "user", Role: "reader", Email: "b@example.ac.jp"})
	conf.SharedWithMe = true
	sc := connect(t, conf)
	items := list(t, sc, "shared-with-me/b@example.ac.jp")
	if len(items) != 1 || items[0].Path != "b@example.ac.jp/共同研究/名簿.txt" || items[0].Owner != "x@other.example.com" {
		t.Fatalf("%+v", items)
	}
	if got, err := read(t, sc, items[0]); err != nil || string(got) != "1" {
		t.Errorf("%q, %v", got, err)
	}
	if roots, err := sc.Roots(t.Context()); err != nil || !slices.Contains(roots, "shared-with-me/b@example.ac.jp") {
		t.Errorf("%q, %v", roots, err)
	}
}

// TestExpiredPageToken: a listing that was interrupted for longer than a page
// token lives goes on without a gap, and without telling a thing twice.
func TestExpiredPageToken(t *testing.T) {
	s, conf := serve(t)
	s.MostOfPage = 40
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	begin := s.Now()
	for i := range 230 {
		at := begin.Add(time.Duration(i/15) * time.Second) // many at the same moment, as after a bulk upload
		s.Put(u, gdrivetest.File{Name: fmt.Sprintf("%03d.txt", i), Data: []byte{byte(i)}, Modified: at})
	}
	sc := connect(t, conf)
	whole := list(t, sc, u.Email)
	seen := map[string]int{}
	cursor, since := "", ""
	for n := 0; n == 0 || cursor != ""; n++ {
		pages := 0
		for p, err := range sc.List(t.Context(), u.Email, cursor) {
			if err != nil {
				t.Fatal(err)
			}
			for _, it := range p.Items {
				seen[it.ID]++
			}
			cursor, since = p.Next, p.Since
			if pages += len(p.Items); pages > 0 {
				break // and then a night passes
			}
		}
		s.Expire()
		if n > 50 {
			t.Fatal("the listing does not end")
		}
	}
	for _, it := range whole {
		if seen[it.ID] != 1 {
			t.Errorf("%s: told %d times", it.Path, seen[it.ID])
		}
	}
	if len(seen) != 230 || since == "" {
		t.Errorf("%d of 230, since %q", len(seen), since)
	}
}

// TestCursorComesFirst: what changes while a root is listed is in the feed that
// its listing leads to.
func TestCursorComesFirst(t *testing.T) {
	s, conf := serve(t)
	s.MostOfPage = 10
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	var first *gdrivetest.File
	for i := range 50 {
		f := s.Put(u, gdrivetest.File{Name: fmt.Sprintf("%02d.txt", i), Data: []byte{byte(i)}})
		if i == 0 {
			first = f
		}
	}
	sc := connect(t, conf)
	since, old := "", ""
	for p, err := range sc.List(t.Context(), u.Email, "") {
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Items) > 0 && old == "" {
			old = p.Items[0].Version
			s.Write(first, []byte("later"))        // it was told already
			s.Date(first, s.Now().Add(-time.Hour)) // and would not be listed again
		}
		since = p.Since
	}
	found := false
	for p, err := range sc.Changes(t.Context(), u.Email, since) {
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range p.Items {
			found = found || it.ID == first.ID && it.Version != old
		}
	}
	if !found {
		t.Error("a change during the listing is lost")
	}
}

// TestIncompleteSearch is an error, never a short listing.
func TestIncompleteSearch(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	s.Put(u, gdrivetest.File{Name: "a.txt"})
	s.Incomplete = true
	for p, err := range connect(t, conf).List(t.Context(), u.Email, "") {
		if err == nil && p.Next == "" {
			t.Error("the listing ends as if it were complete")
		}
		if err != nil {
			return
		}
	}
}

// TestFeed: each kind of change comes out as what it is.
func TestFeed(t *testing.T) {
	type tenant struct {
		s       *gdrivetest.Server
		a, b    *gdrivetest.User
		f       *gdrivetest.File
		folder  *gdrivetest.File
		inside  *gdrivetest.File
		outside *gdrivetest.File
	}
	for _, c := range []struct {
		name   string
		change func(x tenant)
		check  func(t *testing.T, x tenant, before map[string]scanners.Item, items []scanners.Item, gone []string)
		gone   bool // the file is
		whole  bool // the root has to be listed whole
	}{
		{name: "shared", change: func(x tenant) {
			x.s.Share(x.f, gdrivetest.Permission{Type: "anyone", Role: "reader"})
		}, check: func(t *testing.T, x tenant, before map[string]scanners.Item, items []scanners.Item, _ []string) {
			if len(items) != 1 || items[0].Version != before[x.f.ID].Version || items[0].Revision == before[x.f.ID].Revision || items[0].Exposure != scanners.Anyone {
				t.Errorf("%+v", items)
			}
		}},
		{name: "trashed", change: func(x tenant) { x.s.Trash(x.f) }, gone: true},
		{name: "deleted", change: func(x tenant) { x.s.Delete(x.f) }, gone: true},
		{name: "given away", change: func(x tenant) { x.s.GiveTo(x.f, x.b) }, gone: true},
		{name: "changed and deleted", change: func(x tenant) { x.s.Write(x.f, []byte("2")); x.s.Delete(x.f) }, gone: true},
		{name: "moved", change: func(x tenant) { x.s.Move(x.f, x.folder.ID) }, check: func(t *testing.T, x tenant, _ map[string]scanners.Item, items []scanners.Item, _ []string) {
			if len(items) != 1 || items[0].Path != "a@example.ac.jp/フォルダー/f.txt" {
				t.Errorf("%+v", items)
			}
		}},
		{name: "folder deleted", change: func(x tenant) { x.s.Delete(x.folder) }, check: func(t *testing.T, x tenant, _ map[string]scanners.Item, items []scanners.Item, gone []string) {
			if len(items) != 0 || !slices.Contains(gone, x.inside.ID) {
				t.Errorf("%+v, %q", items, gone)
			}
		}},
		{name: "new folder", change: func(x tenant) {
			x.s.Pass(time.Hour)
			n := x.s.Put(x.a, gdrivetest.File{Name: "新", Mime: gdrivetest.MimeFolder})
			x.s.Put(x.a, gdrivetest.File{Name: "n.txt", Parent: n.ID, Data: []byte("n")})
		}, check: func(t *testing.T, _ tenant, _ map[string]scanners.Item, items []scanners.Item, _ []string) {
			if len(items) != 1 || items[0].Path != "a@example.ac.jp/新/n.txt" {
				t.Errorf("%+v", items)
			}
		}},
		{name: "folder renamed", change: func(x tenant) { x.s.Rename(x.folder, "別名") }, whole: true},
		{name: "folder trashed", change: func(x tenant) { x.s.Trash(x.folder) }, whole: true},
		{name: "folder shared", change: func(x tenant) {
			x.s.Share(x.folder, gdrivetest.Permission{Type: "anyone", Role: "reader"})
		}, whole: true},
		{name: "somebody else's", change: func(x tenant) { x.s.Write(x.outside, []byte("3")) }, check: func(t *testing.T, x tenant, _ map[string]scanners.Item, items []scanners.Item, _ []string) {
			if len(items) != 0 {
				t.Errorf("%+v", items)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, conf := serve(t)
			x := tenant{s: s, a: s.AddUser(gdrivetest.User{Email: "a@example.ac.jp"}), b: s.AddUser(gdrivetest.User{Email: "b@example.ac.jp"})}
			x.f = s.Put(x.a, gdrivetest.File{Name: "f.txt", Data: []byte("1")})
			x.folder = s.Put(x.a, gdrivetest.File{Name: "フォルダー", Mime: gdrivetest.MimeFolder})
			x.inside = s.Put(x.a, gdrivetest.File{Name: "i.txt", Parent: x.folder.ID, Data: []byte("i")})
			x.outside = s.Put(x.b, gdrivetest.File{Name: "o.txt", Data: []byte("o")})
			s.Share(x.outside, gdrivetest.Permission{Type: "user", Role: "writer", Email: x.a.Email})
			sc := connect(t, conf)
			before, since := map[string]scanners.Item{}, ""
			for p, err := range sc.List(t.Context(), x.a.Email, "") {
				if err != nil {
					t.Fatal(err)
				}
				for _, it := range p.Items {
					before[it.ID] = it
				}
				since = p.Since
			}
			c.change(x)
			var items []scanners.Item
			var gone []string
			for p, err := range sc.Changes(t.Context(), x.a.Email, since) {
				if c.whole && errors.Is(err, scanners.ErrExpired) {
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				items, gone = append(items, p.Items...), append(gone, p.Gone...)
			}
			if c.whole {
				t.Fatalf("the feed went on with %+v, gone %q", items, gone)
			}
			if c.gone {
				if len(items) != 0 || !slices.Contains(gone, x.f.ID) {
					t.Errorf("%+v, %q", items, gone)
				}
				return
			}
			c.check(t, x, before, items, gone)
		})
	}
}

// TestSharedDriveReader: a shared drive is read through a member who is not
// suspended, of a group if need be; one without is a root that says so.
func TestSharedDriveReader(t *testing.T) {
	s, conf := serve(t)
	s.AddUser(gdrivetest.User{Email: "a@example.ac.jp", Suspended: true})
	s.AddUser(gdrivetest.User{Email: "b@example.ac.jp", Department: "医学部"})
	s.AddGroup(gdrivetest.Group{Email: "lab@example.ac.jp", Members: []string{"a@example.ac.jp", "inner@example.ac.jp"}})
	s.AddGroup(gdrivetest.Group{Email: "inner@example.ac.jp", Members: []string{"b@example.ac.jp"}})
	member := func(kind, role, email string) gdrivetest.Permission {
		return gdrivetest.Permission{Type: kind, Role: role, Email: email}
	}
	drives := map[string]*gdrivetest.Drive{
		"suspended organizer": s.AddDrive("一", member("user", "organizer", "a@example.ac.jp"), member("user", "reader", "b@example.ac.jp")),
		"group":               s.AddDrive("二", member("group", "organizer", "lab@example.ac.jp")),
		"nobody":              s.AddDrive("三", member("user", "organizer", "x@other.example.com")),
	}
	for _, d := range drives {
		s.PutShared(d, gdrivetest.File{Name: "f.txt", Data: []byte("1")})
	}
	sc := connect(t, conf)
	for name, d := range drives {
		var items []scanners.Item
		var last error
		for p, err := range sc.List(t.Context(), d.ID, "") {
			items, last = append(items, p.Items...), err
		}
		switch {
		case name == "nobody":
			if !errors.Is(last, scanners.ErrDenied) {
				t.Errorf("%s: %v", name, last)
			}
		case last != nil || len(items) != 1:
			t.Errorf("%s: %d items, %v", name, len(items), last)
		case name == "group" && (items[0].Owner != "b@example.ac.jp" || items[0].Unit != "医学部"):
			t.Errorf("%s: %+v", name, items[0])
		}
	}
}

// TestEveryTokenOfItsOwn: each user is listed with a token for that user.
func TestEveryTokenOfItsOwn(t *testing.T) {
	if testing.Short() {
		t.Skip("signs three hundred assertions")
	}
	s, conf := serve(t)
	const n = 300 // more than are kept
	for i := range n {
		u := s.AddUser(gdrivetest.User{Email: fmt.Sprintf("u%03d@example.ac.jp", i)})
		s.Put(u, gdrivetest.File{Name: "f.txt", Data: []byte(u.Email)})
	}
	asked := map[string]int{}
	s.Inject(func(r *http.Request) *gdrivetest.Fault {
		if r.URL.Path == "/token" {
			asked[subject(r.PostForm.Get("assertion"))]++
		}
		return nil
	})
	sc := connect(t, conf)
	for i := range n {
		root := fmt.Sprintf("u%03d@example.ac.jp", i)
		items := list(t, sc, root)
		if len(items) != 1 {
			t.Fatalf("%s: %d items", root, len(items))
		}
		if b, err := read(t, sc, items[0]); err != nil || string(b) != root {
			t.Fatalf("%q, %v", b, err)
		}
	}
	for u, k := range asked {
		if most := map[bool]int{true: 2, false: 1}[u == conf.Admin]; k > most {
			t.Errorf("%d tokens for %s", k, u)
		}
	}
	if len(asked) != n+1 {
		t.Errorf("tokens for %d users; want %d", len(asked), n+1)
	}
}

// subject is the user for whom a token is asked.
func subject(jwt string) string {
	var c struct{ Sub string }
	if parts := strings.Split(jwt, "."); len(parts) == 3 {
		b, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err == nil {
			err = json.Unmarshal(b, &c)
		}
		if err != nil {
			return err.Error()
		}
	}
	return c.Sub
}
