package rtf

import "strconv"

// table is where the reader is in a table.
type table struct {
	count    int
	row      bool // a row was defined and not ended
	open     bool // a table is
	cell     bool // a cell is
	at, next int  // row and column
}

// put puts out text, in a cell where it belongs to one.
func (r *reader) put(s string) {
	if r.top().name {
		if len(r.property) < maxName {
			r.property = append(r.property, s...)
		}
		return
	}
	if r.top().code {
		if len(r.code) < maxCode {
			r.code = append(r.code, s...)
		}
		return
	}
	t := &r.table
	switch inside := r.top().cell || t.row; {
	case inside && s != "":
		r.openCell()
	case t.open && !inside:
		r.text.EndTable()
		t.open, t.cell = false, false
	}
	r.text.WriteString(s)
}

func (r *reader) openCell() {
	t := &r.table
	if !t.open {
		t.count++
		r.text.Table("table " + strconv.Itoa(t.count))
		t.open, t.cell, t.at, t.next = true, false, 0, 0
	}
	if !t.cell {
		r.text.Cell(t.at, t.next)
		t.cell = true
	}
}

func (r *reader) endCell() {
	r.flush()
	if r.top().skip {
		return
	}
	r.openCell()
	r.text.EndCell()
	r.table.cell = false
	r.table.next++
}

func (r *reader) endRow() {
	r.flush()
	t := &r.table
	if r.top().skip || !t.open {
		return
	}
	if t.cell { // text without a mark behind it
		r.text.EndCell()
	}
	t.at, t.next, t.row, t.cell = t.at+1, 0, false, false
}
