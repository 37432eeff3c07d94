// Package strict reads YAML files that people write: a misspelt key is an error
// with its line, and not a wish that is silently left out. All mistakes of a
// file are told at once, in the reader's language, and none of them shows a
// secret that somebody wrote where none belongs.
package strict

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Error is what is wrong with a file.
type Error struct {
	File     string
	Mistakes []Mistake
}

// Mistake is one thing that is wrong, with what to do about it.
type Mistake struct {
	Line    int    // 0: no line of the file alone
	Excerpt string // the lines around it, with a mark; may be empty
	Ja, En  string
}

func (e *Error) Error() string { return e.In("en") }

// In is the error in "ja" or "en".
func (e *Error) In(lang string) string {
	out := make([]string, len(e.Mistakes))
	for i, m := range e.Mistakes {
		out[i] = m.In(lang)
	}
	return e.File + ":\n" + strings.Join(out, "\n")
}

// In is the mistake in "ja" or "en", its line first.
func (m Mistake) In(lang string) string {
	s := m.En
	if lang == "ja" && m.Ja != "" {
		s = m.Ja
	}
	if m.Line > 0 && !strings.HasPrefix(s, "[") {
		s = fmt.Sprintf("[%d] %s", m.Line, s)
	}
	if m.Excerpt != "" {
		s += "\n" + m.Excerpt
	}
	return discreet(s)
}

// File is the text of a file whose mistakes are being collected.
type File struct {
	Name string
	Text []byte

	tree  *ast.File
	found []Mistake
}

// Decode reads a file into a struct; schema is the command that describes it.
func Decode(name string, text []byte, into any, schema string) (*File, error) {
	f := &File{Name: name, Text: text}
	if err := yaml.UnmarshalWithOptions(text, into, yaml.Strict()); err != nil {
		return f, &Error{name, []Mistake{describe(text, err, reflect.TypeOf(into), schema)}}
	}
	return f, nil
}

// At notes a mistake at a place, such as "rules[2].when".
func (f *File) At(where, ja, en string) { f.found = append(f.found, f.Mistake(where, ja, en)) }

// Mistake is a mistake at a place. One whose key is missing is shown at what
// should hold it.
func (f *File) Mistake(where, ja, en string) Mistake {
	m := Mistake{Ja: ja, En: en}
	if where == "" {
		return m
	}
	m.Ja, m.En = where+": "+ja, where+": "+en
	for w := where; w != ""; w = parent(w) {
		node := f.node(w)
		if node == nil {
			continue
		}
		m.Line = node.GetToken().Position.Line
		if p, err := yaml.PathString("$." + w); err == nil {
			if src, err := p.AnnotateSource(f.Text, false); err == nil {
				m.Excerpt = string(src)
			}
		}
		break
	}
	return m
}

// node is the syntax at a place; nil where there is none.
func (f *File) node(where string) ast.Node {
	if f.tree == nil {
		var err error
		if f.tree, err = parser.ParseBytes(f.Text, 0); err != nil {
			return nil
		}
	}
	p, err := yaml.PathString("$." + where)
	if err != nil {
		return nil
	}
	node, err := p.FilterFile(f.tree)
	if err != nil {
		return nil
	}
	return node
}

func parent(where string) string { return where[:max(0, strings.LastIndexAny(where, ".["))] }

// Err is what was noted; nil when nothing was.
func (f *File) Err() error {
	if len(f.found) == 0 {
		return nil
	}
	return &Error{f.Name, f.found}
}

// Mistakes are what was noted so far.
func (f *File) Mistakes() []Mistake { return f.found }

// Line is where a place begins; 0 when it is not there.
func (f *File) Line(where string) int { return f.Mistake(where, "", "").Line }

// Has reports whether there is such a place.
func (f *File) Has(where string) bool { return f.node(where) != nil }
