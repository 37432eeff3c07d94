package policy

import (
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"tenken/internal/record"
	"tenken/scanners"
)

// When holds conditions on a file in which something was found; all that are
// given must hold. In YAML it may also be one line of CEL instead.
type When struct {
	Types         []string            `yaml:"types" jsonschema:"description=a finding of one of these types …"`
	Categories    []record.Category   `yaml:"categories" jsonschema:"description=… or of one of these categories"`
	Together      []string            `yaml:"together" jsonschema:"description=and findings of all of these types"`
	Also          []string            `yaml:"also" jsonschema:"description=and a finding of one of these types"`
	Without       []string            `yaml:"without" jsonschema:"description=and no finding of these types"`
	MinKinds      int                 `yaml:"min_kinds" jsonschema:"minimum=0,description=at least so many different types among the matching findings"`
	MinCount      int                 `yaml:"min_count" jsonschema:"minimum=0,description=of one of the matching findings"`
	MinConfidence float64             `yaml:"min_confidence" jsonschema:"minimum=0,maximum=1,description=of a matching finding; default 0.6"`
	MinPersons    int                 `yaml:"min_persons" jsonschema:"minimum=0,description=estimated people the file concerns"`
	MaxPersons    int                 `yaml:"max_persons" jsonschema:"minimum=0"`
	Labels        []string            `yaml:"labels" jsonschema:"description=a classification mark in the document holds one of these"`
	Grades        []string            `yaml:"grades" jsonschema:"description=ids of grades"`
	Exposure      []scanners.Exposure `yaml:"exposure" jsonschema:"description=who can reach the file"`
	Storages      []string            `yaml:"storages" jsonschema:"description=ids of storages"`
	Kinds         []string            `yaml:"kinds" jsonschema:"description=of the source: folder; s3; gdrive; onedrive"`
	Contract      []record.Contract   `yaml:"contract" jsonschema:"description=whose contract with the service"`
	Device        []record.Contract   `yaml:"device" jsonschema:"description=whose computer"`
	Sources       []string            `yaml:"sources" jsonschema:"description=names of sources"`
	Paths         []string            `yaml:"paths" jsonschema:"description=patterns of paths; ** is any number of folders"`
	Owners        []string            `yaml:"owners" jsonschema:"description=patterns of owners; * is anything"`
	Departments   []string            `yaml:"departments" jsonschema:"description=names of departments"`
	OlderThan     Age                 `yaml:"older_than" jsonschema:"type=string,pattern=^[0-9]+[dmy]$,description=since the last change; 90d; 6m or 5y"`
	NewerThan     Age                 `yaml:"newer_than" jsonschema:"type=string,pattern=^[0-9]+[dmy]$"`
	Encrypted     *bool               `yaml:"encrypted" jsonschema:"description=protected by a strong cipher"`
	CEL           string              `yaml:"cel" jsonschema:"description=a line of CEL; see tenken policy check --help"`

	program *program
}

const defaultConfidence = 0.6 // detectors.Medium

// subject is a file that is being judged.
type subject struct {
	*record.File
	p       *Policy
	now     time.Time
	storage string         // id of the policy's storage
	grade   int            // index of its grade; -1 none
	vars    map[string]any // of CEL, made when first asked for
}

// cheap are the conditions that most files fail; a file's findings come after.
func (w *When) cheap(s *subject) bool {
	return s.Persons >= w.MinPersons && (w.MaxPersons == 0 || s.Persons <= w.MaxPersons) &&
		among(w.Exposure, s.Exposure) && among(w.Sources, s.Source)
}

func among[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

func (w *When) holds(s *subject) bool {
	return w.cheap(s) && w.finds(s) && w.place(s) && (w.program == nil || w.program.holds(s))
}

// finds reports whether the findings are the ones that are meant.
func (w *When) finds(s *subject) bool {
	least := w.MinConfidence
	if least == 0 {
		least = defaultConfidence
	}
	any := len(w.Types)+len(w.Categories) == 0
	kinds, count := 0, 0
	for i := range s.Findings {
		g := &s.Findings[i]
		if g.Confidence >= least && (any || slices.Contains(w.Types, g.Type) || slices.Contains(w.Categories, g.Category)) {
			kinds++
			count = max(count, g.Count)
		}
	}
	if kinds < max(1, w.MinKinds) || count < w.MinCount {
		return false
	}
	sure := func(t string) bool {
		return slices.ContainsFunc(s.Findings, func(g record.Finding) bool { return g.Type == t && g.Confidence >= least })
	}
	for _, t := range w.Together {
		if !sure(t) {
			return false
		}
	}
	return (len(w.Also) == 0 || slices.ContainsFunc(w.Also, sure)) && !slices.ContainsFunc(w.Without, sure)
}

// place reports whether the file is the one that is meant, whatever is in it.
func (w *When) place(s *subject) bool {
	return among(w.Kinds, s.Storage.Kind) && among(w.Contract, s.Storage.Contract) && among(w.Device, s.Storage.Device) &&
		among(w.Storages, s.storage) && among(w.Departments, s.Department) &&
		(len(w.Grades) == 0 || s.grade >= 0 && slices.Contains(w.Grades, s.p.Grades[s.grade].ID)) &&
		(len(w.Labels) == 0 || labelled(s.Labels, w.Labels)) &&
		(len(w.Paths) == 0 || matchAny(w.Paths, s.Path)) &&
		(len(w.Owners) == 0 || slices.ContainsFunc(w.Owners, func(p string) bool { return matchName(p, s.Owner) })) &&
		(w.Encrypted == nil || *w.Encrypted == (s.Protection == record.WithPassword)) &&
		(w.OlderThan == 0 || s.age() > time.Duration(w.OlderThan)) &&
		(w.NewerThan == 0 || s.known() && s.age() <= time.Duration(w.NewerThan))
}

// age is the time since the last change; 0 when that is not known.
func (s *subject) age() time.Duration {
	if !s.known() {
		return 0
	}
	return s.now.Sub(s.Modified)
}

func (s *subject) known() bool { return !s.Modified.IsZero() && !s.now.IsZero() }

// labelled reports whether one of the marks holds one of the words, in
// whatever width they are written.
func labelled(marks, words []string) bool {
	for _, m := range marks {
		m = fold(m)
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(m, fold(w)) }) {
			return true
		}
	}
	return false
}

func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(s)), ""))
}

func matchName(pattern, name string) bool {
	ok, err := path.Match(strings.ReplaceAll(strings.ToLower(pattern), "/", "\x01"), strings.ReplaceAll(strings.ToLower(name), "/", "\x01"))
	return ok && err == nil
}
