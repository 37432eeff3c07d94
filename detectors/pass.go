package detectors

import "math/bits"

// pass reads the text once and asks about the candidates in it.
func (sc *Scan) pass() {
	text := sc.text
	sc.grid.nextCovered(0)
	sc.floor = 0
	for from := sc.uncovered(0); from < len(text); {
		n := sc.sight.look(sc.set.terms, text, from, min(sc.grid.skip, len(text)))
		for b := range n {
			m := &sc.sight.marks[b]
			base := from + b*blockBytes - blockLead
			for all := m.digits | m.ats | m.latin | m.mixed | m.anchors; all != 0; all &= all - 1 {
				if i := base + bits.TrailingZeros64(all); i >= sc.floor {
					sc.stop(m, all&-all, i)
				}
			}
		}
		from = sc.uncovered(from + n*blockBytes)
	}
	sc.reach(len(text))
}

// uncovered is where the pass goes on that came to text[from]: behind what was
// looked at before, and outside of covered cells.
func (sc *Scan) uncovered(from int) int {
	for from = max(from, sc.floor); from >= sc.grid.skip && from < len(sc.text); from = max(from, sc.floor) {
		sc.reach(from)
	}
	return from
}

// stop asks about what the marks say of text[i]. What begins before the floor is
// done with.
func (sc *Scan) stop(m *marks, bit uint64, i int) {
	if i >= sc.grid.skip {
		sc.reach(i)
	}
	if i < sc.floor || i >= len(sc.text) {
		return
	}
	ts, text := sc.set.terms, sc.text
	first := i // of a character of three bytes that ends here
	if text[i] >= 0x80 {
		first -= 2
	}
	if m.digits&bit != 0 && first >= sc.floor {
		sc.mixed(first)
		sc.resume(sc.digits(first))
		return
	}
	if m.mixed&bit != 0 {
		sc.mixed(i)
	}
	if m.ats&bit != 0 && first >= sc.floor {
		sc.ask(AtKind, first, i+1, sc.set.at)
	}
	if m.latin&bit != 0 {
		ts.latinAt(text, sc.floor, i, sc)
	}
	if m.anchors&bit != 0 {
		ts.at(lastEight(text, i+1), text, sc.floor, i+1, sc)
	}
}

// reach goes on to text[i], past the covered cells on the way.
func (sc *Scan) reach(i int) {
	for g := &sc.grid; i >= g.skip && g.skip < len(sc.text); {
		to := max(sc.floor, g.skipTo)
		g.nextCovered(to)
		sc.resume(to)
	}
}

// resume goes on behind text[:i]. Digits there that go on with those before are
// a number of their own: a cell ends between them.
func (sc *Scan) resume(i int) {
	for sc.floor = i; i < len(sc.text) && i > 0 && i < sc.grid.skip && sc.text[i]-'0' <= 9 && sc.text[i-1]-'0' <= 9; sc.floor = i {
		i = sc.digits(i)
	}
}

// mixed asks about the terms without an anchor that begin with the character
// that ends at text[:end] and go on with one that makes no anchor.
func (sc *Scan) mixed(end int) {
	if i := end - 3; i >= sc.floor && sc.text[end-1] >= 0x80 && mayMix(sc.set.terms, sc.text[i:]) {
		sc.set.terms.mixedAt(sc.text, i, sc)
	}
}

// digits is numbers, with short ways for those outside of tables that cannot be
// anything, or stand alone.
func (sc *Scan) digits(i int) int {
	text, shapes := sc.text, &sc.set.shapes
	if text[i] >= 0x80 || sc.grid.cells != nil || len(sc.set.terms.digits) > 0 {
		return sc.numbers(i)
	}
	end := digitsEnd(text, i)
	n := end - i
	switch {
	case n > maxDigits:
		return sc.numbers(i)
	case joined(text, end):
		// Neither part of a fraction is a number of its own.
		if sep := asciiJoiner(text[end]); sep == Dot || sep == Hyphen || sep == Slash {
			stop := digitsEnd(text, end+1)
			if m := stop - end - 1; m > 0 && m <= maxDigits && shapes.pairs[sep][n]>>m&1 == 0 && !joined(text, stop) {
				return stop
			}
		}
		return sc.numbers(i)
	case shapes.single>>n&1 != 0 && rightEdge(text, end, len(text)) != edgeCut:
		sc.lone(i, end)
	}
	return end
}

// digitsEnd is the end of the ASCII digits at text[i:].
func digitsEnd(text string, i int) int {
	for i < len(text) && text[i]-'0' <= 9 {
		i++
	}
	return i
}
