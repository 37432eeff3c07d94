package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"tenken/internal/followup"
	"tenken/internal/record"
)

var (
	sheetHeat   = words{"部局×種類", "Departments by category"}
	sheetJudged = words{"誤検知率", "False alarms"}
)

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
		w: w, name: sheet, columns: heatColumns, rows: len(rows), frozen: 2,
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
	if err := t.open(); err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.add(r); err != nil {
			return err
		}
	}
	if err := t.foot(departmentTally{tally: &w.survey.tally}); err != nil {
		return err
	}
	return t.close()
}

// judgedRow is how often one detector, or all in one department, was wrong.
type judgedRow struct {
	part, name string
	followup.Judged
}

var judgedColumns = []column[judgedRow]{
	{head: words{"区分", "Part"}, width: 16, look: text, value: func(_ *workbook, r judgedRow) any { return word(r.part) }},
	{head: words{"検出する情報・部局", "Type or department"}, width: 36, look: text, value: func(_ *workbook, r judgedRow) any { return r.name }},
	{head: words{"回答のあったファイル", "Files answered"}, width: 16, look: number, value: func(_ *workbook, r judgedRow) any { return r.Answers }},
	{head: words{"うち誤検知", "False alarms"}, width: 14, look: number, value: func(_ *workbook, r judgedRow) any { return r.False }},
	{head: words{"誤検知率", "Share"}, width: 12, look: percent, value: func(_ *workbook, r judgedRow) any { return float64(r.False) / float64(max(1, r.Answers)) }},
	{head: words{"95％区間 下限", "95% from"}, width: 14, look: percent, value: func(_ *workbook, r judgedRow) any { low, _ := followup.Wilson(r.False, r.Answers); return low }},
	{head: words{"95％区間 上限", "95% to"}, width: 14, look: percent, value: func(_ *workbook, r judgedRow) any { _, high := followup.Wilson(r.False, r.Answers); return high }},
}

// judgedRows are the detectors and the departments with answers, those wrong
// most often first.
func (w *workbook) judgedRows() []judgedRow {
	var out []judgedRow
	for _, part := range []struct {
		name   words
		of     map[string]followup.Judged
		called func(string) string
	}{
		{words{"検出する情報", "Type"}, w.JudgedTypes, w.typeName},
		{wordDepartment, w.JudgedDepartments, w.department},
	} {
		var rows []judgedRow
		for id, j := range part.of {
			rows = append(rows, judgedRow{part.name.in(w.Lang), part.called(id), j})
		}
		slices.SortFunc(rows, func(a, b judgedRow) int {
			low := func(r judgedRow) int { l, _ := followup.Wilson(r.False, r.Answers); return int(l * 1e9) }
			return cmp.Or(low(b)-low(a), b.Answers-a.Answers, strings.Compare(a.name, b.name))
		})
		out = append(out, rows...)
	}
	return out
}

// judged writes how often detectors were wrong, by the answers of departments.
func (w *workbook) judged() error {
	if !w.Whole || len(w.JudgedTypes) == 0 {
		return nil
	}
	rows := w.judgedRows()
	t := &table[judgedRow]{
		w: w, name: sheetJudged.in(w.Lang), columns: judgedColumns, rows: len(rows), frozen: 2,
		above: []banner{
			{word(words{"部局の回答からみた誤検知率", "False alarms by the answers of departments"}.in(w.Lang)), strong},
			{word(words{
				"対応を終えた回答（未対応・対応中を除く）を数えています。回答はファイルごとなので、1 つのファイルに複数の種類があれば、それぞれに数えます。区間は Wilson の 95％信頼区間で、件数が少ないと広くなります。",
				"Final answers are counted. They are about files: one with several types counts for each. The interval is Wilson's, with 95% confidence; few answers make it wide.",
			}.in(w.Lang)), note},
		},
	}
	if err := t.open(); err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.add(r); err != nil {
			return err
		}
	}
	return t.close()
}

// certificate says, above the list of what was not inspected, that every listed
// file is accounted for, by status and by cause.
func (w *workbook) certificate() []banner {
	s := w.survey
	out := []banner{
		{word(fmt.Sprintf(words{"点検範囲の証明　%s", "What was inspected: %s"}.in(w.Lang), visible(w.title()))), strong},
		{word(fmt.Sprintf(wordWholeCoverage.in(w.Lang), comma(s.files), comma(s.inspected), comma(s.partial), comma(s.skipped), comma(s.unreadable))), strong},
	}
	for _, st := range []record.Status{record.Partial, record.Unreadable, record.Skipped} {
		for _, c := range s.mainCauses(st, len(s.causes)) {
			out = append(out, banner{lines{st.Label(w.Lang) + "　" + c.What(w.Lang) + words{"：", ": "}.in(w.Lang) + comma(s.causes[cause{st, c}]) + words{" 件", ""}.in(w.Lang)}, note})
		}
	}
	return append(out, banner{word(words{
		"理由が複数あるファイルは、それぞれの理由に数えます。ここに載っていないファイルは、すべて最後まで点検しました。",
		"A file with several causes counts for each. What is not listed here was inspected to the end.",
	}.in(w.Lang)), note})
}
