package ole

import (
	"encoding/binary"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/formattest"
)

// packaged is the stream of a file that was packed.
func packaged(label, data string) []byte {
	b := []byte("\x02\x00" + label + "\x00C:\\" + label + "\x00\x00\x00\x03\x00")
	b = append(binary.LittleEndian.AppendUint32(b, 5), "C:\\t\x00"...)
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(data))), data...)
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(b))), b...)
}

func TestOLE(t *testing.T) {
	data := cfb.Build(cfb.Part{Path: "\x01Ole10Native", Data: packaged("list.csv", "氏名,室\n山中 桜,101\n")}, cfb.Part{Path: "\x01CompObj", Data: []byte("x")})
	whole := cfb.Build(cfb.Part{Path: "Package", Data: []byte("PK of a newer document")})
	nested := cfb.Build(cfb.Part{Path: "\x01Ole10Native", Data: []byte("short")}, cfb.Part{Path: "obj/WordDocument", Data: []byte("of an older document")})
	formattest.Run(t, Format{},
		formattest.Sample{Name: "oleObject1.bin", Data: data, Want: []string{"山中 桜,101"}},
		formattest.Sample{Name: "oleObject2.bin", Data: whole, Want: []string{"PK of a newer document"}},
		formattest.Sample{Name: "oleObject3.bin", Data: nested, Want: []string{"of an older document"}},
	)
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	if p := formattest.Read(t, r, "o.bin", data).Problems; len(p) != 1 || p[0].Place != "o.bin!/list.csv" {
		t.Errorf("problems %v: the file has not its name", p)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(cfb.Build(cfb.Part{Path: "\x01Ole10Native", Data: packaged("a", "b")}))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.bin", data) })
}
