package xls

import (
	"fmt"
	"unicode/utf16"

	"tenken/internal/extract"
)

// Flags of a string ([MS-XLS] 2.5.294).
const (
	wideChars = 0x01
	phonetic  = 0x04
	richText  = 0x08
)

// maxStrings bounds the memory of the shared strings, in bytes.
const maxStrings = 128 << 20

// stringTable is the shared strings of a workbook, one after the other.
type stringTable struct {
	text []byte
	ends []uint32
}

func (s *stringTable) get(i int64) []byte {
	if i < 0 || i >= int64(len(s.ends)) {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.text[from:s.ends[i]]
}

// read reads the strings of an SST record and those that continue it.
func (s *stringTable) read(parts [][]byte) error {
	if len(parts[0]) < 8 {
		return nil
	}
	c := &cursor{parts: parts, at: 8}
	for n := u32(parts[0], 4); n > 0 && !c.done(); n-- {
		s.text = c.string(s.text)
		s.ends = append(s.ends, uint32(len(s.text))) //nolint:gosec // below maxStrings
		if len(s.text) > maxStrings {
			return fmt.Errorf("shared strings: %w", extract.ErrLimit)
		}
	}
	return nil
}

// cursor reads over the seams of continued records.
type cursor struct {
	parts [][]byte
	part  int
	at    int
}

func (c *cursor) done() bool {
	for c.part < len(c.parts) && c.at >= len(c.parts[c.part]) {
		c.part, c.at = c.part+1, 0
	}
	return c.part >= len(c.parts)
}

func (c *cursor) byte() byte {
	if c.done() {
		return 0
	}
	b := c.parts[c.part][c.at]
	c.at++
	return b
}

func (c *cursor) u16() int { return int(c.byte()) | int(c.byte())<<8 }

func (c *cursor) skip(n int64) {
	for n > 0 && !c.done() {
		k := min(n, int64(len(c.parts[c.part])-c.at))
		c.at += int(k)
		n -= k
	}
}

// string reads a string and appends it. Where its characters go on in the next
// record, that begins with their width anew.
func (c *cursor) string(out []byte) []byte {
	n, flags := c.u16(), c.byte()
	runs, extra := 0, int64(0)
	if flags&richText != 0 {
		runs = c.u16()
	}
	if flags&phonetic != 0 {
		extra = int64(c.u16()) | int64(c.u16())<<16
	}
	out = c.chars(out, n, flags)
	c.skip(int64(runs)*4 + extra)
	return out
}

func (c *cursor) chars(out []byte, n int, flags byte) []byte {
	units := make([]uint16, 0, min(n, 256))
	for n > 0 {
		if c.part < len(c.parts) && c.at >= len(c.parts[c.part]) {
			if c.done() {
				break
			}
			flags = c.byte()
		}
		if c.done() {
			break
		}
		if flags&wideChars != 0 {
			units = append(units, uint16(c.u16())) //nolint:gosec // sixteen bits
		} else {
			units = append(units, uint16(c.byte()))
		}
		n--
	}
	return append(out, string(utf16.Decode(units))...)
}
