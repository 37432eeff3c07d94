package cfb

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// summary writes a set of properties: their numbers, types and values.
func summary(page uint16, values map[uint32][]byte, kind uint32) []byte {
	le := binary.LittleEndian
	set := func(ids []uint32) []byte {
		head, body := []byte{}, []byte{}
		for _, id := range ids {
			head = le.AppendUint32(le.AppendUint32(head, id), uint32(8+8*len(ids)+len(body)))
			if id == idCodePage {
				body = le.AppendUint32(le.AppendUint32(body, typeShort), uint32(page))
				continue
			}
			n := len(values[id])
			if kind == typeUTF16 {
				n /= 2
			}
			body = append(le.AppendUint32(le.AppendUint32(body, kind), uint32(n)), values[id]...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		return append(le.AppendUint32(le.AppendUint32(nil, uint32(8+len(head)+len(body))), uint32(len(ids))), append(head, body...)...)
	}
	ids := []uint32{idCodePage}
	for id := range uint32(20) {
		if values[id] != nil {
			ids = append(ids, id)
		}
	}
	return append(le.AppendUint32(append([]byte{0xFE, 0xFF, 0, 0, 0, 0, 0, 0}, append(make([]byte, 16), append([]byte{1, 0, 0, 0}, make([]byte, 16)...)...)...), 48), set(ids)...)
}

// TestPutProperties reads titles as Office in Japan, LibreOffice and other
// programs write them, whole and cut anywhere.
func TestPutProperties(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("受講者名簿\x00")
	if err != nil {
		t.Fatal(err)
	}
	var wide []byte
	for _, u := range utf16.Encode([]rune("受講者名簿\x00")) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	for name, data := range map[string][]byte{
		"Shift_JIS": summary(932, map[uint32][]byte{2: []byte(sjis), 4: []byte("author")}, typeBytes),
		"UTF-8":     summary(65001, map[uint32][]byte{2: []byte("受講者名簿"), 4: []byte("author")}, typeBytes),
		"UTF-16":    summary(1200, map[uint32][]byte{2: wide, 4: wide[:2]}, typeUTF16),
	} {
		for n := range len(data) + 1 {
			b := Build(Part{"\x05SummaryInformation", data[:n]}, Part{"\x05DocumentSummaryInformation", nil})
			f, err := Open(bytes.NewReader(b), int64(len(b)))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			out := compose.New(func(x extract.Text) error { got += x.Body; return nil })
			f.PutProperties(out)
			if err := out.Flush(); err != nil {
				t.Fatal(err)
			}
			if n == len(data) && got != "受講者名簿\n" || strings.Contains(got, "author") {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
}
