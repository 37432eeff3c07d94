package detectors

import "strings"

// sideways asks about the values of rows that a caption at their left
// announces, where no header stands on top: forms, and tables that lie on
// their side. A row may hold several captions, each with its values.
func (sc *Scan) sideways() {
	g := &sc.grid
	if g.know == nil || g.laid {
		return
	}
	for r := range g.rows {
		from, to := g.row(r)
		if s := g.sectionOf(from); s == nil || s.width > 0 || to-from > maxColumns {
			continue
		}
		for i := from; i < to; i++ {
			c, ok := g.captionOf(i)
			if !ok {
				continue
			}
			last := i + 1
			for ; last < to; last++ {
				if _, ok := g.captionOf(last); ok {
					break
				}
			}
			sc.rowOf(i, last, &c)
			i = last - 1
		}
	}
}

// captionOf is the caption that cell i is, if it is one and nothing else.
func (g *grid) captionOf(i int) (caption, bool) {
	v := strings.TrimSpace(g.value(i))
	if v == "" || len(v) > 3*headerRunes || hasData(v) {
		return caption{}, false
	}
	return g.set.words.whole(v)
}

// rowOf asks the detectors that take cells [at+1, to) for values of caption.
func (sc *Scan) rowOf(at, to int, caption *caption) {
	g := &sc.grid
	var values []string
	for i := at + 1; i < to && len(values) < sampleValues; i++ {
		if v := strings.TrimSpace(g.value(i)); v != "" {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return
	}
	header := strings.TrimSpace(g.value(at))
	for d, det := range g.set.columns {
		if det == nil || caption.of(g.set.words, uint16(d)) != HeaderLabel {
			continue
		}
		last := to
		f := det.Column(Column{Header: header, Values: values, Label: HeaderLabel})
		if f == 0 && len(values) > 1 { // what is behind the first one has a caption that is not known
			f = det.Column(Column{Header: header, Values: values[:1], Label: HeaderLabel})
			for last = at + 1; strings.TrimSpace(g.value(last)) == ""; last++ {
			}
			last++
		}
		if f == 0 {
			continue
		}
		sc.side = owner{uint16(d), f}
		for i := at + 1; i < last; i++ {
			lo, hi := trim(sc.text, g.cells[i].Start, g.cells[i].End)
			if lo == hi {
				continue
			}
			c := &sc.cand
			sc.cell, c.Lo, c.Hi = i, g.cells[i].Start, g.cells[i].End
			c.Kind, c.Start, c.End, c.det = CellKind, lo, hi, uint16(d)
			det.Judge(c)
		}
		sc.side = owner{}
	}
}
