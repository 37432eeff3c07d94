package detectors

// spot is where a cell is: its section and column. They are found once for all
// that ask about the cell.
type spot struct {
	cell    int      // -1 for none
	at      int      // index of the section of the last cell that was in one
	section *section // nil in the first header row
	column  *column  // nil in a header row
}

// of is the spot of cell i.
func (g *grid) of(i int) *spot {
	if g.spot.cell != i {
		g.seek(i)
	}
	return &g.spot
}

// seek finds the spot of cell i from that of the last one, which most often is
// near.
func (g *grid) seek(i int) {
	s := &g.spot
	s.cell, s.section, s.column = i, nil, nil
	if g.know == nil {
		return
	}
	all, c := g.know.sections, &g.cells[i]
	n := min(s.at, len(all)-1)
	for n >= 0 && c.Row < all[n].first {
		n--
	}
	for n+1 < len(all) && c.Row >= all[n+1].first {
		n++
	}
	if s.at = max(n, 0); n < 0 {
		return
	}
	header := n+1 < len(all) && c.Row+1 == all[n+1].first // of the next section
	if s.section = &all[n]; !header && c.Col < len(s.section.columns) {
		s.column = &s.section.columns[c.Col]
	}
}

// sectionOf is the section cell i is in; nil in the first header row.
func (g *grid) sectionOf(i int) *section { return g.of(i).section }

// column is what is known of the column of cell i; nil in a header row.
func (g *grid) column(i int) *column { return g.of(i).column }

// headed is the row of cell i in a table with headers, -1 elsewhere. Parts that
// stand side by side have rows of their own.
func (g *grid) headed(i int) int32 {
	if s := g.of(i).section; s != nil && (s.width > 0 || g.laid) {
		c := &g.cells[i]
		if s.part > 0 {
			return int32(c.Row*((s.width+1)/s.part) + min(c.Col, s.width-1)/s.part)
		}
		return int32(c.Row)
	}
	return -1
}
