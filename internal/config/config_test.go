package config

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/encoding/japanese"

	"tenken/configs"
	"tenken/scanners"
)

func TestTheSampleIsValidBothWays(t *testing.T) {
	c, err := Parse("default.yaml", configs.Default)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sources) != 1 || c.Sources[0].Kind != "folder" || c.Budgets.Expanded != 4<<30 {
		t.Errorf("read as %+v", c)
	}
	if err := validate(t, configs.Default); err != nil {
		t.Errorf("the schema refuses the sample: %v", err)
	}
}

// TestTheSamplesExamples takes the comment marks off what the sample shows.
func TestTheSamplesExamples(t *testing.T) {
	head, tail, _ := strings.Cut(string(configs.Default), "sources:\n")
	example := regexp.MustCompile(`(?m)^#(  - |    )`)
	text := []byte(head + "sources:\n" + strings.NewReplacer("departments: []", "departments:", "detectors: []", "detectors:").Replace(example.ReplaceAllString(tail, "$1")))
	c, err := Parse("default.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sources) != 6 || c.Sources[1].S3.Accounts[0].Name != "医学部" || len(c.Departments) != 2 {
		t.Errorf("read as %+v", c)
	}
	if err := validate(t, text); err != nil {
		t.Errorf("the schema refuses the examples: %v", err)
	}
}

// validate checks a YAML text against the generated schema.
func validate(t *testing.T, text []byte) error {
	t.Helper()
	s, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("tenken.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("tenken.json")
	if err != nil {
		t.Fatal(err)
	}
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

func TestMistakes(t *testing.T) {
	const ok = "sources:\n- {name: a, kind: folder, paths: [.]}\n"
	for _, c := range []struct {
		text   string
		want   []string
		schema bool // the schema sees it, too
	}{
		{ok + "sorces: []\n", []string{"sorces", "[3:1]"}, true},
		{"sources:\n- {name: a, kind: folder, path: [.]}\n", []string{"path"}, true},
		{"sources:\n- {name: a, kind: foldr, paths: [.]}\n", []string{"foldr", "folder"}, true},
		{"sources:\n- {name: a, kind: folder, paths: [.]}\n- {name: a, kind: folder, paths: [b]}\n", []string{"used twice"}, false},
		{"sources:\n- {kind: folder}\n", []string{"name is missing", "paths is missing"}, true},
		{"institution: x\n", []string{"sources"}, true},
		{ok + "workers: many\n", []string{"[3:10]"}, true},
		{ok + "budgets: {expanded: 4 parsecs}\n", []string{"parsecs"}, true},
		{ok + "budgets: {timeout: soon}\n", []string{"soon"}, true},
		{ok + "budgets:\n  depth: 101\n", []string{"budgets.depth", "101"}, true},
		{ok + "budgets:\n  input: 2GiB\n  members: -1\n", []string{"budgets.members", "5 |"}, true},
		{ok + "budgets:\n  memory: 1MiB\n", []string{"budgets.memory", "128MiB", "4 |"}, false},
		{"sources:\n- {name: a, kind: folder, paths: [.], exposure: world}\n", []string{"world"}, true},
		{ok + "departments:\n- {name: x}\n", []string{"would never match"}, false},
		{"sources:\n- {name: a, kind: s3, s3: {bucket: [x]}}\n", []string{"bucket", "buckets"}, true},
		{"sources:\n- {name: a, kind: s3, s3: {accounts: [{name: x}]}}\n", []string{"sources[0].s3.accounts[0]", "role or profile"}, false},
		{"sources:\n- {name: a, kind: s3, s3: {accounts: [{name: x, role: tenken}]}}\n", []string{"arn:aws:iam"}, false},
		{"sources:\n- {name: a, kind: s3, s3: {endpoint: s3.example.ac.jp}}\n", []string{"https://"}, false},
		{"sources:\n- {name: a, kind: s3, s3: {own_accounts: [\"123\"]}}\n", []string{"twelve digits"}, false},
		{"sources:\n- {name: a, kind: s3, s3: {buckets: [\"[\"]}}\n", []string{"bucket pattern"}, false},
		{"sources:\n- {name: a, kind: s3, paths: [x]}\n", []string{"kind: folder"}, false},
		{"sources:\n- {name: a, kind: folder, paths: [x], s3: {}}\n", []string{"kind: s3"}, false},
		{"sources:\n- {name: a, kind: folder, paths: [x], allow_write_credential: true}\n", []string{"allow_write_credential", "no credential"}, false},
		{ok + "detectors:\n- {id: own, label: 独自, wrods: [極秘計画]}\n", []string{"[4:", "wrods"}, true},
		{ok + "detectors:\n- {id: Own, label: 独自, words: [極秘計画]}\n", []string{"[4]", "detectors[0].id"}, true},
		{ok + "detectors:\n- {id: my_number, label: 独自, words: [極秘計画]}\n", []string{"[4]", "built in"}, false},
		{ok + "detectors:\n- {id: own, label: 独自}\n", []string{"[4]", "words or patterns"}, false},
		{ok + "detectors:\n- id: own\n  label: 独自\n  patterns:\n  - 'KY-\\d+'\n  - '\\d{4}'\n", []string{"[8]", "detectors[0].patterns[1]", "labels"}, false},
		{ok + "detectors:\n- id: own\n  label: 独自\n  words: [極秘計画]\n  validators: [lune]\n", []string{"[7]", "lune", "luhn"}, false},
		{ok + "detectors:\n- {id: own, label: 独自, words_file: nowhere.txt}\n", []string{"nowhere.txt"}, false},
		{ok + "mapping: nowhere.csv\n", []string{"nowhere.csv", "3 | mapping"}, false},
		{ok + "ocr: yes please\n", []string{"ocr", "3 |", "auto"}, true},
		{ok + "language: fr\n", []string{"fr"}, true},
		{"sources: [\n", []string{"["}, false},
	} {
		_, err := Parse("x.yaml", []byte(c.text))
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: got %v", c.text, err)
			continue
		}
		for _, w := range append(c.want, "x.yaml") {
			if !strings.Contains(e.Error(), w) {
				t.Errorf("%q: the error does not name %q:\n%v", c.text, w, e)
			}
		}
		if c.schema && validate(t, []byte(c.text)) == nil {
			t.Errorf("%q: the schema lets it through", c.text)
		}
	}
}

func TestBelongs(t *testing.T) {
	c := Config{
		Departments: []Department{
			{Name: "病院", Paths: []string{"医学部/病院/**"}},
			{Name: "事務局", Owners: []string{"soumu"}},
		},
	}
	if wrong := c.setMapping([]mapped{
		{path: "gakumu/**", owner: "kyomu", department: "学務部"},
		{path: "lab-*/**", owner: "pi@example.ac.jp"},
		{owner: "pi@example.ac.jp", department: "工学部"},
	}); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	directory := map[string]string{"staff@example.ac.jp": "理学部", "pi@example.ac.jp": "旧所属"}
	for _, w := range []struct {
		it                scanners.Item
		owner, department string
	}{
		{scanners.Item{Path: "医学部/病院/名簿.xlsx"}, "", "病院"},
		{scanners.Item{Path: "医学部/名簿.xlsx"}, "", "医学部"},
		{scanners.Item{Path: "名簿.xlsx"}, "", ""},
		{scanners.Item{Path: "医学部/a", Owner: "soumu"}, "soumu", "事務局"},
		{scanners.Item{Path: "gakumu/成績.csv", Owner: "x", Unit: "タグの部局"}, "kyomu", "学務部"},
		{scanners.Item{Path: "lab-a/data.csv", Owner: "x", Unit: "タグの部局"}, "pi@example.ac.jp", "工学部"},
		{scanners.Item{Path: "bkt/a", Owner: "staff@example.ac.jp", Unit: "タグの部局"}, "staff@example.ac.jp", "理学部"},
		{scanners.Item{Path: "bkt/a", Owner: "nobody", Unit: "タグの部局"}, "nobody", "タグの部局"},
	} {
		if owner, department := c.Belongs(w.it, directory); owner != w.owner || department != w.department {
			t.Errorf("%+v belongs to %q of %q; want %q of %q", w.it, owner, department, w.owner, w.department)
		}
	}
}

func TestMapping(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("パス,部局,所有者\r\ngakumu/**,学務部,\r\n,工学部,pi@example.ac.jp\r\n,,\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{sjis, "\ufeffpath,department,owner\ngakumu/**,学務部,\n,工学部,pi@example.ac.jp\n"} {
		got, wrong := parseMapping([]byte(text))
		if len(wrong) > 0 || !slices.Equal(got, []mapped{{path: "gakumu/**", department: "学務部", line: 2}, {owner: "pi@example.ac.jp", department: "工学部", line: 3}}) {
			t.Errorf("%+v, %v", got, wrong)
		}
	}
	for text, want := range map[string]string{
		"":                              "headings",
		"path,部門\na,b\n":                "部門",
		"path,department\na,b\n,c\n":    "[3]",
		"path,department\na,b\nc,\n":    "[3]",
		"path,department\na,b,c\n":      "[2]",
		"path,department\na,\"b\n":      "quotes",
		"path,department\n\x81\x81\xff": "Shift_JIS",
	} {
		if _, wrong := parseMapping([]byte(text)); len(wrong) == 0 || !strings.Contains(wrong[0].In("en"), want) {
			t.Errorf("%q: %v; want %q", text, wrong, want)
		}
	}
}
