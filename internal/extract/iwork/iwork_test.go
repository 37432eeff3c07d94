package iwork

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"math"
	"testing"

	"github.com/klauspost/compress/s2"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

type part struct {
	name string
	data []byte
}

func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name})
		if err == nil {
			_, err = w.Write(p.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func varint(field int, v int) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(nil, uint64(field<<3)), uint64(v))
}

func sized(field int, b []byte) []byte {
	return append(binary.AppendUvarint(binary.AppendUvarint(nil, uint64(field<<3|2)), uint64(len(b))), b...)
}

// iwa is a part with one message in each archive.
func iwa(messages ...any) []byte {
	var b []byte
	for i := 0; i < len(messages); i += 2 {
		kind, body := messages[i].(int), messages[i+1].([]byte)
		info := append(varint(1, i+1), sized(2, append(varint(1, kind), varint(3, len(body))...))...)
		b = append(append(binary.AppendUvarint(b, uint64(len(info))), info...), body...)
	}
	return squeezed(b)
}

// squeezed are chunks of Snappy.
func squeezed(b []byte) (out []byte) {
	for len(b) > 0 {
		n := min(len(b), 50)
		c := s2.EncodeSnappy(nil, b[:n])
		out = append(append(out, 0, byte(len(c)), byte(len(c)>>8), byte(len(c)>>16)), c...)
		b = b[n:]
	}
	return out
}

const oldDocumentXML = `<sl:document><sf:stylesheet><sf:p>様式</sf:p><sf:cell-style sfa:ID="c"><sf:date-format sfa:ID="f" sf:fmt="M/d/yy"/></sf:cell-style></sf:stylesheet><sf:p>点検の記録<sf:br/></sf:p><sf:datasource><sf:d sf:cell-date="2009-10-16T00:00:00+0000"/><sf:t><sf:ct sfa:s="山中 桜"/></sf:t><sf:n sf:v="42" sf:ct="255"/><sf:d sf:s="c" sf:cell-date="86400"/><sf:pm><sf:menu-choices><sf:t sfa:ID="m0"><sf:ct sfa:s="家賃"/></sf:t><sf:t sfa:ID="m1"><sf:ct sfa:s="食費"/></sf:t></sf:menu-choices><sf:proxied-cell-ref sfa:IDREF="m1"/></sf:pm></sf:datasource></sl:document>`

func TestIWork(t *testing.T) {
	storage := sized(3, []byte("点検の記録\u2028二行目\uFFFC"))
	list := append(sized(3, append(varint(1, 1), sized(3, []byte("山中 桜"))...)), sized(3, append(varint(1, 2), sized(3, []byte("木下 進"))...))...)
	doc := part{"Index/Document.iwa", iwa(typeStorage, storage, 9999, []byte("\x01\x02"), typeComment, sized(1, []byte("要確認")))}
	want := []string{"点検の記録\n二行目\n", "要確認\n"}
	numbers := pack(t, doc, part{"Index/Tables/DataList.iwa", iwa(typeTable, model(11, 12, 13), typeStorage, sized(3, []byte("長い\n説明")), typePayload, sized(1, varint(1, 2)), typeList, list, typeList, sized(3, append(varint(1, 5), sized(9, varint(1, 3))...)))})
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.pages", Data: pack(t, doc), Want: want},
		formattest.Sample{Name: "b.pages", Data: pack(t, part{"Index.zip", pack(t, doc)}), Want: want},
		formattest.Sample{Name: "a.numbers", Data: numbers, Want: append(want, "山中 桜\n木下 進\n")},
		formattest.Sample{Name: "b.numbers", Data: table(t, list), Want: []string{
			"山中 桜\t9012345678\t1985-04-01\n木下 進\t-0.5\t長い\n説明\n", "42\t山中 桜\n", "どこにもない\n",
		}},
		formattest.Sample{Name: "c.numbers", Data: pack(t, part{"Index/Document.iwa", iwa(typeTable, model(3), typeTile, tile(tileRow(0, 6, []byte{9, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})))}), Partial: extract.ErrUnsupported},
		formattest.Sample{Name: "old.numbers", Data: pack(t, part{"buildVersionHistory.plist", []byte("<x/>")}, part{"index.xml", []byte(oldDocumentXML)}), Want: []string{"点検の記録\n", "2009-10-16\t山中 桜\n42\t2001-01-02\t食費\n", "42\t1/2/01\t食費\n"}},
		formattest.Sample{Name: "locked.key", Data: pack(t, doc, part{".iwpv2", []byte("x")}), Partial: extract.ErrEncrypted},
	)
}

// model is a table with tiles, and the list of its strings behind them.
func model(tiles ...int) []byte {
	var t []byte
	for _, name := range tiles {
		t = append(t, sized(1, sized(2, varint(1, name)))...)
	}
	return append(sized(8, []byte("名簿")), sized(4, append(append(sized(4, varint(1, 20)), sized(17, varint(1, 21))...), sized(3, t)...))...)
}

func tile(rows ...[]byte) []byte {
	b := varint(4, len(rows))
	for _, r := range rows {
		b = append(b, sized(5, r)...)
	}
	return b
}

// tileRow is a row of cells; those of the old form stand in fields 3 and 4.
func tileRow(index, field int, cells ...[]byte) []byte {
	var storage, offsets []byte
	for _, c := range cells {
		offsets = binary.LittleEndian.AppendUint16(offsets, uint16(len(storage)))
		storage = append(storage, c...)
	}
	offsets = binary.LittleEndian.AppendUint16(offsets, 0xFFFF)
	return append(append(varint(1, index), sized(field, storage)...), sized(field+1, offsets)...)
}

// cellOf is a cell of the present form.
func cellOf(kind byte, has uint32, value []byte) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte{5, kind, 0, 0, 0, 0, 0, 0}, has), value...)
}

func le(v uint64, size int) []byte {
	return append(binary.LittleEndian.AppendUint64(nil, v), make([]byte, 8)...)[:size]
}

// table is a document with a table of two tiles.
func table(t testing.TB, list []byte) []byte {
	number := append(le(9012345678, 14), 0x40, 0x30) // × 10 to the 0
	half := append(le(5, 14), 0x3E, 0xB0)            // × 10 to the -1, below 0
	days := math.Float64bits(-497145600)             // 1985-04-01
	old := append([]byte{2, 0, 2, 0}, le(0x22, 4)...)
	old = append(append(append(old, le(0, 4)...), le(7, 4)...), le(math.Float64bits(42), 8)...)
	oldText := append(append([]byte{4, 3, 0, 0}, le(0x10, 4)...), append(le(0, 4), le(1, 4)...)...)
	return pack(t, part{"Index/Document.iwa", iwaNamed(map[int]any{
		1: []any{typeTable, model(2, 3)},
		2: []any{typeTile, tile(
			tileRow(1, 6, cellOf(cellText, 8, le(2, 4)), cellOf(cellCurrency, 1, half), cellOf(cellRich, 16, le(5, 4))),
			tileRow(0, 6, cellOf(cellText, 8, le(1, 4)), cellOf(cellNumber, 1, number), cellOf(cellDate, 4, le(days, 8))))},
		3:  []any{typeTile, tile(tileRow(0, 3, old, oldText))},
		4:  []any{typePayload, sized(1, varint(1, 5))},
		5:  []any{typeStorage, sized(3, []byte("長い\n説明"))},
		20: []any{typeList, list},
		21: []any{typeList, sized(3, append(varint(1, 5), sized(9, varint(1, 4))...))},
		22: []any{typeList, sized(3, append(varint(1, 1), sized(3, []byte("どこにもない"))...))},
	})})
}

// iwaNamed is a part with objects that others refer to.
func iwaNamed(objects map[int]any) []byte {
	var b []byte
	for name, o := range objects {
		kind, body := o.([]any)[0].(int), o.([]any)[1].([]byte)
		info := append(varint(1, name), sized(2, append(varint(1, kind), varint(3, len(body))...))...)
		b = append(append(binary.AppendUvarint(b, uint64(len(info))), info...), body...)
	}
	return squeezed(b)
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		b    []byte
		want string
	}{
		{append(le(123, 14), 0x44, 0x30), "12300"},
		{append(le(123, 14), 0x3A, 0x30), "0.123"},
		{append(append(le(0, 8), le(1, 6)...), 0x40, 0xB0), "-18446744073709551616"},
		{append(le(4111111111111111, 14), 0x40, 0x30), "4111111111111111"},
		{append(le(0, 14), 0x40, 0xB0), "0"},
		{append(le(1, 14), 0, 0x7F), ""},
	} {
		if got := decimal(c.b); got != c.want {
			t.Errorf("%x: %s, want %s", c.b, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(iwa(typeStorage, sized(3, []byte("text"))))
	f.Add(iwa(typeTable, model(3), typeTile, tile(tileRow(0, 6, cellOf(cellNumber, 1, le(5, 16))))))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) {
		formattest.Read(t, r, "a.pages", pack(t, part{"Index/Document.iwa", data}))
	})
}

func FuzzOld(f *testing.F) {
	f.Add([]byte(oldDocumentXML))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir()).WithAsides()
	f.Fuzz(func(t *testing.T, data []byte) {
		formattest.Read(t, r, "a.numbers", pack(t, part{"buildVersionHistory.plist", nil}, part{"index.xml", data}))
	})
}
