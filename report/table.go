package report

import (
	"errors"
	"fmt"
	"strings"
)

// column is one column of a sheet with a row for each T.
type column[T any] struct {
	head  words
	width float64 // in digits of the default font
	look  look
	value func(w *workbook, row T) any // see cell
	whole bool                         // in the institution's book only
	sum   bool                         // added up at the foot
	most  int                          // longest text in UTF-16 units; 0: as long as a cell may be
}

// Values of cells besides numbers: a string comes from strangers and is made
// safe to look at, a word is our own and goes as it is, lines are strings one
// below the other, and dressed overrides the column's look.
type (
	word    string
	lines   []string
	dressed struct {
		value any
		look  look
	}
	linkTo  string // opens a target, if it is safe to follow
	formula struct {
		text   string
		cached any
	}
)

// maxRows of a sheet, header included. A variable so that tests need not write
// a million rows.
var maxRows = 1_048_576

// parts names the sheets that a list of so many rows needs: 全件, 全件(2) …
func parts(name string, rows int) []string {
	out := []string{name}
	for n := 2; rows > (n-1)*(maxRows-1); n++ {
		out = append(out, fmt.Sprintf("%s(%d)", name, n))
	}
	return out
}

// table writes rows under a header, with filters, over as many sheets as it
// takes.
type table[T any] struct {
	w       *workbook
	name    string
	columns []column[T]
	rows    int                       // how many there will be
	above   []banner                  // lines above the header, on the first sheet
	frozen  int                       // columns that stay in sight
	printed int                       // columns that are printed; 0: all of them
	each    func(i int, cells []cell) // told every row; may be nil

	sheets  []string
	out     *rows
	headRow int
	row     int // last one written on this sheet
	written int
	cells   []cell
}

// banner is a line of text across a sheet.
type banner struct {
	text any
	look look
}

// choose leaves out the columns of the other kind of book.
func choose[T any](w *workbook, all []column[T]) []column[T] {
	var out []column[T]
	for _, c := range all {
		if !c.whole || w.Whole {
			out = append(out, c)
		}
	}
	return out
}

// write writes a table of so many rows, and their totals; nil: none.
func (t *table[T]) write(rows []T, total *T) error {
	t.rows = len(rows)
	if err := t.open(); err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.add(r); err != nil {
			return err
		}
	}
	if total == nil || len(rows) == 0 {
		return nil
	}
	return t.foot(*total)
}

// open begins the first sheet; close ends the last one.
func (t *table[T]) open() error {
	t.sheets = parts(t.name, t.rows)
	t.cells = make([]cell, len(t.columns))
	return t.begin(min(t.rows, maxRows-1))
}

// begin starts the next sheet, for so many rows.
func (t *table[T]) begin(rows int) error {
	sheet := t.sheets[0]
	t.headRow = len(t.above) + 1
	t.row = t.headRow
	// The filter resets the sheet's properties: it comes before the page.
	if t.rows > 0 {
		filter := at(1, t.headRow) + ":" + at(len(t.columns), t.headRow+rows)
		if err := t.w.AutoFilter(sheet, filter, nil); err != nil {
			return err
		}
	}
	if err := t.w.page(sheet, t.headRow); err != nil {
		return err
	}
	if t.printed > 0 {
		if err := t.w.printed(sheet, t.printed, t.headRow+max(1, rows)); err != nil {
			return err
		}
	}
	if err := errors.Join(t.w.SetPanes(sheet, freeze(t.headRow, t.frozen)), t.w.widths(sheet, t.widths()...)); err != nil {
		return err
	}
	var err error
	if t.out, err = t.w.rowsOf(sheet); err != nil {
		return err
	}
	for i, b := range t.above {
		if err := t.out.add(i+1, 0, t.w.cell(b.text, b.look, 0)); err != nil {
			return err
		}
	}
	high := 1
	for i, c := range t.columns {
		look := head
		if c.look == input || c.look == inputDate {
			look = headInput
		}
		t.cells[i] = t.w.cell(word(c.head.in(t.w.Lang)), look, 0)
		high = max(high, linesOf(c.head.in(t.w.Lang), c.width-filterButton))
	}
	if err := t.out.add(t.headRow, heightOf(high), t.cells...); err != nil || t.rows > 0 {
		return err
	}
	return t.out.add(t.headRow+1, 0, t.w.cell(word(wordNothing.in(t.w.Lang)), note, 0))
}

// filterButton is the width that a header loses to the button of its filter.
const filterButton = 2.5

func (t *table[T]) widths() []float64 {
	var out []float64
	for _, c := range t.columns {
		out = append(out, c.width)
	}
	return out
}

// widths sets those of a sheet's first columns.
func (w *workbook) widths(sheet string, widths ...float64) error {
	for i, width := range widths {
		if err := w.SetColWidth(sheet, letters(i+1), letters(i+1), width); err != nil {
			return err
		}
	}
	return nil
}

// add writes a row.
func (t *table[T]) add(row T) error {
	if t.written == t.rows {
		return ErrChanged
	}
	if t.row == maxRows {
		t.sheets, t.above = t.sheets[1:], nil
		if err := t.begin(min(t.rows-t.written, maxRows-1)); err != nil {
			return err
		}
	}
	t.row++
	t.written++
	high := 1
	for i, c := range t.columns {
		v := c.value(t.w, row)
		if l, ok := v.(linkTo); ok {
			v = t.follow(i+1, l)
		}
		cell := t.w.cell(v, c.look, c.most)
		t.cells[i] = cell
		if s, ok := cell.value.(string); ok && c.look.wraps() {
			high = max(high, linesOf(s, c.width))
		}
	}
	if t.each != nil {
		t.each(t.written-1, t.cells)
	}
	return t.out.add(t.row, heightOf(high), t.cells...)
}

// follow links the cell of a column to its target.
func (t *table[T]) follow(column int, target linkTo) any {
	to := link(string(target))
	if to == "" {
		return dressed{nil, plain}
	}
	t.out.links = append(t.out.links, linkedCell{at(column, t.row), to})
	return word(wordOpen.in(t.w.Lang))
}

// foot writes a row of totals: what the columns say of total, as sums of their
// cells where they are sums.
func (t *table[T]) foot(total T) error {
	for i, c := range t.columns {
		v, look := c.value(t.w, total), totalText
		switch {
		case i == 0:
			v = word(wordTotal.in(t.w.Lang))
		case c.look == percent:
			look = totalPercent
		case c.sum:
			letter := letters(i + 1)
			v, look = formula{fmt.Sprintf("SUM(%s%d:%s%d)", letter, t.headRow+1, letter, t.row), v}, totalNumber
		}
		t.cells[i] = t.w.cell(v, look, 0)
	}
	t.row++
	return t.out.add(t.row, 0, t.cells...)
}

// close ends the table; that it has as many rows as counted is what makes the
// figures of the summary true.
func (t *table[T]) close() error {
	if t.written != t.rows {
		return ErrChanged
	}
	return nil
}

// cell dresses a value.
func (w *workbook) cell(v any, l look, most int) cell {
	if d, ok := v.(dressed); ok {
		v, l = d.value, d.look
	}
	c := cell{style: w.styles[l]}
	if f, ok := v.(formula); ok {
		c.formula, v = f.text, f.cached
	}
	if most == 0 {
		most = longestCell
	}
	switch v := v.(type) {
	case word:
		c.value = string(v)
	case string:
		c.value = cut(safe(v), most, w.Lang)
	case lines:
		seen := make([]string, len(v))
		for i, s := range v {
			seen[i] = visible(s)
		}
		c.value = cut(inert(strings.Join(seen, "\n")), most, w.Lang)
	default:
		c.value = v
	}
	return c
}
