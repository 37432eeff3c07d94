package report

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"tenken/internal/followup"
)

var sheetHeat = words{"部局×種類", "Departments by category"}

// heatColumns count the files of each department by what was found in them.
var heatColumns = func() []column[departmentTally] {
	out := []column[departmentTally]{
		{head: words{"順位", "Rank"}, width: 7, look: plain, value: func(w *workbook, d departmentTally) any { return w.rank(d) }},
		{head: wordDepartmentOf, width: 26, look: text, most: 100, value: func(w *workbook, d departmentTally) any {
			if d.tally == &w.survey.tally { // the total
				return nil
			}
			return w.department(d.name)
		}},
	}
	for i, c := range categoryWords {
		out = append(out, column[departmentTally]{
			head: c.words, width: 14, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.categories[i] },
		})
	}
	return append(out,
		column[departmentTally]{head: wordFlagged, width: 12, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.flagged }},
		column[departmentTally]{head: words{"緊急・高", "Critical, high"}, width: 12, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.grave() }},
		stateColumn(followup.New), stateColumn(followup.Recurred),
		column[departmentTally]{head: words{"回答と違うもの", "Not as answered"}, width: 12, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.broken }},
		column[departmentTally]{head: words{"回答により受理", "Settled by an answer"}, width: 12, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.held }},
	)
}()

func stateColumn(s followup.State) column[departmentTally] {
	return column[departmentTally]{head: stateWords[s], width: 10, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.states[s].files }}
}

// rank is the place of a department among those with most to do.
func (w *workbook) rank(d departmentTally) any {
	if d.tally == &w.survey.tally {
		return nil
	}
	return 1 + slices.IndexFunc(w.survey.byGravity(), func(o departmentTally) bool { return o.name == d.name })
}

const heatHead = 3

// heat writes the map of departments and categories, in the order of the
// ranking. Shades go with the figures, which say everything by themselves.
func (w *workbook) heat() error {
	if !w.Whole {
		return nil
	}
	rows := w.survey.byGravity()
	sheet := sheetHeat.in(w.Lang)
	t := &table[departmentTally]{
		w: w, name: sheet, columns: heatColumns, frozen: 2,
		above: []banner{
			{word(words{"部局×種類　要対応ファイル数", "Files to act on, by department and category"}.in(w.Lang)), strong},
			{word(words{
				"順位は、緊急の件数、要対応の件数の多い順です。色が濃いほど多いことを示します（白は 0 件）。1 つのファイルに複数の種類があれば、それぞれに数えます。",
				"Ranked by critical files, then by files to act on. Darker is more; white is none. A file with several categories counts in each.",
			}.in(w.Lang)), note},
		},
	}
	for i := range categoryWords {
		cells := at(i+3, heatHead+1) + ":" + at(i+3, heatHead+max(1, len(rows)))
		if err := w.SetConditionalFormat(sheet, cells, []excelize.ConditionalFormatOptions{{
			Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", MinColor: "#FFFFFF", MaxColor: "#F4B183",
		}}); err != nil {
			return err
		}
	}
	return t.write(rows, &departmentTally{tally: &w.survey.tally})
}
