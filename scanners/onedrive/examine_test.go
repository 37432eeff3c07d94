package onedrive_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tenken/scanners"
	"tenken/scanners/onedrive"
	"tenken/scanners/onedrive/onedrivetest"
)

func examine(t *testing.T, s *onedrive.Scanner) map[string]scanners.Check {
	t.Helper()
	out := map[string]scanners.Check{}
	for c, err := range s.Examine(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out[c.ID] = c
	}
	return out
}

func TestDoctorTriesEveryPermissionByItself(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	taro := c.AddUser("taro", "佐藤 太郎", "")
	taro.MFA = &onedrivetest.MFA{}
	team := c.AddGroup("教務", []*onedrivetest.User{taro}, nil)
	c.AddSite("教務", "kyomu", team).Library("a").Put("x.txt", "x")
	srv, conf := serve(t, c)
	for id, c := range examine(t, open(t, conf)) {
		if c.State != scanners.Healthy {
			t.Errorf("%s: %+v", id, c)
		}
	}
	ids := map[string]string{"User.Read.All": "users", "GroupMember.Read.All": "groups", "AuditLog.Read.All": "mfa"}
	for lacking, id := range ids {
		srv.App.Roles = slices.DeleteFunc(slices.Clone(onedrivetest.ReadRoles), func(r string) bool { return r == lacking })
		srv.Revoke()
		got := examine(t, open(t, conf))
		for other, c := range got {
			if missing := c.State == scanners.Missing || c.State == scanners.Failing; missing != (other == id) {
				t.Errorf("without %s, %s is %+v", lacking, other, c)
			}
		}
		if !strings.Contains(got[id].Next.En, lacking) {
			t.Errorf("without %s: %+v", lacking, got[id])
		}
	}
	srv.App.Roles = []string{"User.Read.All"}
	srv.Revoke()
	if got := examine(t, open(t, conf)); got["sites"].State != scanners.Failing || got["read"].State != scanners.Failing {
		t.Errorf("%+v", got)
	}
	srv.App.Secret = "renewed"
	if got := examine(t, open(t, conf)); len(got) != 1 || got["identity"].State != scanners.Failing {
		t.Errorf("%+v", got)
	}
}

func TestWritingPermissionsAreTold(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	srv, conf := serve(t, c)
	for role, want := range map[string]scanners.Health{
		"":                          scanners.Healthy,
		"Directory.Read.All":        scanners.Healthy,
		"Files.ReadWrite.All":       scanners.Writing,
		"Sites.FullControl.All":     scanners.Writing,
		"Sites.Manage.All":          scanners.Writing,
		"Mail.Send":                 scanners.Writing,
		"User.ReadWrite.All":        scanners.Writing,
		"Sites.Selected":            scanners.Unsure,
		"Files.ReadWrite.AppFolder": scanners.Writing,
	} {
		srv.App.Roles = slices.Clone(onedrivetest.ReadRoles)
		if role != "" {
			srv.App.Roles = append(srv.App.Roles, role)
		}
		srv.Revoke()
		for c, err := range open(t, conf).Writes(t.Context()) {
			if err != nil || c.State != want || want == scanners.Writing && !strings.Contains(c.What.En, role) {
				t.Errorf("%s: %+v, %v; want %s", role, c, err, want)
			}
		}
	}
}

// The READMEs name the permissions that are used, and no others.
func TestPermissionsOfTheReadme(t *testing.T) {
	row := regexp.MustCompile("(?m)^\\| `([A-Z][A-Za-z]+\\.Read\\.All)` \\|")
	for _, name := range []string{"README.md", "README.ja.md"} {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range row.FindAllSubmatch(text, -1) {
			got = append(got, string(m[1]))
		}
		if !slices.Equal(got, onedrive.Permissions()) {
			t.Errorf("%s: %q\nwant %q", name, got, onedrive.Permissions())
		}
	}
}
