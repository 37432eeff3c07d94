package detectors

import (
	"hash/maphash"
	"math"
	"strings"
)

// judge asks what the columns of this piece hold, by a sample of their values,
// unless a larger sample answered it before.
func (g *grid) judge() {
	k := g.know
	r := 0
	var values []string
	for n := range k.sections {
		s := &k.sections[n]
		last := math.MaxInt
		if n+1 < len(k.sections) {
			last = k.sections[n+1].first - 1
		}
		for r < len(g.rows) && g.cells[g.rows[r]].Row < s.first {
			r++
		}
		first := r
		for r < len(g.rows) && g.cells[g.rows[r]].Row < last {
			r++
		}
		if first == r {
			continue
		}
		width := 0
		for q := first; q < min(r, first+sampleValues); q++ {
			_, to := g.row(q)
			width = max(width, g.cells[to-1].Col+1)
		}
		for len(s.columns) < min(width, maxColumns) {
			s.columns = append(s.columns, column{})
		}
		g.heads = g.heads[:0]
		for _, c := range s.columns[:min(s.width, len(s.columns))] {
			g.heads = append(g.heads, c.header)
		}
		for col := range s.columns {
			c := &s.columns[col]
			if c.sample < enough {
				values = g.sample(values[:0], first, r, col)
			} else {
				values = values[:0]
			}
			if len(values) > c.sample {
				c.sample = len(values)
				k.learned++
				if !s.facility && s.width > 1 && places(values) && !s.persons() {
					s.facility = true
				}
				if !s.facility && s.width > 1 && companies(values) && containsAny(Fold(c.header), personHeaders) {
					s.facility = true // 会員名 of a chamber of commerce
				}
				var beside func(int) []string
				if s.width == 0 {
					g.asked = block{first, r, col}
					if beside = g.beside; beside == nil {
						g.beside = g.neighbour
						beside = g.beside
					}
				}
				c.owners = g.owners(c, values, beside, c.owners[:0])
			}
			g.settle(c)
		}
	}
}

// block is the rows of a column.
type block struct{ first, to, col int }

// neighbour is the values beside those of the column that is asked about.
func (g *grid) neighbour(columns int) []string {
	if g.asked.col+columns < 0 {
		return nil
	}
	return g.sample(nil, g.asked.first, g.asked.to, g.asked.col+columns)
}

// sample collects non-empty values of a column from rows [from, to) of this piece.
func (g *grid) sample(values []string, from, to, col int) []string {
	for r := from; r < to && len(values) < sampleValues && r-from < 5*sampleValues; r++ {
		i, end := g.row(r)
		if i+col < end && g.cells[i+col].Col == col {
			i += col
		} else {
			for i < end && g.cells[i].Col < col {
				i++
			}
		}
		if i < end && g.cells[i].Col == col {
			if v := strings.TrimSpace(g.value(i)); v != "" {
				values = append(values, v)
			}
		}
	}
	return values
}

// settle notes whether the column has an owner that needs to hear no other.
func (g *grid) settle(c *column) {
	c.sole = len(c.owners) == 1 && c.owners[0].confidence >= High && !g.set.asks[c.owners[0].det].Beside
	if c.sole {
		c.label = c.caption.of(g.set.words, c.owners[0].det)
	}
}

func (g *grid) owners(c *column, values []string, beside func(int) []string, out []owner) []owner {
	for d, det := range g.set.columns {
		if det == nil {
			continue
		}
		l := c.caption.of(g.set.words, uint16(d))
		if f := det.Column(Column{Header: c.header, Headers: g.heads, Values: values, Beside: beside, Label: l}); f > 0 {
			out = append(out, owner{uint16(d), f})
		}
	}
	return out
}

// caption reads the value v of cell k, and reports whether it is a caption and
// nothing else.
func (g *grid) caption(k int, v string, c *caption) bool {
	c.whole = false
	if len(v) <= 3*headerRunes {
		key := maphash.String(valueSeed, v) | 1
		known := &g.values[key>>32%uint64(len(g.values))]
		if *known != key { // values of a column come again
			var ok bool
			if *c, ok = g.set.words.whole(v); !ok {
				*known = key
			}
		}
	}
	g.noCaption[k] = !c.whole
	return c.whole
}

// valueSeed is of the hashes of values.
var valueSeed = maphash.MakeSeed()

// left is the caption in the nearest filled cell to the left of cell i, nil
// where that is none.
func (g *grid) left(i int) *caption {
	if g.leftOf == i {
		return pick(&g.leftCap, g.leftOK)
	}
	last, was := g.leftOf, g.leftOK
	s := g.sectionOf(i)
	lies := s != nil && s.width == 0
	g.leftOf, g.leftOK = i, false
	for k := i - 1; k >= 0 && k >= i-8 && g.cells[k].Row == g.cells[i].Row; k-- {
		if lies && alike(g.value(k), g.value(i)) { // a row of values behind one caption
			if k == last {
				g.leftOK = was
				break
			}
			continue
		}
		if g.isCovered(k) || g.noCaption[k] {
			break
		}
		v := strings.TrimSpace(g.value(k))
		if v == "" {
			continue
		}
		g.leftOK = g.caption(k, v, &g.leftCap)
		break
	}
	return pick(&g.leftCap, g.leftOK)
}

// alike reports whether two cells hold numbers of one form: dates, telephone
// numbers.
func alike(a, b string) bool {
	form := func(s string) (digits, others int) {
		for _, r := range s {
			if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
				digits++
			} else {
				others++
			}
		}
		return digits, others
	}
	d, o := form(a)
	e, p := form(b)
	return d >= dataDigits && e >= dataDigits && max(d, e)-min(d, e) <= 2 && o == p
}

// above is the caption in the cell directly above cell i, nil where that is
// none.
func (g *grid) above(i int) *caption {
	if g.aboveOf == i {
		return pick(&g.aboveCap, g.aboveOK)
	}
	g.aboveOf, g.aboveOK = i, false
	c := g.cells[i]
	for k := i - 1; k >= 0 && k >= i-2*maxColumns && g.cells[k].Row >= c.Row-1; k-- {
		if g.cells[k].Row == c.Row-1 && g.cells[k].Col == c.Col {
			if !g.noCaption[k] {
				g.aboveOK = g.caption(k, strings.TrimSpace(g.value(k)), &g.aboveCap)
			}
			break
		}
	}
	return pick(&g.aboveCap, g.aboveOK)
}

func pick(c *caption, ok bool) *caption {
	if !ok {
		return nil
	}
	return c
}
