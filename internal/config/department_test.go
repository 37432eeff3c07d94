package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/scanners"
)

const ldif = `version: 1

dn: uid=hanako,ou=Medicine,ou=Staff,dc=example,dc=ac,dc=jp
uid: hanako
mail: hanako@example.ac.jp
cn:: 5bGx55SwIOiKseWtkA==

dn: CN=Taro,OU=Science,OU=Staff,DC=example,DC=ac,DC=jp
sAMAccountName: taro
userPrincipalName: taro@example.ac.jp
department: Faculty of Science
userAccountControl: 514

dn: uid=jiro,ou=Library,dc=example,dc=ac,dc=jp
uid: jiro
department: Library
`

// load writes the files and reads the configuration among them.
func load(t *testing.T, conf string, files map[string]string) (Config, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Parse(filepath.Join(dir, "tenken.yaml"), []byte(conf))
}

const many = `sources:
- {name: 共有, kind: folder, paths: [.]}
- {name: AWS, kind: s3}
- {name: Drive, kind: gdrive, gdrive: {credentials: c.json}}
- {name: 病院NAS, kind: folder, paths: [b]}
people: [people.ldif, more.csv]
mapping: owners.csv
departments:
- {name: 医学部, head: 山田 学部長, ous: ["OU=Medicine,OU=Staff"], aliases: [Faculty of Medicine, med]}
- {name: 病院, head: 山田 学部長, sources: [病院NAS]}
- {name: 理学部, aliases: [Faculty of Science, "/理学部/**"]}
- {name: 事務局, owners: [saburo]}
`

func TestOwnersPeopleDepartments(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("アカウント,別名,氏名,所属,状態\r\nsaburo,saburo@example.ac.jp,事務 三郎,総務課,在職\r\nshiro,,元 四郎,med,退職\r\n")
	if err != nil {
		t.Fatal(err)
	}
	c, err := load(t, many, map[string]string{
		"people.ldif": ldif, "more.csv": sjis, "c.json": "{}",
		"owners.csv": "path,owner,department\n教務/**,,教務課\n,jiro,附属図書館\n,nobody-such,工学部\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	directory := map[string]string{"unit@example.ac.jp": "/理学部/教員", "drive-only@example.ac.jp": "Faculty of Science", "taro@example.ac.jp": "Faculty of Science"}
	for _, w := range []struct {
		name       string
		it         scanners.Item
		department string
		by         By
	}{
		{"an owner's rule, by another account of hers", scanners.Item{Source: "Drive", Path: "a/b", Owner: "saburo@example.ac.jp"}, "事務局", ByRule},
		{"the mapping file, by path", scanners.Item{Source: "共有", Path: "教務/a.xlsx", Owner: "hanako"}, "教務課", ByMapping},
		{"the mapping file, by owner", scanners.Item{Source: "共有", Path: "x/a.xlsx", Owner: "jiro"}, "附属図書館", ByMapping},
		{"her place in the directory", scanners.Item{Source: "Drive", Path: "a/b", Owner: "Hanako@example.ac.jp"}, "医学部", ByPerson},
		{"one who left, on a drive: nobody's", scanners.Item{Source: "Drive", Path: "a/b", Owner: "taro@example.ac.jp"}, "", ByNothing},
		{"one who left, on a share: the folder's", scanners.Item{Source: "共有", Path: "med/b", Owner: "shiro"}, "医学部", ByFolder},
		{"the drive's own directory", scanners.Item{Source: "Drive", Path: "a/b", Owner: "drive-only@example.ac.jp"}, "理学部", ByDirectory},
		{"a unit of the drive's directory", scanners.Item{Source: "Drive", Path: "a/b", Owner: "unit@example.ac.jp"}, "理学部", ByDirectory},
		{"a tag", scanners.Item{Source: "AWS", Path: "bucket/b", Owner: "x", Unit: "faculty of medicine"}, "医学部", ByTag},
		{"a source of its own", scanners.Item{Source: "病院NAS", Path: "何か/b", Owner: "x"}, "病院", BySource},
		{"the first folder", scanners.Item{Source: "共有", Path: "経済学部/b", Owner: "x"}, "経済学部", ByFolder},
		{"a folder on a drive is its owner's", scanners.Item{Source: "Drive", Path: "経済学部/b", Owner: "x@example.com"}, "", ByNothing},
		{"at the top", scanners.Item{Source: "共有", Path: "b", Owner: "x"}, "", ByNothing},
	} {
		if b := c.Belong(w.it, directory); b.Department != w.department || b.By != w.by {
			t.Errorf("%s: %q by %q; want %q by %q", w.name, b.Department, b.By, w.department, w.by)
		}
	}
	if b := c.Belong(scanners.Item{Owner: "taro"}, nil); !b.Person.Retired || b.Person.Name != "" {
		t.Errorf("taro: %+v", b.Person)
	}
	if b := c.Belong(scanners.Item{Owner: "hanako"}, nil); b.Person.Name != "山田 花子" {
		t.Errorf("hanako: %+v", b.Person)
	}
	heads := c.Heads()
	if len(heads) != 2 || heads["医学部"] != heads["病院"] {
		t.Errorf("heads: %v", heads)
	}
	strangers := c.Strangers([]string{"nobody-sush", "JIRO", "hanako"})
	if len(strangers) != 1 || strangers[0].Line != 4 || strangers[0].Owner != "nobody-such" || strangers[0].Near != "nobody-sush" {
		t.Errorf("strangers: %+v", strangers)
	}
}

func TestMistakesAboutPeople(t *testing.T) {
	const ok = "sources:\n- {name: a, kind: folder, paths: [.]}\n"
	for _, c := range []struct{ conf, file, want string }{
		{ok + "people: [p.csv]\n", "名前,所属\n山田,医学部\n", "no column of accounts"},
		{ok + "people: [p.csv]\n", "id,department\na,b,c\n", "line 2: 3 cells"},
		{ok + "people: [p.csv]\n", "id,department\na,\xff\xff\n", "Shift_JIS"},
		{ok + "people: [p.csv]\n", "dn: uid=a,dc=x\nuid a\n", "line 2"},
		{ok + "people: [p.csv]\n", "version: 1\n\nuid: a\n", "line 3: an entry begins with"},
		{ok + "people: [p.csv]\n", "dn: uid=a,dc=x\nuid:: %%%\n", "not base64"},
		{ok + "people: [nowhere.csv]\n", "", "nowhere.csv"},
		{ok + "departments: [{name: x, sources: [b]}]\n", "", `no source "b"`},
		{ok + "mapping: p.csv\n", "owner,department\na,x\nA,y\n", `p.csv: [3] owner "A" belongs to "y" here and to "x" before`},
	} {
		_, err := load(t, c.conf, map[string]string{"p.csv": c.file})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "[3]") {
			t.Errorf("%q with %q: %v; want %q in line 3", c.conf, c.file, err, c.want)
		}
	}
}
