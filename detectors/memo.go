package detectors

import "hash/maphash"

// memo remembers what repeated values of a column are: surnames, names and
// readings come again and again, and to know them costs a hundredth of judging
// them. It holds for one table.
type memo struct {
	seed    maphash.Seed
	entries []judged
	table   *knowledge
	learned int // of the table, when the entries were made
}

// judged is what the owner of a column said of a cell whose text has the hash
// key: all of it is a value.
type judged struct {
	key        uint64 // 0: empty
	confidence float64
	why        Why
}

const (
	memoEntries = 1 << 12
	memoTries   = 1 << 8 // values, of which one in so many must be known ...
	memoShare   = 8      // ... or the column is not looked up any more.
)

// at is where the entry of a key is, or else beside it.
func (m *memo) at(key uint64) uint64 { return key >> 32 % memoEntries }

// recall reports the cell text[lo:hi] as the same text in its column was judged.
// Where it was not, key is what to remember it by, 0 for not at all.
func (sc *Scan) recall(col *column, det uint16, lo, hi int) (key uint64, known bool) {
	if !sc.headed || !sc.set.asks[det].Pure || col.tries >= memoTries && col.hits < col.tries/memoShare {
		return 0, false
	}
	m, g := &sc.memo, &sc.grid
	switch {
	case m.entries == nil:
		m.seed, m.entries = maphash.MakeSeed(), make([]judged, memoEntries)
	case m.table != g.know || m.learned != g.know.learned:
		clear(m.entries)
	}
	m.table, m.learned = g.know, g.know.learned
	key = maphash.String(m.seed, sc.text[lo:hi]) + (uint64(g.spot.at)<<10+uint64(g.cells[sc.cell].Col)+1)*0x9E3779B97F4A7C15 | 1
	col.tries++
	at := m.at(key)
	e := &m.entries[at]
	if e.key != key {
		if e = &m.entries[at^1]; e.key != key {
			return key, false
		}
	}
	col.hits++
	sc.add(det, lo, hi, e.confidence, e.why)
	return key, true
}

// plainly reports whether nothing around the cell at text[i:] has a say in what
// it is: no caption to its left, no example, no list of people in public posts.
func (sc *Scan) plainly(i int) bool {
	g := &sc.grid
	if sc.sample || sc.cand.publicNear(i) || g.exampleRow(sc.cell) {
		return false
	}
	return g.left(sc.cell) == nil
}

// remember keeps what was found in the cell text[lo:hi], if that is all of it.
func (sc *Scan) remember(key uint64, lo, hi int, f *found) {
	if f.start == lo && f.end == hi && f.who == Anybody {
		m, e := &sc.memo, judged{key, f.confidence, f.why}
		at := m.at(key)
		m.entries[at], m.entries[at^1] = e, m.entries[at]
	}
}
