// Package corpus makes labelled documents: for every type of sensitive data
// some that hold it, as people write them, and some that look alike and do not.
// The labels are planted with the values; they are never taken from what a
// detector finds. No code is shared with detectors, but the templates were
// written by people who know them. All values are made up at run time.
package corpus

import (
	"iter"
	"math/rand/v2"
)

// Value is a planted value.
type Value struct{ Type, Text string }

// Document is one labelled file.
type Document struct {
	Type     string // the type that it tries
	Holds    bool   // whether it holds that type
	Template string // says which of the type's templates it was made from
	Test     bool   // of the templates that judge; the others are for development
	Name     string // of the file, with its extension
	Format   string
	Data     []byte
	Values   []Value
	Persons  int // 0: not known
}

// family is what is written about one type.
type family struct {
	id    string
	holds []template
	alike []template
}

// template is a text, or a table of which row is repeated. In both, «kind» is
// replaced by a value and «type=kind» by one that is planted as that type.
type template struct {
	text        string // above the table, if there is one
	header, row string // cells divided by |
	name        string // of the file, if that is evidence; formats of text only
	plain       bool   // is text of its own format and stands in no other
}

// Documents yields, for every type, draws documents of each template, and the
// first of each in every format that it can stand in. Every second template of
// a type is for testing. The same seed gives the same documents.
func Documents(seed uint64, draws int) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for i, f := range families() {
			for j, holds := range []bool{true, false} {
				templates := f.holds
				if !holds {
					templates = f.alike
				}
				for k, t := range templates {
					w := writing{of: Document{Type: f.id, Holds: holds, Template: label(holds, k), Test: k%2 == 1}, t: t}
					source := rand.New(rand.NewPCG(seed, uint64(i*1000+j*100+k)))
					if !w.each(source, draws, yield) {
						return
					}
				}
			}
		}
	}
}

// Types lists the types that have documents.
func Types() []string {
	var out []string
	for _, f := range families() {
		out = append(out, f.id)
	}
	return out
}

func families() []family {
	var all []family
	for _, fs := range [][]family{numbers, contacts, people, school, specialCare, medicine, studies, secrets} {
		all = append(all, fs...)
	}
	return all
}

func label(holds bool, k int) string {
	s := "alike "
	if holds {
		s = "holds "
	}
	return s + string(rune('a'+k))
}
