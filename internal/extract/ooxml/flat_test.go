package ooxml

import (
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

const book2003 = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="名簿"><Table><Row><Cell><Data ss:Type="String">氏名</Data></Cell><Cell ss:Index="3"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>電</B>話</ss:Data><Comment><ss:Data>注記</ss:Data></Comment></Cell></Row>
<Row ss:Index="5"><Cell ss:MergeAcross="1"><Data ss:Type="String">山中 桜</Data></Cell><Cell><Data ss:Type="String">090-0000-0000</Data></Cell></Row></Table></Worksheet></Workbook>`

func TestFlat(t *testing.T) {
	doc := `<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>受講者</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>氏名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>室</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:binData>iVBOR</w:binData><w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:sectPr><w:ftr w:type="odd"><w:p><w:r><w:t>学外秘</w:t></w:r></w:p></w:ftr></w:sectPr></w:pPr></w:p><w:sectPr><w:pgSz w:w="1"/><w:hdr w:type="odd"><w:p><w:r><w:t>取扱注意</w:t></w:r></w:p></w:hdr></w:sectPr></w:body></w:wordDocument>`
	pkg := `<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document><w:body><w:p><w:r><w:t>受講者</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>`
	formattest.Run(t, Flat{},
		formattest.Sample{Name: "book.xml", Data: []byte(book2003), Want: []string{"氏名\t電話\n山中 桜\t090-0000-0000\n", "注記"}},
		formattest.Sample{Name: "doc.xml", Data: []byte(doc), Want: []string{"受講者\n", "氏名\t室\n", "学外秘\n取扱注意\n"}},
		formattest.Sample{Name: "flat.xml", Data: []byte(pkg), Want: []string{"受講者\n"}},
	)
	r := extract.NewReader([]extract.Format{Flat{}}, extract.Budget{}, t.TempDir())
	c := formattest.Read(t, r, "book.xml", []byte(book2003)).Texts[0].Table.Cells
	if len(c) != 4 || c[1].Col != 2 || c[2].Row != 4 || c[3].Col != 2 {
		t.Errorf("cells %+v", c)
	}
}

func FuzzFlat(f *testing.F) {
	f.Add([]byte(book2003))
	r := extract.NewReader([]extract.Format{Flat{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.xml", data) })
}
