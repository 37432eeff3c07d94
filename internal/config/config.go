// Package config reads the configuration: strictly, so that a misspelt key is
// an error with its line and not a source that is silently left out. It
// connects to nothing.
package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/internal/people"
	"tenken/internal/policy"
	"tenken/internal/record"
	"tenken/internal/strict"
	"tenken/scanners"
)

// Config is a configuration file.
type Config struct {
	Institution string       `yaml:"institution" jsonschema:"description=name of the institution on the workbooks"`
	Contact     string       `yaml:"contact" jsonschema:"description=whom departments ask"`
	Sources     []Source     `yaml:"sources" jsonschema:"required,minItems=1,description=what is scanned"`
	Departments []Department `yaml:"departments" jsonschema:"description=rules that assign files to departments; the first that matches counts"`
	Mapping     string       `yaml:"mapping" jsonschema:"description=CSV file of path and owner and department"`
	People      []string     `yaml:"people" jsonschema:"description=exports of the institution's directory: LDIF or CSV of account and name and department and status"`
	Policy      string       `yaml:"policy" jsonschema:"description=file of the policy; empty: the built-in one"`
	Law         string       `yaml:"law" jsonschema:"description=file of the law of leak reports; empty: the built-in one"`
	Prices      string       `yaml:"prices" jsonschema:"description=file of the prices of providers; empty: built-in list prices"`
	Questions   string       `yaml:"questions" jsonschema:"description=file of the questions of the self-inspection; empty: those of the ministry's notice"`
	MaskNames   bool         `yaml:"mask_names" jsonschema:"description=hide names of files and folders and owners in all outputs"`
	Protect     string       `yaml:"protect" jsonschema:"description=CSV file of department and password and age recipient that protect its workbook"`
	State       string       `yaml:"state" jsonschema:"description=folder of the ledger; empty: the user's state folder"`
	Out         string       `yaml:"out" jsonschema:"description=folder of the workbooks; empty: ./tenken-report"`
	Language    string       `yaml:"language" jsonschema:"enum=,enum=ja,enum=en,description=of workbooks and messages"`
	Workers     int          `yaml:"workers" jsonschema:"minimum=0,maximum=1024,description=files inspected at the same time; 0: one for each processor"`
	Passwords   string       `yaml:"passwords" jsonschema:"description=file of passwords to try on encrypted files; one a line"`
	OCR         string       `yaml:"ocr" jsonschema:"enum=,enum=off,enum=auto,enum=on,description=recognition of text in pictures by Tesseract; empty: auto"`
	Detectors   []Detector   `yaml:"detectors" jsonschema:"description=types of data that the institution defines"`
	Budgets     Budgets      `yaml:"budgets" jsonschema:"description=most work on one file"`

	dir       string            // relative paths start here
	mapping   []mapped          // in the file's order
	owners    map[string]string // departments by owner in lower case, of its lines without a path
	directory people.Directory
	custom    []detectors.Detector
}

// Source is a place to scan.
type Source struct {
	Name     string            `yaml:"name" jsonschema:"required,minLength=1,description=unique name in records and workbooks"`
	Kind     string            `yaml:"kind" jsonschema:"required,enum=folder,enum=s3,enum=gdrive,enum=onedrive,description=connector"`
	Paths    []string          `yaml:"paths" jsonschema:"description=folders or files (kind folder)"`
	Exposure scanners.Exposure `yaml:"exposure" jsonschema:"type=string,enum=unknown,enum=private,enum=people,enum=organization,enum=external,enum=anyone,description=who can reach the files (kind folder)"`
	S3       *S3               `yaml:"s3" jsonschema:"description=accounts and buckets (kind s3)"`
	GDrive   *GDrive           `yaml:"gdrive" jsonschema:"description=tenant or user (kind gdrive)"`
	OneDrive *OneDrive         `yaml:"onedrive" jsonschema:"description=tenant or person of Microsoft 365 (kind onedrive)"`

	// Whose the service and the computer are: what a policy allows may depend on it.
	Contract record.Contract `yaml:"contract" jsonschema:"enum=,enum=institution,enum=personal,description=whose contract with the service; empty: the institution's"`
	Device   record.Contract `yaml:"device" jsonschema:"enum=,enum=institution,enum=personal,description=whose computer (kind folder); empty: the institution's"`

	// AllowWrite accepts a credential that could also write.
	AllowWrite bool `yaml:"allow_write_credential" jsonschema:"description=accept a credential that may write"`
}

// Department assigns files; see Belong for the order.
type Department struct {
	Name    string   `yaml:"name" jsonschema:"required,minLength=1"`
	Head    string   `yaml:"head" jsonschema:"description=who answers for it; one head may have several departments"`
	Paths   []string `yaml:"paths" jsonschema:"description=patterns of paths below a source; ** is any number of folders"`
	Owners  []string `yaml:"owners" jsonschema:"description=owners of files; any account of a person stands for all"`
	OUs     []string `yaml:"ous" jsonschema:"description=units of the people's directory: Staff/Medicine or OU=Medicine,OU=Staff"`
	Aliases []string `yaml:"aliases" jsonschema:"description=what directories and tags and folders call it"`
	Sources []string `yaml:"sources" jsonschema:"description=names of sources that are all its own"`
}

// Budgets bound the work on one file; zero means the default.
type Budgets struct {
	Input    policy.Size   `yaml:"input" jsonschema:"type=string,pattern=^[0-9]+ ?([KMGT]i?)?B$"`
	Expanded policy.Size   `yaml:"expanded" jsonschema:"type=string,pattern=^[0-9]+ ?([KMGT]i?)?B$"`
	Ratio    int64         `yaml:"ratio" jsonschema:"minimum=0"`
	Depth    int           `yaml:"depth" jsonschema:"minimum=0,maximum=100"`
	Members  int           `yaml:"members" jsonschema:"minimum=0"`
	Pictures int           `yaml:"pictures" jsonschema:"minimum=0"`
	Output   policy.Size   `yaml:"output" jsonschema:"type=string,pattern=^[0-9]+ ?([KMGT]i?)?B$"`
	Memory   policy.Size   `yaml:"memory" jsonschema:"type=string,pattern=^[0-9]+ ?([KMGT]i?)?B$"`
	Timeout  time.Duration `yaml:"timeout" jsonschema:"type=string,pattern=^([0-9]+(ms|s|m|h))+$"`
}

// leastMemory is what reading a PDF takes before its first page.
const leastMemory = 128 << 20

// Load reads a configuration file. Its error lists every mistake found, with
// file, line and caret.
func Load(file string) (Config, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Config{}, err
	}
	return Parse(file, text)
}

// Parse is Load of a text that was read already; file is its name.
func Parse(file string, text []byte) (Config, error) {
	c := Config{dir: filepath.Dir(file)}
	f, err := strict.Decode(file, text, &c, "tenken config schema")
	if err != nil {
		return c, err
	}
	c.check(f)
	return c, f.Err()
}

// Error is what is wrong with a file.
type Error = strict.Error

// ErrNoSource says that a configuration names nothing to scan.
var ErrNoSource = errors.New("sources: name at least one place to scan")

// complain notes what is wrong with the key at a place, in both languages: the
// verbs of both formats are the same.
type complain func(where, ja, en string, args ...any)

// below complains of the keys below a place.
func (at complain) below(where string) complain {
	return func(key, ja, en string, args ...any) { at(where+key, ja, en, args...) }
}

const (
	notNegativeJa = "0 以上の数を書いてください"
	notNegativeEn = "must not be negative"
)

func (c *Config) check(f *strict.File) {
	at := complain(func(where, ja, en string, args ...any) {
		f.At(where, fmt.Sprintf(ja, args...), fmt.Sprintf(en, args...))
	})
	if len(c.Sources) == 0 {
		at("", "sources: 点検する場所を一つは書いてください", ErrNoSource.Error())
	}
	names := map[string]bool{}
	for i, s := range c.Sources {
		where := fmt.Sprintf("sources[%d]", i)
		switch {
		case s.Name == "":
			at(where, "name がありません", "name is missing")
		case names[s.Name]:
			at(where+".name", "名前 %q が 2 回使われています", "the name %q is used twice", s.Name)
		}
		names[s.Name] = true
		s.check(at.below(where))
	}
	known := map[string]bool{}
	for _, d := range all.Detectors() {
		known[d.Info().ID] = true
	}
	c.checkDetectors(f, known)
	for _, m := range c.readMapping() {
		file := filepath.Base(c.Mapping) + ": "
		f.At("mapping", file+m.In("ja"), file+m.In("en"))
	}
	for i, d := range c.Departments {
		where := fmt.Sprintf("departments[%d]", i)
		if d.Name == "" {
			at(where, "name がありません", "name is missing")
		}
		if len(d.Paths)+len(d.Owners)+len(d.OUs)+len(d.Aliases)+len(d.Sources) == 0 && d.Head == "" {
			at(where, "paths、owners、ous、aliases、sources、head のどれかを書いてください。このままではどのファイルの部局にもなりません",
				"give paths, owners, ous, aliases, sources or a head, or the department would never match")
		}
		for k, s := range d.Sources {
			if !names[s] {
				at(fmt.Sprintf("%s.sources[%d]", where, k), "%q という場所は sources にありません", "there is no source %q", s)
			}
		}
	}
	for i, file := range c.People {
		found, err := people.Read(c.Path(file))
		if err != nil {
			at(fmt.Sprintf("people[%d]", i), "名簿 %s を読めません: %v", "%s: %v", c.Path(file), err)
			continue
		}
		c.directory.Add(found...)
	}
	switch c.Language {
	case "", "ja", "en":
	default:
		at("language", "%q は使えません。ja か en を書いてください", "language %q: write ja or en", c.Language)
	}
	switch c.OCR {
	case "", "off", "auto", "on":
	default:
		at("ocr", "%q は使えません。off、auto、on のどれかを書いてください", "%q: write off, auto or on", c.OCR)
	}
	if c.Workers < 0 || c.Workers > 1024 {
		at("workers", "%d は使えません。0 から 1024 の数を書いてください", "%d is not between 0 and 1024", c.Workers)
	}
	for _, b := range []struct {
		key    string
		bad    bool
		ja, en string
	}{
		{"ratio", c.Budgets.Ratio < 0, notNegativeJa, notNegativeEn},
		{"depth", c.Budgets.Depth < 0 || c.Budgets.Depth > 100, "0 から 100 の数を書いてください", "must be between 0 and 100"},
		{"members", c.Budgets.Members < 0, notNegativeJa, notNegativeEn},
		{"pictures", c.Budgets.Pictures < 0, notNegativeJa, notNegativeEn},
		{"timeout", c.Budgets.Timeout < 0, notNegativeJa, notNegativeEn},
		{"memory", c.Budgets.Memory != 0 && c.Budgets.Memory < leastMemory, "128MiB 以上にしてください。それより少ないと PDF を読めません", "must be 128MiB or more, or no PDF can be read"},
	} {
		if b.bad {
			at("budgets."+b.key, b.ja, b.en)
		}
	}
}

// Path resolves a path of the configuration, which is relative to its file.
func (c Config) Path(p string) string {
	if p == "" || filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(c.dir, p)
}
