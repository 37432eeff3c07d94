package ooxml

import "tenken/internal/extract/xmlscan"

// cells puts out the cells that b begins with, as far as they are written as
// nearly all are,
//
//	<c r="B7" s="1" t="s"><v>12</v></c><c r="C7"/>
//
// and returns how many bytes they take. What it leaves goes token by token, to
// the same effect.
func (r *reading) cells(b []byte) (taken int) {
	if r.value || r.margin || r.list {
		return 0 // in the middle of something
	}
	c := &r.cell
	c.text = c.text[:0]
	for rest := b; ; taken = len(b) - len(rest) {
		var text []byte
		var ok bool
		if rest, ok = cut(rest, `<c r="`); !ok {
			return taken
		}
		if rest, ok = r.position(rest); !ok {
			return taken
		}
		c.style, c.kind = 0, 0
		if after, ok := cut(rest, ` s="`); ok {
			if c.style, rest, ok = number(after); !ok {
				return taken
			}
		}
		if after, ok := cut(rest, ` t="`); ok {
			switch {
			case len(after) > 1 && after[1] == '"':
				c.kind, rest = after[0], after[2:]
			case len(after) > 3 && string(after[:4]) == `str"`:
				c.kind, rest = 'f', after[4:]
			default:
				return taken
			}
		}
		if after, ok := cut(rest, `/>`); ok {
			r.row, r.col, rest = c.row, c.col, after
			continue
		}
		if rest, ok = cut(rest, `><v>`); !ok {
			return taken
		}
		n, ok := xmlscan.Plain(rest)
		if !ok {
			return taken
		}
		text = rest[:n]
		if rest, ok = cut(rest[n:], `</v></c>`); !ok {
			return taken
		}
		r.row, r.col = c.row, c.col
		r.finish(text)
	}
}

// position reads the rest of the attribute that says where the cell stands.
func (r *reading) position(b []byte) (rest []byte, ok bool) {
	i, col := 0, 0
	for ; i < len(b) && b[i] >= 'A' && b[i] <= 'Z' && col <= maxColumn; i++ {
		col = col*26 + int(b[i]-'A') + 1
	}
	if i == 0 || col > maxColumn {
		return b, false
	}
	row, rest, ok := number(b[i:])
	if !ok || row < 1 || row > maxRow {
		return b, false
	}
	r.cell.row, r.cell.col = row-1, col-1
	return rest, true
}

// number reads a number of at most nine digits and the quote behind it.
func number(b []byte) (n int, rest []byte, ok bool) {
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9' && i < 9:
			n = n*10 + int(c-'0')
		case c == '"' && i > 0:
			return n, b[i+1:], true
		default:
			return 0, b, false
		}
	}
	return 0, b, false
}

// cut takes s off b, if b begins with it.
func cut(b []byte, s string) (rest []byte, ok bool) {
	if len(b) < len(s) || string(b[:len(s)]) != s {
		return b, false
	}
	return b[len(s):], true
}
