// Package write makes files as office programs do, with as little as a reader
// needs: CSV in the Japanese encodings, xlsx, docx, pptx, PDF, mail and zip.
// It is for synthetic data and tests, and knows nothing of what it writes.
package write

import (
	"bytes"
	"fmt"
	"html"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Table is a table as offices keep it: lines above it, one or two rows of
// headers, rows, lines below.
type Table struct {
	Sheet  string
	Above  []string
	Groups []Group // a row of merged headers above Header; may be empty
	Header []string
	Rows   [][]string
	Below  []string
}

// Group is a header over several columns.
type Group struct {
	Label string
	Span  int
}

// Encoding is a character encoding by name: utf-8, utf-8-bom, cp932, euc-jp,
// iso-2022-jp, utf-16.
func Encoding(name string) (encoding.Encoding, error) {
	switch name {
	case "utf-8":
		return encoding.Nop, nil
	case "utf-8-bom":
		return unicode.UTF8BOM, nil
	case "cp932":
		return japanese.ShiftJIS, nil
	case "euc-jp":
		return japanese.EUCJP, nil
	case "iso-2022-jp":
		return japanese.ISO2022JP, nil
	case "utf-16":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
	}
	return nil, fmt.Errorf("encoding %q is not known", name)
}

// Text encodes a text. Characters that the encoding lacks become "〓", as
// printers' dummy type does.
func Text(s, enc string) ([]byte, error) {
	e, err := Encoding(enc)
	if err != nil {
		return nil, err
	}
	if enc == "utf-8" {
		return []byte(s), nil
	}
	out, err := e.NewEncoder().Bytes([]byte(s))
	if err == nil {
		return out, nil
	}
	var safe strings.Builder
	for _, r := range s {
		if _, err := e.NewEncoder().String(string(r)); err != nil {
			r = '〓'
		}
		safe.WriteRune(r)
	}
	return e.NewEncoder().Bytes([]byte(safe.String()))
}

// CSV writes the table separated by sep, with CR LF as Excel does.
func (t Table) CSV(sep, enc string) ([]byte, error) {
	var b strings.Builder
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteString(sep)
			}
			if strings.ContainsAny(c, sep+"\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString("\r\n")
	}
	for _, l := range t.Above {
		line([]string{l})
	}
	if len(t.Groups) > 0 {
		var cells []string
		for _, g := range t.Groups {
			cells = append(append(cells, g.Label), make([]string, g.Span-1)...)
		}
		line(cells)
	}
	line(t.Header)
	for _, r := range t.Rows {
		line(r)
	}
	for _, l := range t.Below {
		line([]string{l})
	}
	return Text(b.String(), enc)
}

// HTML writes the table as a page.
func (t Table) HTML(title string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><title>%s</title></head><body>\n<h1>%s</h1>\n", html.EscapeString(title), html.EscapeString(title))
	for _, l := range t.Above {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(l))
	}
	b.WriteString("<table border=\"1\"><tr>")
	for _, h := range t.Header {
		fmt.Fprintf(&b, "<th>%s</th>", html.EscapeString(h))
	}
	b.WriteString("</tr>\n")
	for _, r := range t.Rows {
		b.WriteString("<tr>")
		for _, c := range r {
			fmt.Fprintf(&b, "<td>%s</td>", html.EscapeString(c))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table></body></html>\n")
	return []byte(b.String())
}

// XLSX writes a workbook of the tables, a sheet each; with a password it is
// encrypted.
func XLSX(password string, tables ...Table) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDocProps(&excelize.DocProperties{Created: "2026-04-01T00:00:00Z", Modified: "2026-04-01T00:00:00Z"}); err != nil {
		return nil, err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "游ゴシック"}, Alignment: &excelize.Alignment{Horizontal: "center"}})
	if err != nil {
		return nil, err
	}
	for i, t := range tables {
		name := t.Sheet
		if name == "" {
			name = fmt.Sprintf("Sheet%d", i+1)
		}
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err != nil {
			return nil, err
		}
		if err := t.sheet(f, name, bold); err != nil {
			return nil, err
		}
	}
	types, parts := f.ContentTypes.Defaults, f.ContentTypes.Overrides // the library lists them in any order
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	sort.Slice(parts, func(i, j int) bool { return parts[i].PartName < parts[j].PartName })
	var b bytes.Buffer
	err = f.Write(&b, excelize.Options{Password: password})
	return b.Bytes(), err
}

func (t Table) sheet(f *excelize.File, name string, bold int) error {
	row := 1
	put := func(cells []string, style int) error {
		for i, c := range cells {
			at, err := excelize.CoordinatesToCellName(i+1, row)
			if err != nil {
				return err
			}
			if c == "" {
				continue
			}
			if err := f.SetCellStr(name, at, c); err != nil {
				return err
			}
			if style != 0 {
				if err := f.SetCellStyle(name, at, at, style); err != nil {
					return err
				}
			}
		}
		row++
		return nil
	}
	for _, l := range t.Above {
		if err := put([]string{l}, 0); err != nil {
			return err
		}
	}
	if len(t.Groups) > 0 {
		col := 1
		for _, g := range t.Groups {
			from, err := excelize.CoordinatesToCellName(col, row)
			if err != nil {
				return err
			}
			to, err := excelize.CoordinatesToCellName(col+g.Span-1, row)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(name, from, g.Label); err != nil {
				return err
			}
			if err := f.SetCellStyle(name, from, to, bold); err != nil {
				return err
			}
			if g.Span > 1 {
				if err := f.MergeCell(name, from, to); err != nil {
					return err
				}
			}
			col += g.Span
		}
		row++
	}
	if err := put(t.Header, bold); err != nil {
		return err
	}
	for _, r := range append(t.Rows, lines(t.Below)...) {
		if err := put(r, 0); err != nil {
			return err
		}
	}
	return nil
}

func lines(ls []string) [][]string {
	var out [][]string
	for _, l := range ls {
		out = append(out, []string{l})
	}
	return out
}
