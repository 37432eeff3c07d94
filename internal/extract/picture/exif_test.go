package picture

import (
	"encoding/binary"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// entry is a tag with its value.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

// directory writes a directory at an offset, its long values behind it.
func directory(order binary.AppendByteOrder, at int, entries ...entry) []byte {
	b := order.AppendUint16(nil, uint16(len(entries)))
	rest := []byte{}
	behind := at + 2 + 12*len(entries) + 4
	for _, e := range entries {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, e.tag), e.kind), e.count)
		if len(e.value) <= 4 {
			b = append(b, append(append([]byte{}, e.value...), 0, 0, 0, 0)[:4]...)
			continue
		}
		b = order.AppendUint32(b, uint32(behind+len(rest)))
		rest = append(rest, e.value...)
	}
	return append(append(b, 0, 0, 0, 0), rest...)
}

func tagged(order binary.AppendByteOrder) []byte {
	text := func(s string) []byte { return append([]byte(s), 0) }
	angle := func(d, m, s uint32) (b []byte) {
		for _, v := range []uint32{d, m, s} {
			b = order.AppendUint32(order.AppendUint32(b, v*10), 10)
		}
		return b
	}
	const exifAt, gpsAt = 400, 600
	b := append([]byte("II*\x00"), order.AppendUint32(nil, 8)...)
	if order.String() == "BigEndian" {
		b = append([]byte("MM\x00*"), order.AppendUint32(nil, 8)...)
	}
	owner, wide := text("山中 桜"), []byte{}
	for _, r := range "入学式の記念\x00" {
		wide = append(wide, byte(r), byte(r>>8))
	}
	b = append(b, directory(order, 8,
		entry{0x013B, 2, uint32(len(owner)), owner}, entry{0x9C9B, 1, uint32(len(wide)), wide},
		entry{tagExif, 4, 1, order.AppendUint32(nil, exifAt)}, entry{tagGPS, 4, 1, order.AppendUint32(nil, gpsAt)})...)
	b = append(b, make([]byte, exifAt-len(b))...)
	b = append(b, directory(order, exifAt, entry{0xA430, 2, uint32(len(owner)), owner}, entry{0x9286, 7, 16, []byte("ASCII\x00\x00\x00at noon\x00")})...)
	b = append(b, make([]byte, gpsAt-len(b))...)
	return append(b, directory(order, gpsAt, entry{1, 2, 2, text("S")}, entry{2, 5, 3, angle(34, 30, 0)}, entry{3, 2, 2, text("E")}, entry{4, 5, 3, angle(132, 27, 36)})...)
}

func TestExif(t *testing.T) {
	order := binary.BigEndian
	block := append([]byte("Exif\x00\x00"), tagged(order)...)
	jpg := encoded(t, "jpg", 10)
	jpg = append(append(append(append([]byte{}, jpg[:2]...), order.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(block)+2))...), block...), jpg[2:]...)
	png := encoded(t, "png", 10)
	chunk := append(append(order.AppendUint32(nil, uint32(len(block)-6)), "eXIf"...), append(append([]byte{}, block[6:]...), 0, 0, 0, 0)...)
	png = append(append(append([]byte{}, png[:33]...), chunk...), png[33:]...)
	webp := append([]byte("RIFF\x00\x00\x00\x00WEBP"), append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(block))), block...)...)
	heic := append([]byte("\x00\x00\x00\x18ftypheic"), block...)
	want := "Artist: 山中 桜\nXPTitle: 入学式の記念\nCameraOwnerName: 山中 桜\nUserComment: at noon\nGPSPosition: -34.500000, 132.460000\n"
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	for name, data := range map[string][]byte{"a.jpg": jpg, "a.png": png, "a.webp": webp, "a.heic": heic, "a.tif": tagged(binary.LittleEndian), "b.tif": tagged(order)} {
		if got := formattest.Read(t, r, name, data).Text(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for seed := range uint64(300) {
		formattest.Read(t, r, "mutant.jpg", formattest.Mutate(jpg, seed))
		formattest.Read(t, r, "mutant.tif", formattest.Mutate(tagged(order), seed))
	}
}

func FuzzExif(f *testing.F) {
	f.Add(tagged(binary.BigEndian))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.tif", append([]byte("MM\x00*"), data...)) })
}
