package policy

import (
	"slices"
	"testing"

	"tenken/internal/record"
	"tenken/scanners"
)

// The three worked policies say different things of the same files, as the
// institutions do whose rules they follow.
func TestOneFileThreeInstitutions(t *testing.T) {
	policies := shipped(t)
	marks := []record.Finding{finding("student_id", "personal", 40, 40, 0.9), finding("grade", "personal", 40, 40, 0.9), finding("name", "personal", 40, 40, 0.9)}
	tenant := record.Storage{Kind: "onedrive", Contract: record.Institutional}
	for _, c := range []struct {
		name     string
		storage  record.Storage
		exposure scanners.Exposure
		locked   bool
		want     map[string]record.Verdict
		grades   map[string]string
	}{
		{"marks in the institution's cloud", tenant, scanners.Private, false, map[string]record.Verdict{
			"cloud-forbidden.yaml": record.Violation, "pc-forbidden.yaml": record.Clear, "mixed.yaml": record.Clear,
		}, map[string]string{"cloud-forbidden.yaml": "機密性3情報", "pc-forbidden.yaml": "秘（機密性3B）", "mixed.yaml": "機密性2情報"}},
		{"on a computer of the institution", record.Storage{Kind: "folder", Contract: record.Institutional, Device: record.Institutional}, scanners.Private, false, map[string]record.Verdict{
			"cloud-forbidden.yaml": record.Clear, "pc-forbidden.yaml": record.Violation, "mixed.yaml": record.Clear,
		}, nil},
		{"on one's own computer", record.Storage{Kind: "folder", Contract: record.Institutional, Device: record.Personal}, scanners.Private, false, map[string]record.Verdict{
			"cloud-forbidden.yaml": record.Violation, "pc-forbidden.yaml": record.Violation, "mixed.yaml": record.Violation,
		}, nil},
		{"encrypted on one's own computer", record.Storage{Kind: "folder", Contract: record.Institutional, Device: record.Personal}, scanners.Private, true, map[string]record.Verdict{
			"cloud-forbidden.yaml": record.Violation, "pc-forbidden.yaml": record.Violation, "mixed.yaml": record.Clear,
		}, nil},
		{"in a cloud of one's own", record.Storage{Kind: "gdrive", Contract: record.Personal}, scanners.Private, false, map[string]record.Verdict{
			"cloud-forbidden.yaml": record.Violation, "pc-forbidden.yaml": record.Violation, "mixed.yaml": record.Violation,
		}, nil},
		{"shared with all, students included", tenant, scanners.Organization, false, map[string]record.Verdict{
			"cloud-forbidden.yaml": record.Violation, "pc-forbidden.yaml": record.Violation, "mixed.yaml": record.Review,
		}, nil},
		{"shared with a partner outside", tenant, scanners.External, false, map[string]record.Verdict{
			"cloud-forbidden.yaml": record.Violation, "pc-forbidden.yaml": record.Violation, "mixed.yaml": record.Violation, // by the line of CEL
		}, nil},
	} {
		for name, want := range c.want {
			f := record.File{Item: scanners.Item{Exposure: c.exposure}, Persons: 40, Findings: marks, Facts: record.Facts{Storage: c.storage}}
			if c.locked {
				f.Protection = record.WithPassword
			}
			policies[name].Judge(&f)
			if f.Verdict != want {
				t.Errorf("%s, %s: %s by %q; want %s", c.name, name, f.Verdict, f.Rule, want)
			}
			if f.Flagged() && (f.Clause == "" || f.Action == "" || f.Rule == "" || len(f.Rulings) == 0) {
				t.Errorf("%s, %s: no clause, action or rule: %+v", c.name, name, f)
			}
			if g := c.grades[name]; g != "" && f.Grade != g {
				t.Errorf("%s, %s: %q; want %q", c.name, name, f.Grade, g)
			}
		}
	}
}

// A mark in the document makes its grade, whatever else is in it.
func TestMarksMakeGrades(t *testing.T) {
	p := shipped(t)["mixed.yaml"]
	f := record.File{
		Findings: []record.Finding{finding("classification_mark", "marking", 1, 0, 0.9)},
		Facts:    record.Facts{Labels: []string{"機密性 ３ 情報"}, Storage: record.Storage{Kind: "s3", Contract: record.Institutional}},
		Item:     scanners.Item{Exposure: scanners.Private},
	}
	if p.Judge(&f); f.Grade != "機密性3情報" || f.Rule != "c3-cloud" || f.Action != "encrypt" {
		t.Errorf("grade %q, rule %q, action %q", f.Grade, f.Rule, f.Action)
	}
}

func TestEveryClauseIsTold(t *testing.T) {
	p := shipped(t)["mixed.yaml"]
	f := record.File{
		Persons: 2000, Item: scanners.Item{Exposure: scanners.Anyone},
		Findings: []record.Finding{finding("grade", "personal", 2000, 2000, 0.9), finding("name", "personal", 2000, 2000, 0.9)},
		Facts:    record.Facts{Storage: record.Storage{Kind: "s3", Contract: record.Institutional}},
	}
	p.Judge(&f)
	var rules []string
	for _, r := range f.Rulings {
		rules = append(rules, r.Rule)
	}
	if want := []string{"c2-public", "marks-outside", "persons-1000"}; !slices.Equal(rules, want) || f.Rule != rules[0] {
		t.Errorf("decided by %s, told %v; want %v", f.Rule, rules, want)
	}
}
