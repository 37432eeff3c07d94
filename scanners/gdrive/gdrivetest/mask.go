package gdrivetest

import (
	"fmt"
	"strings"
)

// mask is a parsed `fields` parameter: what is wanted of each field; nil below a
// name is all of it, and "*" stands for every name.
type mask map[string]mask

// parseMask reads a/b, a(b,c) and lists of these
// (https://developers.google.com/workspace/drive/api/guides/fields-parameter).
func parseMask(s string) (mask, error) {
	p := &maskParser{rest: strings.ReplaceAll(s, " ", "")}
	m, err := p.list()
	if err == nil && p.rest != "" {
		err = fmt.Errorf("invalid field selection %s", s)
	}
	return m, err
}

type maskParser struct{ rest string }

func (p *maskParser) list() (mask, error) {
	out := mask{}
	for {
		name, below, err := p.one()
		if err != nil {
			return nil, err
		}
		if old, twice := out[name]; twice && old != nil && below != nil {
			for k, v := range below {
				old[k] = v
			}
		} else if !twice || below == nil {
			out[name] = below
		}
		if !strings.HasPrefix(p.rest, ",") {
			return out, nil
		}
		p.rest = p.rest[1:]
	}
}

func (p *maskParser) one() (string, mask, error) {
	i := strings.IndexAny(p.rest, ",()/")
	if i < 0 {
		i = len(p.rest)
	}
	name := p.rest[:i]
	if p.rest = p.rest[i:]; name == "" {
		return "", nil, fmt.Errorf("invalid field selection at %q", p.rest)
	}
	switch {
	case strings.HasPrefix(p.rest, "/"):
		p.rest = p.rest[1:]
		n, below, err := p.one()
		return name, mask{n: below}, err
	case strings.HasPrefix(p.rest, "("):
		p.rest = p.rest[1:]
		below, err := p.list()
		if err != nil || !strings.HasPrefix(p.rest, ")") {
			return "", nil, fmt.Errorf("invalid field selection %s: a parenthesis is not closed", name)
		}
		p.rest = p.rest[1:]
		return name, below, nil
	}
	return name, nil, nil
}

// wants is what the mask wants of a field.
func (m mask) wants(name string) (mask, bool) {
	if m == nil {
		return nil, true
	}
	if below, ok := m[name]; ok {
		return below, true
	}
	below, ok := m["*"]
	return below, ok
}

type object = map[string]any

// cut leaves of a value what the mask wants.
func (m mask) cut(v any) any {
	if m == nil {
		return v
	}
	switch v := v.(type) {
	case object:
		out := object{}
		for k, x := range v {
			if below, ok := m.wants(k); ok {
				out[k] = below.cut(x)
			}
		}
		return out
	case []object:
		out := make([]any, len(v))
		for i := range v {
			out[i] = m.cut(v[i])
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = m.cut(v[i])
		}
		return out
	}
	return v
}
