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
	var heads []string
	for r := range g.rows {
		from, to := g.row(r)
		s := g.sectionOf(from)
		if s == nil && to-from <= maxColumns {
			sc.bareRow(from+1, to)
		}
		if s == nil || s.width > 0 || to-from > maxColumns {
			continue
		}
		if _, ok := g.captionOf(from); !ok {
			sc.bareRow(from, to)
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
			if heads == nil {
				heads = g.captionsLeft(r)
			}
			sc.rowOf(i, last, &c, heads)
			i = last - 1
		}
	}
}

// leastRow is how many values of a row without a caption must agree.
const leastRow = 4

// bareRow asks whether cells [from, to), which nothing announces, are a row of
// values of one type.
func (sc *Scan) bareRow(from, to int) {
	if len(sc.set.rows) == 0 || to-from < leastRow {
		return
	}
	g := &sc.grid
	var room [sampleValues]string
	values := room[:0]
	for i := from; i < to && len(values) < sampleValues; i++ {
		if v := strings.TrimSpace(g.value(i)); v != "" {
			values = append(values, v)
		}
	}
	if len(values) < leastRow {
		return
	}
	for _, d := range sc.set.rows {
		if f := sc.set.columns[d].Column(Column{Values: values}); f > 0 {
			sc.give(d, f, from, to)
		}
	}
}

// give gives the cells [from, to) of a row to a detector.
func (sc *Scan) give(d uint16, confidence float64, from, to int) {
	g := &sc.grid
	sc.side = owner{d, confidence}
	for i := from; i < to; i++ {
		lo, hi := trim(sc.text, g.cells[i].Start, g.cells[i].End)
		if lo == hi {
			continue
		}
		c := &sc.cand
		sc.cell, c.Lo, c.Hi = i, g.cells[i].Start, g.cells[i].End
		c.Kind, c.Start, c.End, c.det = CellKind, lo, hi, d
		sc.set.detectors[d].Judge(c)
	}
	sc.side = owner{}
}

// captionOf is the caption that cell i is, if it is one and nothing else.
func (g *grid) captionOf(i int) (caption, bool) {
	v := strings.TrimSpace(g.value(i))
	if v == "" || len(v) > 3*headerRunes || hasData(v) {
		return caption{}, false
	}
	return g.set.words.whole(v)
}

// captionsLeft are the captions that the next rows begin with: the headers of a
// table that lies on its side.
func (g *grid) captionsLeft(r int) []string {
	const most = 60
	heads := make([]string, 0, 8)
	for ; r < len(g.rows) && len(heads) < most; r++ {
		i, _ := g.row(r)
		if v := strings.TrimSpace(g.value(i)); v != "" && len(v) <= 3*headerRunes && !hasData(v) {
			heads = append(heads, v)
		}
	}
	return heads
}

// numbers reports whether a caption announces a number, whatever it is of.
func (c *caption) numbers(ws *words) bool {
	return c.n == 1 && ws.list[c.words[0]].kind == anyNumber
}

// rowOf asks the detectors that take cells [at+1, to) for values of caption; of
// several values below ID, those beside them say what they are.
func (sc *Scan) rowOf(at, to int, caption *caption, heads []string) {
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
		if det == nil {
			continue
		}
		last := to
		if l := caption.of(g.set.words, uint16(d)); l == NoLabel && len(values) >= leastRow && caption.numbers(g.set.words) {
			if f := det.Column(Column{Header: header, Headers: heads, Values: values}); f > 0 {
				sc.give(uint16(d), f, at+1, last)
			}
			continue
		} else if l != HeaderLabel {
			continue
		}
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
		sc.give(uint16(d), f, at+1, last)
	}
}
