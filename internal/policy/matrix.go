package policy

import (
	"slices"

	"tenken/internal/record"
	"tenken/scanners"
)

// Grade is how confidential information is (格付け), by the institution's own
// words: 機密性3情報, 厳秘, レベル3.
type Grade struct {
	ID          string   `yaml:"id" jsonschema:"required,minLength=1"`
	Name        string   `yaml:"name" jsonschema:"required,minLength=1,description=what the institution calls it"`
	Marks       []string `yaml:"marks" jsonschema:"description=classification marks in a document that say it is of this grade"`
	Information []When   `yaml:"information" jsonschema:"description=kinds of information that are of this grade; one of them is enough"`
}

// Storage is a kind of place as the institution's rules tell them apart; all
// conditions that are given must hold.
type Storage struct {
	ID       string            `yaml:"id" jsonschema:"required,minLength=1"`
	Name     string            `yaml:"name" jsonschema:"required,minLength=1"`
	Kinds    []string          `yaml:"kinds" jsonschema:"description=of the source: folder; s3; gdrive; onedrive"`
	Contract []record.Contract `yaml:"contract" jsonschema:"description=institution or personal"`
	Device   []record.Contract `yaml:"device" jsonschema:"description=institution or personal (kind folder)"`
	Sources  []string          `yaml:"sources" jsonschema:"description=names of sources"`
	Paths    []string          `yaml:"paths" jsonschema:"description=patterns of paths"`
}

// Cell is a line of the matrix: information of some grades, in some storages,
// within reach of some people, and what the institution says to that.
type Cell struct {
	ID       string              `yaml:"id" jsonschema:"required,minLength=1"`
	Grades   []string            `yaml:"grades" jsonschema:"description=ids; none: information of any grade"`
	Storages []string            `yaml:"storages" jsonschema:"description=ids; none: any place"`
	Exposure []scanners.Exposure `yaml:"exposure" jsonschema:"description=none: whoever can reach it"`
	When     *When               `yaml:"when" jsonschema:"description=further conditions"`
	Decision Decision            `yaml:"decision" jsonschema:"required,enum=allowed,enum=approval,enum=encrypted,enum=forbidden"`
	Level    record.Level        `yaml:"level" jsonschema:"enum=,enum=critical,enum=high,enum=medium,enum=low,description=default: high where forbidden; medium elsewhere"`
	Clause   string              `yaml:"clause" jsonschema:"description=of the institution's regulation"`
	Action   Action              `yaml:"action" jsonschema:"enum=,enum=delete,enum=move,enum=restrict,enum=encrypt,enum=approve,enum=confirm"`
}

// Decision is what the matrix says.
type Decision string

// The decisions.
const (
	Allowed   Decision = "allowed"
	Approval  Decision = "approval"  // 要許可: violates nothing once it is approved
	Encrypted Decision = "encrypted" // 要暗号化
	Forbidden Decision = "forbidden"
)

// decisions say what a decision comes to where the line says nothing else.
var decisions = map[Decision]struct {
	verdict record.Verdict
	level   record.Level
	action  Action
}{
	Allowed:   {record.Clear, record.NoLevel, Nothing},
	Approval:  {record.Review, record.Medium, Approve},
	Encrypted: {record.Violation, record.Medium, Encrypt},
	Forbidden: {record.Violation, record.High, Move},
}

// gradeOf is the gravest grade that the marks or the information of a file
// have; -1 for none.
func (p *Policy) gradeOf(s *subject) int {
	for i := range p.Grades {
		g := &p.Grades[i]
		if labelled(s.Labels, g.Marks) {
			return i
		}
		for j := range g.Information {
			if g.Information[j].holds(s) {
				return i
			}
		}
	}
	return -1
}

// storageOf is the first storage that a file lies in; "" for none.
func (p *Policy) storageOf(f *record.File) string {
	for _, t := range p.Storages {
		if among(t.Kinds, f.Storage.Kind) && among(t.Contract, f.Storage.Contract) && among(t.Device, f.Storage.Device) &&
			among(t.Sources, f.Source) && (len(t.Paths) == 0 || matchAny(t.Paths, f.Path)) {
			return t.ID
		}
	}
	return ""
}

// cell is the ruling of the matrix on a file of some grade, if there is one.
func (p *Policy) cell(s *subject) (record.Ruling, bool) {
	if s.grade < 0 {
		return record.Ruling{}, false
	}
	for i := range p.Matrix {
		c := &p.Matrix[i]
		if !among(c.Grades, p.Grades[s.grade].ID) || !among(c.Storages, s.storage) || !among(c.Exposure, s.Exposure) ||
			c.When != nil && !c.When.holds(s) {
			continue
		}
		return c.ruling(), c.asks(s.Protection)
	}
	return record.Ruling{}, false
}

// asks reports whether somebody has to do something about a file in the cell.
func (c *Cell) asks(p record.Protection) bool {
	return c.Decision != Allowed && (c.Decision != Encrypted || p != record.WithPassword)
}

func (c *Cell) ruling() record.Ruling {
	d := decisions[c.Decision]
	r := record.Ruling{Rule: c.ID, Level: d.level, Verdict: d.verdict, Clause: c.Clause, Action: string(d.action)}
	if c.Level != "" {
		r.Level = c.Level
	}
	if c.Action != Nothing {
		r.Action = string(c.Action)
	}
	return r
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = id(v)
	}
	return out
}

func (p *Policy) gradeIDs() []string { return ids(p.Grades, func(g Grade) string { return g.ID }) }
func (p *Policy) storageIDs() []string {
	return ids(p.Storages, func(s Storage) string { return s.ID })
}

// GradeRank orders grades by name: 0 is the gravest; -1 is none of the policy.
func (p *Policy) GradeRank(name string) int {
	return slices.IndexFunc(p.Grades, func(g Grade) bool { return g.Name == name })
}
