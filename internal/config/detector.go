package config

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"regexp"
	"strings"

	"tenken/detectors"
	"tenken/detectors/custom"
	"tenken/internal/strict"
)

// Detector is a type of data that the institution defines.
type Detector struct {
	ID         string            `yaml:"id" jsonschema:"required,pattern=^[a-z][a-z0-9_]*$,description=type of the findings in records and policies"`
	Label      string            `yaml:"label" jsonschema:"required,minLength=1,description=what people call it"`
	English    string            `yaml:"english" jsonschema:"description=what people call it in English; empty: the label"`
	Category   string            `yaml:"category" jsonschema:"enum=,enum=personal,enum=special_care,enum=medical,enum=research,enum=credential,enum=marking,description=kind of data; empty: personal"`
	Severity   int               `yaml:"severity" jsonschema:"minimum=0,maximum=4,description=1 is gravest; empty: 3"`
	Persons    detectors.Persons `yaml:"persons" jsonschema:"enum=,enum=key,enum=row,enum=weak,enum=none,description=how findings count people; empty: none"`
	Words      []string          `yaml:"words" jsonschema:"description=words; Latin ones stand as words, in either case"`
	WordsFile  string            `yaml:"words_file" jsonschema:"description=file of further words; one a line"`
	Patterns   []string          `yaml:"patterns" jsonschema:"description=regular expressions in the syntax of RE2"`
	Validators []string          `yaml:"validators" jsonschema:"description=what must accept a match of a pattern: luhn my_number corporate_number jan"`
	Labels     []string          `yaml:"labels" jsonschema:"description=words before a value or on top of a column that announce it"`
	NotLabels  []string          `yaml:"not_labels" jsonschema:"description=words that announce something else"`
}

var detectorID = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// checkDetectors compiles the institution's detectors. known are the types that
// are built in.
func (c *Config) checkDetectors(f *strict.File, known map[string]bool) {
	seen := map[string]bool{}
	for i, d := range c.Detectors {
		where := fmt.Sprintf("detectors[%d]", i)
		bad := func(key, ja, en string) {
			if key != "" {
				key = "." + key
			}
			f.At(where+key, ja, en)
		}
		switch {
		case !detectorID.MatchString(d.ID):
			bad("id", "英小文字で始まる英小文字・数字・_ の名前を書いてください", "write a name of small letters, digits and _")
		case known[d.ID]:
			bad("id", fmt.Sprintf("%q は組み込みの検出器の名前です", d.ID), fmt.Sprintf("%q is built in", d.ID))
		case seen[d.ID]:
			bad("id", fmt.Sprintf("%q が 2 回使われています", d.ID), fmt.Sprintf("%q is used twice", d.ID))
		}
		seen[d.ID] = true
		if d.Label == "" {
			bad("label", "書いてください", "write what people call it")
		}
		if d.Severity < 0 || d.Severity > 4 {
			bad("severity", "1 から 4 の数にしてください", "write 1 to 4")
		}
		words, err := c.words(d)
		if err != nil {
			bad("words_file", err.Error(), err.Error())
		}
		made, wrong := custom.New(custom.Definition{
			Info: detectors.Info{
				ID: d.ID, Label: d.Label, English: cmp.Or(d.English, d.Label), Category: detectors.Category(cmp.Or(d.Category, string(detectors.Personal))),
				Severity: cmp.Or(d.Severity, 3), Persons: cmp.Or(d.Persons, detectors.None),
				Validate: strings.Join(d.Validators, ", "), Source: "configuration",
			},
			Words: words, Patterns: d.Patterns, Validators: d.Validators, Labels: d.Labels, NotLabels: d.NotLabels,
		})
		for _, m := range wrong {
			bad(m.Key, m.Ja, m.En)
		}
		if made != nil {
			c.custom = append(c.custom, made)
		}
	}
}

// words are those of a detector, with those of its file.
func (c *Config) words(d Detector) ([]string, error) {
	if d.WordsFile == "" {
		return d.Words, nil
	}
	file, err := os.Open(c.Path(d.WordsFile))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	words := append([]string(nil), d.Words...)
	s := bufio.NewScanner(file)
	for line := 1; s.Scan(); line++ {
		w := strings.TrimSpace(strings.TrimPrefix(s.Text(), "\ufeff"))
		switch n := len([]rune(w)); {
		case n == 0 || strings.HasPrefix(w, "#"):
		case n < 2:
			return nil, fmt.Errorf("%s line %d: %q: a word needs two characters", d.WordsFile, line, w)
		default:
			words = append(words, w)
		}
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read %q: %w", d.WordsFile, err)
	}
	return words, nil
}

// Custom are the institution's own detectors, compiled.
func (c Config) Custom() []detectors.Detector { return c.custom }
