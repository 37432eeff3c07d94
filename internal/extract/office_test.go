package extract_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/all"
	"tenken/internal/extract/formattest"
)

// tokens are what documents are filled with: invented persons with characters
// that encodings and fonts lose.
func tokens() (rows [][]string, prose []string) {
	surnames := []string{"髙橋", "山﨑", "𠮷田", "濵口", "渡邉", "齋藤", "神﨑", "櫻井"}
	for i := range 60 {
		s := surnames[i%len(surnames)]
		rows = append(rows, []string{
			fmt.Sprintf("%s 花子%d", s, i), fmt.Sprintf("ﾊﾅｺ%d", i), fmt.Sprintf("090-%04d-%04d", 1000+i*7, 9999-i*13),
			fmt.Sprintf("広島県東広島市見本町%d丁目%d番", i%9+1, i), fmt.Sprintf("b%05d@example.ac.jp", i*37), fmt.Sprintf("%012d", 100200300400+i*7919),
		})
	}
	for i := range 40 {
		prose = append(prose, fmt.Sprintf("第%d回の点検では、①装置%04dの記録を㈱見本製作所に送り、担当の%s様に確認をお願いした。", i+1, i*97, surnames[i%len(surnames)]))
	}
	return rows, prose
}

// source writes a flat document of a kind, by hand.
func source(kind string) string {
	rows, prose := tokens()
	var table, text strings.Builder
	cell := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	for _, r := range rows {
		table.WriteString(`<table:table-row table:style-name="row">`)
		for _, c := range r {
			table.WriteString(cell(c))
		}
		table.WriteString(`</table:table-row>`)
	}
	for _, p := range prose {
		text.WriteString(`<text:p>` + p + `</text:p>`)
	}
	grid := `<table:table table:name="名簿"><table:table-column table:number-columns-repeated="6"/>` + table.String() + `</table:table>`
	body := map[string]string{
		"text":        `<office:text>` + text.String() + grid + `</office:text>`,
		"spreadsheet": `<office:spreadsheet>` + grid + `</office:spreadsheet>`,
	}[kind]
	if kind == "presentation" {
		for i := 0; i < len(prose); i += 5 {
			body += fmt.Sprintf(`<draw:page draw:name="p%d"><draw:frame svg:width="24cm" svg:height="16cm" svg:x="1cm" svg:y="1cm"><draw:text-box>`, i)
			for _, p := range prose[i : i+5] {
				body += `<text:p>` + p + `</text:p>`
			}
			body += `</draw:text-box></draw:frame></draw:page>`
		}
		body = `<office:presentation>` + body + `</office:presentation>`
	}
	var ns strings.Builder
	for _, n := range []string{"office", "text", "table", "style"} {
		fmt.Fprintf(&ns, ` xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"`, n, n)
	}
	return `<?xml version="1.0" encoding="UTF-8"?><office:document` + ns.String() + ` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.` +
		kind + `"><office:automatic-styles><style:style style:name="row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style></office:automatic-styles><office:body>` + body + `</office:body></office:document>`
}

// drawn leaves out what a PDF does not hold, or not in its place, where the font
// lacks a character: those beyond U+FFFF, and ①, which LibreOffice takes from
// another font and writes after its line.
func drawn(want []string) []string {
	var out []string
	for _, w := range want {
		if strings.IndexFunc(w, func(r rune) bool { return r > 0xFFFF || r == '①' }) < 0 {
			out = append(out, w)
		}
	}
	return out
}

// TestLibreOffice has LibreOffice write the same Japanese documents in eleven
// formats, and looks for everything in them. make bench-extract prints its
// figures.
func TestLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("eleven documents of LibreOffice take a while")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is missing: apt install libreoffice")
	}
	rows, prose := tokens()
	cells := []string{}
	for _, r := range rows {
		cells = append(cells, r...)
	}
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	for _, c := range []struct {
		kind, ext string
		targets   []string
		want      []string
	}{
		{"text", "fodt", []string{"docx", "doc", "rtf", "odt", "pdf"}, append(append([]string{}, cells...), prose...)},
		{"spreadsheet", "fods", []string{"xlsx", "xls", "ods"}, cells},
		{"presentation", "fodp", []string{"pptx", "ppt", "odp"}, prose},
	} {
		dir := t.TempDir()
		in := filepath.Join(dir, "a."+c.ext)
		if err := os.WriteFile(in, []byte(source(c.kind)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, target := range c.targets {
			//nolint:gosec // LibreOffice, on a file of ours
			out, err := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", target, "--outdir", dir, in).CombinedOutput()
			if err != nil {
				t.Fatalf("%s: %v: %s", target, err, out)
			}
			data, err := os.ReadFile(filepath.Join(dir, "a."+target))
			if err != nil {
				t.Fatalf("%s: %v: %s", target, err, out)
			}
			res := formattest.Read(t, r, "a."+target, data)
			text := strings.Join(strings.Fields(res.Text()), "")
			want := c.want
			if target == "pdf" {
				want = drawn(want)
			}
			lost := []string{}
			for _, w := range want {
				if !strings.Contains(text, strings.ReplaceAll(w, " ", "")) {
					lost = append(lost, w)
				}
			}
			inCells := 0
			for _, x := range res.Texts {
				if x.Table != nil {
					inCells += len(x.Table.Cells)
				}
			}
			t.Logf("%-4s %.2f %% of %d found, %d cells", target, 100*(1-float64(len(lost))/float64(len(want))), len(want), inCells)
			if len(lost)*1000 > len(want)*5 {
				t.Errorf("%s: lost %d of %d: %.300q", target, len(lost), len(want), lost)
			}
			if len(res.Problems) > 0 {
				t.Errorf("%s: %v", target, res.Problems)
			}
		}
	}
}
