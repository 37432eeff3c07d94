package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

// links are the hyperlinks of the sheets, by part of the package. The library
// looks through all links of a sheet for each new one, which takes minutes for
// ten thousand; so they are put in when the book is packed.
type links map[string][]linkedCell

type linkedCell struct{ cell, to string }

func (l links) add(sheetFile, cell, to string) {
	l[sheetFile] = append(l[sheetFile], linkedCell{cell, to})
}

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// put writes a sheet with its links, and the part that says where they lead
// (ECMA-376 part 1, 18.3.1.47 and part 2, 9.3).
func (l links) put(zw *zip.Writer, part *zip.File) error {
	in, err := part.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	var sheet bytes.Buffer
	if _, err := io.CopyN(&sheet, in, int64(part.UncompressedSize64)); err != nil {
		return err
	}
	before, after, ok := cutAt(sheet.Bytes(), "<printOptions", "<pageMargins", "<pageSetup", "</worksheet>")
	if !ok {
		return fmt.Errorf("%s: no place for links", part.Name)
	}
	out, err := zw.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	var w, rels bytes.Buffer
	w.WriteString(`<hyperlinks xmlns:r="` + relationships + `">`)
	rels.WriteString(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, c := range l[part.Name] {
		fmt.Fprintf(&w, `<hyperlink ref="%s" r:id="rIdLink%d"/>`, c.cell, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rIdLink%d" Type="%s/hyperlink" TargetMode="External" Target="`, i+1, relationships)
		if err := xml.EscapeText(&rels, []byte(c.to)); err != nil {
			return err
		}
		rels.WriteString(`"/>`)
	}
	w.WriteString(`</hyperlinks>`)
	rels.WriteString(`</Relationships>`)
	for _, b := range [][]byte{before, w.Bytes(), after} {
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	if out, err = zw.CreateHeader(&zip.FileHeader{Name: relsOf(part.Name), Method: zip.Deflate}); err != nil {
		return err
	}
	_, err = out.Write(rels.Bytes())
	return err
}

// cutAt cuts before the first of some marks that there is, looking behind the
// rows.
func cutAt(b []byte, marks ...string) (before, after []byte, ok bool) {
	rows := max(0, bytes.LastIndex(b, []byte("</sheetData>")))
	for _, m := range marks {
		if i := bytes.Index(b[rows:], []byte(m)); i >= 0 {
			return b[:rows+i], b[rows+i:], true
		}
	}
	return nil, nil, false
}

// relsOf is the part that holds the relationships of a part.
func relsOf(part string) string {
	i := strings.LastIndex(part, "/")
	return part[:i] + "/_rels" + part[i:] + ".rels"
}

// sheetFile is the part of a sheet: the library numbers them as they are made.
func (w *workbook) sheetFile(sheet string) string {
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", slices.Index(w.GetSheetList(), sheet)+1)
}
