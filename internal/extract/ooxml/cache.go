package ooxml

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/xmlscan"
)

// A workbook keeps copies of cells: of other workbooks that its formulas name,
// and of what a pivot table sums up, both of which may be gone elsewhere.

// maxShared bounds the values of a pivot table that rows refer to, in bytes.
const maxShared = 64 << 20

// caches puts out the copies, and the texts that have a name.
func (w *workbook) caches() error {
	w.text.Place("defined names", 0)
	for _, n := range w.names {
		w.text.WriteString(n)
		w.text.Line()
	}
	books, pivots := 0, 0
	for _, r := range w.relations(w.main) {
		if w.read[r.target] || binaryPart(r.target) {
			continue
		}
		var err error
		switch path.Base(r.kind) {
		case "externalLink":
			books++
			err = w.external(r.target, "external "+strconv.Itoa(books))
		case "pivotCacheDefinition":
			pivots++
			err = w.pivot(r.target, "pivot "+strconv.Itoa(pivots))
		}
		if err := w.goOn(err); err != nil {
			return err
		}
	}
	return nil
}

// quoted are the texts in a formula (ECMA-376 part 1, 18.17.2.2).
func quoted(formula string) (texts []string) {
	for {
		_, rest, ok := strings.Cut(formula, `"`)
		text, behind, closed := strings.Cut(rest, `"`)
		if !ok || !closed {
			return texts
		}
		if text != "" {
			texts = append(texts, text)
		}
		formula = behind
	}
}

// external puts out the cells of another workbook, as they were last seen.
func (w *workbook) external(part, name string) error {
	var sheets []string
	row, last, value := 0, 0, false
	err := w.scan(part, func(t *xmlscan.Token) error {
		switch t.Kind {
		case xmlscan.Start:
			switch string(t.Name) {
			case "sheetName":
				if len(sheets) < maxRelations {
					sheets = append(sheets, t.Attr("val"))
				}
			case "sheetData":
				title := name + " sheet " + t.Attr("sheetId")
				if n, ok := natural(t.Raw("sheetId")); ok && n < len(sheets) {
					title = name + " " + sheets[n]
				}
				w.text.Table(title)
				row, last = 0, 0
			case "row":
				if n, ok := natural(t.Raw("r")); ok && n > 0 && n <= maxRow {
					row = n - 1
				}
			case "cell":
				r, col, ok := reference(t.Raw("r"))
				if !ok {
					r, col = row, 0
				}
				last = max(last, r)
				w.text.Cell(last, col)
			case "v":
				value = true
			}
		case xmlscan.End:
			value = false
			switch string(t.Name) {
			case "cell":
				w.text.EndCell()
			case "sheetData":
				w.text.EndTable()
			}
		case xmlscan.Text:
			if value {
				w.text.Write(t.Text)
			}
		}
		return w.text.Err()
	})
	w.text.EndTable()
	return err
}

// pivot puts out the records of a pivot table, below the names of its fields.
type pivot struct {
	w      *workbook
	fields []string
	shared [][]item // values of each field that records refer to
	size   int
	row    int
	col    int
}

// item is a value that records share. Those that none has any more were deleted
// from the cells, and are still there.
type item struct {
	text string
	used bool
}

func (w *workbook) pivot(part, name string) error {
	p := &pivot{w: w}
	w.text.Table(name)
	defer w.text.EndTable()
	if err := w.scan(part, p.definition); err != nil {
		return err
	}
	for i, f := range p.fields {
		w.text.Cell(0, i)
		w.text.WriteString(f)
		w.text.EndCell()
	}
	for _, r := range w.relations(part) {
		if path.Base(r.kind) == "pivotCacheRecords" {
			if err := w.goOn(w.scan(r.target, p.record)); err != nil {
				return err
			}
		}
	}
	for i, values := range p.shared {
		for _, v := range values {
			if v.used || v.text == "" {
				continue
			}
			p.row++
			w.text.Cell(p.row, i)
			w.text.WriteString(v.text)
			w.text.EndCell()
		}
	}
	return w.text.Err()
}

// definition takes the fields and their values.
func (p *pivot) definition(t *xmlscan.Token) error {
	if t.Kind != xmlscan.Start {
		return nil
	}
	switch string(t.Name) {
	case "cacheField":
		if len(p.fields) < maxColumn {
			p.fields, p.shared = append(p.fields, t.Attr("name")), append(p.shared, nil)
		}
	case "s", "n", "d", "m", "b", "e":
		n := len(p.shared) - 1
		if n < 0 {
			return nil
		}
		v := t.Attr("v")
		if p.size += len(v) + 16; p.size > maxShared {
			return &partError{"pivot", fmt.Errorf("shared values: %w", extract.ErrLimit)}
		}
		p.shared[n] = append(p.shared[n], item{text: v})
	}
	return nil
}

// record takes the cells of the records.
func (p *pivot) record(t *xmlscan.Token) error {
	if t.Kind != xmlscan.Start {
		return nil
	}
	text := ""
	switch string(t.Name) {
	case "r":
		p.row++
		p.col = 0
		return p.w.text.Err()
	case "x":
		n, ok := natural(t.Raw("v"))
		if ok && p.col < len(p.shared) && n < len(p.shared[p.col]) {
			i := &p.shared[p.col][n]
			text, i.used = i.text, true
		}
	case "s", "n", "d":
		text = t.Attr("v")
	case "m", "b", "e":
	default:
		return nil
	}
	if p.col++; text != "" && p.col <= maxColumn {
		p.w.text.Cell(max(p.row, 1), p.col-1)
		p.w.text.WriteString(text)
		p.w.text.EndCell()
	}
	return p.w.text.Err()
}
