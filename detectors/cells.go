package detectors

import (
	"slices"
	"strings"
)

// cells asks the detectors that own columns about every cell in them.
func (sc *Scan) cells() {
	g := &sc.grid
	if g.know == nil {
		return
	}
	owned := false
	for _, s := range g.know.sections {
		for _, c := range s.columns {
			owned = owned || len(c.owners) > 0
		}
	}
	if !owned {
		return
	}
	c := &sc.cand
	for i := range g.cells {
		col := g.column(i)
		if col == nil || len(col.owners) == 0 {
			continue
		}
		cell := &g.cells[i]
		lo, hi := trim(sc.text, cell.Start, cell.End)
		if lo == hi {
			continue
		}
		sc.cell, c.Lo, c.Hi = i, cell.Start, cell.End
		if col.sole && !g.laid {
			sc.owned(col, lo, hi)
			sc.headed = false
			continue
		}
		for _, o := range col.owners {
			c.Kind, c.Start, c.End, c.det = CellKind, lo, hi, o.det
			sc.set.detectors[o.det].Judge(c)
		}
	}
}

// owned asks the one owner of a column about the cell text[lo:hi]. What it finds
// to be a value, nobody else need look at.
func (sc *Scan) owned(col *column, lo, hi int) {
	det := col.owners[0].det
	sc.headed, sc.lo, sc.hi = col.label == HeaderLabel && sc.plainly(lo), lo, hi
	key, known := sc.recall(col, det, lo, hi)
	if known {
		return
	}
	c, n, k := &sc.cand, len(sc.found), len(sc.checks)
	c.Kind, c.Start, c.End, c.det = CellKind, lo, hi, det
	if sc.set.detectors[det].Judge(c); sc.grid.isCovered(sc.cell) {
		if key != 0 && len(sc.found) == n+1 && len(sc.checks) == k {
			sc.remember(key, lo, hi, &sc.found[n])
		}
		return
	}
	n, k = len(sc.found), len(sc.checks)
	if sc.headed && sc.whole(det, lo, hi) {
		return
	}
	sc.found, sc.checks = sc.found[:n], sc.checks[:k]
	if sc.direct(det, lo, hi); !sc.grid.isCovered(sc.cell) { // the pass asks again, among all else
		sc.found, sc.checks = sc.found[:n], sc.checks[:k]
	}
}

// whole asks det about the number that the cell text[lo:hi] is and nothing else,
// and reports whether all of it is a value.
func (sc *Scan) whole(det uint16, lo, hi int) bool {
	if len(sc.set.asks[det].Numbers) == 0 {
		return false
	}
	if _, w := digitAt(sc.text, lo, hi); w == 0 {
		return false
	}
	ch, n, c := &sc.chain, &sc.number, &sc.cand
	if ch.read(sc.text, lo, hi) != hi || ch.n > maxShape || ch.runs[ch.n-1].Sep != NoSep {
		return false
	}
	var sig uint32
	for i := range ch.n {
		if ch.runs[i].Len > maxDigits {
			return false
		}
		sig = sig<<5 | uint32(ch.runs[i].Len)
	}
	if !slices.Contains(sc.set.shapes.find(sig), det) {
		return false
	}
	n.Runs, n.digits = ch.runs[:ch.n], ch.digits[:ch.d]
	n.Before, n.After, n.Prev, n.Next, n.Plus = NoSep, NoSep, 0, 0, false
	c.Kind, c.Start, c.End, c.det = NumberKind, lo, hi, det
	sc.set.detectors[det].Judge(c)
	return sc.grid.isCovered(sc.cell)
}

// direct asks det about the number or the address of mail in the cell text[lo:hi].
func (sc *Scan) direct(det uint16, lo, hi int) {
	asks, c := &sc.set.asks[det], &sc.cand
	if asks.At {
		if n := strings.IndexByte(sc.text[lo:hi], '@'); n >= 0 {
			c.Kind, c.Start, c.End, c.det = AtKind, lo+n, lo+n+1, det
			sc.set.detectors[det].Judge(c)
		}
		return
	}
	if len(asks.Numbers) == 0 {
		return
	}
	for ; lo < hi; lo++ {
		if _, w := digitAt(sc.text, lo, hi); w > 0 {
			sc.chainOf(det, lo)
			return
		}
	}
}

// chainOf asks det about the groups in the chain of digits at text[i].
func (sc *Scan) chainOf(det uint16, i int) {
	ch, only := &sc.chain, [1]uint16{det}
	if ch.read(sc.text, i, sc.cand.Hi); ch.runs[ch.n-1].Sep != NoSep {
		return
	}
	for a := range ch.n {
		var (
			sig uint32
			by  joiners
		)
		for b := a; b < min(ch.n, a+maxShape) && ch.runs[b].Len <= maxDigits; b++ {
			sig = sig<<5 | uint32(ch.runs[b].Len)
			if slices.Contains(sc.set.shapes.find(sig), det) {
				sc.group(a, b, by, only[:])
			}
			by |= 1 << ch.runs[b].Sep
		}
	}
}

// trim drops white space at both ends of text[lo:hi].
func trim(text string, lo, hi int) (int, int) {
	from, to := lo, hi
	for from < to && (text[from] == ' ' || text[from]-'\t' < 5) {
		from++
	}
	for from < to && (text[to-1] == ' ' || text[to-1]-'\t' < 5) {
		to--
	}
	if from == to {
		return lo, lo
	}
	for to-from >= len("　") && text[from:from+len("　")] == "　" { // as paragraphs begin
		from += len("　")
	}
	if from == to {
		return lo, lo
	}
	if wideSpaces(text[from:to]) || text[from] <= ' ' {
		s := text[from:to]
		t := strings.TrimSpace(s)
		if t == "" {
			return lo, lo
		}
		from += strings.Index(s, t)
		to = from + len(t)
	}
	return from, to
}

// wideSpaces reports whether s may begin or end with a space outside ASCII.
func wideSpaces(s string) bool {
	switch s[0] {
	case 0xC2, 0xE1, 0xE2:
		return true
	case 0xE3:
		if strings.HasPrefix(s, "　") {
			return true
		}
	}
	n := len(s)
	if s[n-1] < 0x80 {
		return false
	}
	return n >= 2 && s[n-2] == 0xC2 || n >= 3 && (s[n-3] == 0xE1 || s[n-3] == 0xE2 || strings.HasSuffix(s, "　"))
}
