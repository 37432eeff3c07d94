package policy

import (
	"fmt"
	"testing"
	"time"

	"tenken/internal/record"
	"tenken/scanners"
)

// one parses a policy of one rule with these conditions.
func one(t *testing.T, when string) *Policy {
	t.Helper()
	p, err := Parse("p.yaml", []byte(fmt.Sprintf("name: x\nrules:\n- id: a\n  when: %s\n  level: low\n  verdict: review\n", when)))
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	return p
}

func TestConditions(t *testing.T) {
	now := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	f := record.File{
		Item: scanners.Item{
			Source: "OneDrive", Root: "r", ID: "1", Path: "医学部/名簿/2020.xlsx", Owner: "Hanako@example.ac.jp",
			Size: 3000, Modified: now.AddDate(-5, 0, -10), Exposure: scanners.Organization,
		},
		Department: "医学部", Persons: 12, Inspected: now,
		Findings: []record.Finding{finding("name", "personal", 12, 12, 0.9), finding("email", "personal", 40, 12, 0.9), finding("my_number", "personal", 1, 0, 0.3)},
		Facts: record.Facts{
			Storage: record.Storage{Kind: "onedrive", Contract: record.Personal}, Labels: []string{"機密性３情報"}, Shares: 4,
		},
	}
	for when, want := range map[string]bool{
		"{types: [name]}":                                              true,
		"{types: [my_number]}":                                         false,
		"{categories: [personal], min_kinds: 2}":                       true,
		"{types: [name], also: [address, email]}":                      true,
		"{types: [name], also: [address, my_number]}":                  false,
		"{types: [name], without: [address]}":                          true,
		"{types: [name], without: [email]}":                            false,
		"{types: [name], without: [my_number]}":                        true, // a suspicion is nothing
		"{types: [name], max_persons: 12}":                             true,
		"{types: [name], max_persons: 11}":                             false,
		"{types: [name], labels: [機密性3]}":                              true,
		"{labels: [機密性3情報]}":                                           true,
		"{labels: [機密性2]}":                                             false,
		"{types: [name], kinds: [onedrive, gdrive]}":                   true,
		"{types: [name], kinds: [s3]}":                                 false,
		"{types: [name], contract: [personal]}":                        true,
		"{types: [name], contract: [institution]}":                     false,
		"{types: [name], device: [personal]}":                          false,
		"{types: [name], sources: [OneDrive]}":                         true,
		"{types: [name], paths: ['**/名簿/**']}":                         true,
		"{types: [name], paths: ['名簿/**']}":                            false,
		"{types: [name], owners: ['*@example.ac.jp']}":                 true,
		"{types: [name], owners: ['*@gmail.com']}":                     false,
		"{types: [name], departments: [医学部]}":                          true,
		"{types: [name], departments: [理学部]}":                          false,
		"{types: [name], older_than: 5y}":                              true,
		"{types: [name], older_than: 6y}":                              false,
		"{types: [name], newer_than: 90d}":                             false,
		"{types: [name], encrypted: false}":                            true,
		"{types: [name], encrypted: true}":                             false,
		"{types: [name], exposure: [organization]}":                    true,
		`'persons > 10 && "name" in types'`:                            true,
		`'count("email") == 40 && count("address") == 0'`:              true,
		`'count("my_number") > 0'`:                                     false,
		`'age_days > 365 * 5'`:                                         true,
		`'owner.endsWith("@example.ac.jp")'`:                           true,
		`'owner.lowerAscii().startsWith("hanako")'`:                    true,
		`'labels.exists(l, l.contains("機密性"))'`:                        true,
		`'shares > 3 && contract == "personal" && kind == "onedrive"'`: true,
		`'path.split("/")[9] == "x"'`:                                  false, // cannot be told
		`{types: [email], cel: 'exposure == "organization"'}`:          true,
		`{types: [address], cel: 'true'}`:                              false,
	} {
		g := f
		one(t, when).Judge(&g)
		if got := g.Verdict == record.Review; got != want {
			t.Errorf("%s: %v, want %v", when, got, want)
		}
	}
}

func TestAgesOfWhatHasNoDate(t *testing.T) {
	f := record.File{Findings: []record.Finding{finding("name", "personal", 1, 1, 0.9)}, Inspected: time.Now()}
	for _, when := range []string{"{types: [name], older_than: 1d}", "{types: [name], newer_than: 100y}", "'age_days >= 0'"} {
		p := one(t, when)
		if p.Judge(&f); f.Verdict == record.Review {
			t.Errorf("%s holds for a file without a date", when)
		}
		if !p.Ages() {
			t.Errorf("%s does not depend on time", when)
		}
	}
	if one(t, "{types: [name]}").Ages() {
		t.Error("a rule without an age depends on time")
	}
}
