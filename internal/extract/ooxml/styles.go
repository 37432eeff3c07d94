package ooxml

import (
	"strconv"

	"tenken/internal/extract/numfmt"
	"tenken/internal/extract/xmlscan"
)

const maxStyles = 1 << 16 // Excel has room for 65,490

// readStyles reads the number formats of cells.
func (w *workbook) readStyles(part string) error {
	codes := map[int]string{}
	cells := false
	return w.scan(part, func(t *xmlscan.Token) error {
		name := string(t.Name)
		switch {
		case name == "cellXfs":
			cells = t.Kind == xmlscan.Start
		case t.Kind != xmlscan.Start:
		case name == "numFmt":
			if id, err := strconv.Atoi(t.Attr("numFmtId")); err == nil && len(codes) < maxStyles {
				codes[id] = t.Attr("formatCode")
			}
		case name == "xf" && cells && len(w.formats) < maxStyles:
			id, _ := strconv.Atoi(t.Attr("numFmtId"))
			w.formats = append(w.formats, numfmt.Parse(id, codes[id]))
		}
		return nil
	})
}

// format is that of a style.
func (w *workbook) format(style int) numfmt.Format {
	if style < 0 || style >= len(w.formats) {
		return numfmt.Format{}
	}
	return w.formats[style]
}
