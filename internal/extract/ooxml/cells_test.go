package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tenken/internal/extract"
)

// book writes out what a workbook of these shared strings and cells is read as,
// without its spaces.
func book(t testing.TB, strs, cells string) string {
	t.Helper()
	data := packAs(t, zip.Store, part{"[Content_Types].xml", types}, part{"_rels/.rels", relations("officeDocument", "xl/workbook.xml")},
		part{"xl/_rels/workbook.xml.rels", relations("worksheet", "s.xml", "sharedStrings", "t.xml", "styles", "u.xml")},
		part{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>`},
		part{"xl/u.xml", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="000-0000"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>`},
		part{"xl/t.xml", "<sst>" + strs + "</sst>"}, part{"xl/s.xml", "<sheetData>" + cells + "</sheetData>"})
	var out strings.Builder
	err := Excel{}.Read(t.Context(), extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, extract.Out{
		Asides: true, Problem: func(part string, err error) { fmt.Fprintln(&out, part, err) },
		Text: func(x extract.Text) error {
			if x.Table == nil {
				out.WriteString(x.Body)
				return nil
			}
			for _, c := range x.Table.Cells {
				fmt.Fprintf(&out, "[%d,%d:%s]", c.Row, c.Col, x.Body[c.Start:c.End])
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(out.String(), " ", "")
}

// unusual writes cells and strings in a way that is read token by token.
var unusual = strings.NewReplacer("<c r=", "<c  r=", "<si><t", "<si ><t")

// TestCells reads cells at once and token by token.
func TestCells(t *testing.T) {
	const strs = `<si><t>a</t></si><si><t xml:space="preserve">あ b</t></si><si><t>c&amp;d</t></si><si><r><t>e</t></r><r><t>f</t></r></si><si><t>` + "g\xE3\x81" + `</t></si><si><t/></si><si><t>h</t></si><si><t>j</t></si>`
	for _, c := range []struct{ cells, want string }{
		{`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c></row>`, "[0,0:a][0,2:あb][2,0:c&d][2,1:ef]"},
		{`<c r="A1" t="s"><v>4</v></c><c r="B1" t="s"><v>5</v></c><c r="C1" t="s"><v>6</v></c><c r="D1" t="s"><v>7</v></c><c r="E1" t="s"><v>8</v></c>`, "[0,0:g\uFFFD][0,2:h][0,3:j]"},
		{`<c r="A1" s="1"><v>1234567</v></c><c r="B1" s="0" t="n"><v>1.50</v></c><c r="C1" s="1"/><c r="D1"/><c><v>5</v></c>`, "[0,0:123-4567][0,1:1.5][0,4:5][0,0:1234567][0,1:1.5][0,4:5]"},
		{`<c r="A1" t="str"><v>x</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="inlineStr"><is><t>y</t></is></c><c r="E1"><f>1+1</f><v>2</v></c><c r="F1"><v/></c>`, "[0,0:x][0,3:y][0,4:2]"},
		{`<c r="XFE1"><v>1</v></c><c r="A0"><v>2</v></c><c r="A1048577"><v>3</v></c><c r="A"><v>4</v></c><c r="5"><v>5</v></c><c r="AAAAAAAAAAAAAA1"><v>6</v></c>`, "[0,0:1][0,1:2][0,2:3][0,3:4][0,4:5][0,5:6]"},
		{`<c r="B5"><v>1</v></c><c r="A2"><v>2</v></c><c r="A6"><v>3</w></c><c r="B6"><v>4</v>`, "[4,1:1][4,0:2][5,0:3]"},
	} {
		if got := book(t, strs, c.cells); got != c.want {
			t.Errorf("%s is read as %q, want %q", c.cells, got, c.want)
		}
		if got := book(t, unusual.Replace(strs), unusual.Replace(c.cells)); got != c.want {
			t.Errorf("%s is read token by token as %q, want %q", c.cells, got, c.want)
		}
	}
}

func FuzzCells(f *testing.F) {
	f.Add(`<si><t>a</t></si><si><t xml:space="preserve">b</t></si>`, `<row r="2"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"/></row>`)
	f.Add("<si><t>a\xE3</t><rPh><t>b</t></rPh></si>", `<c r="A1" t="str"><v>1</v></c><c r="XFD1048576"><v>1.5</v></c>`)
	f.Fuzz(func(t *testing.T, strs, cells string) {
		if all := strs + cells; len(all) > 1<<12 || strings.ContainsAny(all, "!?'") || strings.Contains(all, "\xFF\xFE") || strings.Contains(all, "\xFE\xFF") {
			return // where tags may be text
		}
		quick, slow := book(t, strs, cells), book(t, unusual.Replace(strs), unusual.Replace(cells))
		if quick != slow {
			t.Errorf("%q, %q: read as %q, token by token as %q", strs, cells, quick, slow)
		}
	})
}
