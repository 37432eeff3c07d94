package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// fill replaces the kinds in text by values of one person.
func fill(text string, p *person) (string, []Value) {
	var (
		b      strings.Builder
		values []Value
	)
	for {
		before, rest, found := strings.Cut(text, "«")
		b.WriteString(before)
		if !found {
			return b.String(), values
		}
		kind, after, _ := strings.Cut(rest, "»")
		typ, of, planted := strings.Cut(kind, "=")
		if !planted {
			of = typ
		}
		v := p.value(of)
		if planted {
			values = append(values, Value{typ, v})
		}
		b.WriteString(v)
		text = after
	}
}

// writing is one template being written.
type writing struct {
	of Document
	t  template
}

// each yields draws documents of the template, the first in every format.
func (w writing) each(r *rand.Rand, draws int, yield func(Document, error) bool) bool {
	formats := textFormats
	switch {
	case w.t.name != "":
		formats = plainFormats[:1]
	case w.t.plain:
		formats = plainFormats
	case w.t.header != "":
		formats = tableFormats
	}
	for n := range draws {
		c := w.draw(r)
		use := formats[n%len(formats) : n%len(formats)+1]
		if n == 0 {
			use = formats
		}
		for _, f := range use {
			d := w.of
			d.Format, d.Values, d.Persons = f.name, c.values, c.persons
			d.Name = w.t.name
			if d.Name == "" {
				d.Name = fmt.Sprintf("%03d%s", n, f.ext)
			}
			var err error
			d.Data, err = f.write(c)
			if !yield(d, err) {
				return false
			}
		}
	}
	return true
}

// content is a filled template before it has a format.
type content struct {
	lines   []string
	header  []string
	rows    [][]string
	values  []Value
	persons int
}

func (w writing) draw(r *rand.Rand) content {
	p := newPerson(r)
	text, values := fill(w.t.text, p)
	c := content{values: values}
	if text != "" {
		c.lines = strings.Split(strings.Trim(text, "\n"), "\n")
	}
	if w.t.header == "" {
		return c
	}
	c.header = strings.Split(w.t.header, "|")
	n := 8 + r.IntN(12)
	for i := range n {
		q := newPerson(r)
		q.row = i + 1
		row, values := fill(w.t.row, q)
		c.rows, c.values = append(c.rows, strings.Split(row, "|")), append(c.values, values...)
	}
	if strings.Contains(w.t.row, "full»") && w.of.Holds {
		c.persons = n
	}
	return c
}
