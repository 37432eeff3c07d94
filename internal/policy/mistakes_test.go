package policy

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestMistakesAreToldWithTheirLines(t *testing.T) {
	const rule = "name: x\nrules:\n- {id: a, when: {types: [name]}, level: low, verdict: review}\n"
	for _, c := range []struct {
		text  string
		wants []string
	}{
		{"name: x\nrulez: []\n", []string{"[2:1]", "rulez", `"rules"`}},
		{"name: x\nrules:\n- id: a\n  when: {typos: [name]}\n  level: low\n  verdict: review\n", []string{"[4:", "typos", `"types"`}},
		{"name: x\nrules:\n- id: a\n  when: {types: [my_nubmer]}\n  level: low\n  verdict: review\n", []string{"[4]", "my_nubmer", `did you mean "my_number"`}},
		{"name: x\nrules:\n- id: a\n  when: {categories: [secret]}\n  level: low\n  verdict: review\n", []string{"[4]", "secret", "special_care"}},
		{"name: x\nrules:\n- id: a\n  when: {types: [name], older_than: 5 years}\n  level: low\n  verdict: review\n", []string{"5 years", "90d"}},
		{"name: x\nrules:\n- id: a\n  when: 'persons > \"5\"'\n  level: low\n  verdict: review\n", []string{"[4]", "CEL", "no matching overload"}},
		{"name: x\nrules:\n- id: a\n  when:\n    types: [name]\n    cel: 'person > 5'\n  level: low\n  verdict: review\n", []string{"[6]", "CEL", "undeclared reference to 'person'"}},
		{"name: x\nrules:\n- id: a\n  when: 'persons + 5'\n  level: low\n  verdict: review\n", []string{"[4]", "true or false"}},
		{rule + "- {id: a, when: {types: [email]}, level: low, verdict: review}\n", []string{"[4]", "used twice"}},
		{rule + "- {id: b, when: {types: [email], min_persons: 5, max_persons: 4}, level: low, verdict: review}\n", []string{"[4]", "max_persons"}},
		{rule + "- {id: b, when: {types: [email], paths: ['[a/**']}, level: low, verdict: review}\n", []string{"[4]", "not closed"}},
		{rule + "matrix:\n- {id: m, grades: [c3], decision: prohibited}\n", []string{"[5]", "prohibited", "c3", "no grades"}},
		{rule + "grades: [{id: c3, name: 機密性3, information: [{types: [name]}]}]\nmatrix:\n- {id: m, grades: [c2], decision: forbidden}\n", []string{"[6]", `"c2"`, "c3"}},
		{rule + "beside:\n- {id: z, when: {types: [name]}, other: {}, within: near, level: low, verdict: approved}\n", []string{"[5]", "within", "verdict", "other"}},
		// Contradictions: the same conditions, different verdicts.
		{rule + "- {id: b, when: {types: [name]}, level: low, verdict: approved}\n", []string{"[4]", `"b" (approved, low)`, `"a" in line 3`}},
		{"name: x\ngrades: [{id: g, name: G, marks: [G]}]\nstorages: [{id: s, name: S}]\nmatrix:\n- {id: a, grades: [g], storages: [s], decision: allowed}\n- {id: b, grades: [g], storages: [s], decision: forbidden}\n",
			[]string{"[6]", `"b" (forbidden)`, `"a" in line 5`}},
	} {
		_, err := ParseFor("p.yaml", []byte(c.text), infos(), Law{})
		if err == nil {
			t.Errorf("%q is no mistake", c.text)
			continue
		}
		for _, w := range append(c.wants, "p.yaml") {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%q: no %q in\n%v", c.text, w, err)
			}
		}
	}
}

func TestWarnings(t *testing.T) {
	const grades = "name: x\ngrades:\n- {id: g, name: G, marks: [G]}\nstorages:\n- {id: s, name: S, kinds: [s3]}\n- {id: t, name: T}\n"
	for _, c := range []struct {
		name, text string
		want       []string // of each warning
	}{
		{"a cascade is none", "name: x\nrules:\n- {id: a, when: {categories: [personal], min_persons: 100}, level: high, verdict: review}\n- {id: b, when: {categories: [personal]}, level: low, verdict: review}\n", nil},
		{"never reached", "name: x\nrules:\n- {id: a, when: {categories: [personal]}, level: high, verdict: violation}\n- {id: b, when: {types: [email], min_persons: 5, exposure: [anyone]}, level: high, verdict: review}\n", []string{`"b" never decides: "a" in line 3`}},
		{"a later one is graver", "name: x\nrules:\n- {id: a, when: {types: [email]}, level: low, verdict: review}\n- {id: b, when: {categories: [personal]}, level: high, verdict: violation}\n", []string{`"a" never decides: "b" in line 4`}},
		{"the same twice", "name: x\nrules:\n- {id: a, when: {types: [email]}, level: low, verdict: review}\n- {id: b, when: {types: [email]}, level: low, verdict: review}\n", []string{`"b" never decides`}},
		{"narrower by CEL", "name: x\nrules:\n- {id: a, when: {types: [email], cel: persons > 3}, level: high, verdict: review}\n- {id: b, when: {types: [email]}, level: low, verdict: review}\n", nil},
		{"a permission that is none", "name: x\nrules:\n- {id: ok, when: {types: [name], kinds: [s3]}, level: low, verdict: approved}\n- {id: no, when: {categories: [personal], exposure: [anyone]}, level: high, verdict: violation}\n", []string{`"ok" (approved) and "no" in line 4 (violation) may both hold`}},
		{"a permission elsewhere", "name: x\nrules:\n- {id: ok, when: {types: [name], exposure: [private]}, level: low, verdict: approved}\n- {id: no, when: {categories: [personal], exposure: [anyone]}, level: high, verdict: violation}\n", nil},
		{"a line that never counts", grades + "matrix:\n- {id: a, decision: forbidden}\n- {id: b, grades: [g], storages: [s], decision: allowed}\n", []string{`"b" never counts`}},
		{"lines that cross", grades + "matrix:\n- {id: a, storages: [s], decision: forbidden}\n- {id: b, exposure: [private], decision: allowed}\n- {id: c, decision: approval}\n", []string{`"b" (allowed) crosses "a" in line 8 (forbidden)`}},
		{"a gap", grades + "matrix:\n- {id: a, storages: [s], decision: forbidden}\n", []string{"does not say whether G may be kept in: t, places that are none"}},
	} {
		p, err := ParseFor("p.yaml", []byte(c.text), infos(), Law{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := p.Warnings("p.yaml", []byte(c.text))
		if len(got) != len(c.want) {
			t.Errorf("%s: %d warnings, want %d: %v", c.name, len(got), len(c.want), got)
			continue
		}
		for i, w := range got {
			if !strings.Contains(w.In("en"), c.want[i]) || w.Line == 0 || w.Ja == "" {
				t.Errorf("%s: %q; want %q", c.name, w.In("en"), c.want[i])
			}
		}
	}
}

func TestTheSchemaTakesWhatTheReaderTakes(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("policy.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("policy.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text []byte) error {
		js, err := yaml.YAMLToJSON(text)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(js))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	shipped, err := filepath.Glob("../../configs/policy/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range shipped {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(text); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
	for _, bad := range []string{
		"name: x\nrulez: []\n",
		"name: x\nrules:\n- {id: a, when: {typos: [name]}, level: low, verdict: review}\n",
		"name: x\nrules:\n- {id: a, when: 5, level: low, verdict: review}\n",
		"name: x\nrules:\n- {id: a, when: {types: [name]}, level: grave, verdict: review}\n",
		"name: x\nmatrix:\n- {id: a, decision: perhaps}\n",
	} {
		if validate([]byte(bad)) == nil {
			t.Errorf("the schema takes %q", bad)
		}
	}
}
