package policy

import (
	"fmt"
	"slices"

	"tenken/detectors"
	"tenken/internal/record"
	"tenken/internal/strict"
)

// Law is what the law says of files that are stolen: which cases of leak report
// they would be. It is data with its sources, because thresholds change and
// differ between kinds of institutions.
type Law struct {
	Name  string `yaml:"name"`
	Cases []Case `yaml:"cases"`

	// Identifiers are the types that 仮名加工情報 may not hold, with their source.
	Identifiers struct {
		Types  []string `yaml:"types"`
		Source string   `yaml:"source"`
	} `yaml:"identifiers"`
}

// Case is one case of report, or an exemption from reporting.
type Case struct {
	ID         string            `yaml:"id"`
	Name       string            `yaml:"name"`
	English    string            `yaml:"english"`
	Source     string            `yaml:"source"`
	When       When              `yaml:"when"`
	Protection record.Protection `yaml:"protection"` // exempt are files so protected
}

// Claim says which files are kept as 仮名加工情報. They count as such where none
// of the law's identifiers was found in them.
type Claim struct {
	Paths  []string `yaml:"paths" jsonschema:"description=patterns of paths"`
	Labels []string `yaml:"labels" jsonschema:"description=classification marks"`
}

// ParseLaw reads the law strictly.
func ParseLaw(name string, text []byte, types []detectors.Info) (Law, error) {
	var l Law
	f, err := strict.Decode(name, text, &l, "configs/law")
	if err != nil {
		return l, fmt.Errorf("law %w", err)
	}
	c := &checker{f, &Policy{kinds: map[string]detectors.Info{}}}
	for _, t := range types {
		c.p.kinds[t.ID] = t
	}
	c.types("identifiers.types", l.Identifiers.Types)
	for i := range l.Cases {
		where := fmt.Sprintf("cases[%d]", i)
		if k := l.Cases[i]; k.ID == "" || k.Source == "" {
			f.At(where, "id と source が要ります", "id and source are missing")
		}
		if l.Cases[i].Protection == "" {
			c.when(where+".when", &l.Cases[i].When)
		}
	}
	return l, f.Err()
}

// Labels are the cases for people.
func (l Law) Labels() []record.Case {
	var out []record.Case
	for _, c := range l.Cases {
		out = append(out, record.Case{ID: c.ID, Name: c.Name, English: c.English, Source: c.Source, Exempt: c.Protection != ""})
	}
	return out
}

// cases are the codes of the cases that hold, in the law's order. Exemptions
// are told beside them and take nothing away: whether a cipher was strong
// enough, and the key kept elsewhere, people decide.
func (l Law) cases(s *subject) []string {
	var out []string
	for i := range l.Cases {
		if c := &l.Cases[i]; c.Protection == "" && c.When.holds(s) {
			out = append(out, c.ID)
		}
	}
	if len(out) == 0 {
		return nil
	}
	for _, c := range l.Cases {
		if c.Protection != "" && c.Protection == s.Protection {
			out = append(out, c.ID)
		}
	}
	return out
}

// pseudonymous reports whether no identifier was found in a file.
func (l Law) pseudonymous(f *record.File) bool {
	return len(l.Identifiers.Types) > 0 && !slices.ContainsFunc(f.Findings, func(g record.Finding) bool {
		return g.Confidence >= defaultConfidence && slices.Contains(l.Identifiers.Types, g.Type)
	})
}

// claims reports whether a file is kept as 仮名加工情報.
func (p *Policy) claims(s *subject) bool {
	return matchAny(p.Pseudonymised.Paths, s.Path) || labelled(s.Labels, p.Pseudonymised.Labels)
}
