package onedrive_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/onedrive/onedrivetest"
)

func TestExposure(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	taro := c.AddUser("taro", "佐藤 太郎", "医学部")
	jiro := c.AddUser("jiro", "鈴木 次郎", "理学部")
	guest := c.AddGuest("guest@partner.example")
	inside := c.AddGroup("研究室", nil, []*onedrivetest.User{taro, jiro})
	mixed := c.AddGroup("共同研究", nil, []*onedrivetest.User{jiro, guest})
	until := time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC)
	d, lib := taro.OneDrive(), c.AddSite("教務", "kyomu", nil).Library("ドキュメント")

	put := func(d *onedrivetest.Drive, at string, g ...onedrivetest.Grant) *onedrivetest.Item {
		it := d.Put(at, at)
		for _, g := range g {
			it.Share(g)
		}
		return it
	}
	type want struct {
		exposure scanners.Exposure
		because  string
		with     []string
	}
	cases := map[*onedrivetest.Item]want{
		put(d, "自分だけ.txt"): {scanners.Private, "nobody but the owner", nil},
		put(d, "公開.txt", onedrivetest.Grant{Scope: "anonymous", Type: "edit", Expires: until, Password: true}):         {scanners.Anyone, "sharing link for anyone (edit), expires 2099-12-31, with a password", nil},
		put(d, "切れた.txt", onedrivetest.Grant{Scope: "anonymous", Type: "view", Expires: time.Now().Add(-time.Hour)}):   {scanners.Private, "nobody but the owner", nil},
		put(d, "学内.txt", onedrivetest.Grant{Scope: "organization", Type: "view"}):                                      {scanners.Organization, "sharing link for the organization (view)", nil},
		put(d, "全員.txt", onedrivetest.Grant{Login: onedrivetest.EveryoneInside + "x", Claim: "外部ユーザー以外のすべてのユーザー"}):     {scanners.Organization, "everyone except external users", nil},
		put(d, "次郎へ.txt", onedrivetest.Grant{Users: []*onedrivetest.User{jiro}}):                                       {scanners.People, "shared with named people", []string{"jiro@example.ac.jp"}},
		put(d, "ゲストへ.txt", onedrivetest.Grant{Scope: "users", Type: "view", Users: []*onedrivetest.User{jiro, guest}}): {scanners.External, "shared with people outside (partner.example) (view)", []string{"jiro@example.ac.jp"}},
		put(d, "招待.txt", onedrivetest.Grant{Mail: "someone@mail.example"}):                                             {scanners.External, "shared with people outside (mail.example)", nil},
		put(d, "研究室へ.txt", onedrivetest.Grant{Group: inside}):                                                          {scanners.People, `group "研究室"`, []string{"jiro@example.ac.jp"}},
		put(d, "共同.txt", onedrivetest.Grant{Group: mixed}):                                                             {scanners.External, `group "共同研究", which has guests`, []string{"jiro@example.ac.jp"}},
		put(lib, "様式/a.txt"): {scanners.People, `site group "教務 のメンバー"; inherited from the library`, nil},
	}
	shared := d.Folder("名簿/公開")
	shared.Share(onedrivetest.Grant{Scope: "anonymous", Type: "view"})
	cases[put(d, "名簿/公開/年度/a.txt")] = want{scanners.Anyone, `sharing link for anyone (view); inherited from folder "名簿/公開": mend it there`, nil}
	cases[put(d, "名簿/公開/年度/b.txt", onedrivetest.Grant{Users: []*onedrivetest.User{jiro}})] =
		want{scanners.Anyone, `sharing link for anyone (view); inherited from folder "名簿/公開": mend it there`, []string{"jiro@example.ac.jp"}}
	apart := put(d, "名簿/公開/内緒.txt")
	apart.Unshare(true)
	cases[apart] = want{scanners.Private, "nobody but the owner", nil}
	lib.Root().Share(onedrivetest.Grant{Scope: "organization", Type: "view"})
	cases[put(lib, "b.txt")] = want{scanners.Organization, "sharing link for the organization (view); inherited from the whole drive: mend it there", nil}
	for it, w := range cases {
		if strings.HasPrefix(it.Path(), "様式") {
			w.exposure, w.because = scanners.Organization, "sharing link for the organization (view); inherited from the whole drive: mend it there"
			cases[it] = w
		}
	}

	srv, conf := serve(t, c)
	s := open(t, conf)
	items := map[string]scanners.Item{}
	for _, r := range roots(t, s) {
		some, _ := list(t, s, r)
		for id, it := range some {
			items[id] = it
		}
	}
	for f, w := range cases {
		it, ok := items[f.ID()]
		if !ok {
			t.Fatalf("%s is not listed", f.Path())
		}
		e, because, err := s.Exposure(t.Context(), it)
		if err != nil || e != w.exposure || because != w.because {
			t.Errorf("%s: %v, %q, %v\nwant %v, %q", f.Path(), e, because, err, w.exposure, w.because)
		}
		if with, err := s.SharedWith(t.Context(), it); err != nil || !slices.Equal(with, w.with) {
			t.Errorf("%s: shared with %q, %v; want %q", f.Path(), with, err, w.with)
		}
		if it.Exposure > e && e != scanners.Private { // expired links are told by the permissions alone
			t.Errorf("%s: listed as %v", f.Path(), it.Exposure)
		}
	}

	// What lies below one place is answered by one request; what nobody shared,
	// by none.
	for i := range 20 {
		put(d, "名簿/公開/年度/"+string(rune('c'+i))+".txt")
		put(d, "私/"+string(rune('c'+i))+".txt")
	}
	s = open(t, conf)
	all, _ := list(t, s, roots(t, s)[0])
	for _, it := range items {
		all[it.ID] = it
	}
	srv.Asked()
	for _, it := range all {
		if p := it.Path; strings.Contains(p, "名簿/公開/年度/c") || strings.Contains(p, "/私/") || strings.Contains(p, "名簿/公開/年度/d") {
			if _, _, err := s.Exposure(t.Context(), it); err != nil {
				t.Error(err)
			}
		}
	}
	if asked := srv.Asked(); len(asked) > 1 {
		t.Errorf("asked %q", asked)
	}
}

func TestOwnersOfLibraries(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	taro, jiro := c.AddUser("taro", "佐藤 太郎", ""), c.AddUser("jiro", "鈴木 次郎", "理学部")
	team := c.AddGroup("教務", []*onedrivetest.User{taro, jiro}, nil)
	a := c.AddSite("教務", "kyomu", team).Library("a").Put("x.txt", "x")
	b := c.AddSite("広報", "koho", nil).Library("b").Put("y.txt", "y")
	b.ChangedBy(jiro)
	own := taro.OneDrive().Put("z.txt", "z")
	srv, conf := serve(t, c)
	s := open(t, conf)
	items := map[string]scanners.Item{}
	for _, r := range roots(t, s) {
		some, _ := list(t, s, r)
		for id, it := range some {
			items[id] = it
		}
	}
	for it, want := range map[*onedrivetest.Item][2]string{a: {"jiro@example.ac.jp", "理学部"}, b: {"jiro@example.ac.jp", "理学部"}, own: {}} {
		owner, unit, err := s.Owner(t.Context(), items[it.ID()])
		if err != nil || owner != want[0] || unit != want[1] {
			t.Errorf("%s: %q of %q, %v; want %q", it.Path(), owner, unit, err, want)
		}
	}
	if items[own.ID()].Owner != "taro@example.ac.jp" {
		t.Errorf("%+v", items[own.ID()])
	}

	// Without the right to read groups, the item itself tells.
	a.ChangedBy(jiro)
	srv.App.Roles = []string{"Files.Read.All", "Sites.Read.All", "User.Read.All"}
	srv.Revoke()
	if owner, _, err := open(t, conf).Owner(t.Context(), items[a.ID()]); err != nil || owner != "jiro@example.ac.jp" {
		t.Errorf("%q, %v", owner, err)
	}
}

func TestAccounts(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	for name, mfa := range map[string]*onedrivetest.MFA{
		"with":    {Registered: true, Capable: true, Methods: []string{"microsoftAuthenticatorPush"}},
		"without": {},
		"barred":  {Registered: true, Methods: []string{"mobilePhone"}},
		"untold":  nil,
	} {
		c.AddUser(name, name, "医学部").MFA = mfa
	}
	c.AddGuest("guest@partner.example")
	srv, conf := serve(t, c)
	srv.PageSize = 2
	accounts := func() map[string]scanners.Account {
		out := map[string]scanners.Account{}
		for a, err := range open(t, conf).Accounts(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			name, _, _ := strings.Cut(a.ID, "@")
			out[name] = a
		}
		return out
	}
	got := accounts()
	if len(got) != 4 {
		t.Fatalf("%+v", got)
	}
	for name, want := range map[string]scanners.MFA{"with": scanners.MFAEnrolled, "without": scanners.MFANone, "barred": scanners.MFANone, "untold": scanners.MFAUnknown} {
		if a := got[name]; a.MFA != want || a.Department != "医学部" || a.AsOf.IsZero() {
			t.Errorf("%s: %+v; want %s", name, a, want)
		}
	}
	if !strings.Contains(got["with"].MFASource, "microsoftAuthenticatorPush") || !strings.Contains(got["barred"].MFASource, "mobilePhone") {
		t.Errorf("%+v", got)
	}
	srv.App.Roles = []string{"Files.Read.All", "Sites.Read.All", "User.Read.All"}
	srv.Revoke()
	for name, a := range accounts() {
		if a.MFA != scanners.MFAUnknown || !strings.Contains(a.MFASource, "AuditLog.Read.All") {
			t.Errorf("%s: %+v", name, a)
		}
	}
}
