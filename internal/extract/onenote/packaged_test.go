package onenote

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// compact writes CompactUint64.
func compact(v uint64) []byte {
	if v == 0 {
		return []byte{0}
	}
	for n := 1; n <= 7; n++ {
		if v < 1<<(7*n) {
			var b [8]byte
			binary.LittleEndian.PutUint64(b[:], (v<<1|1)<<(n-1))
			return b[:n]
		}
	}
	return append([]byte{0x80}, le(v)...)
}

// extended writes ExtendedGUID in the shortest of its forms.
func extended(name id) []byte {
	switch n := name.n; {
	case name == id{}:
		return []byte{0}
	case n < 1<<5:
		return append([]byte{byte(n<<3 | 4)}, name.guid[:]...)
	case n < 1<<10:
		return append(le(uint16(n<<6|0x20)), name.guid[:]...)
	case n < 1<<17:
		return append(le(n<<7 | 0x40)[:3], name.guid[:]...)
	}
	return append(append([]byte{0x80}, le(name.n)...), name.guid[:]...)
}

// stream writes a stream object that holds nothing else.
func stream(kind int, body ...[]byte) []byte {
	b := bytes.Join(body, nil)
	if kind < 64 && len(b) < 128 && kind != streamData {
		return append(le(uint16(kind<<3|len(b)<<9)), b...)
	}
	if len(b) < 0x7FFF {
		return append(le(uint32(2|kind<<3|len(b)<<17)), b...)
	}
	return append(append(le(uint32(2|kind<<3|0x7FFF<<17)), compact(uint64(len(b)))...), b...)
}

// compound writes one that holds others.
func compound(kind int, body []byte, parts ...[]byte) []byte {
	b := append(le(uint16(4|kind<<3|len(body)<<9)), body...)
	return append(append(b, bytes.Join(parts, nil)...), byte(1|kind<<2))
}

func named(n uint32) id { return id{space, n} }

// element writes a data element.
func element(name id, kind uint64, parts ...[]byte) []byte {
	serial := append(append([]byte{0x80}, space[:]...), le(uint64(7))...)
	return compound(streamElement, bytes.Join([][]byte{extended(name), serial, compact(kind)}, nil), parts...)
}

// packagedObject is what a group of a package declares.
type packagedObject struct {
	n, kind uint32
	props   []property
	blob    id
}

// groupElement writes an element of objects.
func groupElement(name id, objects ...packagedObject) []byte {
	var declared, data [][]byte
	item := func(object id, partition uint64, bytes []byte, refs ...id) {
		declared = append(declared, stream(streamDeclare, extended(object), compact(partition), compact(uint64(len(bytes))), compact(uint64(len(refs))), compact(0)))
		b := [][]byte{compact(uint64(len(refs)))}
		for _, r := range refs {
			b = append(b, extended(r))
		}
		data = append(data, stream(streamData, append(b, compact(1), extended(object), extended(named(900)), compact(uint64(len(bytes))), bytes)...))
	}
	for _, o := range objects {
		object := named(o.n)
		item(object, partitionKind, le(o.kind))
		if o.blob != (id{}) {
			declared = append(declared, stream(streamBlobDeclare, extended(object), extended(o.blob), compact(partitionFile), compact(0), compact(0)))
			data = append(data, stream(streamBlobRef, compact(0), compact(0), extended(o.blob)))
			continue
		}
		var refs []id
		for _, p := range o.props {
			for _, r := range p.refs {
				refs = append(refs, named(r))
			}
		}
		item(object, partitionData, propertySet(o.props...), refs...)
	}
	return element(name, 5, compound(0x1D, nil, declared...), compound(0x1E, nil, data...))
}

// packageOf writes a file of elements.
func packageOf(elements ...[]byte) []byte {
	b := append(append(append(section[:len(section):len(section)], space[:]...), space[:]...), packaged[:]...)
	b = append(b, 0, 0, 0, 0)
	start := append(extended(named(1)), space[:]...)
	b = append(append(b, le(uint32(2|4|0x7A<<3|len(start)<<17))...), start...)
	b = append(b, compound(0x15, []byte{0}, elements...)...)
	return append(b, le(uint16(3|0x7A<<2))...)
}

// packagedSample is the section that sample is, and a second page.
func packagedSample(kindOfKey uint32) []byte {
	text := func(n uint32, s string) packagedObject {
		return packagedObject{n, kindText, []property{words(s)}, id{}}
	}
	node := func(n, kind uint32, refs ...uint32) packagedObject {
		return packagedObject{n, kind, []property{children(refs...)}, id{}}
	}
	content := []byte("番号,氏名\n1,木下 進\n" + strings.Repeat("2,山中 桜\n", 4000))
	return packageOf(
		groupElement(named(105), text(3, "書きかけ"), text(5, "消した段落")),
		element(named(1), 1,
			stream(0x11, extended(named(2)), []byte{0}),
			stream(streamCellMap, extended(named(10)), extended(named(11)), extended(named(101)), []byte{0}),
			stream(streamCellMap, extended(named(10)), extended(named(12)), extended(named(106)), []byte{0}),
			stream(streamRevisionMap, extended(named(20)), extended(named(102)), []byte{0}),
			stream(streamRevisionMap, extended(named(21)), extended(named(103)), []byte{0}),
			stream(streamRevisionMap, extended(named(22)), extended(named(107)), []byte{0})),
		element(named(101), 3, stream(streamCurrent, extended(named(20)))),
		element(named(106), 3, stream(streamCurrent, extended(named(22)))),
		element(named(102), 4,
			stream(streamRevision, extended(named(20)), extended(named(21))),
			stream(streamRoot, extended(id{roots, roleContents}), extended(named(200000))),
			stream(streamGroup, extended(named(104)))),
		element(named(103), 4, stream(streamRevision, extended(named(21)), []byte{0}), stream(streamGroup, extended(named(105))), stream(streamGroup, extended(named(109)))),
		groupElement(named(104),
			node(200000, 0x60037, 2), node(2, kindPage, 3, 20, 800), text(3, "会議の記録\v二行目")),
		groupElement(named(109),
			node(20, kindTable, 21, 22), node(21, kindRow, 23, 24), node(22, kindRow, 25, 26),
			node(23, kindCell, 30), node(24, kindCell, 31), node(25, kindCell, 32), node(26, kindCell, 33),
			text(30, "氏名"), text(31, "電話"), text(32, "山中 桜"), text(33, "090-1234-5678"),
			packagedObject{800, kindEmbedded, []property{{0x20001D9B, nil, []uint32{900000}}, {propFileName, utf16le("名簿.csv\x00"), nil}}, id{}},
			packagedObject{900000, 0x80036, nil, named(108)}),
		element(named(108), 10, stream(streamBlob, compact(uint64(len(content))), content)),
		element(named(107), 4, stream(streamRevision, extended(named(22)), []byte{0}),
			stream(streamRoot, extended(id{roots, roleContents}), extended(named(50))), stream(streamGroup, extended(named(110)))),
		groupElement(named(110), node(50, kindPage, 51), text(51, "二頁目"), packagedObject{60, kindOfKey, nil, id{}}),
	)
}

func TestPackage(t *testing.T) {
	data := packagedSample(0x20001)
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.one", Data: data, Want: []string{
			"会議の記録\n二行目\n", "氏名\t電話\n山中 桜\t090-1234-5678\n", "消した段落", "1,木下 進", "二頁目",
		}},
		formattest.Sample{Name: "locked.one", Data: packagedSample(kindBinary), Want: []string{"二頁目"}, Partial: extract.ErrEncrypted},
		formattest.Sample{
			Name: "pieces.one", Data: packageOf(element(named(1), elementFragment)), Partial: extract.ErrUnsupported,
		},
		formattest.Sample{Name: "cut.one", Data: data[:len(data)-3], Want: []string{"二頁目"}, Partial: extract.ErrDamaged},
	)
	once(t, data)
}
