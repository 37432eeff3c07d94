package detectors

import (
	"math"
	"slices"
)

// A cell that its column's owner found to be nothing but a value of its type
// need not be looked at any further: the column has voted, and what else its
// digits or characters might be has no better evidence.

// cover notes that det found text[start:end] in cell i.
func (g *grid) cover(i int, det uint16, start, end int) {
	owner, ok := g.owner(i)
	if !ok || owner != det || g.laid {
		return
	}
	if lo, hi := trim(g.text, g.cells[i].Start, g.cells[i].End); start <= lo && end >= hi {
		g.fill(i)
	}
}

// fill notes that cell i is covered.
func (g *grid) fill(i int) {
	if len(g.full) < len(g.cells) {
		g.full = slices.Grow(g.full, len(g.cells))[:len(g.cells)] // what was in use was cleared
	}
	g.full[i] = true
	g.skip, g.skipTo = 0, g.cells[i].End
}

// isCovered reports whether cell i is covered.
func (g *grid) isCovered(i int) bool { return i < len(g.full) && g.full[i] }

// owner is the one detector that the column of cell i was given to with high
// confidence.
func (g *grid) owner(i int) (det uint16, ok bool) {
	if i < 0 || g.laid {
		return 0, false
	}
	c := g.column(i)
	if c == nil || !c.sole {
		return 0, false
	}
	return c.owners[0].det, true
}

// nextCovered finds the next covered cell that ends after text[i], which the
// pass skips, with further ones that only a separator divides from it.
func (g *grid) nextCovered(i int) {
	g.skip, g.skipTo = math.MaxInt, math.MaxInt
	for ; g.fullNext < len(g.full); g.fullNext++ {
		if c := &g.cells[g.fullNext]; g.full[g.fullNext] && c.End > i {
			g.skip, g.skipTo = c.Start, c.End
			break
		}
	}
	for n := g.fullNext + 1; n < len(g.full) && g.full[n] && g.separates(g.skipTo, g.cells[n].Start); n++ {
		g.skipTo = g.cells[n].End
	}
}

// separates reports whether text[lo:hi] is what formats put between cells.
func (g *grid) separates(lo, hi int) bool {
	if hi-lo > 2 {
		return false
	}
	for ; lo < hi; lo++ {
		if c := g.text[lo]; c >= 0x80 || isWord(c) || c == '@' || g.set.terms.others.has(c) {
			return false
		}
	}
	return true
}
