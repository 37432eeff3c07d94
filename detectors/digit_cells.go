package detectors

// boxes is how many cells of one digit each make a number that was written
// into the boxes of a form, and how long such a number is at most.
const (
	boxes    = 7
	maxBoxes = 16
)

// digitCells asks about numbers with a digit in each cell: 個人番号 in the boxes
// of a form. Their label stands left of the first digit, or on top of it.
func (sc *Scan) digitCells() {
	g := &sc.grid
	if g.know == nil || g.laid {
		return
	}
	for r := range g.rows {
		from, to := g.row(r)
		for i := from; i+boxes <= to; i++ {
			n := g.boxed(i, to)
			if n >= boxes && n <= maxBoxes {
				sc.boxes(i, n)
			}
			i += n
		}
	}
}

// boxed is how many cells from cell i on hold one digit each.
func (g *grid) boxed(i, to int) (n int) {
	for ; i < to; i++ {
		c := g.cells[i]
		if c.Start == c.End {
			return n
		}
		if _, w := digitAt(g.text, c.Start, c.End); w == 0 || c.Start+w != c.End {
			return n
		}
		n++
	}
	return n
}

// boxes asks about the number in n cells from cell i on.
func (sc *Scan) boxes(i, n int) {
	dets := sc.set.shapes.find(uint32(n))
	if dets == nil {
		return
	}
	g, ch, num, c := &sc.grid, &sc.chain, &sc.number, &sc.cand
	first, last := g.cells[i], g.cells[i+n-1]
	ch.n, ch.d = 1, n
	for k := range n {
		ch.digits[k], _ = digitAt(g.text, g.cells[i+k].Start, g.cells[i+k].End)
	}
	ch.runs[0] = Run{Start: first.Start, End: last.End, Len: n}
	*num = Number{Runs: ch.runs[:1], digits: ch.digits[:n]}
	sc.cell, c.Lo, c.Hi = i, first.Start, last.End
	for _, d := range dets {
		c.Kind, c.Start, c.End, c.det = NumberKind, first.Start, last.End, d
		if c.Label() >= OwnLabel {
			sc.set.detectors[d].Judge(c)
		}
	}
}
