package ooxml

import (
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// copies is a workbook that holds more than its cells.
func copies(t testing.TB) []byte {
	return pack(t,
		part{"[Content_Types].xml", types},
		part{"_rels/.rels", relations("officeDocument", "xl/workbook.xml")},
		part{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets><definedNames><definedName name="n">IF(S!A1,"学務係","")</definedName><definedName name="m">S!$A$1</definedName></definedNames></workbook>`},
		part{"xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml", "externalLink", "externalLinks/externalLink1.xml", "pivotCacheDefinition", "pivotCache/d1.xml", "pivotCacheDefinition", "pivotCache/d2.xml")},
		part{"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks></worksheet>`},
		part{"xl/worksheets/_rels/sheet1.xml.rels", relations("hyperlink", "mailto:momiji@example.ac.jp", "threadedComment", "../threadedComments/t1.xml")},
		part{"xl/threadedComments/t1.xml", `<ThreadedComments><threadedComment ref="A1"><text>確認のこと</text></threadedComment></ThreadedComments>`},
		part{"xl/externalLinks/externalLink1.xml", `<externalLink><externalBook><sheetNames><sheetName val="名簿"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="3"><cell r="B3" t="str"><v>山中 桜</v></cell><cell r="C3"><v>101</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`},
		part{"xl/pivotCache/d1.xml", `<pivotCacheDefinition><cacheFields><cacheField name="氏名"><sharedItems><s v="木下 進"/><s v="消えた人"/></sharedItems></cacheField><cacheField name="室"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>`},
		part{"xl/pivotCache/_rels/d1.xml.rels", relations("pivotCacheRecords", "r1.xml")},
		part{"xl/pivotCache/r1.xml", `<pivotCacheRecords><r><x v="0"/><n v="202"/></r><r><m/><s v="別館"/></r><r><x v="9"/><x v="9"/><s v="x"/></r></pivotCacheRecords>`},
		part{"xl/pivotCache/d2.xml", `<pivotCacheDefinition><cacheFields><cacheField name="学籍番号"><sharedItems><s v="B1234567"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>`},
	)
}

func TestCopies(t *testing.T) {
	data := copies(t)
	formattest.Run(t, Excel{}, formattest.Sample{Name: "a.xlsx", Data: data, Want: []string{
		"学務係\n", "山中 桜\t101\n", "氏名\t室\n木下 進\t202\n別館\n", "消えた人", "学籍番号\nB1234567\n", "momiji@example.ac.jp\n", "確認のこと",
	}})
	res := formattest.Read(t, extract.NewReader([]extract.Format{Excel{}}, extract.Budget{}, t.TempDir()), "a.xlsx", data)
	places(t, res, map[string]string{"学務": "defined names", "山中": "external 1 名簿!B3", "202": "pivot 1!B2", "消えた": "pivot 1!A5", "momiji": "links", "確認": "S!A1"})
}

func FuzzCopies(f *testing.F) { fuzz(f, Excel{}, copies(f)) }
