package cfb

import (
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
)

// maxSub bounds a storage that is made a file of its own, in bytes.
const maxSub = 64 << 20

const (
	endOfChain = 0xFFFFFFFE
	tableMark  = 0xFFFFFFFD
	wordsAhead = 109 // sectors of the table that the header has room for
)

// writer makes a compound file without small streams.
type writer struct {
	entries []newEntry
	body    []byte
	fat     []uint32
	ids     map[string]int // storages, by path
}

type newEntry struct {
	name               string
	kind               byte
	right, child, last int // last: the last child so far
	start, size        uint32
}

// Part is a stream to be written.
type Part struct {
	Path string // storages and name, divided by "/"
	Data []byte
}

// Build makes a compound file of streams.
func Build(parts ...Part) []byte {
	w := &writer{entries: []newEntry{{name: "Root Entry", kind: root, start: endOfChain}}, ids: map[string]int{"": 0}}
	for _, p := range parts {
		w.stream(p.Path, p.Data)
	}
	return w.file()
}

// sub makes a compound file of the storage at path dir, which ends in "/"; nil
// when it is too large.
func (f *File) sub(dir string) []byte {
	var parts []Part
	total := int64(0)
	for _, s := range f.Streams {
		if len(s.Path) <= len(dir) || !strings.EqualFold(s.Path[:len(dir)], dir) {
			continue
		}
		r := s.Open()
		if total += r.Size(); total > maxSub {
			return nil
		}
		b := make([]byte, r.Size())
		n, _ := io.ReadFull(r, b)
		parts = append(parts, Part{s.Path[len(dir):], b[:n]})
	}
	return Build(parts...)
}

// stream adds a stream, and the storages that it is in.
func (w *writer) stream(path string, data []byte) {
	parent, at := 0, ""
	parts := strings.Split(path, "/")
	for _, p := range parts[:len(parts)-1] {
		at += p + "/"
		if _, ok := w.ids[at]; !ok {
			w.ids[at] = w.add(parent, newEntry{name: p, kind: storage, start: endOfChain})
		}
		parent = w.ids[at]
	}
	w.add(parent, newEntry{name: parts[len(parts)-1], kind: stream, start: w.put(data), size: uint32(len(data))}) //nolint:gosec // below maxSub
}

func (w *writer) add(parent int, e newEntry) int {
	id := len(w.entries)
	w.entries = append(w.entries, e)
	if p := &w.entries[parent]; p.child == 0 {
		p.child, p.last = id, id
	} else {
		w.entries[p.last].right = id
		p.last = id
	}
	return id
}

// put adds sectors, and returns the first one.
func (w *writer) put(data []byte) uint32 {
	if len(data) == 0 {
		return endOfChain
	}
	const sector = 512
	first := uint32(len(w.fat)) //nolint:gosec // below maxSub
	n := (len(data) + sector - 1) / sector
	for i := range n {
		w.fat = append(w.fat, first+uint32(i)+1) //nolint:gosec // as above
	}
	w.fat[len(w.fat)-1] = endOfChain
	w.body = append(append(w.body, data...), make([]byte, n*sector-len(data))...)
	return first
}

// file puts header, streams, directory and table together.
func (w *writer) file() []byte {
	const sector = 512
	link := func(id int) uint32 {
		if id == 0 {
			return none
		}
		return uint32(id) //nolint:gosec // few
	}
	var dir []byte
	for _, e := range w.entries {
		b := make([]byte, entrySize)
		units := utf16.Encode([]rune(e.name))
		units = units[:min(len(units), 31)]
		for i, u := range units {
			binary.LittleEndian.PutUint16(b[2*i:], u)
		}
		binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2)) //nolint:gosec // few
		b[66] = e.kind
		binary.LittleEndian.PutUint32(b[68:], none)
		binary.LittleEndian.PutUint32(b[72:], link(e.right))
		binary.LittleEndian.PutUint32(b[76:], link(e.child))
		binary.LittleEndian.PutUint32(b[116:], e.start)
		binary.LittleEndian.PutUint32(b[120:], e.size)
		dir = append(dir, b...)
	}
	dirAt := w.put(dir)
	// Sectors of the table, and of the lists of them that the header has no room for.
	tables, lists := 0, 0
	for {
		total := len(w.fat) + tables + lists
		t := (total + sector/4 - 1) / (sector / 4)
		l := max(0, t-wordsAhead+sector/4-2) / (sector/4 - 1)
		if t == tables && l == lists {
			break
		}
		tables, lists = t, l
	}
	first := len(w.fat)
	var own []uint32
	for i := range tables {
		own = append(own, uint32(first+i)) //nolint:gosec // below maxSub
		w.fat = append(w.fat, tableMark)
	}
	for range lists {
		w.fat = append(w.fat, tableMark-1)
	}
	out := make([]byte, sector, sector+len(w.body)+(tables+lists)*sector)
	for i := 76; i < sector; i++ {
		out[i] = 0xFF
	}
	copy(out, Signature)
	binary.LittleEndian.PutUint16(out[24:], 0x3E)
	binary.LittleEndian.PutUint16(out[26:], 3)
	binary.LittleEndian.PutUint16(out[28:], 0xFFFE)
	binary.LittleEndian.PutUint16(out[30:], 9)
	binary.LittleEndian.PutUint16(out[32:], 6)
	binary.LittleEndian.PutUint32(out[44:], uint32(tables)) //nolint:gosec // as above
	binary.LittleEndian.PutUint32(out[48:], dirAt)
	binary.LittleEndian.PutUint32(out[60:], endOfChain)
	binary.LittleEndian.PutUint32(out[68:], endOfChain)
	for i, s := range own[:min(len(own), wordsAhead)] {
		binary.LittleEndian.PutUint32(out[76+4*i:], s)
	}
	out = append(out, w.body...)
	padded := make([]byte, tables*sector)
	for i := range len(padded) / 4 {
		v := uint32(none)
		if i < len(w.fat) {
			v = w.fat[i]
		}
		binary.LittleEndian.PutUint32(padded[4*i:], v)
	}
	out = append(out, padded...)
	if lists > 0 {
		binary.LittleEndian.PutUint32(out[68:], uint32(first+tables)) //nolint:gosec // as above
		binary.LittleEndian.PutUint32(out[72:], uint32(lists))        //nolint:gosec // as above
		rest := own[wordsAhead:]
		for i := range lists {
			b := make([]byte, sector)
			for j := range sector/4 - 1 {
				v := uint32(none)
				if k := i*(sector/4-1) + j; k < len(rest) {
					v = rest[k]
				}
				binary.LittleEndian.PutUint32(b[4*j:], v)
			}
			next := uint32(endOfChain)
			if i+1 < lists {
				next = uint32(first + tables + i + 1) //nolint:gosec // as above
			}
			binary.LittleEndian.PutUint32(b[sector-4:], next)
			out = append(out, b...)
		}
	}
	return out
}
