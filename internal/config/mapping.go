package config

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

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

// readMapping reads the mapping file and returns what is wrong with it.
func (c *Config) readMapping() []strict.Mistake {
	if c.Mapping == "" {
		return nil
	}
	f, err := os.Open(c.Path(c.Mapping))
	if err != nil {
		return []strict.Mistake{{Ja: "対応表のファイルを読めません: " + err.Error(), En: "cannot read the mapping file: " + err.Error()}}
	}
	defer f.Close()
	var text bytes.Buffer
	if n, err := io.Copy(&text, io.LimitReader(f, maxMapping)); err != nil || n == maxMapping {
		return []strict.Mistake{{Ja: fmt.Sprintf("読めないか、64 MiB を超えています: %v", err), En: fmt.Sprintf("cannot be read, or is larger than 64 MiB: %v", err)}}
	}
	lines, mistakes := parseMapping(text.Bytes())
	return append(mistakes, c.setMapping(lines)...)
}

// setMapping indexes the lines of a mapping file.
func (c *Config) setMapping(lines []mapped) (mistakes []strict.Mistake) {
	c.mapping, c.owners = lines, map[string]string{}
	for _, m := range lines {
		if m.path != "" {
			continue
		}
		id := strings.ToLower(m.owner)
		if other, twice := c.owners[id]; twice && other != m.department {
			mistakes = append(mistakes, strict.Mistake{
				Line: m.line,
				Ja:   fmt.Sprintf("所有者「%s」の部局が、ここでは「%s」、前の行では「%s」です。どちらかの行を消してください", m.owner, m.department, other),
				En:   fmt.Sprintf("owner %q belongs to %q here and to %q before; leave one of the lines", m.owner, m.department, other),
			})
		}
		c.owners[id] = m.department
	}
	return mistakes
}

func parseMapping(text []byte) (out []mapped, mistakes []strict.Mistake) {
	lines, mistakes := readCSV(text, mappingColumns)
	for _, l := range lines {
		m := mapped{l.cells["path"], l.cells["owner"], l.cells["department"], l.line}
		bad := func(ja, en string) { mistakes = append(mistakes, strict.Mistake{Line: l.line, Ja: ja, En: en}) }
		switch {
		case m.path == "" && (m.owner == "" || m.department == ""):
			bad("パスか、所有者と部局を書いてください", "give a path, or an owner with a department")
		case m.path != "" && m.owner == "" && m.department == "":
			bad(fmt.Sprintf("「%s」の所有者か部局を書いてください", m.path), fmt.Sprintf("give an owner or a department for %q", m.path))
		default:
			out = append(out, m)
		}
	}
	return out, mistakes
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
