package htmltext

import "strconv"

// table is where the reading stands in a table.
type table struct {
	name     string
	row, col int
	in       bool  // in a cell
	wide     int   // columns of the cell
	busy     []int // rows that cells from above still reach down, by column
}

// maxSpan bounds colspan and rowspan, as browsers do.
const maxSpan = 1000

func newTable(name string) *table { return &table{name: name, row: -1} }

// nextRow begins a row.
func (t *table) nextRow() {
	t.row, t.col, t.in, t.wide = t.row+1, 0, false, 0
	for i, n := range t.busy {
		t.busy[i] = max(n-1, 0)
	}
}

// nextCell begins a cell that spans columns and rows.
func (t *table) nextCell(columns, rows int) {
	if t.row < 0 {
		t.nextRow()
	}
	t.col += t.wide
	for t.col < len(t.busy) && t.busy[t.col] > 0 {
		t.col++
	}
	t.in, t.wide = true, columns
	if rows < 2 {
		return
	}
	for i := t.col; i < min(t.col+columns, 4*maxSpan); i++ {
		for i >= len(t.busy) {
			t.busy = append(t.busy, 0)
		}
		t.busy[i] = rows
	}
}

// span reads the value of colspan or rowspan.
func span(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxSpan)
}
