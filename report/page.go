package report

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	paperA4 = 9 // ECMA-376 part 1, 18.3.1.63: paperSize
	zoom    = 85
)

// page sets a sheet up for the screen and for A4 paper across, one page wide.
// The row of the header is printed on every page; a sheet without one (0) goes
// on a single page.
func (w *workbook) page(sheet string, headRow int) error {
	if headRow == 0 {
		return w.pages(sheet, 0, 1)
	}
	return w.pages(sheet, headRow, 0)
}

// pages is page for a sheet of so many pages at most; 0: as many as it takes.
func (w *workbook) pages(sheet string, headRow, tall int) error {
	line := lineHeight
	if headRow == 0 {
		line = rowHeight
	}
	errs := []error{
		w.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: ptr(true), DefaultRowHeight: ptr(line), CustomHeight: ptr(true)}),
		w.SetPageLayout(sheet, &excelize.PageLayoutOptions{
			Size: ptr(paperA4), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(tall),
		}),
		w.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
			Left: ptr(0.4), Right: ptr(0.4), Top: ptr(0.6), Bottom: ptr(0.6), Header: ptr(0.3), Footer: ptr(0.3),
			Horizontally: ptr(true),
		}),
		w.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
			OddHeader: "&R" + footerText(w.marking()),
			OddFooter: "&L" + footerText(w.title()) + "&C&P / &N&R" + footerText(wordMade.in(w.Lang)+" "+w.Made.Format("2006-01-02")+w.chainHead()),
		}),
		w.SetSheetView(sheet, -1, &excelize.ViewOptions{ZoomScale: ptr(float64(zoom)), ShowGridLines: ptr(headRow > 0)}),
	}
	if headRow > 0 {
		errs = append(errs, w.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted(sheet), headRow, headRow), Scope: sheet,
		}))
	}
	return errors.Join(errs...)
}

// printed limits what is printed of a sheet to its first columns.
func (w *workbook) printed(sheet string, columns, rows int) error {
	return w.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: area(sheet, 1, 1, columns, rows), Scope: sheet,
	})
}

// freeze keeps the rows down to headRow and the first columns in sight, with
// the cursor on A1.
func freeze(headRow, columns int) *excelize.Panes {
	p := &excelize.Panes{Freeze: true, XSplit: columns, YSplit: headRow, ActivePane: "bottomRight"}
	if columns == 0 {
		p.ActivePane = "bottomLeft"
	}
	p.TopLeftCell = at(columns+1, headRow+1)
	p.Selection = []excelize.Selection{{SQRef: "A1", ActiveCell: "A1", Pane: p.ActivePane}}
	return p
}

// footerText escapes text for headers and footers, which take 255 characters
// in all.
func footerText(s string) string {
	r := []rune(visible(s))
	if len(r) > 60 {
		r = append(r[:59], '…')
	}
	return strings.ReplaceAll(string(r), "&", "&&")
}

// chainHead is the head of the audit chain, shortened, for feet of pages.
func (w *workbook) chainHead() string {
	if w.Head == "" {
		return ""
	}
	return words{"　記録 ", "  audit "}.in(w.Lang) + w.Head[:min(12, len(w.Head))]
}

func (w *workbook) marking() string {
	if w.Marking != "" {
		return w.Marking
	}
	return wordMarking.in(w.Lang)
}

// quoted is a sheet's name as formulas write it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// at names a cell, column and row counted from 1.
func at(column, row int) string {
	s, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // our own columns: a mistake in the program
	}
	return s
}

// area names a range for formulas: "'全件'!$A$2:$A$9".
func area(sheet string, column, row, column2, row2 int) string {
	cell := func(c, r int) string {
		s, err := excelize.CoordinatesToCellName(c, r, true)
		if err != nil {
			panic(err)
		}
		return s
	}
	return quoted(sheet) + "!" + cell(column, row) + ":" + cell(column2, row2)
}
