package odf

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// pack writes a document of a kind.
func pack(t testing.TB, kind string, parts ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err == nil {
		_, err = io.WriteString(w, mediaType+kind)
	}
	for _, p := range parts {
		if err != nil {
			t.Fatal(err)
		}
		if w, err = z.Create(p[0]); err == nil {
			_, err = io.WriteString(w, p[1])
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func text(t testing.TB) []byte {
	return pack(t, "text", [2]string{"content.xml", `<office:document-content><office:body><office:text>
<text:p>氏名<text:tab/>山中<text:s text:c="2"/>桜</text:p><text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>都<text:line-break/>次</text:p>
<table:table table:name="表1"><table:table-row><table:table-cell office:value-type="string"><text:p>電話</text:p></table:table-cell><table:table-cell><text:p>住所</text:p><text:p>二行目</text:p></table:table-cell></table:table-row></table:table>
<text:h>おわり</text:h></office:text></office:body></office:document-content>`},
		[2]string{"styles.xml", `<office:document-styles><style:style><text:p>違う</text:p></style:style><style:header><text:p>取扱注意</text:p></style:header></office:document-styles>`},
		[2]string{"meta.xml", `<office:document-meta><office:meta><dc:title>題名</dc:title><dc:creator>作者</dc:creator><meta:keyword>鍵&amp;語</meta:keyword></office:meta></office:document-meta>`})
}

func sheet(t testing.TB) []byte {
	return pack(t, "spreadsheet", [2]string{"content.xml", `<office:spreadsheet><table:table table:name="名簿">
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string"><office:annotation><text:p>注記</text:p></office:annotation><text:p>氏名</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="1985-04-01"><text:p>昭和60年4月1日</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row></table:table></office:spreadsheet>`})
}

const master = `<office:master-styles><style:master-page><draw:frame presentation:class="title"><draw:text-box><text:p>題を入力</text:p></draw:text-box></draw:frame>` +
	`<draw:custom-shape><text:p>青葉大学</text:p></draw:custom-shape><draw:frame presentation:class="footer"><draw:text-box><text:p>学外秘</text:p></draw:text-box></draw:frame></style:master-page></office:master-styles>`

func TestODF(t *testing.T) {
	slides := pack(t, "presentation", [2]string{"content.xml", `<office:presentation><draw:page><draw:text-box><text:p>一枚目</text:p></draw:text-box></draw:page><draw:page><text:p>二枚目<text:a xlink:href="mailto:momiji@example.ac.jp">宛先</text:a></text:p><presentation:notes><text:p>話すこと</text:p></presentation:notes></draw:page></office:presentation>`},
		[2]string{"styles.xml", master}, [2]string{"Object 1/content.xml", `<chart:title><text:p>図の題</text:p></chart:title><table:table><table:table-row><table:table-cell office:value-type="string"><text:p>系列</text:p></table:table-cell></table:table-row></table:table>`})
	flat := `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.presentation">` + master + `<office:body><draw:page><text:p>一枚目</text:p></draw:page></office:body></office:document>`
	locked := pack(t, "text", [2]string{"META-INF/manifest.xml", `<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`}, [2]string{"content.xml", "\x01\x02"})
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.odt", Data: text(t), Want: []string{"氏名\t山中  桜\n東京都\n次\n", "電話\t住所\n二行目", "おわり\n", "取扱注意", "題名\n鍵&語\n", "東京 とうきょう\n"}},
		formattest.Sample{Name: "a.ods", Data: sheet(t), Want: []string{"氏名\t1985-04-01\n", "注記", "氏名\t昭和60年4月1日\n"}},
		formattest.Sample{Name: "a.odp", Data: slides, Want: []string{"一枚目\n", "二枚目宛先\n話すこと", "青葉大学\n学外秘\n", "図の題\n系列\n", "momiji@example.ac.jp"}},
		formattest.Sample{Name: "none.odp", Data: pack(t, "presentation", [2]string{"styles.xml", master}), Want: []string{"青葉大学"}, Partial: extract.ErrDamaged},
		formattest.Sample{Name: "locked.odt", Data: locked, Partial: extract.ErrEncrypted},
	)
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.ods", sheet(t))
	if len(res.Texts) == 0 || res.Texts[0].Place(strings.Index(res.Texts[0].Body, "氏名")) != "名簿!C4" {
		t.Errorf("%+v", res.Texts)
	}
	for name, data := range map[string][]byte{"a.odp": slides, "a.fodp": []byte(flat)} {
		res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}, Flat{}}, extract.Budget{}, t.TempDir()), name, data)
		if strings.Contains(res.Text(), "題を入力") || !strings.Contains(res.Text(), "学外秘") {
			t.Errorf("%s: masters are read as %q", name, res.Text())
		}
	}
	for _, not := range []string{"とうきょう", "違う", "作者"} {
		if res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.odt", text(t)); strings.Contains(res.Text(), not) {
			t.Errorf("text holds %q", not)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(text(f))
	f.Add(sheet(f))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.odt", data) })
}

func TestFlat(t *testing.T) {
	const head = `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.`
	text := head + `text"><office:master-styles><style:header><text:p>取扱注意</text:p></style:header></office:master-styles><office:body><office:text><text:p>氏名<draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image> 山中</text:p></office:text></office:body></office:document>`
	sheet := head + `spreadsheet"><office:body><table:table table:name="名簿"><table:table-row><table:table-cell office:value-type="string"><text:p>氏名</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>室</text:p></table:table-cell></table:table-row></table:table></office:body></office:document>`
	formattest.Run(t, Flat{},
		formattest.Sample{Name: "a.fodt", Data: []byte(text), Want: []string{"取扱注意\n氏名 山中\n"}},
		formattest.Sample{Name: "a.fods", Data: []byte(sheet), Want: []string{"氏名\t室\n"}},
	)
}

func FuzzFlat(f *testing.F) {
	f.Add([]byte(`<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><text:p>x`))
	r := extract.NewReader([]extract.Format{Flat{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.fodt", data) })
}
