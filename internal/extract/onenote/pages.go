package onenote

import (
	"fmt"
	"io"
	"strings"

	"tenken/internal/extract/compose"
)

// pages puts the text of objects in order.
type pages struct {
	*store
	text     *compose.Builder
	seen     map[id]bool
	page     int
	tables   int
	inTable  bool
	inner    int // tables inside its cells
	row, col int
	attached []attachment
}

type attachment struct {
	name string
	size int64 // -1: not known
	io.Reader
}

// write puts out what hangs on the roots, space by space, and then text on
// which nothing hangs any more.
func (p *pages) write() {
	p.text.Place("", 0)
	for space := 0; space <= p.space; space++ {
		if root, ok := p.roots[space]; ok {
			p.visit(root, 0)
		}
	}
	earlier := false
	for _, name := range p.order {
		o := p.objects[name]
		if p.seen[name] || o.text == "" && o.kind != kindEmbedded {
			continue
		}
		if !earlier {
			earlier = true
			p.text.Place("earlier versions", 0)
		}
		p.visit(name, 0)
	}
}

// maxNesting bounds how deep objects hang on others.
const maxNesting = 200

func (p *pages) visit(name id, depth int) {
	o := p.objects[name]
	if o == nil || p.seen[name] || depth > maxNesting || p.text.Err() != nil || p.ctx.Err() != nil {
		return
	}
	p.seen[name] = true
	switch {
	case o.kind == kindPage:
		p.page++
		p.tables = 0
		p.text.Place(fmt.Sprintf("page %d", p.page), 0)
	case o.kind == kindTable && !p.inTable:
		p.table(o, depth)
		return
	case o.kind == kindTable:
		p.inner++
		defer func() { p.inner-- }()
	case p.inTable && p.inner == 0 && o.kind == kindRow:
		p.row++
		p.col = 0
	case p.inTable && p.inner == 0 && o.kind == kindCell:
		p.text.Cell(max(p.row, 0), p.col)
		p.col++
	case o.kind == kindEmbedded || o.kind == kindImage:
		p.attach(o)
		p.line(o.text)
	case o.kind == kindText:
		p.line(o.text)
	}
	for _, r := range o.refs {
		p.visit(r, depth+1)
	}
}

// table puts out a table; those in its cells are text of the cells.
func (p *pages) table(o *object, depth int) {
	p.tables++
	name := fmt.Sprintf("table %d", p.tables)
	if p.page > 0 {
		name = fmt.Sprintf("page %d %s", p.page, name)
	}
	p.text.Table(name)
	p.inTable, p.row, p.col = true, -1, 0
	for _, r := range o.refs {
		p.visit(r, depth+1)
	}
	p.text.EndTable()
	p.inTable = false
}

// line puts out a paragraph, without the marks of what is attached and of links.
func (p *pages) line(text string) {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\v' || r == '\r':
			return '\n'
		case r < ' ' && r != '\n' && r != '\t', r == '\uFDDF', r == '\uFFFC':
			return -1
		}
		return r
	}, text)
	if text != "" {
		p.text.Line()
		p.text.WriteString(text)
		if !p.inTable {
			p.text.Line()
		}
	}
}

// attach notes the file of an object.
func (p *pages) attach(o *object) {
	for _, r := range o.refs {
		d, ok := p.data[r]
		blob, inPackage := p.packed[r]
		if !ok && !inPackage || p.seen[r] {
			continue
		}
		p.seen[r] = true
		a := attachment{name: strings.TrimRight(o.name, "\x00")}
		if a.name == "" {
			a.name = fmt.Sprintf("%d%s", len(p.attached)+1, d.extension)
		}
		if ok {
			a.Reader, a.size = p.file(d.file)
		} else {
			a.Reader, a.size = p.blob(blob)
		}
		p.attached = append(p.attached, a)
	}
}
