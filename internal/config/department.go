package config

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"tenken/internal/policy"
	"tenken/scanners"
)

// Attribution is a fingerprint of all by which Belongs decides, beside the item.
func (c Config) Attribution(directory map[string]string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q", c.mapping, c.Departments, directory) // maps print in order
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Belongs tells whose an item is. Its owner is the mapping file's for its path,
// else the listing's. Its department is, in this order: the first rule that
// matches; the mapping file's for its path, then for its owner; what the
// directory of the source says of its owner; what the source says of the item,
// by a tag; the first folder below the root. It is empty for what lies directly
// in the root; the report shows that as 未分類.
func (c Config) Belongs(it scanners.Item, directory map[string]string) (owner, department string) {
	owner = it.Owner
	for _, m := range c.mapping {
		if m.covers(it.Path) {
			owner, department = cmp.Or(m.owner, owner), cmp.Or(department, m.department)
			break
		}
	}
	for _, d := range c.Departments {
		if slices.Contains(d.Owners, owner) || slices.ContainsFunc(d.Paths, func(p string) bool { return policy.MatchPath(p, it.Path) }) {
			return owner, d.Name
		}
	}
	if department == "" && owner != "" {
		for _, m := range c.mapping {
			if m.path == "" && m.owner == owner {
				department = m.department
				break
			}
		}
	}
	if department = cmp.Or(department, directory[owner], it.Unit); department != "" {
		return owner, department
	}
	first, _, inFolder := strings.Cut(it.Path, "/")
	if !inFolder {
		return owner, ""
	}
	return owner, first
}
