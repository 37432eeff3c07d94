package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// save packs the workbook so that the same contents give the same bytes: the
// library lists the parts in any order.
func (w *workbook) save(out io.Writer) error {
	frame, err := os.OpenFile(filepath.Join(w.tmp, "frame"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer frame.Close()
	types, parts := w.ContentTypes.Defaults, w.ContentTypes.Overrides
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	sort.Slice(parts, func(i, j int) bool { return parts[i].PartName < parts[j].PartName })
	w.SetZipWriter(func(io.Writer) excelize.ZipWriter { return packer(frame) })
	if err := w.Write(io.Discard); err != nil {
		return err
	}
	size, err := frame.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	in, err := zip.NewReader(frame, size)
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int {
		return cmp.Or(partOrder(a.Name)-partOrder(b.Name), cmp.Compare(a.Name, b.Name))
	})
	zw := packer(out)
	for _, part := range in.File {
		if rows := w.sheets[part.Name]; rows != nil {
			err = rows.pack(zw, part)
		} else {
			err = zw.Copy(part)
		}
		if err != nil {
			return err
		}
	}
	return zw.Close()
}

// packer compresses fast: books are opened more often than sent, and are half
// empty cells.
func packer(out io.Writer) *zip.Writer {
	zw := zip.NewWriter(out)
	zw.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return zw
}

// partOrder puts first the parts by which programs recognise a workbook.
func partOrder(name string) int {
	switch name {
	case "[Content_Types].xml":
		return 0
	case "_rels/.rels":
		return 1
	}
	return 2
}

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// pack writes a sheet, which the library wrote without rows, with its rows and
// links, and the part that says where these lead (ECMA-376 part 1, 18.3.1.47
// and part 2, 9.3).
func (r *rows) pack(zw *zip.Writer, part *zip.File) error {
	if err := r.out.Flush(); err != nil {
		return err
	}
	if _, err := r.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	in, err := part.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	sheet := make([]byte, part.UncompressedSize64) // our own frame, without rows
	if _, err := io.ReadFull(in, sheet); err != nil {
		return err
	}
	before, rest, _ := bytes.Cut(sheet, []byte("<sheetData>"))
	_, rest, ok := bytes.Cut(rest, []byte("</sheetData>"))
	if !ok { // merging leaves empty cells there
		before, rest, ok = bytes.Cut(sheet, []byte("<sheetData/>"))
	}
	between, after, place := rest, []byte(nil), len(r.links) == 0
	if !place {
		between, after, place = cutBefore(rest, "<printOptions", "<pageMargins", "<pageSetup", "</worksheet>")
	}
	if !ok || !place {
		return fmt.Errorf("%s: no place for rows or links", part.Name)
	}
	out, err := zw.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	links, targets := r.linked()
	for _, p := range []io.Reader{
		bytes.NewReader(before), strings.NewReader("<sheetData>"), r.file, strings.NewReader("</sheetData>"),
		bytes.NewReader(between), bytes.NewReader(links), bytes.NewReader(after),
	} {
		if _, err := io.Copy(out, p); err != nil {
			return err
		}
	}
	if len(r.links) == 0 {
		return nil
	}
	if out, err = zw.CreateHeader(&zip.FileHeader{Name: relsOf(part.Name), Method: zip.Deflate}); err != nil {
		return err
	}
	_, err = out.Write(targets)
	return err
}

// linked are the links of a sheet, and the part of their targets.
func (r *rows) linked() (links, targets []byte) {
	if len(r.links) == 0 {
		return nil, nil
	}
	var to bytes.Buffer
	links = append(links, `<hyperlinks xmlns:r="`+relationships+`">`...)
	to.WriteString(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, c := range r.links {
		links = fmt.Appendf(links, `<hyperlink ref="%s" r:id="rIdLink%d"/>`, c.cell, i+1)
		fmt.Fprintf(&to, `<Relationship Id="rIdLink%d" Type="%s/hyperlink" TargetMode="External" Target="`, i+1, relationships)
		xml.EscapeText(&to, []byte(c.to)) //nolint:errcheck // a buffer takes everything
		to.WriteString(`"/>`)
	}
	to.WriteString(`</Relationships>`)
	return append(links, `</hyperlinks>`...), to.Bytes()
}

// cutBefore cuts before the first of some marks that there is.
func cutBefore(b []byte, marks ...string) (before, after []byte, ok bool) {
	for _, m := range marks {
		if i := bytes.Index(b, []byte(m)); i >= 0 {
			return b[:i], b[i:], true
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
