package sqlite

import (
	"context"
	"encoding/binary"
)

// Kinds of pages.
const (
	indexInner = 2
	tableInner = 5
	indexLeaf  = 10
	tableLeaf  = 13

	maxDepth   = 40
	maxPayload = 16 << 20 // bytes of a row; what follows is left out
)

// walk calls row with the rows of a tree.
func (d *database) walk(n uint32, depth int, row func(id int64, payload []byte) error) error {
	if d.ctx.Err() != nil {
		return context.Cause(d.ctx)
	}
	b := d.page(n)
	if b == nil || d.seen[n] || depth > maxDepth {
		d.note("a page of a table is missing")
		return nil
	}
	d.seen[n] = true
	head := b
	if n == 1 {
		head = b[100:]
	}
	kind, cells := head[0], int(binary.BigEndian.Uint16(head[3:]))
	pointers := head[8:]
	inner := kind == tableInner || kind == indexInner
	if inner {
		pointers = head[12:]
	} else if kind != tableLeaf && kind != indexLeaf {
		d.note("a page of another kind")
		return nil
	}
	for i := range min(cells, len(pointers)/2) {
		at := int(binary.BigEndian.Uint16(pointers[2*i:]))
		if at < 8 || at >= d.usable {
			d.note("a row outside of its page")
			continue
		}
		c := b[at:d.usable]
		if inner {
			if len(c) < 4 {
				continue
			}
			if err := d.walk(binary.BigEndian.Uint32(c), depth+1, row); err != nil {
				return err
			}
			if c = c[4:]; kind == tableInner {
				continue
			}
		}
		size, k := varint(c)
		c = c[k:]
		var id int64
		if kind == tableLeaf {
			id, k = varint(c)
			c = c[k:]
		}
		if err := row(id, d.payload(c, size, kind == tableLeaf)); err != nil {
			return err
		}
	}
	if !inner {
		return nil
	}
	return d.walk(binary.BigEndian.Uint32(head[8:]), depth+1, row)
}

// payload joins the bytes of a row, which may go on in further pages.
func (d *database) payload(c []byte, size int64, table bool) []byte {
	u := int64(d.usable)
	most, least := u-35, (u-12)*32/255-23
	if !table {
		most = (u-12)*64/255 - 23
	}
	if size < 0 {
		d.note("a row of negative size")
		return nil
	}
	if size <= most {
		return c[:min(size, int64(len(c)))]
	}
	local := least + (size-least)%(u-4)
	if local > most {
		local = least
	}
	if local+4 > int64(len(c)) {
		d.note("a row outside of its page")
		return c
	}
	out := append([]byte(nil), c[:local]...)
	next := binary.BigEndian.Uint32(c[local:])
	size = min(size, maxPayload)
	for int64(len(out)) < size {
		d.spare--
		b := d.page(next)
		if b == nil || d.spare < 0 {
			d.note("the rest of a row is missing")
			break
		}
		out = append(out, b[4:min(u, 4+size-int64(len(out)))]...)
		next = binary.BigEndian.Uint32(b)
	}
	return out
}

// varint reads a number of up to nine bytes, and how many they are.
func varint(b []byte) (int64, int) {
	v := uint64(0)
	for i, c := range b {
		if i == 8 {
			return int64(v<<8 | uint64(c)), 9 //nolint:gosec // a signed number of 64 bits
		}
		v = v<<7 | uint64(c&0x7F)
		if c < 0x80 {
			return int64(v), i + 1 //nolint:gosec // as above
		}
	}
	return int64(v), len(b) //nolint:gosec // as above
}
