// Package csv reads tables written as text: comma, tab or semicolon between
// cells, quotes around them where needed. It keeps the text as it is and marks
// the cells in it; it converts no value and takes no row for a header.
package csv

import (
	"context"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Format reads CSV and TSV.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "csv", Label: "CSV・TSV", Extensions: []string{"csv", "tsv"},
		Media:  "text/csv",
		Reads:  "comma, tab or semicolon; quoted cells with line ends; all encodings of text; rows and columns of any number",
		Tested: "tables with every delimiter, quotes, line ends and encoding, rows longer than a window; fuzz",
	}
}

// Claims reports whether the lines of head have the same number of cells.
func (Format) Claims(f extract.File, head []byte) bool {
	_, ok := sniff(head, int64(len(head)) < f.Size, f.Name)
	return ok
}

// Read puts the text out in windows that end at the end of a record, or inside
// one that is longer than a window.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, min(f.Size, sniffed))
	n, err := f.ReadAt(head, 0)
	if n < len(head) {
		return err
	}
	delim, ok := sniff(head, int64(n) < f.Size, f.Name)
	if !ok {
		delim = ','
	}
	return pieces(charset.NewReader(f.Reader(), nil), delim, out.Text)
}
