package detectors

import "slices"

// nearby is the text before a candidate and the labels in it, read once for
// all detectors that ask about the same place.
type nearby struct {
	valid   bool
	headers bool // those of cells count, too
	lo, end int
	window  window
	hits    []hit
	buf     [windowRunes]hit
}

func (sc *Scan) before(lo, end int) *nearby {
	headers := sc.cell >= 0
	for i := range sc.near { // a value may begin before what drew attention to it
		if n := &sc.near[i]; n.valid && n.end == end && n.lo == lo && n.headers == headers {
			return n
		}
	}
	sc.nearNext = (sc.nearNext + 1) % len(sc.near)
	n := &sc.near[sc.nearNext]
	if n.hits = n.buf[:0]; !sc.quiet.before(sc.set.words, sc.text, lo, end) {
		if from := sc.quiet.place(max(lo, end-windowBytes), end); from < end {
			if c := sc.text[from]; c|0x20 == 'n' || c == 0xEF { // what "name" is of stands before it: see nameOfThing
				from -= windowRunes
			}
			n.window.before(sc.text, max(lo, from), end)
			n.hits = sc.set.words.find(&n.window, sc.text, headers, n.hits)
		}
	}
	n.valid, n.headers, n.lo, n.end = true, headers, lo, end
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

// silent reports whether no label stands in text[lo:hi], the beginning of a
// cell. It knows of letters, digits and signs of ASCII only.
func (ws *words) silent(text string, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		c := text[i]
		switch {
		case c >= 0x80:
			return false
		case asciiFold[c] == 0, isLetter(c) && i > lo && inside(text, i): // no label begins inside a word
		case ws.stands(text, i, hi):
			return false
		}
	}
	return true
}

// stands reports whether a label begins at text[i] and ends before hi, as far as
// its letters tell; true where it meets a character outside ASCII.
func (ws *words) stands(text string, i, hi int) bool {
	var room [windowRunes]rune
	n := 0
	for ; i < hi && n < len(room); i++ {
		c := text[i]
		if c >= 0x80 {
			return true
		}
		if f := rune(asciiFold[c]); f != 0 {
			room[n] = f
			if n++; n == 2 {
				if h := pair(room[0], f); ws.pairs[h>>6]>>(h&63)&1 == 0 {
					return false
				}
			}
		}
	}
	if n < 2 {
		return false
	}
	for _, k := range ws.lists[ws.first[pair(room[0], room[1])]] {
		if e := ws.list[k].text; len(e) <= n && slices.Equal(room[:len(e)], e) {
			return true
		}
	}
	return false
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
