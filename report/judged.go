package report

import (
	"cmp"
	"slices"
	"strings"

	"tenken/internal/followup"
)

var sheetJudged = words{"誤検知率", "False alarms"}

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
		w: w, name: sheetJudged.in(w.Lang), columns: judgedColumns, frozen: 2,
		above: []banner{
			{word(words{"部局の回答からみた誤検知率", "False alarms by the answers of departments"}.in(w.Lang)), strong},
			{word(words{
				"対応を終えた回答（未対応・対応中を除く）を数えています。回答はファイルごとなので、1 つのファイルに複数の種類があれば、それぞれに数えます。区間は Wilson の 95％信頼区間で、件数が少ないと広くなります。",
				"Final answers are counted. They are about files: one with several types counts for each. The interval is Wilson's, with 95% confidence; few answers make it wide.",
			}.in(w.Lang)), note},
		},
	}
	return t.write(rows, nil)
}
