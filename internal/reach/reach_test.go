package reach

import (
	"fmt"
	"slices"
	"testing"

	"tenken/internal/record"
	"tenken/scanners"
)

func account(source, id, name string, mfa scanners.MFA) record.Account {
	return record.Account{Source: source, Account: scanners.Account{ID: id, Name: name, MFA: mfa}}
}

func file(source, owner string, persons int, with ...string) record.File {
	return record.File{
		Item: scanners.Item{Source: source, Owner: owner}, Persons: persons, Verdict: record.Review, Level: record.High,
		Facts: record.Facts{SharedWith: with},
	}
}

func TestWhatFallsWithAnAccount(t *testing.T) {
	var s Survey
	special := file("Drive", "Hanako@example.ac.jp", 10, "taro@example.ac.jp", "guest@example.com")
	special.Legal, special.Level = []string{"special_care", "malicious"}, record.Critical
	wide := file("Drive", "hanako@example.ac.jp", 300)
	wide.Exposure = scanners.Organization
	graded := record.File{Item: scanners.Item{Source: "Drive", Owner: "taro@example.ac.jp"}, Persons: 5, Verdict: record.Clear, Facts: record.Facts{Grade: "機密性3情報"}}
	for _, f := range []record.File{
		special, wide, graded,
		file("NAS", "taro@example.ac.jp", 40), // a share without accounts, whose owners a mapping file names
		file("NAS", "root", 7),                // and one whom nobody knows
		file("Drive", "佐藤 太郎", 1000),          // a name that two accounts have tells nothing
		file("S3", "佐藤 花子", 20),               // one that one account has does
		{Item: scanners.Item{Source: "Drive", Owner: "taro@example.ac.jp"}, Persons: 9, Verdict: record.Clear}, // nobody minds
	} {
		s.Add(f)
	}
	got := s.Accounts([]record.Account{
		account("Drive", "hanako@example.ac.jp", "山田 花子", scanners.MFAEnforced),
		account("Drive", "taro@example.ac.jp", "鈴木 太郎", scanners.MFANone),
		account("Drive", "a@example.ac.jp", "佐藤 太郎", scanners.MFANone),
		account("Drive", "b@example.ac.jp", "佐藤 太郎", scanners.MFAEnrolled),
		account("S3", "AIDA1", "佐藤 花子", scanners.MFAUnknown),
		account("Cloud", "", "", scanners.MFAUnknown), // it would not tell
	}, nil)
	var lines []string
	for _, a := range got {
		lines = append(lines, fmt.Sprintf("%d %s %s own %d/%d shared %d/%d all %d reports %d %s", a.Rank, a.ID, a.MFA,
			a.Owned.Files, a.Owned.Persons, a.Shared.Files, a.Shared.Persons, a.Everyone.Persons, a.Total().Reports, a.Worst))
	}
	want := []string{
		"1 taro@example.ac.jp none own 2/45 shared 1/10 all 300 reports 1 critical",
		"2 佐藤 太郎 unknown own 1/1000 shared 0/0 all 300 reports 0 high",
		"3 AIDA1 unknown own 1/20 shared 0/0 all 0 reports 0 high",
		"4 guest@example.com unknown own 0/0 shared 1/10 all 300 reports 1 critical",
		"5 root unknown own 1/7 shared 0/0 all 0 reports 0 high",
		"6 hanako@example.ac.jp enforced own 2/310 shared 0/0 all 300 reports 1 critical",
		"7 a@example.ac.jp none own 0/0 shared 0/0 all 300 reports 0 none",
		"8  unknown own 0/0 shared 0/0 all 0 reports 0 none",
		"9 b@example.ac.jp enrolled own 0/0 shared 0/0 all 300 reports 0 none",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got:\n%s\nwant:\n%s", fmt.Sprint(join(lines)), join(want))
	}
	few := s.Accounts([]record.Account{account("Drive", "taro@example.ac.jp", "", scanners.MFANone)}, func(a Account) bool { return a.Shared.Files > 0 })
	if len(few) != 2 || few[0].ID != "taro@example.ac.jp" || few[1].Rank != 2 {
		t.Errorf("with something shared: %+v", few)
	}
}

func join(lines []string) string {
	out := ""
	for _, l := range lines {
		out += "  " + l + "\n"
	}
	return out
}

func TestNothing(t *testing.T) {
	var s Survey
	if got := s.Accounts(nil, nil); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if got := s.Accounts([]record.Account{account("a", "x", "x", scanners.MFANone)}, nil); len(got) != 1 || got[0].Rank != 1 {
		t.Errorf("%v", got)
	}
}

func BenchmarkAccounts(b *testing.B) {
	var s Survey
	var known []record.Account
	for i := range 30_000 {
		id := fmt.Sprintf("u%d@example.ac.jp", i)
		known = append(known, account("Drive", id, id, scanners.MFANone))
		s.Add(file("Drive", id, i%100, fmt.Sprintf("u%d@example.ac.jp", i*7%30_000)))
		s.Add(file("NAS", id, 1))
	}
	b.ResetTimer()
	for range b.N {
		s.Accounts(known, nil)
	}
}
