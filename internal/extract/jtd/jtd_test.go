package jtd

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/formattest"
)

// stream writes units: numbers as they are, texts as UTF-16.
func stream(parts ...any) []byte {
	b := []byte(signature)
	for _, p := range parts {
		switch v := p.(type) {
		case int:
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		case string:
			for _, u := range utf16.Encode([]rune(v)) {
				b = binary.BigEndian.AppendUint16(b, u)
			}
		}
	}
	return b
}

// format is a record as it stands before text.
var format = []any{record, 0x10, 16, 0, 0x20, 4, 8, 0, 0, 0, 0xFFFF, 0, 16, 0, 0x10, textBegin}

func body() []byte {
	p := []any{0x41, 0x42, textBegin, "受講者の名簿\n"}
	p = append(p, format...)
	p = append(p, "氏名")
	p = append(p, format...)
	p = append(p, "電話", rowEnd)
	p = append(p, format...)
	p = append(p, record, 1, 7, 0, 0, 3, inlineBegin, "山中", inlineEnd, record, 1, 7, 0, 1, 0x82, inlineBegin, "やまなか", inlineEnd, 5, 0, 1, textBegin, " 桜")
	p = append(p, format...)
	p = append(p, "090-0000-0000", rowEnd, textBegin, "𠮷野\n", 0x19, "noise")
	return stream(p...)
}

func TestJTD(t *testing.T) {
	inner := cfb.Build(cfb.Part{Path: bodyStream, Data: body()})
	data := cfb.Build(cfb.Part{Path: bodyStream, Data: body()}, cfb.Part{Path: "Header", Data: stream(textBegin, "取扱注意")},
		cfb.Part{Path: "LayoutBoxText", Data: stream(textBegin, "枠の中")}, cfb.Part{Path: "Embedding 1/Workbook", Data: []byte("embedded workbook")})
	// As JustCompressedDocument begins; the archive is read by whom it is for.
	packed := append([]byte("\x26\x00JustCompressedDocument\x16\x00-lh0-"), binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, uint32(len(inner))), uint32(len(inner)))...)
	packed = append(append(packed, 0, 0, 0, 0, 0x20, 0, 0, 0, 0), inner...)
	want := []string{"受講者の名簿\n氏名\t電話\n山中 桜\t090-0000-0000\n𠮷野\n"}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.jtd", Data: data, Want: append(want, "取扱注意\n枠の中\n", "embedded workbook")},
		formattest.Sample{Name: "fragment.jtd", Data: cfb.Build(cfb.Part{Path: "JSSlipObject1", Data: append([]byte("prefix"), body()...)}), Want: want},
		formattest.Sample{Name: "a.jtdc", Data: cfb.Build(cfb.Part{Path: compressedStream, Data: packed}), Want: []string{"-lh0-"}},
	)
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	if text := formattest.Read(t, r, "a.jtd", data).Text(); strings.Contains(text, "やまなか") || strings.Contains(text, "noise") {
		t.Errorf("%q", text)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(body())
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) {
		formattest.Read(t, r, "a.jtd", cfb.Build(cfb.Part{Path: bodyStream, Data: data}))
	})
}
