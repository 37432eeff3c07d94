package onedrive_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"tenken/scanners"
	"tenken/scanners/onedrive"
	"tenken/scanners/onedrive/onedrivetest"
)

// changes brings items up to date by the change feed.
func changes(t testing.TB, s *onedrive.Scanner, root, since string, items map[string]scanners.Item) (string, error) {
	t.Helper()
	for p, err := range s.Changes(t.Context(), root, since) {
		if err != nil {
			return "", err
		}
		since = take(items, p)
	}
	return since, nil
}

func TestEveryDriveIsARootOnce(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	c.AddUser("taro", "佐藤 太郎", "医学部").OneDrive().Put("a.txt", "a")
	c.AddUser("jiro", "鈴木 次郎", "理学部") // never opened
	sealed := c.AddUser("hana", "高橋 花子", "理学部")
	sealed.OneDrive().Put("b.txt", "b")
	sealed.Sealed = true // the site shows it
	gone := c.AddUser("gone", "田中 一", "理学部")
	gone.OneDrive()
	gone.Seal()
	left := c.AddUser("left", "退職 済", "")
	left.OneDrive().Put("c.txt", "c")
	c.RemoveUser(left) // the OneDrive stays
	c.AddGuest("guest@partner.example")
	site := c.AddSite("教務", "kyomu", nil)
	site.Library("ドキュメント").Put("d.txt", "d")
	site.Library("様式").Put("e.txt", "e")
	site.Below("入試", "nyushi").Below("面接", "mensetsu").Library("記録").Put("g.txt", "g")
	c.AddSite("閉鎖", "closed", nil).Locked = true
	c.AddSite("古い", "attic", nil).Library("x").Put("f.txt", "f")
	srv, conf := serve(t, c)
	srv.PageSize = 2
	conf.Exclude = []string{"attic"}
	s := open(t, conf)
	rs := roots(t, s)
	var got []string
	for _, r := range rs {
		var refused error
		for p, err := range s.List(t.Context(), r, "") {
			if refused = err; err != nil {
				break
			}
			for _, it := range p.Items {
				got = append(got, it.Path)
			}
		}
		if refused != nil {
			if !errors.Is(refused, scanners.ErrDenied) {
				t.Errorf("%s: %v", r, refused)
			}
			got = append(got, r+" refused")
		}
	}
	slices.Sort(got)
	want := []string{"hana@example.ac.jp/b.txt", "left_example_ac_jp/c.txt", "site:田中 一 refused", "site:閉鎖 refused", "taro@example.ac.jp/a.txt", "user:gone@example.ac.jp refused", "教務/ドキュメント/d.txt", "教務/様式/e.txt", "面接/記録/g.txt"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, r := range srv.Asked() {
		if strings.Contains(r, "attic") {
			t.Errorf("asked about a site that is excluded: %s", r)
		}
	}

	conf.Users, conf.Sites, conf.Exclude = []string{"taro@*"}, []string{"教務"}, nil
	if rs := roots(t, open(t, conf)); len(rs) != 3 {
		t.Errorf("patterns let %q through", rs)
	}
	// Another process knows a drive by its ID alone, and calls it the same.
	other := open(t, conf)
	for _, r := range rs {
		if strings.HasPrefix(r, "b!") {
			a, _ := list(t, s, r)
			b, _ := list(t, other, r)
			if !slices.Equal(paths(a), paths(b)) {
				t.Errorf("%q and %q", paths(a), paths(b))
			}
		}
	}
}

func TestItemsTellWhatTheListingKnows(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	u := c.AddUser("taro", "佐藤 太郎", "医学部")
	d := u.OneDrive()
	d.Put("名簿/2026.csv", "氏名")
	d.Notebook("会議")
	d.Shortcut("他部局の資料")
	d.Put("怪しい.docm", "x").Infect()
	_, conf := serve(t, c)
	s := open(t, conf)
	items, _ := list(t, s, roots(t, s)[0])
	by := map[string]scanners.Item{}
	for _, it := range items {
		by[strings.TrimPrefix(it.Path, "taro@example.ac.jp/")] = it
	}
	if len(by) != 4 {
		t.Fatalf("%q", paths(items))
	}
	csv := by["名簿/2026.csv"]
	if csv.Owner != "taro@example.ac.jp" || csv.Unit != "医学部" || !strings.HasPrefix(csv.Hash, "quickxor:") || csv.Link == "" ||
		csv.Exposure != scanners.Private || !strings.HasPrefix(csv.Version, `"c:{`) {
		t.Errorf("%+v", csv)
	}
	for name, want := range map[string]error{"会議": scanners.ErrOnline, "怪しい.docm": scanners.ErrAbusive} {
		if _, err := read(t.Context(), s, by[name]); !errors.Is(err, want) {
			t.Errorf("%s: %v; want %v", name, err, want)
		}
	}
	if by["他部局の資料"].Media != "inode/symlink" {
		t.Errorf("a shortcut is %q", by["他部局の資料"].Media)
	}
}

// Who writes while a listing goes on is seen by it, or by the changes after it.
func TestWritesDuringAListingAreSeen(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	for i := range 40 {
		d.Put(fmt.Sprintf("f%d/%02d.txt", i%3, i), "old")
	}
	srv, conf := serve(t, c)
	srv.PageSize, srv.EmptyPages = 7, 2
	s := open(t, conf)
	root := roots(t, s)[0]
	items, since, pages := map[string]scanners.Item{}, "", 0
	for p, err := range s.List(t.Context(), root, "") {
		if err != nil {
			t.Fatal(err)
		}
		since = take(items, p)
		switch pages++; pages {
		case 2:
			d.At("f0/00.txt").Write("new")
			d.At("f1/01.txt").Remove()
			d.Put("f9/late.txt", "new")
			d.At("f2/38.txt").Write("new")
		case 3:
			d.At("f2/38.txt").Write("newest")
		}
	}
	if _, err := changes(t, s, root, since, items); err != nil {
		t.Fatal(err)
	}
	fresh, _ := list(t, s, root)
	if !slices.Equal(paths(items), paths(fresh)) {
		t.Errorf("%q\n%q", paths(items), paths(fresh))
	}
	for id, it := range fresh {
		if items[id].Version != it.Version {
			t.Errorf("%s is known as %s", it.Path, items[id].Version)
		}
	}
}

func TestChangesAskForAWholeListing(t *testing.T) {
	for name, happens := range map[string]func(d *onedrivetest.Drive){
		"a folder was renamed":                 func(d *onedrivetest.Drive) { d.At("a/b").Rename("c") },
		"a folder was moved":                   func(d *onedrivetest.Drive) { d.At("a/b").Move(d.Folder("z")) },
		"a folder was shared":                  func(d *onedrivetest.Drive) { d.At("a").Share(onedrivetest.Grant{Scope: "anonymous", Type: "view"}) },
		"a folder was deleted":                 func(d *onedrivetest.Drive) { d.At("a").Remove() },
		"the feed has forgotten":               func(d *onedrivetest.Drive) { d.Put("new.txt", "x"); d.Forget() },
		"the feed has forgotten, another code": func(d *onedrivetest.Drive) { d.Forget() },
	} {
		t.Run(name, func(t *testing.T) {
			c := onedrivetest.New("example.ac.jp")
			d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
			d.Put("a/b/x.txt", "x")
			d.Put("y.txt", "y")
			d.Folder("z")
			_, conf := serve(t, c)
			s := open(t, conf)
			root := roots(t, s)[0]
			items, since := list(t, s, root)
			happens(d)
			if _, err := changes(t, s, root, since, items); !errors.Is(err, scanners.ErrExpired) {
				t.Fatalf("got %v", err)
			}
			fresh, since := list(t, s, root)
			if _, err := changes(t, s, root, since, fresh); err != nil {
				t.Errorf("after a listing: %v", err)
			}
			for id, it := range fresh {
				was, known := items[id]
				if known && strings.Contains(it.Path, "x.txt") && strings.HasPrefix(name, "a folder") && it.Revision == was.Revision {
					t.Errorf("%s is judged as before", it.Path)
				}
				if known && it.Version != was.Version {
					t.Errorf("%s would be read again", it.Path)
				}
			}
		})
	}
}

func TestNewFoldersAreChangesLikeOthers(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	d.Put("a/x.txt", "x")
	_, conf := serve(t, c)
	s := open(t, conf)
	root := roots(t, s)[0]
	items, since := list(t, s, root)
	for i := range 3 {
		d.Put(fmt.Sprintf("a/new%d/deep/y.txt", i), "y")
		d.At("a/x.txt").Write(fmt.Sprint(i))
		var err error
		if since, err = changes(t, s, root, since, items); err != nil {
			t.Fatal(err)
		}
	}
	if len(items) != 4 {
		t.Errorf("%q", paths(items))
	}
}

func TestSharingAloneReadsNothing(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	f := d.Put("a/x.txt", "x")
	_, conf := serve(t, c)
	s := open(t, conf)
	root := roots(t, s)[0]
	items, since := list(t, s, root)
	before := items[f.ID()]
	f.Share(onedrivetest.Grant{Scope: "anonymous", Type: "view"})
	if _, err := changes(t, s, root, since, items); err != nil {
		t.Fatal(err)
	}
	after := items[f.ID()]
	if after.Version != before.Version || after.Revision == before.Revision || before.Exposure != scanners.Private || after.Exposure != scanners.Unknown {
		t.Errorf("%+v\n%+v", before, after)
	}
}

func TestAListingThatLapsesBeginsAnew(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	for i := range 20 {
		d.Put(fmt.Sprintf("%02d.txt", i), "x")
	}
	srv, conf := serve(t, c)
	srv.PageSize = 5
	s := open(t, conf)
	items, n := map[string]scanners.Item{}, 0
	for p, err := range s.List(t.Context(), roots(t, s)[0], "") {
		if err != nil {
			t.Fatal(err)
		}
		take(items, p)
		if n++; n == 2 {
			d.Put("late.txt", "x")
			d.Forget()
		}
	}
	if len(items) != 21 {
		t.Errorf("%d items", len(items))
	}
}

// A backlog that is too large for the provider is listed whole instead.
func TestATimeOutIsBusyUntilItIsHopeless(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	c.AddUser("taro", "佐藤 太郎", "").OneDrive().Put("x.txt", "x")
	srv, conf := serve(t, c)
	s := open(t, conf)
	root := roots(t, s)[0]
	items, since := list(t, s, root)
	srv.Inject(func(r *http.Request) *onedrivetest.Fault {
		return &onedrivetest.Fault{Status: http.StatusGatewayTimeout, Code: "timeout"}
	})
	var busy scanners.Busy
	for i := range 2 {
		if _, err := changes(t, s, root, since, items); !errors.As(err, &busy) {
			t.Errorf("try %d: %v", i+1, err)
		}
	}
	if _, err := changes(t, s, root, since, items); !errors.Is(err, scanners.ErrExpired) || errors.As(err, &busy) {
		t.Errorf("try 3: %v", err)
	}
}

// A cursor that leads elsewhere, or that is no longer understood, is no error.
func TestCursorsOfAnotherTimeAreExpired(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	c.AddUser("taro", "佐藤 太郎", "").OneDrive().Put("x.txt", "x")
	_, conf := serve(t, c)
	s := open(t, conf)
	root := roots(t, s)[0]
	items, since := list(t, s, root)
	if _, err := changes(t, s, root, strings.Replace(since, "token=c.", "token=q.", 1), items); !errors.Is(err, scanners.ErrExpired) {
		t.Errorf("a token of old: %v", err)
	}
	_, moved := serve(t, c)
	s = open(t, moved)
	if _, err := changes(t, s, root, since, items); !errors.Is(err, scanners.ErrExpired) {
		t.Errorf("another address: %v", err)
	}
	for _, err := range s.List(t.Context(), root, since) {
		if !errors.Is(err, scanners.ErrExpired) {
			t.Errorf("another address: %v", err)
		}
	}
}

func TestAnInterruptedListingIsListedWholeNextTime(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	for i := range 20 {
		d.Put(fmt.Sprintf("f%d/%02d.txt", i, i), "x")
	}
	srv, conf := serve(t, c)
	srv.PageSize = 5
	s := open(t, conf)
	root := roots(t, s)[0]
	next := ""
	for p, err := range s.List(t.Context(), root, "") {
		if err != nil {
			t.Fatal(err)
		}
		next = p.Next
		break
	}
	items, since := map[string]scanners.Item{}, ""
	for p, err := range open(t, conf).List(t.Context(), root, next) {
		if err != nil {
			t.Fatal(err)
		}
		since = take(items, p)
	}
	if _, err := changes(t, s, root, since, items); !errors.Is(err, scanners.ErrExpired) {
		t.Errorf("not all folders were seen, and the feed was taken up: %v", err)
	}
}
