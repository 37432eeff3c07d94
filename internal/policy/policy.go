// Package policy says whether data may be where it is, how grave that is, and
// how a value is masked. What the data is, detectors say. A policy is data:
// an institution writes its own rules in YAML, with its own names for how
// confidential information is (格付け), and the clauses of its own regulations.
package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"tenken/detectors"
	"tenken/internal/record"
	"tenken/internal/strict"
)

// Policy is one institution's rules.
type Policy struct {
	Name          string    `yaml:"name" jsonschema:"required"`
	Skips         []Skip    `yaml:"skip" jsonschema:"description=what is not inspected"`
	Grades        []Grade   `yaml:"grades" jsonschema:"description=格付け: how confidential information is; gravest first; as many as the institution has"`
	Storages      []Storage `yaml:"storages" jsonschema:"description=kinds of places where files are kept; the first that matches counts"`
	Matrix        []Cell    `yaml:"matrix" jsonschema:"description=which grade may be kept where; the first line that matches counts"`
	Rules         []Rule    `yaml:"rules" jsonschema:"description=what holds wherever a file lies; the gravest that matches counts"`
	Beside        []Beside  `yaml:"beside" jsonschema:"description=files that may not lie beside certain others"`
	Pseudonymised Claim     `yaml:"pseudonymised" jsonschema:"description=which files are kept as 仮名加工情報"`

	law         Law
	kinds       map[string]detectors.Info // known types by ID; empty: any
	fingerprint string
}

// Rule says what a kind of finding at a kind of place means.
type Rule struct {
	ID      string         `yaml:"id" jsonschema:"required,minLength=1"`
	When    When           `yaml:"when" jsonschema:"required"`
	Level   record.Level   `yaml:"level" jsonschema:"required,enum=critical,enum=high,enum=medium,enum=low"`
	Verdict record.Verdict `yaml:"verdict" jsonschema:"required,enum=violation,enum=review,enum=approved,enum=clear"`
	Clause  string         `yaml:"clause" jsonschema:"description=of the institution's regulation or the law"`
	Action  Action         `yaml:"action" jsonschema:"enum=,enum=delete,enum=move,enum=restrict,enum=encrypt,enum=approve,enum=confirm"`
}

// Parse reads a policy strictly. Its error tells every mistake with file and
// line.
func Parse(name string, text []byte) (*Policy, error) { return ParseFor(name, text, nil, Law{}) }

// ParseFor is Parse that also knows the types there are, none meaning any, and
// the law of leak reports.
func ParseFor(name string, text []byte, types []detectors.Info, law Law) (*Policy, error) {
	p := &Policy{law: law, kinds: map[string]detectors.Info{}}
	for _, t := range types {
		p.kinds[t.ID] = t
	}
	f, err := strict.Decode(name, text, p, "tenken policy schema")
	if err != nil {
		return nil, fmt.Errorf("policy %w", err)
	}
	p.check(f)
	if err := f.Err(); err != nil {
		return nil, fmt.Errorf("policy %w", err)
	}
	p.fingerprint = digest(string(text), law)
	return p, nil
}

// digest is 64 bits of the SHA-256 of values as JSON.
func digest(values ...any) string {
	b, err := json.Marshal(values)
	if err != nil {
		panic(err) // plain structs
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// Fingerprint changes when the policy's text, or the law beside it, does.
func (p *Policy) Fingerprint() string { return p.fingerprint }
