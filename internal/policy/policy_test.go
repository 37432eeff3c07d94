package policy

import (
	"os"
	"strings"
	"testing"

	"tenken/internal/record"
	"tenken/scanners"
)

func builtIn(t *testing.T) *Policy {
	t.Helper()
	text, err := os.ReadFile("../../configs/policy/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Parse("default.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func finding(typ string, cat record.Category, count, persons int, confidence float64) record.Finding {
	return record.Finding{Type: typ, Category: cat, Count: count, Persons: persons, Confidence: confidence}
}

func TestJudge(t *testing.T) {
	p := builtIn(t)
	for _, c := range []struct {
		name     string
		file     record.File
		level    record.Level
		verdict  record.Verdict
		findings []record.Finding
	}{
		{name: "nothing", level: record.NoLevel, verdict: record.Clear},
		{name: "one My Number", file: record.File{Persons: 1}, level: record.Critical, verdict: record.Violation,
			findings: []record.Finding{finding("my_number", "personal", 1, 1, 0.9)}},
		{name: "a bare check digit is not enough", file: record.File{Persons: 0}, level: record.NoLevel, verdict: record.Clear,
			findings: []record.Finding{finding("my_number", "personal", 1000, 0, 0.3)}},
		{name: "a roster of 1001", file: record.File{Persons: 1001}, level: record.Critical, verdict: record.Review,
			findings: []record.Finding{finding("name", "personal", 1001, 1001, 0.9)}},
		{name: "a roster of 1000", file: record.File{Persons: 1000}, level: record.High, verdict: record.Review,
			findings: []record.Finding{finding("name", "personal", 1000, 1000, 0.9)}},
		{name: "one name alone", file: record.File{Persons: 1}, level: record.NoLevel, verdict: record.Clear,
			findings: []record.Finding{finding("name", "personal", 1, 1, 0.9)}},
		{name: "whom to ask", file: record.File{Persons: 1}, level: record.NoLevel, verdict: record.Clear,
			findings: []record.Finding{finding("name", "personal", 1, 1, 0.9), finding("email", "personal", 1, 1, 0.9), finding("phone_fixed", "personal", 1, 0, 0.9), finding("address", "personal", 1, 1, 0.75)}},
		{name: "one name and a mobile phone", file: record.File{Persons: 1}, level: record.Low, verdict: record.Review,
			findings: []record.Finding{finding("name", "personal", 1, 1, 0.9), finding("phone_mobile", "personal", 1, 1, 0.9)}},
		{name: "a form with name and home", file: record.File{Persons: 1}, level: record.Low, verdict: record.Review,
			findings: []record.Finding{finding("name", "personal", 1, 1, 0.9), finding("address", "personal", 1, 1, 0.95)}},
		{name: "a list of five", file: record.File{Persons: 5}, level: record.Low, verdict: record.Review,
			findings: []record.Finding{finding("name", "personal", 5, 5, 0.9), finding("email", "personal", 5, 5, 0.9)}},
		{name: "shared with anyone", file: record.File{Persons: 6, Item: scanners.Item{Exposure: scanners.Anyone}}, level: record.High, verdict: record.Violation,
			findings: []record.Finding{finding("name", "personal", 6, 6, 0.9)}},
		{name: "one birth date, shared with anyone", file: record.File{Persons: 1, Item: scanners.Item{Exposure: scanners.Anyone}}, level: record.High, verdict: record.Violation,
			findings: []record.Finding{finding("birth_date", "personal", 1, 1, 0.9)}},
		{name: "a violation outranks a graver review", file: record.File{Persons: 5000, Item: scanners.Item{Exposure: scanners.Anyone}}, level: record.High, verdict: record.Violation,
			findings: []record.Finding{finding("name", "personal", 5000, 5000, 0.9)}},
		{name: "a marked document", level: record.Medium, verdict: record.Review,
			findings: []record.Finding{finding("classification_mark", "marking", 1, 0, 0.9)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := c.file
			f.Findings = c.findings
			p.Judge(&f)
			if f.Level != c.level || f.Verdict != c.verdict {
				t.Errorf("got %s, %s; want %s, %s", f.Level, f.Verdict, c.level, c.verdict)
			}
			if f.Verdict != record.Clear && (f.Clause == "" || f.Action == "") {
				t.Errorf("a flagged file names no clause or action: %+v", f)
			}
		})
	}
}

func TestSkip(t *testing.T) {
	p := builtIn(t)
	for path, want := range map[string]record.Code{
		"研究室/code/.git/objects/ab/cd": record.Excluded,
		"node_modules/x/index.js":     record.Excluded,
		"研究室/名簿.xlsx":                 "",
		"git/名簿.xlsx":                 "",
	} {
		r, skip := p.Skip(scanners.Item{Path: path, Size: 10})
		if skip != (want != "") || r.Code != want {
			t.Errorf("%s: got %q, %v; want %q", path, r.Code, skip, want)
		}
	}
	if r, skip := p.Skip(scanners.Item{Path: "a.img", Size: 65 << 30}); !skip || r.Code != record.TooLarge {
		t.Errorf("65 GiB: got %v, %v", r, skip)
	}
}

func TestParseNamesTheMistake(t *testing.T) {
	for text, want := range map[string]string{
		"name: x\nrulez: []\n": "rulez",
		"name: x\nrules:\n- {id: a, when: {types: [name]}, level: grave, verdict: review}\n": "grave",
		"name: x\nrules:\n- {id: a, when: {types: [name]}, level: low, verdict: maybe}\n":    "maybe",
		"name: x\nrules:\n- {id: a, when: {}, level: low, verdict: review}\n":                "types or categories",
		"name: x\n": "rules",
		"name: x\nrules:\n- {id: a, when: {types: [name], exposure: [world]}, level: low, verdict: clear}\n": "world",
		"name: x\nskip: [{min_size: 3 parsecs}]\nrules: []\n":                                                "parsecs",
	} {
		if _, err := Parse("p.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "p.yaml") {
			t.Errorf("%q: got %v; want it to name %q", text, err, want)
		}
	}
}

func TestMaskHidesTheValue(t *testing.T) {
	for _, c := range []struct{ typ, value, want string }{
		{"my_number", "1234 5678 9018", "************"},
		{"credit_card", "4111-1111-1111-1111", "************"},
		{"name", "山田 太郎", "山****"},
		{"email", "hanako@example.ac.jp", "h************"},
		{"phone_mobile", "０９０-1234-5678", "***-****-**78"},
		{"birth_date", "平成元年1月8日", "********"},
		{"postal_code", "〒100-0001", "*********"},
		{"address", "東京都千代田区千代田1-1", "東************"},
		{"classification_mark", "機密性3情報", "機密性3情報"},
		{"name", "森", "*"},
		{"name", "", ""},
	} {
		if got := Mask(c.typ, c.value); got != c.want {
			t.Errorf("Mask(%s, %s) = %s; want %s", c.typ, c.value, got, c.want)
		}
	}
}
