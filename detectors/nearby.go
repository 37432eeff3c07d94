package detectors

// nearby is the text before a candidate and the labels in it, read once for
// all detectors that ask about the same place.
type nearby struct {
	valid   bool
	lo, end int
	window  window
	hits    []hit
	buf     [windowRunes]hit
}

func (sc *Scan) before(lo, end int) *nearby {
	n := &sc.near
	if !n.valid || n.lo != lo || n.end != end {
		if n.hits = n.buf[:0]; !sc.quiet.before(sc.set.words, sc.text, lo, end) {
			n.window.before(sc.text, lo, end)
			n.hits = sc.set.words.find(&n.window, sc.text, sc.cell >= 0, n.hits)
		}
		n.valid, n.lo, n.end = true, lo, end
	}
	return n
}

// label says what announces text[start:] to det: words before it in the same
// cell or text, the caption in the cell to the left, the header of the column,
// the caption in the cell above, in this order.
func (sc *Scan) label(det uint16, lo, start int) Label {
	if sc.announced(start) {
		return HeaderLabel
	}
	ws := sc.set.words
	n := sc.before(lo, start)
	l := ws.announce(&n.window, n.hits, det, sc.cell >= 0)
	if l != NoLabel || sc.cell < 0 {
		return l
	}
	g := &sc.grid
	if left := g.left(sc.cell); left != nil && !g.isSection(g.cells[sc.cell].Row) {
		if l = left.of(ws, det); l == HeaderLabel {
			return OwnLabel
		}
	}
	if col := g.column(sc.cell); col != nil {
		h := col.label
		if !col.sole || col.owners[0].det != det {
			h = col.caption.of(ws, det)
		}
		if h != NoLabel {
			return h
		}
	}
	if l != NoLabel {
		return l
	}
	if above := g.above(sc.cell); above != nil {
		if l = above.of(ws, det); l == HeaderLabel {
			return OwnLabel
		}
	}
	return l
}

// announced reports whether nothing but the header says what begins at
// text[start:]: the cell is one that it alone announces, and no label can begin
// in what stands before.
func (sc *Scan) announced(start int) bool {
	return sc.headed && (start == sc.lo || sc.set.words.silent(sc.text, sc.lo, start))
}

// silent reports whether no label can begin in text[lo:hi], the beginning of a
// cell, which must be of letters, digits and signs of ASCII.
func (ws *words) silent(text string, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		c := text[i]
		if c >= 0x80 {
			return false
		}
		if i > lo && isLetter(c) && isLetter(text[i-1]) && !(c <= 'Z' && text[i-1] >= 'a') {
			continue // no word begins inside another
		}
		if asciiFold[c] == 0 {
			continue
		}
		a, b, n := rune(asciiFold[c]), rune(0), rune(0)
		k := i + 1
		for ; k < len(text) && b == 0; k++ {
			if text[k] >= 0x80 {
				return false
			}
			b = rune(asciiFold[text[k]])
		}
		for ; k < len(text) && n == 0; k++ {
			if text[k] >= 0x80 {
				return false
			}
			n = rune(asciiFold[text[k]])
		}
		if h := pair(a, b); ws.pairs[h>>6]>>(h&63)&1 != 0 && ws.begins(h, n) {
			return false
		}
	}
	return true
}

func (sc *Scan) columnOf(det uint16) float64 {
	if sc.cell < 0 {
		return 0
	}
	if sc.side.confidence > 0 && sc.side.det == det {
		return sc.side.confidence
	}
	if col := sc.grid.column(sc.cell); col != nil {
		for _, o := range col.owners {
			if o.det == det {
				return o.confidence
			}
		}
	}
	return 0
}

func (sc *Scan) facility() bool {
	if sc.cell < 0 {
		return false
	}
	s := sc.grid.sectionOf(sc.cell)
	return s != nil && s.facility
}
