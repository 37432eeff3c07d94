package config

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"tenken/internal/people"
	"tenken/internal/policy"
	"tenken/scanners"
)

// By is what decided to which department a file belongs.
type By string

// The deciders, in the order in which they are asked.
const (
	ByRule      By = "rule"      // paths or owners of a department in the configuration
	ByMapping   By = "mapping"   // the mapping file, for the path and then for the owner
	ByPerson    By = "person"    // the institution's directory of people
	ByDirectory By = "directory" // the source's own directory of accounts
	ByTag       By = "tag"       // what the source says of the item
	BySource    By = "source"    // sources of a department in the configuration
	ByFolder    By = "folder"    // the first folder below the root, of folders and of buckets
	ByNothing   By = ""          // 未分類
)

// Belonging tells whose a file is.
type Belonging struct {
	Owner, Department string
	By                By
	Person            people.Person // behind the owner; zero where the directory does not know
}

// Attribution is a fingerprint of all by which Belongs decides, beside the item.
func (c Config) Attribution(directory map[string]string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%v %v %q %s", c.mapping, c.Departments, directory, c.directory.Fingerprint()) // maps print in order
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Belongs is Belong for those who only ask for owner and department.
func (c Config) Belongs(it scanners.Item, directory map[string]string) (owner, department string) {
	b := c.Belong(it, directory)
	return b.Owner, b.Department
}

// Belong tells whose an item is. Its owner is the mapping file's for its path,
// else the listing's. Its department is what the first decider says that knows
// one, in the order of By; directory are the departments of the sources'
// accounts, by ID and name. Nobody asks a directory about people who have left:
// their files go by tag, source or folder. What no decider knows, and what lies
// directly in the root, has no department; the report shows that as 未分類, a
// book of its own.
func (c Config) Belong(it scanners.Item, directory map[string]string) Belonging {
	b := Belonging{Owner: it.Owner}
	mapped := ""
	for _, m := range c.mapping {
		if m.path != "" && m.covers(it.Path) {
			b.Owner, mapped = cmp.Or(m.owner, b.Owner), m.department
			break
		}
	}
	b.Person, _ = c.directory.Find(b.Owner)
	for _, ask := range []struct {
		by  By
		who func() string
	}{
		{ByRule, func() string { return c.byRule(it, b) }},
		{ByMapping, func() string { return cmp.Or(mapped, c.byOwner(b)) }},
		{ByPerson, func() string { return c.byPerson(b.Person) }},
		{ByDirectory, func() string { return c.byDirectory(b, directory) }},
		{ByTag, func() string { return c.canonical(it.Unit) }},
		{BySource, func() string { return c.bySource(it.Source) }},
		{ByFolder, func() string { return c.byFolder(it) }},
	} {
		if d := ask.who(); d != "" {
			b.Department, b.By = d, ask.by
			break
		}
	}
	return b
}

// same reports whether an owner is the person's, by any account.
func (b Belonging) same(owner string) bool {
	return owner == b.Owner || slices.ContainsFunc(b.Person.IDs, func(id string) bool { return strings.EqualFold(id, owner) })
}

func (c Config) byRule(it scanners.Item, b Belonging) string {
	for _, d := range c.Departments {
		if slices.ContainsFunc(d.Owners, b.same) || slices.ContainsFunc(d.Paths, func(p string) bool { return policy.MatchPath(p, it.Path) }) {
			return d.Name
		}
	}
	return ""
}

func (c Config) byOwner(b Belonging) string {
	for _, id := range append([]string{b.Owner}, b.Person.IDs...) {
		if d := c.owners[strings.ToLower(id)]; d != "" {
			return d
		}
	}
	return ""
}

func (c Config) byPerson(p people.Person) string {
	if p.Retired {
		return ""
	}
	for _, d := range c.Departments {
		if slices.ContainsFunc(d.OUs, p.Within) {
			return d.Name
		}
	}
	return c.canonical(p.Department)
}

func (c Config) byDirectory(b Belonging, directory map[string]string) string {
	if b.Person.Retired {
		return ""
	}
	return c.canonical(directory[b.Owner])
}

func (c Config) bySource(name string) string {
	for _, d := range c.Departments {
		if slices.Contains(d.Sources, name) {
			return d.Name
		}
	}
	return ""
}

// byFolder is the first folder of a path where folders are made by an
// institution. Those of a drive are made by its owner.
func (c Config) byFolder(it scanners.Item) string {
	for _, s := range c.Sources {
		if s.Name == it.Source && s.Kind != "folder" && s.Kind != "s3" {
			return ""
		}
	}
	first, _, inFolder := strings.Cut(it.Path, "/")
	if !inFolder {
		return ""
	}
	return c.canonical(first)
}

// canonical is what the configuration calls a department that others call so.
// An alias with a slash in front is a pattern of units of a directory.
func (c Config) canonical(name string) string {
	for _, d := range c.Departments {
		if slices.ContainsFunc(d.Aliases, func(a string) bool {
			return strings.EqualFold(a, name) || strings.HasPrefix(a, "/") && policy.MatchPath(a, name)
		}) {
			return d.Name
		}
	}
	return name
}

// Clashes are accounts that several people of different departments have.
func (c Config) Clashes() []string { return c.directory.Clashes() }

// Heads are those who answer for departments, by department.
func (c Config) Heads() map[string]string {
	out := map[string]string{}
	for _, d := range c.Departments {
		if d.Head != "" {
			out[d.Name] = d.Head
		}
	}
	return out
}
