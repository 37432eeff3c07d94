package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenken/internal/extract"
	"tenken/internal/extract/crypt"
	"tenken/internal/extract/formattest"
)

// part is a part of a package.
type part struct{ name, text string }

// pack writes a package.
func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	return packAs(t, zip.Deflate, parts...)
}

func packAs(t testing.TB, method uint16, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		if err == nil {
			_, err = io.WriteString(w, p.text)
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

const (
	rel   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	wNS   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="x" xmlns:r="` + rel + `"`
	aNS   = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="x" xmlns:r="` + rel + `"`
	types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`
)

func relations(pairs ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships>`)
	for i := 0; i < len(pairs); i += 2 {
		mode := ""
		if pairs[i] == "hyperlink" {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/%s" Target="%s"%s/>`, i/2+1, rel, pairs[i], pairs[i+1], mode)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

func word(t testing.TB) []byte {
	return pack(t,
		part{"[Content_Types].xml", types},
		part{"_rels/.rels", relations("officeDocument", "word/document.xml")},
		part{"docProps/core.xml", `<cp:coreProperties xmlns:dc="x"><dc:title>題名</dc:title><dc:creator>作った人</dc:creator></cp:coreProperties>`},
		part{"word/_rels/document.xml.rels", relations("header", "header1.xml", "comments", "comments.xml", "aFChunk", "part2.htm", "hyperlink", "https://example.com/", "hyperlink", "mailto:C%40example.ac.jp", "hyperlink", "mailto:known@example.ac.jp")},
		part{"word/document.xml", `<w:document ` + wNS + `><w:body>
<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>氏名</w:t><w:tab/><w:t xml:space="preserve">山中 &amp; 桜</w:t></w:r></w:p>
<w:p><w:r><w:ruby><w:rt><w:r><w:t>やまなか</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>山中</w:t></w:r></w:rubyBase></w:ruby><w:t>さくら</w:t></w:r></w:p>
<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>見出し</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>電話</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>中の表</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>
<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> EQ \* jc2 \* "Font:x" \* hps10 </w:instrText></w:r><w:r><w:instrText>\o\ad(\s\up 9(きのした),木下)</w:instrText><w:fldChar w:fldCharType="end"/><w:t>進</w:t></w:r></w:p>
<w:p><w:r><w:instrText> HYPERLINK "mailto:a@example.ac.jp?subject=x" </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>送る</w:t></w:r><w:fldSimple w:instr=" HYPERLINK &quot;mailto:b@example.ac.jp&quot;"/><w:pict><v:textpath string="部外秘"/></w:pict></w:p>
<w:p><w:r><w:del><w:delText>消した</w:delText></w:del></w:r><w:drawing><wp:docPr id="1" name="図 1" descr="集合写真"/></w:drawing><mc:AlternateContent><mc:Choice><w:t>選ぶ</w:t></mc:Choice><mc:Fallback><w:t>二重</w:t></mc:Fallback></mc:AlternateContent></w:p>
</w:body></w:document>`},
		part{"word/header1.xml", `<w:hdr ` + wNS + `><w:p><w:r><w:t>関係者限り</w:t></w:r></w:p></w:hdr>`},
		part{"word/comments.xml", `<w:comments ` + wNS + `><w:comment><w:p><w:r><w:t>注記</w:t></w:r></w:p></w:comment></w:comments>`},
		part{"word/part2.htm", "差し込んだ文"},
		part{"docProps/custom.xml", `<Properties><property name="担当"><vt:lpwstr>学務係 known@example.ac.jp</vt:lpwstr></property></Properties>`},
		part{"word/embeddings/名簿.csv", "埋め込み,1\n"},
	)
}

func powerpoint(t testing.TB) []byte {
	slide := func(text string) string {
		return `<p:sld ` + aNS + `><a:p><a:r><a:t>` + text + `</a:t></a:r></a:p><a:p><a:r><a:t>次の行</a:t></a:r></a:p>` +
			`<a:tbl><a:tr><a:tc gridSpan="2"><a:txBody><a:bodyPr/><a:p><a:r><a:t>表` + text + `</a:t></a:r></a:p></a:txBody></a:tc><a:tc/></a:tr></a:tbl></p:sld>`
	}
	box := func(kind, text string) string {
		if kind != "" {
			kind = `<p:nvSpPr><p:nvPr><p:ph type="` + kind + `"/></p:nvPr></p:nvSpPr>`
		}
		return `<p:sp>` + kind + `<p:txBody><a:p><a:r><a:t>` + text + `</a:t></a:r></a:p></p:txBody></p:sp>`
	}
	return pack(t,
		part{"[Content_Types].xml", types},
		part{"_rels/.rels", relations("officeDocument", "/ppt/presentation.xml")},
		part{"ppt/slideMasters/slideMaster1.xml", `<p:sldMaster ` + aNS + `>` + box("title", "タイトルの書式設定") + box("", "青葉大学") + box("ftr", "学外秘") + `</p:sldMaster>`},
		part{"ppt/slideMasters/_rels/slideMaster1.xml.rels", relations("slideLayout", "../slideLayouts/slideLayout1.xml")},
		part{"ppt/slideLayouts/slideLayout1.xml", `<p:sldLayout ` + aNS + `>` + box("body", "テキストを入力") + box("", "広報室") + `</p:sldLayout>`},
		part{"ppt/_rels/presentation.xml.rels", relations("slide", "slides/slide1.xml", "slide", "slides/slide2.xml", "slideMaster", "slideMasters/slideMaster1.xml")},
		part{"ppt/presentation.xml", `<p:presentation ` + aNS + `><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:presentation>`},
		part{"ppt/slides/slide1.xml", slide("後")},
		part{"ppt/slides/slide2.xml", slide("先")},
		part{"ppt/slides/_rels/slide2.xml.rels", relations("notesSlide", "../notesSlides/notesSlide1.xml", "comments", "../comments/comment1.xml")},
		part{"ppt/notesSlides/notesSlide1.xml", `<p:notes ` + aNS + `><a:p><a:r><a:t>話すこと</a:t></a:r></a:p></p:notes>`},
		part{"ppt/comments/comment1.xml", `<p:cmLst ` + aNS + `><p:cm><p:text>意見</p:text></p:cm></p:cmLst>`},
	)
}

// excel makes a workbook with another program's writer.
func excel(t testing.TB, password string, rows int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	digits, date := "000-0000-0000", `ggge"年"m"月"d"日"`
	phone, err1 := f.NewStyle(&excelize.Style{CustomNumFmt: &digits})
	day, err2 := f.NewStyle(&excelize.Style{CustomNumFmt: &date})
	_, err3 := f.NewSheet("名簿 2026")
	choice := excelize.NewDataValidation(true)
	choice.Sqref = "E1:E9"
	choice.SetInput("所属", "選んでください")
	if err := choice.SetDropList([]string{"理学部", "文学部"}); err != nil {
		t.Fatal(err)
	}
	err := errors.Join(err1, err2, err3,
		f.SetSheetRow("Sheet1", "A1", &[]any{"氏名", "電話", "生年月日", "番号"}),
		f.SetSheetRow("Sheet1", "A2", &[]any{"山中 桜", 9012345678, 31138, 123456789012}),
		f.SetCellStyle("Sheet1", "B2", "B2", phone),
		f.SetCellStyle("Sheet1", "C2", "C2", day),
		f.SetCellRichText("Sheet1", "A3", []excelize.RichTextRun{{Text: "木下"}, {Text: " 進"}}),
		f.SetSheetRow("名簿 2026", "B5", &[]any{"隠した行", "改行\nあり"}),
		f.SetSheetVisible("名簿 2026", false),
		f.AddComment("Sheet1", excelize.Comment{Cell: "B2", Author: "a", Paragraph: []excelize.RichTextRun{{Text: "携帯です"}}}),
		f.AddDataValidation("Sheet1", choice),
		f.SetHeaderFooter("Sheet1", &excelize.HeaderFooterOptions{OddHeader: `&C&"ＭＳ Ｐゴシック,太字"&14取扱注意&RR&&D`}),
	)
	for i := range rows {
		err = errors.Join(err, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+10), &[]any{fmt.Sprintf("氏名%d", i), i, 1.5, "同じ"}))
	}
	var b bytes.Buffer
	if err = errors.Join(err, f.Write(&b, excelize.Options{Password: password})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWord(t *testing.T) {
	formattest.Run(t, Word{}, formattest.Sample{Name: "a.docx", Data: word(t), Want: []string{
		"氏名\t山中 & 桜\n", "山中さくら\n", "見出し\t電話\n一\n二\t", "中の表", "消した\n集合写真\n選ぶ", "関係者限り", "注記", "題名\n", "学務係", "埋め込み,1", "やまなか 山中\n", "差し込んだ文", "部外秘\n", "木下進\n", "a@example.ac.jp\nb@example.ac.jp\nC@example.ac.jp\n",
	}})
	res := formattest.Read(t, extract.NewReader([]extract.Format{Word{}}, extract.Budget{}, t.TempDir()), "a.docx", word(t))
	for _, not := range []string{"やまなか", "二重", "作った人"} {
		if strings.Contains(res.Text(), not) {
			t.Errorf("text holds %q", not)
		}
	}
	if strings.Count(res.Text(), "known@") != 1 {
		t.Error("an address behind a link stands twice")
	}
	places(t, res, map[string]string{"C@": "links", "電話": "table 1!C1", "一": "table 1!A2", "中の表": "table 1!C2", "注記": "comments", "題名": "properties", "山中さ": "line 2"})
}

func TestPowerPoint(t *testing.T) {
	formattest.Run(t, PowerPoint{}, formattest.Sample{Name: "a.pptx", Data: powerpoint(t), Want: []string{"先\n次の行\n", "表先", "話すこと", "意見", "後\n次の行", "青葉大学\n学外秘\n", "広報室\n"}})
	res := formattest.Read(t, extract.NewReader([]extract.Format{PowerPoint{}}, extract.Budget{}, t.TempDir()), "a.pptx", powerpoint(t))
	for _, not := range []string{"タイトルの書式設定", "テキストを入力"} {
		if strings.Contains(res.Text(), not) {
			t.Errorf("text holds the prompt %q", not)
		}
	}
	places(t, res, map[string]string{"青葉": "slide master 1", "広報": "slide layout 1", "先": "slide 1", "表先": "slide 1 table 1!A1", "話すこと": "slide 1 notes", "意見": "slide 1 comments", "後": "slide 2"})
}

func TestExcel(t *testing.T) {
	data := excel(t, "", 0)
	formattest.Run(t, Excel{}, formattest.Sample{Name: "a.xlsx", Data: data, Want: []string{
		"氏名\t電話\t生年月日\t番号\n", "山中 桜\t090-1234-5678\t1985-04-01\t123456789012\n", "木下 進", "隠した行\t改行\nあり", "携帯です", "取扱注意\tR&D", "所属\n選んでください\n", "理学部,文学部",
		"山中 桜\t9012345678\t昭和60年4月1日\t123456789012\n", // the other forms, beside the table
	}})
	res := formattest.Read(t, extract.NewReader([]extract.Format{Excel{}}, extract.Budget{}, t.TempDir()), "a.xlsx", data)
	places(t, res, map[string]string{"090": "Sheet1!B2", "木下": "Sheet1!A3", "隠した": "名簿 2026!B5", "携帯": "Sheet1!B2", "取扱": "Sheet1 header"})
}

// places checks where texts stand.
func places(t *testing.T, res formattest.Result, want map[string]string) {
	t.Helper()
	for s, place := range want {
		i := slices.IndexFunc(res.Texts, func(x extract.Text) bool { return strings.Contains(x.Body, s) })
		if i < 0 {
			t.Errorf("no %q", s)
			continue
		}
		if got := res.Texts[i].Place(strings.Index(res.Texts[i].Body, s)); got != place {
			t.Errorf("%q stands at %q, want %q", s, got, place)
		}
	}
}

// TestLongSheet counts the rows of a sheet that takes many pieces.
func TestLongSheet(t *testing.T) {
	const rows = 60000
	res := formattest.Read(t, extract.NewReader([]extract.Format{Excel{}}, extract.Budget{}, t.TempDir()), "a.xlsx", excel(t, "", rows))
	last, pieces := 0, 0
	for _, x := range res.Texts {
		if x.Table == nil || x.Table.Name != "Sheet1" {
			continue
		}
		pieces++
		for _, c := range x.Table.Cells {
			if c.Row < last {
				t.Fatalf("row %d after row %d", c.Row, last)
			}
			last = c.Row
		}
	}
	if last != rows+8 || pieces < 3 {
		t.Errorf("last row %d in %d pieces, want %d in several", last, pieces, rows+8)
	}
}

func TestEncrypted(t *testing.T) {
	data := excel(t, "secret", 0)
	formattest.Run(t, Encrypted{}, formattest.Sample{Name: "a.xlsx", Data: data, Partial: extract.ErrEncrypted})
}

// TestHostile reads what no program writes.
func TestHostile(t *testing.T) {
	sheet := func(xml string) []byte {
		return pack(t, part{"[Content_Types].xml", types}, part{"_rels/.rels", relations("officeDocument", `xl\workbook.xml`)},
			part{"xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")},
			part{"xl/workbook.xml", `<x:workbook xmlns:r="r"><x:sheets><x:sheet name="S" r:id="rId1"/></x:sheets></x:workbook>`},
			part{"xl/worksheets/sheet1.xml", xml})
	}
	r := extract.NewReader([]extract.Format{Excel{}}, extract.Budget{}, t.TempDir())
	for name, c := range map[string]struct{ xml, want string }{
		"far cells":        {`<c r="XFD1048576"><v>1</v></c><c r="ZZZZZZ99999999999"><v>2</v></c><c r=""><v>3</v></c>`, "1\t2\t3\n"},
		"rows going back":  {`<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`, "1\t2\n"},
		"strings too many": {`<c t="s"><v>99</v></c><c t="s"><v>x</v></c><c><v>1</v></c>`, "1\n"},
		"inline":           {`<c t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is></c>`, "a\n"},
		"laughs":           {`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><c t="str"><v>&b;x</v></c>`, "&b;x\n"},
	} {
		if got := formattest.Read(t, r, name, sheet(c.xml)).Text(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func fuzz(f *testing.F, format extract.Format, seed []byte) {
	f.Add(seed)
	r := extract.NewReader([]extract.Format{format}, extract.Budget{Expanded: 16 << 20, Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a", data) })
}

func FuzzWord(f *testing.F)       { fuzz(f, Word{}, word(f)) }
func FuzzPowerPoint(f *testing.F) { fuzz(f, PowerPoint{}, powerpoint(f)) }
func FuzzExcel(f *testing.F)      { fuzz(f, Excel{}, excel(f, "", 3)) }
func FuzzEncrypted(f *testing.F)  { fuzz(f, Encrypted{}, excel(f, "x", 1)) }

// BenchmarkExcel compares with the rows of the library that wrote the book.
func BenchmarkExcel(b *testing.B) {
	data := excel(b, "", 50000)
	b.Run("tenken", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			err := Excel{}.Read(b.Context(), extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, extract.Out{
				Text: func(extract.Text) error { return nil }, Problem: func(string, error) {},
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("excelize", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				b.Fatal(err)
			}
			rows, err := f.Rows("Sheet1")
			if err != nil {
				b.Fatal(err)
			}
			for rows.Next() {
				if _, err := rows.Columns(); err != nil {
					b.Fatal(err)
				}
			}
			f.Close()
		}
	})
}

// TestPasswords opens what LibreOffice (agile) and excelize (standard)
// encrypted, and books with the password that Excel asks nobody for.
func TestPasswords(t *testing.T) {
	data, err := os.ReadFile("testdata/password.docx")
	if err != nil {
		t.Fatal(err)
	}
	formattest.Unlocks(t, Encrypted{}, "a.docx", data, "secret", "受講者名簿（見本）\n", "山中 桜\t090-0000-0000\n")
	formattest.Unlocks(t, Encrypted{}, "a.xlsx", excel(t, "ひみつ", 3), "ひみつ", "氏名")
	r := extract.NewReader([]extract.Format{Encrypted{}}, extract.Budget{}, t.TempDir())
	if res := formattest.Read(t, r, "default.xlsx", excel(t, crypt.Default, 3)); !strings.Contains(res.Text(), "氏名") || len(res.Problems) > 0 {
		t.Errorf("default password: %.200q, %v", res.Text(), res.Problems)
	}
}
