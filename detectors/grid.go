package detectors

// grid is the table around the candidates: which cell a place is in, and what
// the columns hold. What it learns of a table lasts over the table's pieces.
type grid struct {
	set    *Set
	text   string
	cells  []Cell
	next   int   // the pass goes forward: cells before it lie behind
	rows   []int // index of the first cell of each row of this piece
	tables map[tableID]*knowledge
	know   *knowledge
	plain  layout                     // tables in text that is none
	laid   bool                       // the cells are such a table's
	heads  []string                   // headers of the section being judged
	asked  block                      // the column being judged, ...
	beside func(columns int) []string // ... and what stands beside it: neighbour, made once

	leftOf, aboveOf   int // cells whose caption was read last, -1 for none
	leftCap, aboveCap caption
	leftOK, aboveOK   bool

	full         []bool // cells that are covered, as far as any is
	fullNext     int    // the pass goes forward
	skip, skipTo int    // bounds of the covered cell that the pass meets next

	spot spot // of the cell that was asked about last

	values    [1 << 9]uint64 // hashes of texts that are no captions
	noCaption []bool         // cells that were read and are no captions

	before tableBefore // whose headers may hold on

	exampleAt int // 1 + row that was asked about last
	exampleIs bool
}

// tableBefore is the last section with headers, and the path of its table.
type tableBefore struct {
	section
	path string
}

// tableID tells the tables of a file apart.
type tableID struct {
	path, name string
	laid       bool
}

// knowledge is what is known of one table.
type knowledge struct {
	sections []section // by first row
	looked   int       // rows looked at for headers
	learned  int       // times that a column was given to its owners
}

// section is the rows from a header to the next one.
type section struct {
	first   int // first row after the header
	columns []column
	width   int // columns that have a header
	part    int // columns of each part, where the same headers stand side by side several times; 0 otherwise

	facility  bool // the headers are those of a list of places or organisations
	published bool // the headers are those of results, works or people that are published
	people    int8 // what the headers say: 0 not yet known, 1 nothing of people, 2 cases, 3 people
	offices   bool // the rows tell how places are reached, and nothing of people
}

type column struct {
	header  string
	caption caption
	owners  []owner
	sample  int   // values the owners were chosen by
	sole    bool  // there is one owner with high confidence, and it bears nothing beside it
	label   Label // what the caption announces to the one owner

	tries, hits int // of the memo
}

type owner struct {
	det        uint16
	confidence float64
}

const (
	headerRows   = 20  // a header is looked for in the first rows of a table
	headerRunes  = 40  // longest header
	sampleValues = 200 // values of a column that decide what it holds
	enough       = 50  // values after which a column is not judged again
	maxColumns   = 1 << 10
)

func (g *grid) begin(path, text string, t *Table) {
	g.text, g.cells, g.next, g.know = text, nil, 0, nil
	g.rows, g.leftOf, g.aboveOf, g.exampleAt, g.spot = g.rows[:0], -1, -1, 0, spot{cell: -1}
	clear(g.full[:cap(g.full)])
	g.full, g.fullNext = g.full[:0], 0
	g.noCaption = g.noCaption[:0]
	id := tableID{path: path, laid: t == nil}
	if g.laid = t == nil; t != nil {
		g.cells, id.name = t.Cells, t.Name
	} else {
		g.plain.words = g.set.words
		g.plain.read(path, text)
		g.cells = g.plain.cells
	}
	if len(g.cells) == 0 {
		g.cells = nil
		return
	}
	if cap(g.noCaption) < len(g.cells) {
		g.noCaption = make([]bool, len(g.cells))
	}
	g.noCaption = g.noCaption[:len(g.cells)]
	clear(g.noCaption)
	for i, c := range g.cells {
		if i == 0 || c.Row != g.cells[i-1].Row {
			g.rows = append(g.rows, i)
		}
	}
	if g.tables == nil {
		g.tables = map[tableID]*knowledge{}
	}
	if g.know = g.tables[id]; g.know == nil {
		g.know = &knowledge{}
		g.tables[id] = g.know
	}
	if t != nil {
		g.headers()
		g.goOn(path)
	} else {
		g.laidOut()
	}
	g.judge()
}

// goOn takes the headers of the table before for those of one that has none and
// as many columns: a slide or sheet that goes on with it.
func (g *grid) goOn(path string) {
	s := &g.know.sections[0]
	width := 0
	for r := range g.rows {
		_, to := g.row(r)
		width = max(width, g.cells[to-1].Col+1)
	}
	if p := &g.before; len(g.know.sections) == 1 && s.width == 0 && p.path == path && p.width == width && len(s.columns) == 0 && !g.captioned() {
		s.width, s.part, s.facility = p.width, p.part, p.facility
		for i := range p.columns[:width] {
			s.columns = append(s.columns, column{header: p.columns[i].header, caption: p.columns[i].caption})
		}
	}
	if last := g.know.sections[len(g.know.sections)-1]; last.width > 1 && last.width == width {
		g.before = tableBefore{last, path}
	}
}

// captioned reports whether one of the first rows begins with a caption: a form.
func (g *grid) captioned() bool {
	for r := range min(3, len(g.rows)) {
		i, _ := g.row(r)
		if _, ok := g.captionOf(i); ok {
			return true
		}
	}
	return false
}

// bounds is the cell around text[i], or else the text between two cells. It
// must be called with growing i, but for steps back inside one cell.
func (g *grid) bounds(i, n int) (cell, lo, hi int) {
	if g.cells == nil {
		return -1, 0, n
	}
	for g.next < len(g.cells) && g.cells[g.next].End <= i {
		g.next++
	}
	for g.next > 0 && g.cells[g.next-1].End > i {
		g.next--
	}
	if g.next < len(g.cells) && g.cells[g.next].Start <= i {
		return g.next, g.cells[g.next].Start, g.cells[g.next].End
	}
	hi = n
	if g.next < len(g.cells) {
		hi = g.cells[g.next].Start
	}
	if g.next > 0 {
		lo = g.cells[g.next-1].End
	}
	return -1, lo, hi
}

func (g *grid) value(i int) string { return g.text[g.cells[i].Start:g.cells[i].End] }

// row is the cells [from, to) of row r of this piece.
func (g *grid) row(r int) (from, to int) {
	from, to = g.rows[r], len(g.cells)
	if r+1 < len(g.rows) {
		to = g.rows[r+1]
	}
	return from, to
}
