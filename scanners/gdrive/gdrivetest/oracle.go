package gdrivetest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Oracle knows the APIs by the discovery documents that come with Google's own
// client library.
type Oracle struct {
	methods map[string]*rule
}

type rule struct {
	Method     string               `json:"httpMethod"`
	Parameters map[string]parameter `json:"parameters"`
	Response   schema               `json:"response"`
	Scopes     []string             `json:"scopes"`

	schemas map[string]schema
	global  map[string]parameter
}

type parameter struct {
	Type, Format, Pattern, Minimum, Maximum string
	Enum                                    []string
	Required                                bool
}

type schema struct {
	Ref                  string            `json:"$ref"`
	Type                 string            `json:"type"`
	Format               string            `json:"format"`
	Properties           map[string]schema `json:"properties"`
	AdditionalProperties *schema           `json:"additionalProperties"`
	Items                *schema           `json:"items"`
}

type document struct {
	Name       string               `json:"name"`
	Parameters map[string]parameter `json:"parameters"`
	Schemas    map[string]schema    `json:"schemas"`
	Resources  map[string]resource  `json:"resources"`
}

type resource struct {
	Methods   map[string]*rule    `json:"methods"`
	Resources map[string]resource `json:"resources"`
}

// LoadOracle reads the documents out of the module cache.
func LoadOracle() (*Oracle, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "google.golang.org/api").Output() //nolint:noctx // it is done at once
	if err != nil {
		return nil, fmt.Errorf("find the discovery documents: %w", err)
	}
	o := &Oracle{methods: map[string]*rule{}}
	for _, file := range []string{"drive/v3/drive-api.json", "admin/directory/v1/admin-api.json"} {
		b, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), file))
		if err != nil {
			return nil, err
		}
		var d document
		if err := json.Unmarshal(b, &d); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		name := d.Name
		if name == "admin" {
			name = "directory"
		}
		o.add(name, d, d.Resources)
	}
	return o, nil
}

func (o *Oracle) add(prefix string, d document, resources map[string]resource) {
	for name, r := range resources {
		for m, rule := range r.Methods {
			rule.schemas, rule.global = d.Schemas, d.Parameters
			o.methods[prefix+"."+name+"."+m] = rule
		}
		o.add(prefix+"."+name, d, r.Resources)
	}
}

// request checks the parameters of a request to a method.
func (o *Oracle) request(id string, r *http.Request) (*rule, error) {
	m := o.methods[id]
	if m == nil || m.Method != r.Method {
		return nil, fmt.Errorf("there is no method %s %s", r.Method, id)
	}
	for name, values := range r.URL.Query() {
		p, ok := m.Parameters[name]
		if !ok {
			p, ok = m.global[name]
		}
		if name == "alt" && len(values) == 1 && values[0] == "media" {
			continue // https://developers.google.com/discovery/v1/using: not among the values of the parameter
		}
		if !ok {
			return m, fmt.Errorf("there is no parameter %q", name)
		}
		for _, v := range values {
			if err := p.check(v); err != nil {
				return m, fmt.Errorf("parameter %s=%q: %w", name, v, err)
			}
		}
	}
	for name, p := range m.Parameters {
		if p.Required && r.URL.Query().Get(name) == "" && !strings.Contains(name, "Id") && !strings.Contains(name, "Key") && name != "name" {
			return m, fmt.Errorf("parameter %q is missing", name)
		}
	}
	return m, nil
}

func (p parameter) check(v string) error {
	switch p.Type {
	case "boolean":
		if v != "true" && v != "false" {
			return errors.New("no boolean")
		}
	case "integer":
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			return errors.New("no integer")
		}
		if least, err := strconv.ParseInt(p.Minimum, 10, 64); err == nil && n < least {
			return fmt.Errorf("below %d", least)
		}
		if most, err := strconv.ParseInt(p.Maximum, 10, 64); err == nil && n > most {
			return fmt.Errorf("above %d", most)
		}
	}
	if len(p.Enum) > 0 && !slices.Contains(p.Enum, v) {
		return fmt.Errorf("none of %v", p.Enum)
	}
	return nil
}

// response checks an answer of a method.
func (m *rule) response(b []byte) error {
	if m.Response.Ref == "" {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return err
	}
	return m.value("", m.Response, v)
}

func (m *rule) value(at string, s schema, v any) error {
	if s.Ref != "" {
		ref, ok := m.schemas[s.Ref]
		if !ok {
			return fmt.Errorf("%s: no schema %s", at, s.Ref)
		}
		s = ref
	}
	wrong := func() error { return fmt.Errorf("%s: %v is no %s %s", at, v, s.Type, s.Format) }
	switch s.Type {
	case "any":
		return nil
	case "object":
		o, ok := v.(object)
		if !ok {
			return wrong()
		}
		for k, x := range o {
			p, known := s.Properties[k]
			switch {
			case !known && s.AdditionalProperties == nil:
				return fmt.Errorf("%s: there is no property %q", at, k)
			case !known:
				p = *s.AdditionalProperties
			}
			if err := m.value(at+"."+k, p, x); err != nil {
				return err
			}
		}
	case "array":
		list, ok := v.([]any)
		if !ok {
			return wrong()
		}
		for i, x := range list {
			if err := m.value(fmt.Sprintf("%s[%d]", at, i), *s.Items, x); err != nil {
				return err
			}
		}
	case "string":
		x, ok := v.(string)
		if !ok {
			return wrong()
		}
		switch s.Format {
		case "int64":
			if _, err := strconv.ParseInt(x, 10, 64); err != nil {
				return wrong()
			}
		case "date-time":
			if _, err := time.Parse(time.RFC3339Nano, x); err != nil {
				return wrong()
			}
		}
	case "boolean":
		if _, ok := v.(bool); !ok {
			return wrong()
		}
	case "integer", "number":
		if _, ok := v.(json.Number); !ok {
			return wrong()
		}
	}
	return nil
}
