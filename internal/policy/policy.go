// Package policy says whether data may be where it is, how grave that is, and
// how a value is masked. What the data is, detectors say. A policy is data:
// an institution writes its own rules in YAML, in the order they are tried.
package policy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"tenken/internal/record"
	"tenken/scanners"
)

// Policy is one institution's rules.
type Policy struct {
	Name  string `yaml:"name"`
	Skips []Skip `yaml:"skip"`
	Rules []Rule `yaml:"rules"`

	fingerprint string
}

// Skip excludes items from inspection; each becomes a record that says so.
type Skip struct {
	Paths   []string `yaml:"paths"`    // glob per path element, "**" for any number of elements
	MinSize Size     `yaml:"min_size"` // items of at least this size; 0: any
	Media   []string `yaml:"media"`    // prefixes of MIME types the listing knows
	Because string   `yaml:"because"`  // for people
}

// Rule says what a kind of finding at a kind of place means.
type Rule struct {
	ID      string         `yaml:"id"`
	When    When           `yaml:"when"`
	Level   record.Level   `yaml:"level"`
	Verdict record.Verdict `yaml:"verdict"`
	Clause  string         `yaml:"clause"` // of the institution's regulation or the law
	Action  Action         `yaml:"action"`
}

// When holds the conditions of a rule; all that are given must hold.
type When struct {
	Types         []string            `yaml:"types"`          // a finding of one of these types …
	Categories    []record.Category   `yaml:"categories"`     // … or of one of these categories
	Together      []string            `yaml:"together"`       // and findings of all of these types
	MinKinds      int                 `yaml:"min_kinds"`      // at least so many different types among the matching findings
	MinCount      int                 `yaml:"min_count"`      // of one of the matching findings
	MinConfidence float64             `yaml:"min_confidence"` // of a matching finding, 0 to 1; default 0.6
	MinPersons    int                 `yaml:"min_persons"`    // estimated people the file concerns
	Exposure      []scanners.Exposure `yaml:"exposure"`
	Sources       []string            `yaml:"sources"`
}

// Parse reads a policy strictly. Errors name file, line and cause.
func Parse(name string, text []byte) (*Policy, error) {
	p := &Policy{}
	dec := yaml.NewDecoder(bytes.NewReader(text), yaml.DisallowUnknownField())
	if err := dec.Decode(p); err != nil {
		return nil, fmt.Errorf("policy %s: %s", name, yaml.FormatError(err, false, true))
	}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("policy %s: %w", name, err)
	}
	sum := sha256.Sum256(text)
	p.fingerprint = hex.EncodeToString(sum[:8])
	return p, nil
}

func (p *Policy) check() error {
	if len(p.Rules) == 0 {
		return fmt.Errorf("rules: there are none, so nothing would ever be reported")
	}
	seen := map[string]bool{}
	for i, r := range p.Rules {
		switch {
		case r.ID == "":
			return fmt.Errorf("rule %d: id is missing", i+1)
		case seen[r.ID]:
			return fmt.Errorf("rule %q: the id is used twice", r.ID)
		case r.Level.Rank() == 0:
			return fmt.Errorf("rule %q: level %q: want critical, high, medium or low", r.ID, r.Level)
		case !slices.Contains([]record.Verdict{record.Violation, record.Review, record.Approved, record.Clear}, r.Verdict):
			return fmt.Errorf("rule %q: verdict %q: want violation, review, approved or clear", r.ID, r.Verdict)
		case len(r.When.Types)+len(r.When.Categories) == 0:
			return fmt.Errorf("rule %q: when: name types or categories", r.ID)
		case !r.Action.known():
			return fmt.Errorf("rule %q: action %q: want one of %v", r.ID, r.Action, actionNames())
		}
		seen[r.ID] = true
	}
	return nil
}

// Fingerprint changes when the policy's text does.
func (p *Policy) Fingerprint() string { return p.fingerprint }

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
	if len(s.Paths) > 0 && !slices.ContainsFunc(s.Paths, func(g string) bool { return MatchPath(g, it.Path) }) {
		return false
	}
	return s.MinSize > 0 || len(s.Media) > 0 || len(s.Paths) > 0
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
