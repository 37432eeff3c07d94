package config

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/policy"
)

// mapped is a line of the mapping file. With a path it assigns files; with an
// owner alone it assigns that owner's files.
type mapped struct{ path, owner, department string }

// mappingColumns are the headings of a mapping file, by what they hold.
var mappingColumns = map[string][]string{
	"path":       {"path", "パス", "場所"},
	"owner":      {"owner", "所有者"},
	"department": {"department", "部局"},
}

// maxMapping bounds the mapping file, in bytes.
const maxMapping = 64 << 20

// readMapping reads the mapping file: CSV with a line of headings, in UTF-8 or,
// as Excel saves it in Japan, in Shift_JIS. It returns what is wrong with it.
func (c *Config) readMapping() string {
	if c.Mapping == "" {
		return ""
	}
	file := c.Path(c.Mapping)
	f, err := os.Open(file)
	if err != nil {
		return fmt.Sprintf("cannot read the mapping file: %v", err)
	}
	defer f.Close()
	var text bytes.Buffer
	if n, err := io.Copy(&text, io.LimitReader(f, maxMapping)); err != nil || n == maxMapping {
		return fmt.Sprintf("%s: cannot be read, or is larger than 64 MiB: %v", file, err)
	}
	if c.mapping, err = parseMapping(text.Bytes()); err != nil {
		return fmt.Sprintf("%s: %v", file, err)
	}
	return ""
}

func parseMapping(text []byte) ([]mapped, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(text) {
		var err error
		if text, err = japanese.ShiftJIS.NewDecoder().Bytes(text); err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			return nil, errors.New("neither UTF-8 nor Shift_JIS; save it as CSV UTF-8")
		}
	}
	r := csv.NewReader(bytes.NewReader(text))
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("no line of headings: write path,owner,department (パス,所有者,部局): %w", err)
	}
	column := map[string]int{"path": -1, "owner": -1, "department": -1}
	for i, h := range head {
		name := headingOf(h)
		if name == "" {
			return nil, fmt.Errorf("line 1: heading %q is not known; write path,owner,department (パス,所有者,部局)", h)
		}
		column[name] = i
	}
	var out []mapped
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		cell := func(name string) string {
			if i := column[name]; i >= 0 {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		m := mapped{cell("path"), cell("owner"), cell("department")}
		line, _ := r.FieldPos(0)
		switch {
		case m == mapped{}:
			continue
		case m.path == "" && (m.owner == "" || m.department == ""):
			return nil, fmt.Errorf("line %d: give a path, or an owner with a department", line)
		case m.path != "" && m.owner == "" && m.department == "":
			return nil, fmt.Errorf("line %d: give an owner or a department for %q", line, m.path)
		}
		out = append(out, m)
	}
}

func headingOf(h string) string {
	for name, words := range mappingColumns {
		if slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, strings.TrimSpace(h)) }) {
			return name
		}
	}
	return ""
}

func (m mapped) covers(path string) bool { return m.path != "" && policy.MatchPath(m.path, path) }
