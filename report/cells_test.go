package report

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// packed is a workbook of one sheet, as small as one can be.
func packed(t *testing.T, sheet, shared string) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, p := range [][2]string{
		{"_rels/.rels", `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/xl/workbook.xml"/></Relationships>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook><sheets><sheet name="表" r:id="r1"/></sheets></workbook>`},
		{"xl/strings.xml", shared},
		{"xl/worksheets/s.xml", sheet},
	} {
		w, err := zw.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCells reads what the programs write that people have.
func TestCells(t *testing.T) {
	const shared = `<sst><si><t>見出し</t></si><si><r><t>太</t></r><r><t xml:space="preserve">字 </t></r><rPh sb="0" eb="1"><t>ふと</t></rPh></si><si><t>a_x000D_b &amp; _x005F_x0041_</t></si></sst>`
	for name, c := range map[string]struct{ rows, want string }{
		"shared strings":             {`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`, "見出し|太字 "},
		"escapes":                    {`<row r="1"><c r="A1" t="s"><v>2</v></c></row>`, "a\rb & _x0041_"},
		"inline, formula, number":    {"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>行\n内</t></is></c>" + `<c r="B1" t="str"><f>A1</f><v>式</v></c><c r="C1"><v>46477.5</v></c></row>`, "行\n内|式|46477.5"},
		"without references":         {`<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>`, "1|2/|3"},
		"gaps":                       {`<row r="3"><c r="C3"><v>1</v></c></row>`, "//||1"},
		"no such shared string":      {`<row r="1"><c r="A1" t="s"><v>9</v></c><c r="B1"><v>1</v></c></row>`, "|1"},
		"a far cell without a value": {`<row r="1048576"><c r="XFD1048576" s="3"/></row>`, ""},
	} {
		f, err := openCells(packed(t, "<worksheet><sheetData>"+c.rows+"</sheetData></worksheet>", shared))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.rows("表")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var got []string
		for _, r := range rows {
			got = append(got, strings.Join(r, "|"))
		}
		if s := strings.Join(got, "/"); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
	}
}

// FuzzCells reads sheets of strangers, and whatever we write comes back.
func FuzzCells(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<si><t>x</t></si>`, "a_x000D_ \n<&>")
	f.Add("<v>0</c>", "0", "0") // a cell outside of rows
	f.Add(`<row r="9999"><c r="XFD1048576"><v>1</v></c></row>`, "", "\ufffe\x00")
	f.Fuzz(func(t *testing.T, rows, shared, text string) {
		if b, err := openCells(packed(t, rows, shared)); err == nil {
			b.rows("表") //nolint:errcheck // it must only end
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\ufffe\uffff") || strings.IndexFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' }) >= 0 {
			return
		}
		one := `<row r="1"><c r="A1` + string(cell{value: text}.content(nil)) + `</row>`
		b, err := openCells(packed(t, one, ""))
		if err != nil {
			t.Fatal(err)
		}
		got, err := b.rows("表")
		if err != nil || text != "" && (len(got) != 1 || got[0][0] != text) || text == "" && len(got) > 0 {
			t.Fatalf("%q came back as %q, %v", text, got, err)
		}
	})
}
