package report

import (
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// metaFormat versions what the hidden sheet holds.
const metaFormat = 1

// meta writes the hidden sheet by which a book that comes back is recognised:
// which run and department it is of, where its answers stand, and the rows it
// went out with.
func (w *workbook) meta() error {
	sw, err := w.NewStreamWriter(sheetMeta)
	if err != nil {
		return err
	}
	pairs := [][]any{
		{"format", metaFormat},
		{"run", strconv.FormatInt(w.Run, 10)},
		{"whole", w.Whole},
		{"department", excelize.Cell{Value: strconv.Quote(w.Department)}},
		{"language", w.language()},
		{"made", w.Made.UTC().Format(time.RFC3339)},
		{"sheet", sheetActions.in(w.Lang)},
		{"header_row", actionHead},
		{"rows", w.shown()},
	}
	row := 0
	for _, p := range pairs {
		row++
		if err := sw.SetRow(at(1, row), p); err != nil {
			return err
		}
	}
	for _, f := range w.survey.worst.sorted() {
		row++
		if err := sw.SetRow(at(1, row), []any{"row", RowID(f.Item)}); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return w.SetSheetVisible(sheetMeta, false, true)
}
