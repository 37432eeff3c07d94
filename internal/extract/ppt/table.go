package ppt

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
)

// Kinds of records of drawings ([MS-ODRAW] 2.2).
const (
	recGroup      = 0xF003 // of shapes
	recProperties = 0xF00B
	recAnchor     = 0xF00F // where a shape of a group stands
	recMore       = 0xF122 // properties

	propTable = 0x039F // of a group that is a table ([MS-ODRAW] 2.3.4.30)
	maxCells  = 75 * 75
)

// table is a group of shapes that is a table: PowerPoint keeps nothing of it
// but where the cells stand.
type table struct {
	end    int64 // of the group in the stream; 0: there is none
	cells  []cell
	anchor [2]int32 // left and top of the shape
}

type cell struct {
	at   [2]int32
	text []byte
}

// maxGroups bounds how deep groups of shapes nest.
const maxGroups = 1000

// group begins a group of shapes.
func (w *walk) group(size int) {
	for n := len(w.groups); n > 0 && w.groups[n-1] <= w.at; n-- {
		w.groups = w.groups[:n-1]
	}
	if len(w.groups) < maxGroups {
		w.groups = append(w.groups, w.at+int64(size))
	}
}

// groupEnd is where the innermost open group ends.
func (w *walk) groupEnd() int64 {
	for i := len(w.groups) - 1; i >= 0; i-- {
		if w.groups[i] > w.at {
			return w.groups[i]
		}
	}
	return 0
}

// properties looks for the one that makes the group a table.
func (w *walk) properties(b []byte, count int) {
	for i := 0; i < count && 6*i+6 <= len(b); i++ {
		isTable := binary.LittleEndian.Uint32(b[6*i+2:])&1 != 0
		if binary.LittleEndian.Uint16(b[6*i:])&0x3FFF == propTable && isTable && w.table.end == 0 {
			w.table = table{end: w.groupEnd(), cells: w.table.cells[:0]}
		}
	}
}

// place remembers where the shape stands.
func (t *table) place(b []byte) {
	if len(b) >= 16 {
		t.anchor = [2]int32{int32(binary.LittleEndian.Uint32(b)), int32(binary.LittleEndian.Uint32(b[4:]))} //nolint:gosec // signed
	}
}

// add puts text into the cell at the anchor.
func (t *table) add(text string) {
	if n := len(t.cells); n > 0 && t.cells[n-1].at == t.anchor {
		t.cells[n-1].text = append(append(t.cells[n-1].text, '\n'), text...)
	} else if n < maxCells {
		t.cells = append(t.cells, cell{t.anchor, []byte(text)})
	}
}

// endTable puts out the cells, if the group ends here.
func (w *walk) endTable() {
	t := &w.table
	if t.end == 0 || w.at < t.end {
		return
	}
	t.end = 0
	if len(t.cells) == 0 {
		return
	}
	var tops, lefts []int32
	for _, c := range t.cells {
		lefts, tops = append(lefts, c.at[0]), append(tops, c.at[1])
	}
	slices.Sort(lefts)
	slices.Sort(tops)
	lefts, tops = slices.Compact(lefts), slices.Compact(tops)
	sort.SliceStable(t.cells, func(i, j int) bool {
		a, b := t.cells[i].at, t.cells[j].at
		return a[1] < b[1] || a[1] == b[1] && a[0] < b[0]
	})
	w.tables++
	w.text.Table(fmt.Sprintf("%s table %d", w.place, w.tables))
	for _, c := range t.cells {
		col, _ := slices.BinarySearch(lefts, c.at[0])
		row, _ := slices.BinarySearch(tops, c.at[1])
		w.text.Cell(row, col)
		w.text.Write(c.text)
		w.text.EndCell()
	}
	w.text.EndTable()
}
