package ooxml

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// record writes one record of a binary workbook.
func record(kind int, parts ...any) string {
	var b bytes.Buffer
	for _, p := range parts {
		switch v := p.(type) {
		case string: // XLWideString
			u := utf16.Encode([]rune(v))
			binary.Write(&b, binary.LittleEndian, uint32(len(u))) //nolint:errcheck // a buffer
			binary.Write(&b, binary.LittleEndian, u)              //nolint:errcheck // as above
		default:
			binary.Write(&b, binary.LittleEndian, v) //nolint:errcheck // as above
		}
	}
	head := []byte{byte(kind)}
	if kind > 0x7F {
		head = []byte{byte(kind)&0x7F | 0x80, byte(kind >> 7)}
	}
	for n := b.Len(); ; n >>= 7 {
		if n < 0x80 {
			head = append(head, byte(n))
			break
		}
		head = append(head, byte(n)|0x80)
	}
	return string(head) + b.String()
}

func binaryBook(t testing.TB) []byte {
	cell := func(kind, col, style int, v any) string { return record(kind, uint32(col), uint32(style), v) }
	comment := relations("comments", "../comments1.bin")
	return pack(t,
		part{"[Content_Types].xml", types},
		part{"_rels/.rels", relations("officeDocument", "xl/workbook.bin")},
		part{"xl/_rels/workbook.bin.rels", relations("worksheet", "worksheets/sheet1.bin", "sharedStrings", "sharedStrings.bin", "styles", "styles.bin")},
		part{"xl/workbook.bin", record(131) + record(brtWbProp, uint32(0), uint32(0), "") + record(brtBundleSh, uint32(0), uint32(1), "rId1", "名簿") + record(132)},
		part{"xl/sharedStrings.bin", record(159, uint32(2), uint32(2)) + record(brtSSTItem, byte(0), "氏名") + record(brtSSTItem, byte(1), "山中 桜", uint32(1), uint32(0)) + record(160)},
		part{"xl/styles.bin", record(brtFmt, uint16(170), "000-0000-0000") + record(626) + record(brtXF, uint16(0), uint16(9)) + record(627) +
			record(brtBeginCellXFs, uint32(3)) + record(brtXF, uint16(0), uint16(0)) + record(brtXF, uint16(0), uint16(170)) + record(brtXF, uint16(0), uint16(14)) + record(brtEndCellXFs)},
		part{"xl/worksheets/sheet1.bin", record(brtRowHdr, uint32(0), uint32(0)) + cell(brtCellIsst, 0, 0, uint32(0)) + cell(brtCellSt, 2, 0, "電話") +
			record(brtRowHdr, uint32(4), uint32(0)) + cell(brtCellIsst, 0, 0, uint32(1)) + cell(brtCellReal, 1, 2, 31138.0) + cell(brtCellReal, 2, 1, 9012345678.0) + cell(brtCellRk, 3, 0, uint32(1234<<2|3)) + cell(brtFmlaString, 4, 0, "計算") + cell(brtFmlaNum, 5, 0, math.Pi) +
			record(brtHeaderFooter, uint16(0), "&R取扱注意", uint32(math.MaxUint32), uint32(math.MaxUint32), uint32(math.MaxUint32), uint32(math.MaxUint32), uint32(math.MaxUint32))},
		part{"xl/worksheets/_rels/sheet1.bin.rels", comment},
		part{"xl/comments1.bin", record(brtBeginComment, uint32(0), uint32(4), uint32(4), uint32(2), uint32(2)) + record(brtCommentText, byte(0), "携帯です")},
	)
}

func TestBinaryWorkbook(t *testing.T) {
	data := binaryBook(t)
	formattest.Run(t, Excel{}, formattest.Sample{Name: "a.xlsb", Data: data, Want: []string{
		"氏名\t電話\n山中 桜\t1985-04-01\t090-1234-5678\t12.34\t計算\t3.14159", "取扱注意", "携帯です",
	}})
	r := extract.NewReader([]extract.Format{Excel{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.xlsb", data)
	places := map[string]string{}
	for _, x := range res.Texts {
		for _, w := range []string{"電話", "090-1234-5678", "携帯です"} {
			if i := strings.Index(x.Body, w); i >= 0 {
				places[w] = x.Place(i)
			}
		}
	}
	if places["電話"] != "名簿!C1" || places["090-1234-5678"] != "名簿!C5" || places["携帯です"] != "名簿!C5" {
		t.Errorf("places %v", places)
	}
}

func FuzzBinarySheet(f *testing.F) {
	f.Add([]byte(record(brtRowHdr, uint32(0)) + record(brtCellSt, uint32(0), uint32(0), "x")))
	r := extract.NewReader([]extract.Format{Excel{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, sheet []byte) {
		formattest.Read(t, r, "a.xlsb", pack(t, part{"_rels/.rels", relations("officeDocument", "xl/workbook.bin")},
			part{"xl/_rels/workbook.bin.rels", relations("worksheet", "sheet1.bin", "sharedStrings", "sheet1.bin", "styles", "sheet1.bin")},
			part{"xl/workbook.bin", record(brtBundleSh, uint32(0), uint32(1), "rId1", "x")}, part{"xl/sheet1.bin", string(sheet)}))
	})
}
