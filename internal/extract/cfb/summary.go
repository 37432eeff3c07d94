package cfb

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
)

// Sets of properties ([MS-OLEPS] 2.21) and those of them that people wrote about
// the document: title, subject, keywords, comments; category. Its author and
// last editor are left out: every document has them, and they say nothing about
// its contents.
var summaries = []struct {
	stream string
	ids    []uint32
}{
	{"\x05SummaryInformation", []uint32{2, 3, 5, 6}},
	{"\x05DocumentSummaryInformation", []uint32{2}},
}

const (
	idCodePage = 1
	typeShort  = 2
	typeBytes  = 0x1E // a string in the set's code page
	typeUTF16  = 0x1F

	maxSummary    = 1 << 20
	maxProperties = 1000
)

// PutProperties puts out what people wrote about the document.
func (f *File) PutProperties(text *compose.Builder) {
	for _, set := range summaries {
		s, ok := f.Find(set.stream)
		if !ok {
			continue
		}
		b := make([]byte, min(s.Size, maxSummary))
		n, _ := s.Open().ReadAt(b, 0)
		values := properties(b[:n])
		for _, id := range set.ids {
			if v := strings.TrimSpace(strings.TrimRight(values[id], "\x00")); v != "" {
				text.Place("properties", 0)
				text.WriteString(v)
				text.Line()
			}
		}
	}
}

// properties reads the strings of the first set of a stream.
func properties(b []byte) map[uint32]string {
	const setAt = 44 // PropertySetStream: where it says where the set begins
	at := u32(b, setAt)
	if at < setAt || int64(at) > int64(len(b)) {
		return nil
	}
	b = b[at:]
	count := min(u32(b, 4), maxProperties)
	page := charset.Windows1252
	for i := range count {
		if v := u32(b, 8+8*int(i)+4); u32(b, 8+8*int(i)) == idCodePage && u32(b, int(v))&0xFFFF == typeShort {
			if e := charset.CodePage(int(u32(b, int(v)+4) & 0xFFFF)); e != nil {
				page = e
			}
		}
	}
	out := map[uint32]string{}
	for i := range count {
		id, v := u32(b, 8+8*int(i)), int(u32(b, 8+8*int(i)+4))
		n := int(u32(b, v+4))
		switch u32(b, v) & 0xFFFF {
		case typeBytes:
		case typeUTF16:
			n *= 2
		default:
			continue
		}
		if v+8 > len(b) || n > len(b)-v-8 {
			continue
		}
		if value := b[v+8 : v+8+n]; u32(b, v)&0xFFFF == typeUTF16 {
			units := make([]uint16, n/2)
			for j := range units {
				units[j] = binary.LittleEndian.Uint16(value[2*j:])
			}
			out[id] = string(utf16.Decode(units))
		} else {
			out[id] = page.Decode(value)
		}
	}
	return out
}

// u32 is 0 beyond the end.
func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}
