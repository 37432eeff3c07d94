package tnef

import (
	"encoding/binary"
	"strings"

	"tenken/internal/extract/charset"
)

// Properties, by number ([MS-OXPROPS]).
const (
	propSubject    = 0x0037
	propSenderName = 0x0C1A
	propSender     = 0x0C1F
	propTo         = 0x0E04
	propCc         = 0x0E03
	propBody       = 0x1000
	propRTF        = 0x1009
	propHTML       = 0x1013
	propData       = 0x3701
	propLongName   = 0x3707
)

// Types of values ([MS-OXCDATA] 2.11.1).
const (
	typeString  = 0x001E
	typeUnicode = 0x001F
	typeObject  = 0x000D
	typeBinary  = 0x0102
	typeGUID    = 0x0048
	multiple    = 0x1000
)

// widths of values that have no length of their own.
var widths = map[int]int{2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, typeGUID: 16}

// properties are the values of a list, by their number.
type properties struct {
	text   map[int]string
	binary map[int][]byte
}

// cursor reads numbers; behind the end of b they are 0.
type cursor struct{ b []byte }

func (c *cursor) take(n int) []byte {
	n = max(min(n, len(c.b)), 0)
	out := c.b[:n]
	c.b = c.b[n:]
	return out
}

func (c *cursor) u16() int {
	if b := c.take(2); len(b) == 2 {
		return int(binary.LittleEndian.Uint16(b))
	}
	return 0
}

func (c *cursor) u32() int {
	if b := c.take(4); len(b) == 4 {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

// value reads what has a length, and room up to a multiple of four.
func (c *cursor) value() []byte {
	n := c.u32()
	v := c.take(n)
	c.take(-n & 3)
	return v
}

// parse reads a list of properties ([MS-OXTNEF] 2.1.3.4) as far as it makes
// sense.
func parse(b []byte, page *charset.Encoding) *properties {
	p := &properties{map[int]string{}, map[int][]byte{}}
	c := &cursor{b}
	for n := c.u32(); n > 0 && len(c.b) > 0; n-- {
		kind, id := c.u16(), c.u16()
		if id >= 0x8000 { // it has a name
			c.take(16)
			if c.u32() == 0 {
				c.u32()
			} else {
				c.value()
			}
		}
		count := 1
		base := kind &^ multiple
		sized := base == typeString || base == typeUnicode || base == typeObject || base == typeBinary
		if kind&multiple != 0 || sized {
			count = c.u32()
		}
		for ; count > 0 && len(c.b) > 0; count-- {
			if !sized {
				w, ok := widths[base]
				if !ok {
					return p
				}
				c.take((w + 3) &^ 3)
				continue
			}
			p.keep(id, base, c.value(), page)
		}
	}
	return p
}

func (p *properties) keep(id, kind int, v []byte, page *charset.Encoding) {
	switch kind {
	case typeUnicode:
		p.text[id] = strings.TrimRight(charset.UTF16LE.Decode(v), "\x00")
	case typeString:
		p.text[id] = strings.TrimRight(charset.String(v, page), "\x00")
	default:
		p.binary[id] = v
		if kind == typeObject && len(v) > 16 {
			p.binary[id] = v[16:] // behind the interface
		}
	}
}
