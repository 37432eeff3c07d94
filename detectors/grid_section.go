package detectors

import "strings"

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
	s.part = part(s.columns)
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
		upper.people = 0
		upper.facility, upper.published = facility(upper.columns), published(upper.columns)
		return
	}
	s.facility, s.published = facility(s.columns), published(s.columns)
	k.sections = append(k.sections, s)
}

// part is of how many columns each part consists where headers stand side by
// side again: 番, 氏名, 番, 氏名. 0: they do not.
func part(columns []column) int {
	n := len(columns)
	for k := 2; 2*k <= n+1; k++ {
		gap := columns[k-1].header == "" // an empty column stands between the parts
		same := n%k == 0 || gap && (n+1)%k == 0
		for i := k; same && i < n; i++ {
			same = (columns[i].header != "" || gap && i%k == k-1) && columns[i].header == columns[i-k].header
		}
		if same && (!gap || k > 2) {
			return k
		}
	}
	return 0
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
