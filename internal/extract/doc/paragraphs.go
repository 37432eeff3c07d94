package doc

import (
	"encoding/binary"
	"io"
	"sort"
)

// paragraphs tells which stretches of the text are in tables. A nil one does
// not know.
type paragraphs struct {
	starts []uint32 // offsets in the document stream, in order
	kinds  []byte
}

// Kinds of paragraphs.
const (
	inTable = 1 << iota
	rowEnd
)

// Where the paragraphs' properties are ([MS-DOC] 2.5.6, 2.8.6, 2.9.175).
const (
	fibPapx  = 0x102
	pageSize = 512
	bxSize   = 13
	maxPages = 1 << 16

	sprmInTable  = 0x2416
	sprmRowEnd   = 0x2417
	sprmDefTable = 0xD608
	sprmTabs     = 0xC615
)

// readParagraphs reads the properties of all paragraphs that say where tables
// are; nil where the document has none.
func readParagraphs(main, table io.ReaderAt, fib []byte) *paragraphs {
	size := min(int64(binary.LittleEndian.Uint32(fib[fibPapx+4:])), 8*maxPages+4)
	plc := make([]byte, size)
	n, _ := table.ReadAt(plc, int64(binary.LittleEndian.Uint32(fib[fibPapx:])))
	pages := (n - 4) / 8
	p := &paragraphs{}
	page := make([]byte, pageSize)
	for i := range max(pages, 0) {
		number := binary.LittleEndian.Uint32(plc[4*(pages+1)+4*i:]) & 0x3FFFFF
		if n, _ := main.ReadAt(page, int64(number)*pageSize); n == pageSize {
			p.page(page)
		}
	}
	if len(p.starts) == 0 || !sort.SliceIsSorted(p.starts, func(i, j int) bool { return p.starts[i] < p.starts[j] }) {
		return nil
	}
	return p
}

// page reads one page of properties.
func (p *paragraphs) page(b []byte) {
	runs := int(b[pageSize-1])
	for i := range runs {
		at, bx := 4*i, 4*(runs+1)+bxSize*i
		if bx >= pageSize-1 {
			return
		}
		kind := byte(0)
		if off := 2 * int(b[bx]); off > 0 && off < pageSize-3 {
			size := 2*int(b[off]) - 1
			from := off + 1
			if b[off] == 0 {
				size, from = 2*int(b[off+1]), off+2
			}
			if end := min(from+size, pageSize-1); end-from > 2 {
				kind = kindOf(b[from+2 : end]) // behind the style
			}
		}
		p.starts = append(p.starts, binary.LittleEndian.Uint32(b[at:]))
		p.kinds = append(p.kinds, kind)
	}
}

// kindOf reads a list of property modifiers ([MS-DOC] 2.2.5).
func kindOf(b []byte) (kind byte) {
	for len(b) >= 3 {
		op := int(binary.LittleEndian.Uint16(b))
		switch {
		case op == sprmInTable && b[2] != 0:
			kind |= inTable
		case op == sprmRowEnd && b[2] != 0:
			kind |= rowEnd
		}
		size := [8]int{1, 1, 2, 4, 2, 2, 0, 3}[op>>13]
		if size == 0 {
			if size = 1 + int(b[2]); op == sprmDefTable && len(b) >= 4 {
				size = 1 + int(binary.LittleEndian.Uint16(b[2:]))
			} else if op == sprmTabs && b[2] == 0xFF {
				return kind
			}
		}
		b = b[min(2+size, len(b)):]
	}
	return kind
}

// at is the kind of the paragraph at an offset.
func (p *paragraphs) at(offset int64) byte {
	i := sort.Search(len(p.starts), func(i int) bool { return int64(p.starts[i]) > offset }) - 1
	if i < 0 {
		return 0
	}
	return p.kinds[i]
}
