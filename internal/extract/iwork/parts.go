package iwork

import (
	"context"
	"fmt"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// maxParts bounds what is kept of a document, in bytes.
const maxParts = 128 << 20

// object is a message that other messages refer to by its name.
type object struct {
	kind int
	body []byte
}

// note is a text that stands by itself, unless it turns out to be a cell's.
type note struct {
	place string
	name  uint64
	text  []byte
}

// parts puts a document together: messages refer to others that lie in any
// archive.
type parts struct {
	text    *compose.Builder
	objects map[uint64]object
	notes   []note
	models  []uint64 // of tables
	lists   []uint64
	used    map[uint64]bool // lists whose strings stand in cells
	names   map[string]bool // of tables
	size    int
	strange bool // cells in a form that is not known
}

func newParts(b *compose.Builder) *parts {
	return &parts{text: b, objects: map[uint64]object{}, used: map[uint64]bool{}, names: map[string]bool{}}
}

// keep remembers a message.
func (t *parts) keep(name uint64, kind int, b []byte) {
	if t.size += len(b) + 64; t.size > maxParts {
		return
	}
	if _, ok := t.objects[name]; ok {
		return
	}
	t.objects[name] = object{kind, append([]byte(nil), b...)}
	switch kind {
	case typeTable:
		t.models = append(t.models, name)
	case typeList:
		t.lists = append(t.lists, name)
	}
}

// note remembers a text.
func (t *parts) note(place string, name uint64, b []byte) {
	if t.size += len(b) + 64; t.size <= maxParts && len(b) > 0 {
		t.notes = append(t.notes, note{place, name, append([]byte(nil), b...)})
	}
}

// write puts out the texts, the tables, and then the strings that stand in none
// of them.
func (t *parts) write(ctx context.Context) error {
	inCells := map[uint64]bool{}
	for _, o := range t.objects {
		if o.kind == typePayload && len(t.models) > 0 {
			inCells[t.target(o.body)] = true
		}
	}
	place := ""
	for _, n := range t.notes {
		if n.name != 0 && inCells[n.name] {
			continue
		}
		if n.place != place {
			place = n.place
			t.text.Place(place, 0)
		}
		t.line(plain(n.text))
	}
	for i, name := range t.models {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		t.table(i, t.objects[name].body)
	}
	t.text.Place("", 0)
	for _, name := range t.lists {
		if !t.used[name] {
			for _, e := range t.entries(name) {
				t.line(e.text)
			}
		}
	}
	switch {
	case t.text.Err() != nil:
		return t.text.Err()
	case t.size > maxParts:
		return fmt.Errorf("parts: %w", extract.ErrLimit)
	case t.strange:
		return fmt.Errorf("cells of tables: %w", extract.ErrUnsupported)
	}
	return nil
}

func (t *parts) line(text string) {
	t.text.WriteString(text)
	t.text.Line()
}
