package detectors

import (
	"slices"
	"strings"
)

// Scan looks through the pieces of one file. It is not safe for concurrent
// use. It carries what it learned of a table's columns from piece to piece,
// and reuses its memory.
type Scan struct {
	set      *Set
	text     string
	cand     Candidate
	number   Number
	chain    chain
	near     [2]nearby
	nearNext int
	quiet    quiet
	public   public
	credits  credits
	grid     grid
	sight    sight
	floor    int   // the pass goes forward: text before it is taken
	sample   bool  // the whole piece is an example
	fiction  bool  // the text at path begins by saying that its people are invented
	cell     int   // index of the cell around the candidate, -1 for none
	headed   bool  // the header announces the cell to the owner being asked, and nothing else has a say
	lo, hi   int   // that cell without outer spaces
	side     owner // of the row being asked about; see sideways
	found    []found
	runs     []int // where in found the matches of a further stage begin
	spare    []found
	checks   []check
	bare     bool // some number with a check digit has no label
	memo     memo
	lists    []contacts // of the piece
	out      []Match
	about    bool // some match must be about somebody
	path     string
	opens    string   // the beginning of the text at path
	said     []saying // of it
	seen     int      // bytes of text so far
	first    int      // bytes at its beginning whose analysis is free
	early    int      // bytes of costly analysis that the file still may ask for, ...
	afford   int      // ... and where something speaks for them
	brackets brackets
}

// found is a match before it is settled which of several at a place it is.
type found struct {
	start, end int
	confidence float64
	why        Why
	det        uint16
	who        Who   // whom it must be about
	col        int32 // column of the table, -1 outside
	row        int32 // row of a table with headers, -1 elsewhere
}

// NewScan begins a file.
func (s *Set) NewScan() *Scan {
	sc, _ := s.scans.Get().(*Scan)
	if sc == nil {
		sc = &Scan{chain: newChain(maxRuns)}
	}
	sc.set, sc.grid.set = s, s
	sc.cell, sc.first, sc.early, sc.afford = -1, affordAll, affordFirst, affordEvident
	sc.cand = Candidate{Number: &sc.number, scan: sc}
	return sc
}

// Close ends the file and leaves the memory to a further Scan of the Set. The
// Scan and its matches must not be used any more. A Scan that is not closed is
// merely collected.
func (sc *Scan) Close() {
	set, g := sc.set, &sc.grid
	const most = 1 << 16 // matches whose memory is worth keeping: those of a page of findings
	if cap(sc.found) > most {
		sc.found, sc.spare, sc.out = nil, nil, nil
	}
	*sc = Scan{
		chain: sc.chain, found: sc.found, runs: sc.runs, spare: sc.spare, checks: sc.checks, out: sc.out, lists: sc.lists[:0],
		memo: memo{seed: sc.memo.seed, entries: sc.memo.entries},
		grid: grid{beside: g.beside, rows: g.rows, full: g.full, noCaption: g.noCaption, plain: layout{cells: g.plain.cells[:0], looked: g.plain.looked}},
	}
	set.scans.Put(sc)
}

// Text returns the matches of one piece of text, sorted by Start. path is the
// piece's member path (extract.Text.Path); pieces of one table share path and
// t.Name. t is nil for text that is no table. The matches are valid until the
// next call.
func (sc *Scan) Text(path, text string, t *Table) []Match {
	sc.text, sc.cand.Text = text, text
	sc.found, sc.checks, sc.out = sc.found[:0], sc.checks[:0], sc.out[:0]
	sc.cell, sc.quiet, sc.public.known, sc.credits.known, sc.about = -1, quiet{}, false, false, false
	for i := range sc.near {
		sc.near[i].valid = false
	}
	sc.brackets, sc.bare = brackets{}, false
	sc.opening(path, text)
	sc.grid.begin(path, text, t)
	sc.sample = isExample(text, t)
	sc.cells()
	sc.pass()
	sc.sideways()
	sc.digitCells()
	sc.lines()
	sc.rate()
	sc.settle()
	sc.text, sc.cand.Text = "", ""
	return sc.out
}

// term asks the detector of a term found at text[i:].
func (sc *Scan) term(t *term, i int) {
	sc.enter(i)
	c := &sc.cand
	c.Kind, c.Start, c.End, c.Term, c.det = TermKind, i, i+len(t.text), int(t.index), t.det
	if c.End > c.Hi {
		return
	}
	sc.set.detectors[t.det].Judge(c)
}

// ask asks detectors about text[start:end].
func (sc *Scan) ask(kind Kind, start, end int, dets []uint16) {
	sc.enter(start)
	c := &sc.cand
	if end > c.Hi {
		return
	}
	for _, d := range dets {
		c.Kind, c.Start, c.End, c.det = kind, start, end, d
		sc.set.detectors[d].Judge(c)
	}
}

// enter sets the bounds of the candidate to the cell around text[i].
func (sc *Scan) enter(i int) {
	sc.cell, sc.cand.Lo, sc.cand.Hi = sc.grid.bounds(i, len(sc.text))
}

// numbers asks about the groups in the chain of digits at text[i], and the terms
// that begin in it, and returns where to go on.
func (sc *Scan) numbers(i int) int {
	end := sc.chains(i)
	if len(sc.set.terms.digits) > 0 {
		sc.set.terms.digitsAt(sc.text, i, end, sc)
	}
	return end
}

// chains reads the chain of digits at text[i], in parts if it is a long one.
func (sc *Scan) chains(i int) int {
	sc.enter(i)
	ch := &sc.chain
	from := 0
	for {
		end := ch.read(sc.text, i, sc.cand.Hi)
		starts := ch.n
		more := ch.runs[ch.n-1].Sep != NoSep
		if more {
			starts -= maxShape
		}
		for a := from; a < starts; a++ {
			if ch.runs[a].Len <= maxDigits && sc.set.shapes.lengths>>ch.runs[a].Len&1 != 0 {
				sc.groups(a)
			}
		}
		if !more {
			return end
		}
		// Go on with the last run before the unread starts as context.
		from = 1
		i = ch.runs[starts-1].Start
	}
}

// groups asks about the groups of the chain that begin with run a.
func (sc *Scan) groups(a int) {
	ch := &sc.chain
	if a > 0 && closes(ch.runs[a-1].Sep) {
		return
	}
	var (
		sig uint32
		by  joiners
	)
	for b := a; b < ch.n && b < a+maxShape; b++ {
		r := &ch.runs[b]
		if r.Len > maxDigits {
			return
		}
		if b == a+1 && sc.set.shapes.second[ch.runs[a].Len]>>r.Len&1 == 0 {
			return
		}
		if sig = sig<<5 | uint32(r.Len); !closes(r.Sep) {
			if dets := sc.set.shapes.find(sig); dets != nil {
				sc.group(a, b, by, dets)
			}
		}
		by |= 1 << r.Sep
	}
}

// group asks dets about runs a to b of the chain, which these joiners join.
func (sc *Scan) group(a, b int, by joiners, dets []uint16) {
	ch, n, c := &sc.chain, &sc.number, &sc.cand
	first, last := &ch.runs[a], &ch.runs[b]
	n.Runs = ch.runs[a : b+1]
	n.digits = ch.digits[first.from : last.from+last.Len]
	n.Before, n.After, n.Prev, n.Next, n.Plus = NoSep, last.Sep, 0, 0, false
	glued := edgeNone
	if a > 0 {
		n.Before, n.Prev = ch.runs[a-1].Sep, ch.runs[a-1].Len
	} else {
		glued, n.Plus = leftEdge(sc.text, c.Lo, first.Start)
	}
	if b+1 < ch.n {
		n.Next = ch.runs[b+1].Len
	} else if rightEdge(sc.text, last.End, c.Hi) == edgeCut {
		return
	}
	if glued == edgeCut || closed(n.Before, n) || closed(n.After, n) {
		return
	}
	// The owner of a column has the first word on what fills its cells.
	owner, owned := sc.grid.owner(sc.cell)
	if owned = owned && slices.Contains(dets, owner); owned {
		c.Kind, c.Start, c.End, c.det = NumberKind, first.Start, last.End, owner
		if sc.set.detectors[owner].Judge(c); sc.grid.isCovered(sc.cell) {
			return
		}
	}
	for _, d := range dets {
		if owned && d == owner || by&^sc.set.joiners[d] != 0 {
			continue
		}
		c.Kind, c.Start, c.End, c.det = NumberKind, first.Start, last.End, d
		if glued >= edgeLetters && !sc.set.asks[d].Letters && (glued == edgeCode && sc.cell < 0 || c.Label() < OwnLabel) {
			continue
		}
		sc.set.detectors[d].Judge(c)
	}
}

// lone asks about the run of ASCII digits text[i:end], outside of tables, that
// nothing joins to a further one.
func (sc *Scan) lone(i, end int) {
	sc.enter(i)
	ch := &sc.chain
	ch.n, ch.d = 1, copy(ch.digits, sc.text[i:end])
	ch.runs[0] = Run{Start: i, End: end, Len: end - i}
	sc.group(0, 0, 0, sc.set.shapes.find(uint32(end-i)))
}

func (sc *Scan) report(det uint16, start, end int, confidence float64, why Why) {
	if confidence >= Medium && !sc.set.asks[det].Beside && !sc.announced(start) && sc.example(start, end) {
		confidence, why = belowMedium, why|WhyExample
	}
	if confidence >= Medium && sc.set.public[det] && sc.published() {
		confidence, why = belowMedium, why|WhyPublic
	}
	sc.add(det, start, end, confidence, why)
}

// add notes a match, and that it fills its cell.
func (sc *Scan) add(det uint16, start, end int, confidence float64, why Why) {
	col, row := int32(-1), int32(-1)
	if sc.cell >= 0 {
		col, row = int32(sc.grid.cells[sc.cell].Col), sc.grid.headed(sc.cell)
	}
	sc.bare = sc.bare || bare(why)
	sc.found = append(sc.found, found{start, end, confidence, why, det, Anybody, col, row})
	switch {
	case sc.cell < 0 || confidence < High:
	case !sc.headed:
		sc.grid.cover(sc.cell, det, start, end)
	case start <= sc.lo && end >= sc.hi:
		sc.grid.fill(sc.cell)
	}
}

// openingBytes is how much of the beginning of a text is remembered.
const openingBytes = 900

// opening remembers how the text at path begins: its title says what follows.
func (sc *Scan) opening(path, text string) {
	if path == sc.path && len(sc.opens) >= openingBytes {
		return
	}
	if path != sc.path {
		sc.path, sc.opens, sc.fiction = path, "", false
	}
	n := min(len(text), openingBytes-len(sc.opens))
	sc.opens, sc.said = strings.Clone(sc.opens+text[:n]), sc.said[:0]
	sc.fiction = sc.fiction || containsAny(sc.opens, fictions)
}
