package config

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"tenken/internal/people"
	"tenken/internal/policy"
	"tenken/internal/strict"
)

// mapped is a line of the mapping file. With a path it assigns files; with an
// owner alone it assigns that owner's files.
type mapped struct {
	path, owner, department string
	line                    int
}

// mappingColumns are the headings of a mapping file, by what they hold.
var mappingColumns = map[string][]string{
	"path":       {"path", "パス", "場所"},
	"owner":      {"owner", "所有者"},
	"department": {"department", "部局"},
}

// maxMapping bounds the mapping file, in bytes.
const maxMapping = 64 << 20

// readMapping reads the mapping file: CSV with a line of headings, in UTF-8 or,
// as Excel saves it in Japan, in Shift_JIS. It returns what is wrong with it.
func (c *Config) readMapping() string {
	if c.Mapping == "" {
		return ""
	}
	file := c.Path(c.Mapping)
	f, err := os.Open(file)
	if err != nil {
		return fmt.Sprintf("cannot read the mapping file: %v", err)
	}
	defer f.Close()
	var text bytes.Buffer
	if n, err := io.Copy(&text, io.LimitReader(f, maxMapping)); err != nil || n == maxMapping {
		return fmt.Sprintf("%s: cannot be read, or is larger than 64 MiB: %v", file, err)
	}
	lines, err := parseMapping(text.Bytes())
	if err == nil {
		err = c.setMapping(lines)
	}
	if err != nil {
		return fmt.Sprintf("%s: %v", file, err)
	}
	return ""
}

// setMapping indexes the lines of a mapping file.
func (c *Config) setMapping(lines []mapped) error {
	c.mapping, c.owners = lines, map[string]string{}
	for _, m := range lines {
		if m.path != "" {
			continue
		}
		id := strings.ToLower(m.owner)
		if other, twice := c.owners[id]; twice && other != m.department {
			return fmt.Errorf("line %d: owner %q belongs to %q here and to %q before; leave one of the lines", m.line, m.owner, m.department, other)
		}
		c.owners[id] = m.department
	}
	return nil
}

func parseMapping(text []byte) ([]mapped, error) {
	s, err := people.Decode(text)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(s))
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("no line of headings: write path,owner,department (パス,所有者,部局): %w", err)
	}
	column := map[string]int{"path": -1, "owner": -1, "department": -1}
	for i, h := range head {
		name := headingOf(h)
		if name == "" {
			return nil, fmt.Errorf("line 1: heading %q is not known; write path,owner,department (パス,所有者,部局)", h)
		}
		column[name] = i
	}
	var out []mapped
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		cell := func(name string) string {
			if i := column[name]; i >= 0 {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		line, _ := r.FieldPos(0)
		m := mapped{cell("path"), cell("owner"), cell("department"), line}
		switch {
		case m == mapped{line: line}:
			continue
		case m.path == "" && (m.owner == "" || m.department == ""):
			return nil, fmt.Errorf("line %d: give a path, or an owner with a department", line)
		case m.path != "" && m.owner == "" && m.department == "":
			return nil, fmt.Errorf("line %d: give an owner or a department for %q", line, m.path)
		}
		out = append(out, m)
	}
}

func headingOf(h string) string {
	for name, words := range mappingColumns {
		if slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, strings.TrimSpace(h)) }) {
			return name
		}
	}
	return ""
}

func (m mapped) covers(path string) bool { return m.path != "" && policy.MatchPath(m.path, path) }

// Stranger is an owner of the mapping file whom nobody knows.
type Stranger struct {
	File, Owner, Near string // Near is who was probably meant; may be empty
	Line              int
}

// Strangers are the owners that the mapping file names although neither a file
// nor an account is theirs: misspelt, most likely, so that a line does nothing.
func (c Config) Strangers(owners []string) []Stranger {
	known := map[string]bool{}
	for _, o := range owners {
		known[strings.ToLower(o)] = true
		if p, ok := c.directory.Find(o); ok {
			for _, id := range p.IDs {
				known[strings.ToLower(id)] = true
			}
		}
	}
	var out []Stranger
	for _, m := range c.mapping {
		if m.path == "" && !known[strings.ToLower(m.owner)] {
			out = append(out, Stranger{c.Path(c.Mapping), m.owner, strict.Nearest(m.owner, owners), m.line})
		}
	}
	return out
}
