package onenote

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf16"

	"tenken/internal/extract"
)

type guid [16]byte

// id names an object (ExtendedGUID).
type id struct {
	guid guid
	n    uint32
}

// Kinds of file nodes that are read ([MS-ONESTORE] 2.4.3).
const (
	nodeManifests     = 0x010 // of the revisions of an object space
	nodeTable         = 0x022 // begins a table of identifiers
	nodeTableOld      = 0x021
	nodeEntry         = 0x024
	nodeDeclare1      = 0x02D
	nodeDeclare1Large = 0x02E
	nodeRevise        = 0x041
	nodeReviseLarge   = 0x042
	nodeRootOld       = 0x059
	nodeRoot          = 0x05A
	nodeFileData      = 0x072
	nodeFileDataLarge = 0x073
	nodeKey           = 0x07C
	nodeFile          = 0x094
	nodeDeclare2      = 0x0A4
	nodeDeclare2Large = 0x0A5
	nodeReadOnly      = 0x0C4
	nodeReadOnlyLarge = 0x0C5
	nodeEnd           = 0x0FF // of a fragment

	listMagic    = 0xA4567AB1F5F7F4C4
	listHead     = 16
	listTail     = 20 // the next fragment, and a magic number
	maxFragment  = 16 << 20
	maxFragments = 1 << 20
	maxObject    = 8 << 20
	maxObjects   = 1 << 20
	maxDepth     = 16
	maxKept      = 128 << 20 // bytes of text
)

// store is a revision store being read. An object is kept as it was declared
// last.
type store struct {
	ctx  context.Context
	f    extract.File
	seen map[int64]bool // fragments

	ids     map[uint32]guid // table of the open group
	space   int             // counts object spaces
	roots   map[int]id      // of their contents
	objects map[id]*object
	order   []id
	data    map[id]fileData // objects that stand for files
	files   map[guid]chunk
	packed  map[id]id    // objects that stand for blobs of a package
	blobs   map[id]chunk // of a package
	kept    int
	locked  bool
}

// fileData is where an object's file lies, and its extension with the dot.
type fileData struct {
	file      guid
	extension string
}

func newStore(ctx context.Context, f extract.File) *store {
	return &store{
		ctx: ctx, f: f, seen: map[int64]bool{}, ids: map[uint32]guid{}, roots: map[int]id{},
		objects: map[id]*object{}, data: map[id]fileData{}, files: map[guid]chunk{}, packed: map[id]id{}, blobs: map[id]chunk{},
	}
}

// bytes reads a chunk.
func (s *store) bytes(c chunk, most int64) ([]byte, error) {
	if c.at < 0 || c.size <= 0 || c.size > most || c.at > s.f.Size-c.size {
		return nil, fmt.Errorf("%w: a chunk lies outside", extract.ErrDamaged)
	}
	b := make([]byte, c.size)
	if _, err := s.f.ReadAt(b, c.at); err != nil {
		return nil, fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	return b, nil
}

// list reads a list of file nodes, fragment by fragment, and those it leads to.
// The first error is returned after all else was read.
func (s *store) list(c chunk, depth int) (first error) {
	if depth > maxDepth {
		return fmt.Errorf("lists: %w", extract.ErrLimit)
	}
	for c.size > 0 && !s.seen[c.at] && s.ctx.Err() == nil {
		if s.seen[c.at] = true; len(s.seen) > maxFragments {
			return fmt.Errorf("fragments: %w", extract.ErrLimit)
		}
		b, err := s.bytes(c, maxFragment)
		if err != nil || len(b) < listHead+listTail || binary.LittleEndian.Uint64(b) != listMagic {
			return fmt.Errorf("%w: a list is broken", extract.ErrDamaged)
		}
		end := len(b) - listTail
		nodes := b[listHead:end]
		for len(nodes) >= 4 {
			n, size := parseNode(nodes)
			if n.kind == 0 || n.kind == nodeEnd || size < 4 || size > len(nodes) {
				break
			}
			if err := s.node(n, depth); err != nil && first == nil {
				first = err
			}
			nodes = nodes[size:]
		}
		c = wide(b[end:])
	}
	return first
}

// node is a file node.
type node struct {
	kind int
	refs int // 1: ref leads to data, 2: to a list
	ref  chunk
	body []byte
}

// parseNode reads the header of a node and what it refers to.
func parseNode(b []byte) (n node, size int) {
	h := binary.LittleEndian.Uint32(b)
	n.kind, size, n.refs = int(h&0x3FF), int(h>>10&0x1FFF), int(h>>27&0xF)
	if size < 4 || size > len(b) {
		return n, size
	}
	f := &fields{b: b[4:size]}
	if n.refs == 1 || n.refs == 2 {
		n.ref.at = scaled(f, h>>23&3, [4]int{8, 4, 2, 4})
		n.ref.size = scaled(f, h>>25&3, [4]int{4, 8, 1, 2})
		if f.short {
			n.ref = chunk{}
		}
	}
	n.body = f.b
	return n, size
}

// scaled reads a number in one of four forms; those of the last two count in
// eights.
func scaled(f *fields, form uint32, sizes [4]int) int64 {
	b := f.take(sizes[form])
	v := uint64(0)
	for i := len(b) - 1; i >= 0; i-- {
		v = v<<8 | uint64(b[i])
	}
	if form >= 2 {
		v *= 8
	}
	if v > 1<<62 {
		return -1
	}
	return int64(v)
}

// fields takes bytes apart; behind the end there are zeros, and short says so.
type fields struct {
	b     []byte
	short bool
}

func (f *fields) take(n int) []byte {
	if n < 0 || n > len(f.b) {
		f.short = true
		n = len(f.b)
	}
	out := f.b[:n]
	f.b = f.b[n:]
	return out
}

func (f *fields) u8() int {
	if b := f.take(1); len(b) == 1 {
		return int(b[0])
	}
	return 0
}

func (f *fields) u16() int {
	if b := f.take(2); len(b) == 2 {
		return int(binary.LittleEndian.Uint16(b))
	}
	return 0
}

func (f *fields) u32() uint32 {
	if b := f.take(4); len(b) == 4 {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (f *fields) guid() (g guid) {
	copy(g[:], f.take(len(g)))
	return g
}

// string reads StringInStorageBuffer.
func (f *fields) string() string {
	n := f.u32()
	return wideString(f.take(int(min(n, 1<<16)) * 2))
}

func wideString(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// compact resolves a short identifier in the open table.
func (s *store) compact(v uint32) id { return id{s.ids[v>>8], v & 0xFF} }

// node reads what a node says.
func (s *store) node(n node, depth int) error {
	f := &fields{b: n.body}
	switch n.kind {
	case nodeManifests:
		s.space++
	case nodeTable, nodeTableOld:
		s.ids = map[uint32]guid{}
	case nodeEntry:
		if k := f.u32(); len(s.ids) < maxObjects {
			s.ids[k] = f.guid()
		}
	case nodeRoot, nodeRootOld:
		s.root(n.kind, f)
	case nodeKey:
		s.locked = true
	case nodeFile:
		if len(s.files) < maxObjects {
			s.files[f.guid()] = n.ref
		}
	case nodeFileData, nodeFileDataLarge:
		s.fileData(n.kind, f)
	case nodeDeclare2, nodeDeclare2Large, nodeReadOnly, nodeReadOnlyLarge:
		name := s.compact(f.u32())
		return s.declare(name, f.u32(), n.ref, nil)
	case nodeDeclare1, nodeDeclare1Large:
		name := s.compact(f.u32())
		return s.declare(name, uint32(f.u16()&0x3FF), n.ref, nil) //nolint:gosec // ten bits
	case nodeRevise, nodeReviseLarge:
		name := s.compact(f.u32())
		kind := uint32(0)
		if o := s.objects[name]; o != nil {
			kind = o.kind
		}
		return s.declare(name, kind, n.ref, nil)
	}
	if n.refs == 2 {
		return s.list(n.ref, depth+1)
	}
	return nil
}

// root notes the root of the contents of a space; later revisions have others.
func (s *store) root(kind int, f *fields) {
	const ofContents = 1
	var name id
	if kind == nodeRoot {
		name.guid = f.guid()
		name.n = f.u32()
	} else {
		name = s.compact(f.u32())
	}
	if f.u32() == ofContents && !f.short && s.space < maxObjects {
		s.roots[s.space] = name
	}
}

// fileData notes which file an object stands for.
func (s *store) fileData(kind int, f *fields) {
	name := s.compact(f.u32())
	f.u32() // what the object is
	if f.u8(); kind == nodeFileDataLarge {
		f.take(3)
	}
	where, inside := strings.CutPrefix(f.string(), "<ifndf>")
	extension := f.string()
	if file, ok := parseGUID(where); ok && inside && len(s.data) < maxObjects {
		s.data[name] = fileData{file, extension}
	}
}

// parseGUID reads "{7B5C52E4-D88C-4DA7-AEB1-5378D02996D3}".
func parseGUID(text string) (g guid, ok bool) {
	b, err := hex.DecodeString(strings.ReplaceAll(strings.Trim(text, "{}\x00 "), "-", ""))
	if err != nil || len(b) != len(g) {
		return g, false
	}
	for i, from := range [16]int{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15} {
		g[i] = b[from]
	}
	return g, true
}
