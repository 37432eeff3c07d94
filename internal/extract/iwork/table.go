package iwork

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
	"strconv"
	"time"
)

// reference is the name in a Reference.
func reference(b []byte) (name uint64) {
	each(b, func(field int, v uint64, b []byte) {
		if field == 1 && b == nil {
			name = v
		}
	})
	return name
}

// table puts out a table by its model.
func (t *parts) table(n int, model []byte) {
	name := fmt.Sprintf("table %d", n+1)
	var store []byte
	each(model, func(field int, _ uint64, b []byte) {
		switch {
		case field == 8 && len(b) > 0 && len(b) < 200:
			if s := plain(b); s != "" {
				name = s
			}
		case field == 4 && b != nil:
			store = b
		}
	})
	c := &cells{parts: t}
	var tiles []uint64
	each(store, func(field int, _ uint64, b []byte) {
		switch {
		case b == nil:
		case field == 4:
			c.strings = t.list(reference(b))
		case field == 17:
			c.rich = t.list(reference(b))
		case field == 3:
			each(b, func(field int, _ uint64, tile []byte) {
				each(tile, func(inner int, _ uint64, b []byte) {
					if field == 1 && inner == 2 && b != nil {
						tiles = append(tiles, reference(b))
					}
				})
			})
		}
	})
	if t.names[name] { // of another sheet
		name = fmt.Sprintf("%s (%d)", name, n+1)
	}
	t.names[name] = true
	t.text.Table(name)
	seen := map[uint64]bool{}
	for _, tile := range tiles {
		if o := t.objects[tile]; o.kind == typeTile && !seen[tile] {
			seen[tile] = true
			c.tile(o.body)
		}
	}
	t.text.EndTable()
}

// list is the strings of a list by their keys.
func (t *parts) list(name uint64) map[uint64]string {
	t.used[name] = true
	out := map[uint64]string{}
	for _, e := range t.entries(name) {
		out[e.key] = e.text
	}
	return out
}

// entry is a string of a list.
type entry struct {
	key  uint64
	text string
}

func (t *parts) entries(name uint64) (out []entry) {
	o := t.objects[name]
	if o.kind != typeList {
		return nil
	}
	each(o.body, func(field int, _ uint64, b []byte) {
		if field != 3 || b == nil {
			return
		}
		var e entry
		each(b, func(field int, v uint64, b []byte) {
			switch {
			case field == 1 && b == nil:
				e.key = v
			case field == 3 && b != nil:
				e.text = plain(b)
			case field == 9 && b != nil:
				e.text = plain(t.objects[t.target(t.objects[reference(b)].body)].body)
			}
		})
		out = append(out, e)
	})
	return out
}

// target is the name of the text that a payload leads to.
func (t *parts) target(payload []byte) (name uint64) {
	each(payload, func(field int, _ uint64, b []byte) {
		if field == 1 && b != nil {
			name = reference(b)
		}
	})
	return name
}

// cells is a table being put out.
type cells struct {
	*parts
	strings, rich map[uint64]string
	first         int // row of the tile
}

// tile puts out the rows of a tile.
func (c *cells) tile(b []byte) {
	type row struct {
		index            int
		storage, offsets [2][]byte // of the present form, and of the one before
		wide             bool
	}
	var rows []row
	count := 0
	each(b, func(field int, v uint64, b []byte) {
		switch {
		case field == 4 && b == nil:
			count = int(min(v, 1<<20))
		case field == 5 && b != nil:
			var r row
			each(b, func(field int, v uint64, b []byte) {
				switch field {
				case 1:
					r.index = int(min(v, 1<<20))
				case 3:
					r.storage[1] = b
				case 4:
					r.offsets[1] = b
				case 6:
					r.storage[0] = b
				case 7:
					r.offsets[0] = b
				case 8:
					r.wide = v != 0
				}
			})
			rows = append(rows, r)
		}
	})
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].index < rows[j].index })
	for _, r := range rows {
		form := 0
		if len(r.storage[0]) == 0 {
			form = 1
		}
		for col := 0; 2*col+2 <= len(r.offsets[form]); col++ {
			at := int(binary.LittleEndian.Uint16(r.offsets[form][2*col:]))
			if at == math.MaxUint16 {
				continue
			}
			if r.wide {
				at *= 4
			}
			if text := c.cell(r.storage[form][min(at, len(r.storage[form])):]); text != "" {
				c.text.Cell(c.first+r.index, col)
				c.text.WriteString(text)
				c.text.EndCell()
			}
		}
	}
	last := 0
	if len(rows) > 0 {
		last = rows[len(rows)-1].index + 1
	}
	c.first += max(count, last)
}

// Kinds of cells.
const (
	cellNumber   = 2
	cellText     = 3
	cellDate     = 5
	cellRich     = 9
	cellCurrency = 10
)

// cell is the text of a cell. Which values it has is told by bits.
func (c *cells) cell(b []byte) string {
	if len(b) < 12 {
		return ""
	}
	v := values{number: math.NaN(), seconds: math.NaN()}
	kind := b[1]
	switch b[0] {
	case 5:
		v.read(b[12:], binary.LittleEndian.Uint32(b[8:]))
	case 0, 1, 2, 3, 4:
		if b[0] < 4 {
			kind = b[2]
		}
		v.readOld(b, binary.LittleEndian.Uint32(b[4:]))
	default:
		c.strange = true
		return ""
	}
	switch kind {
	case cellText:
		return c.strings[v.text]
	case cellRich:
		return c.rich[v.rich]
	case cellNumber, cellCurrency:
		if v.exact != "" {
			return v.exact
		}
		if !math.IsNaN(v.number) {
			return strconv.FormatFloat(v.number, 'f', -1, 64)
		}
	case cellDate:
		return date(v.seconds)
	}
	return ""
}

// date is a moment in seconds from 2001-01-01.
func date(seconds float64) string {
	if !(math.Abs(seconds) < 1<<38) { // NaN, too
		return ""
	}
	t := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds*float64(time.Second)/1e3) * 1e3)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04:05")
}
