package people

import (
	"slices"
	"strings"
	"testing"
)

const export = `# a comment
version: 1

dn: ou=Medicine,ou=Staff,dc=example,dc=ac,dc=jp
objectClass: organizationalUnit
ou: Medicine

dn: uid=hanako,ou=Medicine,ou=Staff,dc=example,dc=ac,
 dc=jp
uid: hanako
mail: hanako@example.ac.jp
proxyAddresses: SMTP:hanako.y@example.ac.jp
displayName;lang-en: Hanako
displayName: 山田 花子
ou: 医学部
jpegPhoto:< file:///photo.jpg

dn:: Y249VGFybyx vdT1TY2llbmNl
cn: x
uid: bad
`

func TestLDIF(t *testing.T) {
	_, err := Parse([]byte(export))
	if err == nil || !strings.Contains(err.Error(), "line 18: dn: not base64") {
		t.Fatalf("got %v", err)
	}
	good, _, _ := strings.Cut(export, "dn:: ")
	got, err := Parse([]byte(strings.ReplaceAll(good, "\n", "\r\n")))
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	p := got[0]
	if want := []string{"hanako", "hanako@example.ac.jp", "hanako.y@example.ac.jp"}; !slices.Equal(p.IDs, want) || p.Name != "Hanako" ||
		p.Department != "医学部" || !slices.Equal(p.Unit, []string{"Staff", "Medicine"}) || p.Retired || p.Line != 8 {
		t.Errorf("%+v", p)
	}
	for unit, want := range map[string]bool{
		"Medicine": true, "staff/medicine": true, "Staff": true, "OU=Medicine,OU=Staff,DC=example": true, "ou=medicine": true,
		"Medicine/Staff": false, "Med": false, "": false, "OU=Science,OU=Staff": false, `OU=a\`: false,
	} {
		if p.Within(unit) != want {
			t.Errorf("within %q: %v", unit, !want)
		}
	}
}

func TestWhoHasLeft(t *testing.T) {
	for lines, want := range map[string]bool{
		"userAccountControl: 512": false, "userAccountControl: 514": true, "userAccountControl: 66050": true,
		"nsAccountLock: TRUE": true, "nsAccountLock: false": false, "pwdAccountLockedTime: 000001010000Z": true,
		"pwdAccountLockedTime: 20260101000000Z": false, "description: retired": false,
	} {
		got, err := Parse([]byte("dn: cn=a\\, b,ou=x\nuid: a\n" + lines + "\n"))
		if err != nil || len(got) != 1 || got[0].Retired != want {
			t.Errorf("%s: %+v, %v", lines, got, err)
		}
	}
	got, err := Parse([]byte("id,status\na,在職\nb,退職\nc,Disabled\n"))
	if err != nil || got[0].Retired || !got[1].Retired || !got[2].Retired {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAccountsOfSeveralPeople(t *testing.T) {
	var d Directory
	d.Add(Person{IDs: []string{"a"}, Department: "x", Retired: true}, Person{IDs: []string{"A", "a@x"}, Department: "y"})
	if p, ok := d.Find("a"); !ok || p.Department != "y" {
		t.Errorf("whoever has not left: %+v, %v", p, ok)
	}
	d.Add(Person{IDs: []string{"b"}, Department: "x"}, Person{IDs: []string{"b"}, Department: "y"}, Person{IDs: []string{"b"}, Department: "y"})
	if p, ok := d.Find("b"); ok {
		t.Errorf("nobody can tell whose b is, but %+v", p)
	}
	if c := d.Clashes(); !slices.Equal(c, []string{"b"}) {
		t.Errorf("clashes: %v", c)
	}
	if _, ok := new(Directory).Find("a"); ok {
		t.Error("the empty directory knows somebody")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(export))
	f.Add([]byte("id,name,department\na,b,c\n"))
	f.Add([]byte("dn: cn=\\2c\\\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		people, err := Parse(text)
		if err != nil {
			return
		}
		var d Directory
		d.Add(people...)
		for _, p := range people {
			if len(p.IDs) == 0 {
				t.Errorf("a person without an account: %+v", p)
			}
			d.Find(p.IDs[0])
		}
	})
}
