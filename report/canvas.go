package report

import (
	"github.com/xuri/excelize/v2"
)

// canvas is a sheet laid out by hand. The first error stays; later calls do
// nothing.
type canvas struct {
	w     *workbook
	sheet string
	err   error
}

func (c *canvas) do(err error) {
	if c.err == nil {
		c.err = err
	}
}

// put writes a value, dressed like those of tables.
func (c *canvas) put(column, row int, v any, l look) { c.span(column, column, row, v, l) }

// span writes a value over several columns of a row.
func (c *canvas) span(from, to, row int, v any, l look) {
	if c.err != nil {
		return
	}
	cell, first, last := c.w.cell(v, l, 0), at(from, row), at(to, row)
	c.do(c.w.SetCellValue(c.sheet, first, cell.Value))
	if cell.Formula != "" { // after the value, which stays as the cached one
		c.do(c.w.SetCellFormula(c.sheet, first, cell.Formula))
	}
	c.do(c.w.SetCellStyle(c.sheet, first, last, cell.StyleID))
	if from != to {
		c.do(c.w.MergeCell(c.sheet, first, last))
	}
}

func (c *canvas) widths(ws ...float64) {
	for i, width := range ws {
		name, err := excelize.ColumnNumberToName(i + 1)
		c.do(err)
		c.do(c.w.SetColWidth(c.sheet, name, name, width))
	}
}

func (c *canvas) height(row int, points float64) {
	c.do(c.w.SetRowHeight(c.sheet, row, points))
}

// heads writes a row of headers from a column on.
func (c *canvas) heads(column, row int, hs ...words) {
	for i, h := range hs {
		c.put(column+i, row, word(h.in(c.w.Lang)), head)
	}
}
