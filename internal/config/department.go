package config

import (
	"slices"
	"strings"

	"tenken/internal/policy"
	"tenken/scanners"
)

// DepartmentOf is the department of an item: by the first rule that matches,
// else the first folder below the root. It is empty for what lies directly in
// the root; the report shows that as 未分類.
func (c Config) DepartmentOf(it scanners.Item) string {
	for _, d := range c.Departments {
		if slices.Contains(d.Owners, it.Owner) || slices.ContainsFunc(d.Paths, func(p string) bool { return policy.MatchPath(p, it.Path) }) {
			return d.Name
		}
	}
	first, _, inFolder := strings.Cut(it.Path, "/")
	if !inFolder {
		return ""
	}
	return first
}
