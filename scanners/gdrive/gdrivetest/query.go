package gdrivetest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// test is a parsed `q` parameter
// (https://developers.google.com/workspace/drive/api/guides/ref-search-terms).
type test func(t *Tenant, u *User, f *File) bool

var queryToken = regexp.MustCompile(`^\s*('(?:[^'\\]|\\.)*'|\(|\)|!=|<=|>=|=|<|>|[A-Za-z]+)`)

type queryParser struct {
	tokens []string
}

func parseQuery(q string) (test, error) {
	if strings.TrimSpace(q) == "" {
		return func(*Tenant, *User, *File) bool { return true }, nil
	}
	p := &queryParser{}
	for rest := strings.TrimSpace(q); rest != ""; {
		m := queryToken.FindStringSubmatch(rest)
		if m == nil {
			return nil, fmt.Errorf("invalid query at %q", rest)
		}
		p.tokens = append(p.tokens, m[1])
		rest = strings.TrimSpace(rest[len(m[0]):])
	}
	f, err := p.or()
	if err == nil && len(p.tokens) > 0 {
		err = fmt.Errorf("invalid query at %q", p.tokens)
	}
	return f, err
}

func (p *queryParser) next() string {
	if len(p.tokens) == 0 {
		return ""
	}
	t := p.tokens[0]
	p.tokens = p.tokens[1:]
	return t
}

func (p *queryParser) is(word string) bool {
	if len(p.tokens) > 0 && p.tokens[0] == word {
		p.tokens = p.tokens[1:]
		return true
	}
	return false
}

func (p *queryParser) or() (test, error) {
	a, err := p.and()
	for err == nil && p.is("or") {
		var b test
		x := a
		b, err = p.and()
		a = func(t *Tenant, u *User, f *File) bool { return x(t, u, f) || b(t, u, f) }
	}
	return a, err
}

func (p *queryParser) and() (test, error) {
	a, err := p.not()
	for err == nil && p.is("and") {
		var b test
		x := a
		b, err = p.not()
		a = func(t *Tenant, u *User, f *File) bool { return x(t, u, f) && b(t, u, f) }
	}
	return a, err
}

func (p *queryParser) not() (test, error) {
	switch {
	case p.is("not"):
		a, err := p.not()
		return func(t *Tenant, u *User, f *File) bool { return !a(t, u, f) }, err
	case p.is("("):
		a, err := p.or()
		if err == nil && !p.is(")") {
			err = fmt.Errorf("invalid query: a parenthesis is not closed")
		}
		return a, err
	}
	return p.term()
}

func (p *queryParser) term() (test, error) {
	left := p.next()
	if strings.HasPrefix(left, "'") {
		if !p.is("in") {
			return nil, fmt.Errorf("invalid query: %s without in", left)
		}
		return membership(unquote(left), p.next())
	}
	if left == "sharedWithMe" && (len(p.tokens) == 0 || p.tokens[0] == "and" || p.tokens[0] == "or" || p.tokens[0] == ")") {
		return func(t *Tenant, u *User, f *File) bool { return slices.Contains(t.shared[u], f) }, nil
	}
	op, right := p.next(), unquote(p.next())
	return comparison(left, op, right)
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != '\'' {
		return s
	}
	return strings.NewReplacer(`\'`, `'`, `\\`, `\`).Replace(s[1 : len(s)-1])
}

func membership(who, set string) (test, error) {
	switch set {
	case "parents":
		return func(t *Tenant, u *User, f *File) bool {
			return f.Parent == who || who == "root" && f.Parent == u.root.ID
		}, nil
	case "owners":
		return func(_ *Tenant, u *User, f *File) bool {
			return f.owner != nil && (f.owner.Email == who || who == "me" && f.owner == u)
		}, nil
	}
	return nil, fmt.Errorf("invalid query: in %s", set)
}

func comparison(field, op, value string) (test, error) {
	text := func(of func(*File) string) (test, error) {
		switch op {
		case "=":
			return func(_ *Tenant, _ *User, f *File) bool { return of(f) == value }, nil
		case "!=":
			return func(_ *Tenant, _ *User, f *File) bool { return of(f) != value }, nil
		case "contains":
			return func(_ *Tenant, _ *User, f *File) bool { return strings.Contains(of(f), value) }, nil
		}
		return nil, fmt.Errorf("invalid query: %s %s", field, op)
	}
	truth := func(of func(*Tenant, *User, *File) bool) (test, error) {
		if value != "true" && value != "false" || op != "=" && op != "!=" {
			return nil, fmt.Errorf("invalid query: %s %s %s", field, op, value)
		}
		want := (value == "true") == (op == "=")
		return func(t *Tenant, u *User, f *File) bool { return of(t, u, f) == want }, nil
	}
	switch field {
	case "name":
		return text(func(f *File) string { return f.Name })
	case "mimeType":
		return text(func(f *File) string { return f.Mime })
	case "trashed":
		return truth(func(t *Tenant, _ *User, f *File) bool { return t.inTrash(f) })
	case "starred":
		return truth(func(*Tenant, *User, *File) bool { return false })
	case "sharedWithMe":
		return truth(func(t *Tenant, u *User, f *File) bool { return slices.Contains(t.shared[u], f) })
	case "modifiedTime", "createdTime":
		return moment(field, op, value)
	}
	return nil, fmt.Errorf("invalid query: %s is not known", field)
}

func moment(field, op, value string) (test, error) {
	at, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		if at, err = time.Parse("2006-01-02T15:04:05", value); err != nil {
			return nil, fmt.Errorf("invalid query: %s %q", field, value)
		}
	}
	ok, known := map[string]func(int) bool{
		"=": func(c int) bool { return c == 0 }, "!=": func(c int) bool { return c != 0 },
		"<": func(c int) bool { return c < 0 }, "<=": func(c int) bool { return c <= 0 },
		">": func(c int) bool { return c > 0 }, ">=": func(c int) bool { return c >= 0 },
	}[op]
	if !known {
		return nil, fmt.Errorf("invalid query: %s %s", field, op)
	}
	return func(_ *Tenant, _ *User, f *File) bool {
		if field == "createdTime" {
			return ok(f.created.Compare(at))
		}
		return ok(f.Modified.Compare(at))
	}, nil
}

// orders sort a listing, by `orderBy`.
var orders = map[string]func(a, b *File) int{
	"modifiedTime": func(a, b *File) int { return a.Modified.Compare(b.Modified) },
	"createdTime":  func(a, b *File) int { return a.created.Compare(b.created) },
	"name":         func(a, b *File) int { return strings.Compare(a.Name, b.Name) },
	"folder": func(a, b *File) int {
		x, y := a.Mime == MimeFolder, b.Mime == MimeFolder
		switch {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	},
}

func parseOrder(s string) (func(a, b *File) int, error) {
	if s == "" {
		return nil, nil
	}
	var by []func(a, b *File) int
	for _, key := range strings.Split(s, ",") {
		key, dir, _ := strings.Cut(strings.TrimSpace(key), " ")
		o, ok := orders[key]
		if !ok || dir != "" && dir != "desc" {
			return nil, fmt.Errorf("invalid orderBy %q", key)
		}
		if dir == "desc" {
			up := o
			o = func(a, b *File) int { return up(b, a) }
		}
		by = append(by, o)
	}
	return func(a, b *File) int {
		for _, o := range by {
			if c := o(a, b); c != 0 {
				return c
			}
		}
		return 0
	}, nil
}
