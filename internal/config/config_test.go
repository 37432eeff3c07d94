package config

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

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
		{"sources:\n- {name: a, kind: folder, paths: [.], exposure: world}\n", []string{"world"}, true},
		{ok + "departments:\n- {name: x}\n", []string{"would never match"}, false},
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

func TestDepartmentOf(t *testing.T) {
	c := Config{Departments: []Department{
		{Name: "病院", Paths: []string{"医学部/病院/**"}},
		{Name: "事務局", Owners: []string{"soumu"}},
	}}
	for path, want := range map[string]string{
		"医学部/病院/名簿.xlsx": "病院",
		"医学部/名簿.xlsx":    "医学部",
		"名簿.xlsx":        "",
	} {
		if got := c.DepartmentOf(scanners.Item{Path: path}); got != want {
			t.Errorf("%s: %q; want %q", path, got, want)
		}
	}
	if got := c.DepartmentOf(scanners.Item{Path: "医学部/a", Owner: "soumu"}); got != "事務局" {
		t.Errorf("by owner: %q", got)
	}
}
