package strict

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/printer"
)

var (
	quoted  = regexp.MustCompile(`"([^"]*)"`)
	unknown = regexp.MustCompile(`unknown field "([^"]*)"`)

	// secret finds what somebody wrote into the file although no key asks for it.
	secret = regexp.MustCompile(`(?i)([a-z_]*(?:secret|token|password|access_?key|api_?key)[a-z_]*["']?\s*:\s*)("[^"]*"|'[^']*'|[^\s,}]+)`)
)

// discreet takes secrets out of what a mistake shows: it ends up on screens and
// in logs.
func discreet(s string) string { return secret.ReplaceAllString(s, "${1}…") }

// describe words an error of decoding with line, caret and, where a key is
// misspelt, the key that was probably meant.
func describe(text []byte, err error, t reflect.Type, schema string) string {
	m := yaml.FormatError(err, false, true)
	if k := unknown.FindStringSubmatch(m); k != nil {
		if secret.MatchString(k[1] + ": x") {
			return strings.Replace(m, k[0], k[0]+"; this file holds no secrets: keep them where the provider's own tools do, in a profile or the environment", 1)
		}
		if near := Nearest(k[1], keys(t)); near != "" {
			return strings.Replace(m, k[0], fmt.Sprintf("%s; did you mean %q?", k[0], near), 1)
		}
		return strings.Replace(m, k[0], k[0]+"; see "+schema+" for what is known", 1)
	}
	if strings.HasPrefix(m, "[") {
		return m
	}
	// Errors of values come without a place.
	value := quoted.FindStringSubmatch(m)
	if value == nil {
		return m
	}
	for _, t := range lexer.Tokenize(string(text)) {
		if t.Value == value[1] {
			var p printer.Printer
			return fmt.Sprintf("[%d:%d] %s\n%s", t.Position.Line, t.Position.Column, m, p.PrintErrorToken(t, false))
		}
	}
	return m
}

// keys are the names of all fields of a configuration.
func keys(t reflect.Type) []string {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var out []string
	for i := range t.NumField() {
		f := t.Field(i)
		if name, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); name != "" && name != "-" {
			out = append(append(out, name), keys(f.Type)...)
		}
	}
	return out
}

// Nearest is the key at most two edits away; "" when there is none.
func Nearest(word string, keys []string) string {
	best, least := "", 3
	for _, k := range keys {
		if d := distance(word, k); d < least && d < len(word) {
			best, least = k, d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
