package policy

import (
	"path"
	"slices"
	"strings"

	"tenken/internal/record"
	"tenken/scanners"
)

// Skip excludes items from inspection; each becomes a record that says so.
type Skip struct {
	Paths   []string `yaml:"paths" jsonschema:"description=patterns of paths; ** is any number of folders"`
	MinSize Size     `yaml:"min_size" jsonschema:"type=string,pattern=^[0-9]+ ?([KMGT]i?)?B$,description=items of at least this size"`
	Media   []string `yaml:"media" jsonschema:"description=beginnings of MIME types that the listing knows"`
	Because string   `yaml:"because" jsonschema:"description=for people"`
}

// Skip reports whether the policy excludes the item, and why.
func (p *Policy) Skip(it scanners.Item) (record.Reason, bool) {
	switch it.Media {
	case "inode/symlink":
		return record.Reason{Code: record.SymbolicLink}, true
	case scanners.Folder, scanners.Deleted:
		return record.Reason{Code: record.NoContent}, true
	case "inode/special":
		return record.Reason{Code: record.SpecialFile}, true
	}
	for _, s := range p.Skips {
		if s.matches(it) {
			code := record.Excluded
			if s.MinSize > 0 {
				code = record.TooLarge
			}
			return record.Reason{Code: code, Detail: s.Because}, true
		}
	}
	return record.Reason{}, false
}

func (s Skip) matches(it scanners.Item) bool {
	if s.MinSize > 0 && it.Size < int64(s.MinSize) {
		return false
	}
	if len(s.Media) > 0 && !slices.ContainsFunc(s.Media, func(m string) bool { return strings.HasPrefix(it.Media, m) }) {
		return false
	}
	if len(s.Paths) > 0 && !matchAny(s.Paths, it.Path) {
		return false
	}
	return s.MinSize > 0 || len(s.Media) > 0 || len(s.Paths) > 0
}

func matchAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(g string) bool { return MatchPath(g, name) })
}

// MatchPath matches elements of a path against a pattern in which "**" stands
// for any number of elements.
func MatchPath(pattern, name string) bool {
	return globElements(strings.Split(strings.Trim(pattern, "/"), "/"), strings.Split(strings.Trim(name, "/"), "/"))
}

func globElements(pattern, name []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			for i := range len(name) + 1 {
				if globElements(pattern[1:], name[i:]) {
					return true
				}
			}
			return false
		}
		if len(name) == 0 {
			return false
		}
		if ok, err := path.Match(pattern[0], name[0]); err != nil || !ok {
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	return len(name) == 0
}
