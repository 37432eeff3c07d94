package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/scanners"
)

func knownType(t string) bool { return t == "name" || t == "my_number" }

func TestRegister(t *testing.T) {
	const good = "許可番号,パス,所有者,種類,共有範囲,期限,理由\nR8-1,教務/**,,name;my_number,学内全体,2027-03-31,授業\n\nR8-2,,sato,,,2027/3/31,\n"
	sjis, err := japanese.ShiftJIS.NewEncoder().String(good)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{good, "\ufeff" + good, sjis} {
		r, err := ParseRegister("r.csv", []byte(text), knownType)
		if err != nil || len(r) != 2 {
			t.Fatalf("%v, %v", r, err)
		}
		if a := r[0]; a.Number != "R8-1" || len(a.Types) != 2 || a.Widest != scanners.Organization || a.Until.Format("20060102") != "20270331" || a.Line != 2 {
			t.Errorf("%+v", a)
		}
		if a := r[1]; a.Owner != "sato" || a.Widest != scanners.Private || a.Line != 4 {
			t.Errorf("%+v", a)
		}
	}
	for text, want := range map[string]string{
		"":          "no line of headings",
		"番号\n":      `"番号"`,
		"許可番号,パス\n": `"until" is missing`,
		"許可番号,パス,期限\n,a,2027-03-31\n":           "[2] number is missing",
		"許可番号,パス,期限\n1,,2027-03-31\n":           "[2] give a path or an owner",
		"許可番号,パス,期限\n1,a,近日\n":                  `[2] until "近日"`,
		"許可番号,パス,期限,種類\n1,a,2027-03-31,namae\n": `[2] there is no type "namae"`,
		"許可番号,パス,期限,共有範囲\n1,a,2027-03-31,みんな\n": `[2] exposure "みんな"`,
		"許可番号,パス,期限\n1,\"a,2027-03-31\n":        "quotes do not match",
		"\xff\xfe\x00": "neither UTF-8 nor Shift_JIS",
	} {
		var bad *Error
		if _, err := ParseRegister("r.csv", []byte(text), knownType); !errors.As(err, &bad) || !strings.Contains(bad.In("en"), want) || bad.In("ja") == bad.In("en") {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
}

func TestQuestions(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		qs, err := Config{}.ReadQuestions(lang, func(string) bool { return true })
		if err != nil || len(qs) < 10 || qs[0].Text == "" {
			t.Errorf("%d questions, %v", len(qs), err)
		}
	}
	for text, want := range map[string]string{
		"questions: []\n":                                   "there are no questions",
		"questions:\n- {id: A-1, ja: x}\n":                  `[2] questions[0].id: id "A-1"`,
		"questions:\n- {id: a}\n":                           "the question (ja) is missing",
		"questions:\n- {id: a, ja: x}\n- {id: a, ja: y}\n":  "used twice",
		"questions:\n- {id: a, ja: x, evidence: feeling}\n": `evidence "feeling"`,
		"questions:\n- {id: a, ja: x, types: [namae]}\n":    `there is no type "namae"`,
		"questions:\n- {id: a, jaa: x}\n":                   "jaa",
	} {
		if _, err := parseQuestions("q.yaml", []byte(text), "ja", knownType); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
}

func TestProtectionOfBooks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.csv")
	read := func(text string) (map[string]Protection, error) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return Config{Protect: file}.ReadProtection()
	}
	p, err := read("部局,パスワード,公開鍵\n医学部,correct horse battery,\n医学部,,age1xyz\n*,,age1abc\n")
	if err != nil || p["医学部"].Password == "" || len(p["医学部"].Recipients) != 1 || len(p["*"].Recipients) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	for text, want := range map[string]string{
		"部局,パスワード\n医学部,short\n":       "a password needs 12 characters",
		"部局,パスワード\n医学部,\n":            "give a password or a recipient",
		"部局,公開鍵\n医学部,ssh-ed25519\n":   "a recipient is written age1",
		"部局,パスワード\n,long long long\n": "department is missing",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
	if p, err := (Config{}).ReadProtection(); p != nil || err != nil {
		t.Errorf("%v, %v", p, err)
	}
}
