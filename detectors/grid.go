package detectors

import "strings"

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
	plain  layout // tables in text that is none
	laid   bool   // the cells are such a table's

	leftOf, aboveOf   int // cells whose caption was read last, -1 for none
	leftCap, aboveCap caption
	leftOK, aboveOK   bool

	exampleAt int // 1 + row that was asked about last
	exampleIs bool
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
}

// section is the rows from a header to the next one.
type section struct {
	first    int // first row after the header
	columns  []column
	width    int  // columns that have a header
	facility bool // the headers are those of a list of places or organisations
}

type column struct {
	header  string
	caption caption
	owners  []owner
	sample  int // values the owners were chosen by
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
	g.rows, g.leftOf, g.aboveOf, g.exampleAt = g.rows[:0], -1, -1, 0
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
	} else {
		g.laidOut()
	}
	g.judge()
}

// laidOut takes the headers that the layout of plain text told.
func (g *grid) laidOut() {
	heads := g.plain.heads
	for r := range g.rows {
		from, to := g.row(r)
		if len(heads) > 0 && g.cells[from].Row == heads[0] {
			heads = heads[1:]
			g.section(r, from, to)
		}
	}
	if len(g.know.sections) == 0 {
		g.know.sections = append(g.know.sections, section{})
	}
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

// headers finds the header rows among the first rows of the table, and later
// ones that begin a further table below.
func (g *grid) headers() {
	ws := g.set.words
	for r := range g.rows {
		from, to := g.row(r)
		k := g.know
		if n := len(k.sections); n > 0 && g.cells[from].Row < k.sections[n-1].first {
			continue // looked at before: rows repeated from the piece before
		}
		k.looked++
		if k.looked > headerRows && !g.likeHeader(from, to) {
			continue
		}
		labels, usual, filled, data := 0, 0, 0, 0
		for i := from; i < to; i++ {
			v := strings.TrimSpace(g.value(i))
			if v == "" {
				continue
			}
			filled++
			if len(v) > 3*headerRunes {
				continue
			}
			if hasData(v) {
				data++
			} else if c := ws.read(v); c.n > 0 && (c.whole || k.looked <= headerRows) {
				labels++
			} else if usualCaption(v) {
				usual++
			}
		}
		if labels == 0 || 2*(labels+usual) < filled || data*3 > filled || labels == 1 && (filled > 1 && g.form(r) || filled == 1 && g.wide(r)) {
			continue
		}
		g.section(r, from, to)
	}
	if len(g.know.sections) == 0 {
		g.know.sections = append(g.know.sections, section{first: 0})
	}
}

// form reports whether the row below row r begins with a caption: the captions
// then stand at the left, not on top.
func (g *grid) form(r int) bool {
	if r+1 >= len(g.rows) {
		return true
	}
	for i, to := g.row(r + 1); i < to; i++ {
		if v := strings.TrimSpace(g.value(i)); v != "" {
			c := g.set.words.read(v)
			return c.n > 0
		}
	}
	return true
}

// wide reports whether the row below row r has several cells: a lone cell above
// it is a title.
func (g *grid) wide(r int) bool {
	for ; r+1 < len(g.rows); r++ {
		filled := 0
		for i, to := g.row(r + 1); i < to; i++ {
			if strings.TrimSpace(g.value(i)) != "" {
				filled++
			}
		}
		if filled > 0 {
			return filled > 1
		}
	}
	return false
}

// likeHeader is a cheap test for rows far down the table.
func (g *grid) likeHeader(from, to int) bool {
	if to-from < 2 {
		return false
	}
	v := strings.TrimSpace(g.value(from))
	if v == "" || len(v) > 3*headerRunes || hasData(v) {
		return false
	}
	c := g.set.words.read(v)
	return c.whole
}

// hasData reports whether a cell holds a value rather than a header: a digit
// run or a mail address.
func hasData(v string) bool {
	run := 0
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '@':
			return true
		case c-'0' <= 9:
			if run++; run >= 3 {
				return true
			}
		case c == 0xEF:
			_, w := digitAt(v, i, len(v))
			if w == 0 {
				run = 0
				continue
			}
			i += w - 1
			if run++; run >= 3 {
				return true
			}
		default:
			run = 0
		}
	}
	return false
}

// section begins a section whose header is row r of this piece.
func (g *grid) section(r, from, to int) {
	k := g.know
	s := section{first: g.cells[from].Row + 1}
	for i := from; i < to; i++ {
		col := g.cells[i].Col
		if col < 0 || col >= maxColumns {
			continue
		}
		for len(s.columns) <= col {
			s.columns = append(s.columns, column{})
		}
		s.columns[col].header = strings.TrimSpace(g.value(i))
	}
	if r > 0 && !g.isSection(g.cells[g.rows[r-1]].Row) {
		g.groups(r-1, s.columns)
	}
	s.width = len(s.columns)
	if g.laid {
		s.all()
	}
	for i := range s.columns {
		c := &s.columns[i]
		c.header = strings.Clone(c.header)
		c.caption = g.set.words.read(c.header)
	}
	// A header right below a header is the second line of it.
	if n := len(k.sections); n > 0 && k.sections[n-1].first == s.first-1 {
		upper := &k.sections[n-1]
		merge(upper, s)
		if g.laid {
			upper.all()
		}
		upper.first = s.first
		for i := range upper.columns {
			upper.columns[i].caption = g.set.words.read(upper.columns[i].header)
		}
		upper.facility = facility(upper.columns)
		return
	}
	s.facility = facility(s.columns)
	k.sections = append(k.sections, s)
}

// all appends a column that all captions announce, for lines that could not be
// divided into columns.
func (s *section) all() {
	var b strings.Builder
	s.columns = s.columns[:s.width]
	for _, c := range s.columns {
		b.WriteString(c.header)
		b.WriteByte(' ')
	}
	s.columns = append(s.columns, column{header: strings.TrimSpace(b.String())})
}

func (g *grid) isSection(row int) bool {
	for _, s := range g.know.sections {
		if s.first == row+1 {
			return true
		}
	}
	return false
}

// groups prefixes the headers with the row above them, in which a merged cell
// stands over several columns. A lone cell at the left is a title, no group.
func (g *grid) groups(above int, columns []column) {
	from, to := g.row(above)
	if g.cells[from].Row != g.cells[g.rows[above+1]].Row-1 {
		return
	}
	filled := 0
	for i := from; i < to; i++ {
		if strings.TrimSpace(g.value(i)) != "" {
			filled++
		}
	}
	group, i := "", from
	for col := range columns {
		for ; i < to && g.cells[i].Col <= col; i++ {
			if v := strings.TrimSpace(g.value(i)); v != "" && len(v) <= 3*headerRunes && (filled > 1 || g.cells[i].Col > 0) {
				group = v
			}
		}
		if h := columns[col].header; group != "" && h != "" {
			columns[col].header = group + " " + h
		} else if group != "" {
			columns[col].header = group
		}
	}
}

func merge(upper *section, lower section) {
	group := ""
	upper.columns, lower.columns = upper.columns[:upper.width], lower.columns[:lower.width]
	upper.width = max(upper.width, lower.width)
	for i := range upper.width {
		if i >= len(upper.columns) {
			upper.columns = append(upper.columns, column{})
		}
		if h := upper.columns[i].header; h != "" {
			group = h
		}
		if i >= len(lower.columns) || lower.columns[i].header == "" {
			continue
		}
		h := lower.columns[i].header
		if group != "" {
			h = group + " " + h
		}
		upper.columns[i].header = h
	}
}

// judge asks what the columns of this piece hold, by a sample of their values,
// unless a larger sample answered it before.
func (g *grid) judge() {
	k := g.know
	r := 0
	var values []string
	for n := range k.sections {
		s := &k.sections[n]
		last := 1 << 62
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
		for col := range s.columns {
			c := &s.columns[col]
			if c.sample >= enough {
				continue
			}
			values = g.sample(values[:0], first, r, col)
			if len(values) > c.sample {
				c.sample = len(values)
				c.owners = g.owners(c, values, c.owners[:0])
			}
		}
	}
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

func (g *grid) owners(c *column, values []string, out []owner) []owner {
	for d, det := range g.set.columns {
		if det == nil {
			continue
		}
		l := c.caption.of(g.set.words, uint16(d))
		if f := det.Column(Column{Header: c.header, Values: values, Label: l}); f > 0 {
			out = append(out, owner{uint16(d), f})
		}
	}
	return out
}

// sectionOf is the section cell i is in; nil in the first header row.
func (g *grid) sectionOf(i int) *section {
	if g.know == nil {
		return nil
	}
	for n := len(g.know.sections) - 1; n >= 0; n-- {
		if s := &g.know.sections[n]; g.cells[i].Row >= s.first {
			return s
		}
	}
	return nil
}

// column is what is known of the column of cell i; nil in a header row.
func (g *grid) column(i int) *column {
	if s := g.sectionOf(i); s != nil && g.cells[i].Col < len(s.columns) {
		return &s.columns[g.cells[i].Col]
	}
	return nil
}

// left is the caption in the nearest filled cell to the left of cell i.
func (g *grid) left(i int) *caption {
	if g.leftOf == i {
		return pick(&g.leftCap, g.leftOK)
	}
	g.leftOf, g.leftOK = i, false
	for k := i - 1; k >= 0 && k >= i-8 && g.cells[k].Row == g.cells[i].Row; k-- {
		v := strings.TrimSpace(g.value(k))
		if v == "" {
			continue
		}
		if len(v) <= 3*headerRunes {
			g.leftCap, g.leftOK = g.set.words.read(v), true
		}
		break
	}
	return pick(&g.leftCap, g.leftOK)
}

// above is the caption in the cell directly above cell i.
func (g *grid) above(i int) *caption {
	if g.aboveOf == i {
		return pick(&g.aboveCap, g.aboveOK)
	}
	g.aboveOf, g.aboveOK = i, false
	c := g.cells[i]
	for k := i - 1; k >= 0 && k >= i-2*maxColumns && g.cells[k].Row >= c.Row-1; k-- {
		if g.cells[k].Row == c.Row-1 && g.cells[k].Col == c.Col {
			if v := strings.TrimSpace(g.value(k)); v != "" && len(v) <= 3*headerRunes {
				g.aboveCap, g.aboveOK = g.set.words.read(v), true
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
	for i, cell := range g.cells {
		col := g.column(i)
		if col == nil || len(col.owners) == 0 {
			continue
		}
		lo, hi := trim(sc.text, cell.Start, cell.End)
		if lo == hi {
			continue
		}
		sc.cell, c.Lo, c.Hi = i, cell.Start, cell.End
		for _, o := range col.owners {
			c.Kind, c.Start, c.End, c.det = CellKind, lo, hi, o.det
			sc.set.detectors[o.det].Judge(c)
		}
	}
}

// trim drops white space at both ends of text[lo:hi].
func trim(text string, lo, hi int) (int, int) {
	s := text[lo:hi]
	t := strings.TrimSpace(s)
	lo += strings.Index(s, t)
	return lo, lo + len(t)
}
