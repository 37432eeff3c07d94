package corpus

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"tenken/internal/campus/write"
)

// format writes a content as one kind of file.
type format struct {
	name, ext string
	write     func(content) ([]byte, error)
}

var plainFormats = []format{{"text", ".txt", text("utf-8")}, {"text in zip", ".zip", zipped}}

var textFormats = []format{
	{"text", ".txt", text("utf-8")}, {"text, CP932", ".txt", text("cp932")}, {"text, EUC-JP", ".txt", text("euc-jp")}, {"text, UTF-16", ".txt", text("utf-16")},
	{"docx", ".docx", func(c content) ([]byte, error) { return write.DOCX("", c.lines, write.Table{}) }},
	{"pptx", ".pptx", func(c content) ([]byte, error) {
		return write.PPTX([][]string{append([]string{"資料"}, c.lines...)})
	}},
	{"pdf", ".pdf", pdf}, {"html", ".html", page}, {"mail", ".eml", mail("utf-8")}, {"mail, ISO-2022-JP", ".eml", mail("iso-2022-jp")}, {"text in zip", ".zip", zipped},
}

var tableFormats = []format{
	{"csv", ".csv", csv(",", "utf-8-bom")}, {"csv, CP932", ".csv", csv(",", "cp932")}, {"tsv, UTF-16", ".txt", csv("\t", "utf-16")}, {"csv, EUC-JP", ".csv", csv(",", "euc-jp")},
	{"xlsx", ".xlsx", func(c content) ([]byte, error) { return write.XLSX("", c.table()) }},
	{"docx", ".docx", func(c content) ([]byte, error) { return write.DOCX("", c.lines, c.table()) }},
	{"pdf", ".pdf", pdf}, {"html", ".html", page}, {"json", ".json", objects}, {"sql", ".sql", inserts}, {"forms", ".txt", forms},
}

func (c content) table() write.Table {
	return write.Table{Sheet: "Sheet1", Above: c.lines, Header: c.header, Rows: c.rows}
}

// plain is the content as lines, with columns below one another in a font in
// which texts have these widths; all characters of write.PDF are equally wide.
func (c content) plain(width func(string) int) []string {
	lines := append([]string{}, c.lines...)
	if len(c.header) == 0 {
		return lines
	}
	rows := append([][]string{c.header}, c.rows...)
	wide := make([]int, len(c.header))
	for _, r := range rows {
		for i, cell := range r {
			wide[i] = max(wide[i], width(cell))
		}
	}
	for _, r := range rows {
		line := ""
		for i, cell := range r {
			line += cell + strings.Repeat(" ", wide[i]-width(cell)+2)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// width is how many columns s fills in a fixed font: Japanese characters two.
func width(s string) (n int) {
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

func text(enc string) func(content) ([]byte, error) {
	return func(c content) ([]byte, error) { return write.Text(strings.Join(c.plain(width), "\n")+"\n", enc) }
}

func csv(sep, enc string) func(content) ([]byte, error) {
	return func(c content) ([]byte, error) { return c.table().CSV(sep, enc) }
}

func pdf(c content) ([]byte, error) {
	const most = 40
	var pages [][]string
	for lines := c.plain(utf8.RuneCountInString); len(lines) > 0; lines = lines[min(most, len(lines)):] {
		pages = append(pages, lines[:min(most, len(lines))])
	}
	return write.PDF(pages), nil
}

func page(c content) ([]byte, error) { return c.table().HTML("資料"), nil }

func mail(enc string) func(content) ([]byte, error) {
	return func(c content) ([]byte, error) {
		m := write.Mail{From: "office", To: "staff", Subject: "送付", Date: "Wed, 01 Jul 2026 09:00:00 +0900", Body: strings.Join(c.plain(width), "\n")}
		return m.EML(enc)
	}
}

func zipped(c content) ([]byte, error) {
	b, err := text("utf-8")(c)
	if err != nil {
		return nil, err
	}
	return write.Zip("utf-8", "", write.Member{Name: "a.txt", Data: b})
}

// objects is a table as an array of objects.
func objects(c content) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("{\"title\": ")
	write := func(v any) error {
		text, err := json.Marshal(v)
		b.Write(text)
		return err
	}
	if err := write(strings.Join(c.lines, "\n")); err != nil {
		return nil, err
	}
	b.WriteString(", \"rows\": [")
	for i, r := range c.rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n {")
		for k, cell := range r {
			if k > 0 {
				b.WriteString(", ")
			}
			if err := write(c.header[k]); err != nil {
				return nil, err
			}
			b.WriteString(": ")
			if err := write(cell); err != nil {
				return nil, err
			}
		}
		b.WriteByte('}')
	}
	b.WriteString("\n]}\n")
	return b.Bytes(), nil
}

// inserts is a table as statements of SQL.
func inserts(c content) ([]byte, error) {
	var b bytes.Buffer
	for _, l := range c.lines {
		b.WriteString("-- " + l + "\n")
	}
	quote := func(cells []string, with string) string {
		out := make([]string, len(cells))
		for i, v := range cells {
			out[i] = with + strings.ReplaceAll(v, with, with+with) + with
		}
		return strings.Join(out, ", ")
	}
	for _, r := range c.rows {
		b.WriteString("INSERT INTO t (" + quote(c.header, "`") + ") VALUES (" + quote(r, "'") + ");\n")
	}
	return b.Bytes(), nil
}

// forms is a table as forms below one another, a line for each cell.
func forms(c content) ([]byte, error) {
	lines := append([]string{}, c.lines...)
	for _, r := range c.rows {
		lines = append(lines, "")
		for k, cell := range r {
			lines = append(lines, c.header[k]+"："+cell)
		}
	}
	return write.Text(strings.Join(lines, "\n")+"\n", "utf-8")
}
