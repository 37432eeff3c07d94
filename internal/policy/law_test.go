package policy

import (
	"slices"
	"testing"

	"tenken/internal/record"
	"tenken/scanners"
)

func TestCasesOfLeakReport(t *testing.T) {
	p := shipped(t)["default.yaml"]
	sure := func(typ string, c record.Category) record.Finding { return finding(typ, c, 5, 5, 0.9) }
	for _, c := range []struct {
		name string
		file record.File
		want []string
	}{
		{"a roster of 1,000", record.File{Persons: 1000, Findings: []record.Finding{sure("name", "personal")}}, []string{"malicious"}},
		{"a roster of 1,001", record.File{Persons: 1001, Findings: []record.Finding{sure("name", "personal")}}, []string{"malicious", "over_1000"}},
		{"one person's diagnosis", record.File{Persons: 1, Findings: []record.Finding{sure("diagnosis", "medical")}}, []string{"special_care", "malicious"}},
		{"a diagnosis of nobody", record.File{Findings: []record.Finding{sure("diagnosis", "medical")}}, nil},
		{"one card", record.File{Findings: []record.Finding{sure("credit_card", "personal")}}, []string{"financial"}},
		{"bank accounts alone", record.File{Persons: 9, Findings: []record.Finding{sure("bank_account", "personal")}}, []string{"malicious"}},
		{"bank accounts with passwords", record.File{Persons: 9, Findings: []record.Finding{sure("bank_account", "personal"), sure("password_list", "credential")}}, []string{"financial_login", "malicious"}},
		{"a My Number", record.File{Persons: 1, Findings: []record.Finding{sure("my_number", "personal")}}, []string{"my_number", "malicious"}},
		{"101 My Numbers for anyone", record.File{Persons: 101, Item: scanners.Item{Exposure: scanners.Anyone}, Findings: []record.Finding{sure("my_number", "personal")}},
			[]string{"my_number", "my_number_public", "my_number_100", "malicious"}},
		{"a suspicion", record.File{Persons: 1, Findings: []record.Finding{finding("my_number", "personal", 1, 1, 0.4)}}, nil},
		{"encrypted", record.File{Persons: 1, Findings: []record.Finding{sure("diagnosis", "medical")}, Facts: record.Facts{Protection: record.WithPassword}},
			[]string{"special_care", "malicious", "exempt_encrypted"}},
		{"pseudonymised", record.File{Persons: 30, Item: scanners.Item{Path: "研究/仮名加工/data.csv"}, Findings: []record.Finding{sure("lab_value", "medical"), sure("age", "personal")}},
			[]string{"special_care", "malicious", "exempt_pseudonymised"}},
		{"said to be pseudonymised, with names", record.File{Persons: 30, Item: scanners.Item{Path: "研究/仮名加工/data.csv"}, Findings: []record.Finding{sure("lab_value", "medical"), sure("name", "personal")}},
			[]string{"special_care", "malicious"}},
		{"research secrets", record.File{Findings: []record.Finding{sure("patent_draft", "research")}}, nil},
	} {
		f := c.file
		p.Judge(&f)
		if !slices.Equal(f.Legal, c.want) {
			t.Errorf("%s: %v; want %v", c.name, f.Legal, c.want)
		}
		again := f
		if p.Judge(&again); !again.Same(f) {
			t.Errorf("%s: judged again, it is %+v; was %+v", c.name, again, f)
		}
	}
	for _, l := range law(t).Labels() {
		if l.Name == "" || l.English == "" || l.Source == "" || l.Exempt != (l.ID[:6] == "exempt") {
			t.Errorf("%+v", l)
		}
	}
}

// Whatever is said to be pseudonymised and is not has a rule of its own.
func TestLeftIdentifiers(t *testing.T) {
	p := shipped(t)["default.yaml"]
	f := record.File{Persons: 3, Item: scanners.Item{Path: "研究/調査_仮名加工.csv"}, Findings: []record.Finding{finding("student_id", "personal", 3, 3, 0.9)}}
	if p.Judge(&f); f.Rule != "pseudonymised-leftover" || f.Protection != record.Unprotected {
		t.Errorf("rule %q, protection %q", f.Rule, f.Protection)
	}
}
