package onenote

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// storeWriter writes a revision store, as [MS-ONESTORE] has it.
type storeWriter struct {
	b     []byte
	lists uint32
}

func le[T uint16 | uint32 | uint64](v T) []byte {
	b, _ := binary.Append(nil, binary.LittleEndian, v)
	return b
}

func utf16le(text string) []byte {
	b, _ := binary.Append(nil, binary.LittleEndian, utf16.Encode([]rune(text)))
	return b
}

// put writes a chunk and returns its reference with an offset of eight bytes
// and a size of four.
func (w *storeWriter) put(b []byte) []byte {
	for len(w.b)%8 != 0 {
		w.b = append(w.b, 0)
	}
	at := len(w.b)
	w.b = append(w.b, b...)
	return append(le(uint64(at)), le(uint32(len(b)))...)
}

// fileNode is a node; ref is empty, or leads to data (1) or a list (2).
func fileNode(kind, refs int, ref []byte, body ...[]byte) []byte {
	b := append(slices.Clone(ref), bytes.Join(body, nil)...)
	return append(le(uint32(kind|(len(b)+4)<<10|refs<<27|1<<31)), b...)
}

// list writes nodes into a list of one fragment.
func (w *storeWriter) list(nodes ...[]byte) []byte {
	w.lists++
	b := append(le(uint64(listMagic)), append(le(0x10+w.lists), le(uint32(0))...)...)
	b = append(b, bytes.Join(nodes, nil)...)
	b = append(b, fileNode(nodeEnd, 0, nil)...)
	b = append(b, bytes.Repeat([]byte{0xFF}, 8)...)
	b = append(b, 0, 0, 0, 0)
	return w.put(append(b, le(uint64(0x8BC215C38233BA4B))...))
}

type property struct {
	name  uint32
	value []byte
	refs  []uint32
}

// object is the properties of an object. References are to objects of the first
// entry of the table.
func propertySet(props ...property) []byte {
	var ids, names, values []byte
	n := 0
	for _, p := range props {
		names = append(names, le(p.name)...)
		switch p.name >> 26 & 0x1F {
		case 7:
			values = append(append(values, le(uint32(len(p.value)))...), p.value...)
		case 9:
			values = append(values, le(uint32(len(p.refs)))...)
		default:
			values = append(values, p.value...)
		}
		for _, r := range p.refs {
			ids = append(ids, le(r|7<<8)...)
			n++
		}
	}
	b := append(le(uint32(n|1<<31)), ids...)
	b = append(append(b, le(uint16(len(props)))...), names...)
	return append(b, values...)
}

var space = guid{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}

func (w *storeWriter) declare(n, kind uint32, props ...property) []byte {
	return fileNode(nodeDeclare2, 1, w.put(propertySet(props...)), le(n|7<<8), le(kind), []byte{1, 1})
}

// children and text of an object.
func children(refs ...uint32) property { return property{0x24001C20, nil, refs} }
func words(text string) property       { return property{propText, utf16le(text + "\x00"), nil} }

const embedded = "{00112233-4455-6677-8899-AABBCCDDEEFF}"

// sample is a section with a page, a table, an embedded file, and a paragraph
// that was changed and one that was deleted.
func sample(more ...[]byte) []byte {
	w := &storeWriter{b: make([]byte, headerSize)}
	copy(w.b, section[:])
	copy(w.b[formatAt:], stored[:])
	group := func(nodes ...[]byte) []byte {
		table := [][]byte{
			fileNode(0x0B4, 0, nil, space[:], le(uint32(99))), fileNode(nodeTable, 0, nil),
			fileNode(nodeEntry, 0, nil, le(uint32(7)), space[:]), fileNode(0x028, 0, nil),
		}
		return fileNode(0x0B0, 2, w.list(append(table, append(nodes, fileNode(0x0B8, 0, nil))...)...), space[:], le(uint32(99)))
	}
	buffer := func(text string) []byte { return append(le(uint32(len(utf16.Encode([]rune(text))))), utf16le(text)...) }
	first := group(
		w.declare(1, 0x60037, property{0x24001C1F, nil, []uint32{2}}),
		w.declare(2, kindPage, children(3, 20, 8)),
		w.declare(3, kindText, words("書きかけ")),
		w.declare(5, kindText, words("消した段落")),
		w.declare(20, kindTable, property{0x14001D57, le(uint32(1)), nil}, children(21, 22)),
		w.declare(21, kindRow, children(23, 24)), w.declare(22, kindRow, children(25, 26)),
		w.declare(23, kindCell, children(30)), w.declare(24, kindCell, children(31)),
		w.declare(25, kindCell, children(32)), w.declare(26, kindCell, children(33)),
		w.declare(30, kindText, words("氏名")), w.declare(31, kindText, words("電話")),
		w.declare(32, kindText, words("山中 桜")), w.declare(33, kindText, property{propBytes, []byte("090-1234-5678"), nil}),
		w.declare(8, kindEmbedded, property{0x20001D9B, nil, []uint32{9}}, property{propFileName, utf16le("名簿.csv\x00"), nil}),
		fileNode(nodeFileData, 0, nil, le(uint32(9|7<<8)), le(uint32(0x80036)), []byte{1}, buffer("<ifndf>"+embedded), buffer(".csv")),
	)
	second := group(w.declare(3, kindText, words("会議の記録\v二行目")))
	revisions := w.list(append([][]byte{
		fileNode(0x014, 0, nil, space[:], le(uint32(1)), le(uint32(0))),
		fileNode(0x01E, 0, nil, space[:], le(uint32(2)), make([]byte, 20), le(uint32(1)), le(uint16(0))),
		first, fileNode(nodeRoot, 0, nil, space[:], le(uint32(1)), le(uint32(1))), fileNode(0x01C, 0, nil),
		fileNode(0x01E, 0, nil, space[:], le(uint32(3)), space[:], le(uint32(2)), le(uint32(1)), le(uint16(0))),
		second, fileNode(nodeRoot, 0, nil, space[:], le(uint32(1)), le(uint32(1))), fileNode(0x01C, 0, nil),
	}, more...)...)
	manifests := w.list(fileNode(0x00C, 0, nil, space[:], le(uint32(1))), fileNode(nodeManifests, 2, revisions))
	content := []byte("番号,氏名\n1,木下 進\n")
	file := append(fileHeader[:len(fileHeader):len(fileHeader)], le(uint64(len(content)))...)
	file = append(append(append(file, make([]byte, 12)...), content...), make([]byte, 16)...)
	g, _ := parseGUID(embedded)
	files := w.list(fileNode(nodeFile, 1, w.put(file), g[:]))
	root := w.list(fileNode(0x004, 0, nil, space[:], le(uint32(1))), fileNode(0x008, 2, manifests, space[:], le(uint32(1))), fileNode(0x090, 2, files))
	copy(w.b[rootAt:], root)
	return w.b
}

func TestOneNote(t *testing.T) {
	data := sample()
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.one", Data: data, Want: []string{
			"会議の記録\n二行目\n", "氏名\t電話\n山中 桜\t090-1234-5678\n", "消した段落", "1,木下 進",
		}},
		formattest.Sample{Name: "locked.one", Data: sample(fileNode(nodeKey, 0, nil)), Partial: extract.ErrEncrypted},
	)
	once(t, data)
}

// once checks that a paragraph is not read beside what it said before, and where
// a cell is.
func once(t *testing.T, data []byte) {
	t.Helper()
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.one", data)
	if strings.Contains(res.Text(), "書きかけ") {
		t.Error("a paragraph stands twice")
	}
	for _, x := range res.Texts {
		if i := strings.Index(x.Body, "090"); i >= 0 {
			if got := x.Place(i); got != "page 1 table 1!B2" {
				t.Errorf("place %q", got)
			}
		}
	}
}

// TestReferences reads references of every form.
func TestReferences(t *testing.T) {
	for _, c := range []struct {
		stp, cb int
		bytes   []byte
		want    chunk
	}{
		{0, 0, append(le(uint64(100)), le(uint32(7))...), chunk{100, 7}},
		{1, 1, append(le(uint32(100)), le(uint64(7))...), chunk{100, 7}},
		{2, 2, append(le(uint16(100)), 7), chunk{800, 56}},
		{3, 3, append(le(uint32(100)), le(uint16(7))...), chunk{800, 56}},
		{0, 0, le(uint32(100)), chunk{}},
	} {
		b := append(le(uint32(nodeFile|(len(c.bytes)+4)<<10|c.stp<<23|c.cb<<25|1<<27)), c.bytes...)
		if n, size := parseNode(b); n.ref != c.want || size != len(b) {
			t.Errorf("%v: %v of %d bytes, want %v", fmt.Sprint(c), n.ref, size, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample())
	f.Add(packagedSample(kindBinary))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.one", data) })
}
