package ooxml

import (
	"bytes"
	"context"
	"regexp"
	"strconv"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/xmlscan"
)

// Flat reads documents and workbooks that are one XML file: those of Office
// 2003, which many systems export still, and packages written flat.
type Flat struct{}

// Info describes the format.
func (Flat) Info() extract.Info {
	return extract.Info{
		ID: "office-xml", Label: "Office XML（2003）", Extensions: []string{"xml"},
		Media:  "application/vnd.ms-office+xml",
		Reads:  "cells of workbooks with sheet, row and column; text and tables of documents, headers and footers; comments",
		Tested: "workbooks and documents of Office 2003, flat packages, UTF-16; fuzz",
	}
}

// roots are the elements by which such files are known.
var roots = regexp.MustCompile(`<(?:\w+:)?(Workbook|wordDocument|package)\s[^>]*(urn:schemas-microsoft-com:office:spreadsheet|schemas\.microsoft\.com/office/word/2003/wordml|schemas\.microsoft\.com/office/2006/xmlPackage)`)

// Claims looks for the root element.
func (Flat) Claims(_ extract.File, head []byte) bool { return flatRoot(head) != "" }

func flatRoot(head []byte) string {
	head = head[:min(len(head), 8<<10)]
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	if !bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF\xFE\xFF \t\r\n"), []byte("<")) {
		return ""
	}
	if m := roots.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}

// Read puts out the sheets as tables, or the text.
func (Flat) Read(ctx context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, min(f.Size, 8<<10))
	n, _ := f.ReadAt(head, 0)
	d := &document{ctx: ctx, out: out, text: compose.New(out.Text)}
	var each func(*xmlscan.Token) error
	tables := 0
	if flatRoot(head[:n]) == "Workbook" {
		each = (&flatBook{text: d.text}).token
	} else {
		d.text.Place("", 1)
		each = (&flow{text: d.text, tables: &tables, asides: d.out.Asides, flat: true}).token
	}
	if err := d.scanFrom("", f.Reader(), each); err != nil {
		return err
	}
	d.text.EndTable()
	d.text.Line()
	return d.text.Flush()
}

// flatBook reads the elements of a workbook.
type flatBook struct {
	text     *compose.Builder
	sheet    string
	row, col int
	value    int // depth of elements whose characters are a cell's
	note     int // depth inside comments
	notes    []byte
}

const maxNotes = 1 << 20

func (w *flatBook) token(t *xmlscan.Token) error {
	name := string(t.Name)
	switch t.Kind {
	case xmlscan.Start:
		switch name {
		case "Worksheet":
			w.sheet = t.Attr("Name")
			w.text.Table(w.sheet)
			w.row, w.col = -1, -1
		case "Row":
			w.row = next(w.row, t.Attr("Index"), maxRow)
			w.col = -1
		case "Cell":
			w.col = next(w.col, t.Attr("Index"), maxColumn)
			if n, err := strconv.Atoi(t.Attr("MergeAcross")); err == nil && n > 0 && n < maxColumn {
				defer func() { w.col += n }()
			}
			if w.sheet != "" {
				w.text.Cell(max(w.row, 0), w.col)
			}
		case "Comment":
			w.note++
		case "Data":
			w.value++
		}
	case xmlscan.End:
		switch name {
		case "Data":
			w.value = max(w.value-1, 0)
		case "Comment":
			w.note = max(w.note-1, 0)
			w.notes = append(w.notes, '\n')
		case "Cell":
			w.text.EndCell()
		case "Worksheet":
			w.end()
		}
	case xmlscan.Text:
		switch {
		case w.value == 0 || w.sheet == "":
		case w.note > 0:
			if len(w.notes) < maxNotes {
				w.notes = append(w.notes, t.Text...)
			}
		default:
			w.text.Write(t.Text)
		}
	}
	return w.text.Err()
}

// end ends a sheet, and puts out the comments on its cells.
func (w *flatBook) end() {
	w.text.EndTable()
	if len(bytes.TrimSpace(w.notes)) > 0 {
		w.text.Place(w.sheet+" comments", 0)
		w.text.Write(w.notes)
		w.text.Line()
	}
	w.sheet, w.notes = "", w.notes[:0]
}

// next is the row or column after one, or that which an index says.
func next(last int, index string, most int) int {
	if n, err := strconv.Atoi(index); err == nil && n > last+1 && n <= most {
		return n - 1
	}
	return min(last+1, most)
}
