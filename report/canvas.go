package report

import (
	"maps"
	"slices"
)

// canvas is a sheet laid out by hand, in any order; draw writes it.
type canvas struct {
	w       *workbook
	sheet   string
	columns int
	heights map[int]float64
	cells   map[int]map[int]cell // by row and column
	merged  [][2]string
}

// newCanvas begins a sheet with columns of the given widths, which are set at
// once: pictures are placed by them.
func newCanvas(w *workbook, sheet string, widths ...float64) (*canvas, error) {
	if err := w.widths(sheet, widths...); err != nil {
		return nil, err
	}
	return &canvas{
		w: w, sheet: sheet, columns: len(widths),
		heights: map[int]float64{}, cells: map[int]map[int]cell{},
	}, nil
}

// put writes a value, dressed like those of tables.
func (c *canvas) put(column, row int, v any, l look) {
	if c.cells[row] == nil {
		c.cells[row] = map[int]cell{}
	}
	c.cells[row][column] = c.w.cell(v, l, 0)
}

// span writes a value over several columns of a row.
func (c *canvas) span(from, to, row int, v any, l look) { c.block(from, row, to, row, v, l) }

// block writes a value over several columns and rows.
func (c *canvas) block(column, row, column2, row2 int, v any, l look) {
	for y := row; y <= row2; y++ {
		for x := column; x <= column2; x++ {
			c.put(x, y, nil, l)
		}
	}
	c.put(column, row, v, l)
	c.merged = append(c.merged, [2]string{at(column, row), at(column2, row2)})
}

func (c *canvas) height(row int, points float64) { c.heights[row] = points }

// heads writes a row of headers from a column on.
func (c *canvas) heads(column, row int, hs ...words) {
	for i, h := range hs {
		c.put(column+i, row, word(h.in(c.w.Lang)), head)
	}
}

// draw writes the sheet. Rows without a height of their own get the usual one.
func (c *canvas) draw(usual float64) error {
	out, err := c.w.rowsOf(c.sheet)
	if err != nil {
		return err
	}
	for _, row := range slices.Sorted(maps.Keys(c.cells)) {
		values := make([]cell, c.columns)
		for x, cell := range c.cells[row] {
			values[x-1] = cell
		}
		height := c.heights[row]
		if height == 0 {
			height = usual
		}
		if err := out.add(row, height, values...); err != nil {
			return err
		}
	}
	for _, m := range c.merged {
		if err := c.w.MergeCell(c.sheet, m[0], m[1]); err != nil {
			return err
		}
	}
	return nil
}
