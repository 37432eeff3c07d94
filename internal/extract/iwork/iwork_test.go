package iwork

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
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
	var out []byte
	for len(b) > 0 {
		n := min(len(b), 50)
		c := s2.EncodeSnappy(nil, b[:n])
		out = append(append(out, 0, byte(len(c)), byte(len(c)>>8), byte(len(c)>>16)), c...)
		b = b[n:]
	}
	return out
}

func TestIWork(t *testing.T) {
	storage := sized(3, []byte("点検の記録\u2028二行目\uFFFC"))
	list := append(sized(3, append(varint(1, 1), sized(3, []byte("山中 桜"))...)), sized(3, append(varint(1, 2), sized(3, []byte("木下 進"))...))...)
	doc := part{"Index/Document.iwa", iwa(typeStorage, storage, 9999, []byte("\x01\x02"), typeComment, sized(1, []byte("要確認")))}
	want := []string{"点検の記録\n二行目\n", "要確認\n"}
	xml := `<sl:document><sf:stylesheet><sf:p>様式</sf:p></sf:stylesheet><sf:p>点検の記録<sf:br/></sf:p><sf:datasource><sf:d sf:cell-date="2009-10-16T00:00:00+0000"/><sf:t><sf:ct sfa:s="山中 桜"/></sf:t><sf:n sf:v="42"/></sf:datasource></sl:document>`
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.pages", Data: pack(t, doc), Want: want},
		formattest.Sample{Name: "b.pages", Data: pack(t, part{"Index.zip", pack(t, doc)}), Want: want},
		formattest.Sample{Name: "a.numbers", Data: pack(t, doc, part{"Index/Tables/DataList.iwa", iwa(typeList, list)}, part{"Index/Tables/Tile.iwa", iwa(typeTile, []byte{8, 1})}), Want: append(want, "山中 桜\n木下 進\n"), Partial: extract.ErrUnsupported},
		formattest.Sample{Name: "old.numbers", Data: pack(t, part{"buildVersionHistory.plist", []byte("<x/>")}, part{"index.xml", []byte(xml)}), Want: []string{"点検の記録\n2009-10-16\n山中 桜\n42\n"}},
		formattest.Sample{Name: "locked.key", Data: pack(t, doc, part{".iwpv2", []byte("x")}), Partial: extract.ErrEncrypted},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(iwa(typeStorage, sized(3, []byte("text"))))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) {
		formattest.Read(t, r, "a.pages", pack(t, part{"Index/Document.iwa", data}))
	})
}
