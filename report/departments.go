package report

import (
	"tenken/internal/record"
)

// departmentColumns are the institution's table: one line per department.
var departmentColumns = []column[departmentTally]{
	{head: wordDepartmentOf, width: 24, look: text, most: 100, value: func(w *workbook, d departmentTally) any { return w.department(d.name) }},
	{head: words{"対象ファイル", "Files listed"}, width: 12, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.files }},
	statusColumn(record.Inspected, func(t *tally) int { return t.inspected }),
	statusColumn(record.Partial, func(t *tally) int { return t.partial }),
	statusColumn(record.Skipped, func(t *tally) int { return t.skipped }),
	statusColumn(record.Unreadable, func(t *tally) int { return t.unreadable }),
	{head: words{"点検率", "Coverage"}, width: 10, look: percent, value: func(_ *workbook, d departmentTally) any { return d.coverage() }},
	{head: words{"要対応ファイル", "Files to act on"}, width: 12, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.flagged }},
	levelColumn(record.Critical), levelColumn(record.High), levelColumn(record.Medium), levelColumn(record.Low),
	{head: words{"規程違反の疑い", "Possible violations"}, width: 11, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.violation }},
	{head: words{"要確認", "To be reviewed"}, width: 10, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.review }},
	{head: wordPersonsAdded, width: 13, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.persons }},
	{head: wordLargeFiles, width: 13, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.large }},
	{head: wordSharedFiles, width: 13, look: number, sum: true, value: func(_ *workbook, d departmentTally) any { return d.shared }},
}

func statusColumn(s record.Status, n func(*tally) int) column[departmentTally] {
	return column[departmentTally]{
		head: words{s.Label(record.Japanese), s.Label(record.English)}, width: 11, look: number, sum: true,
		value: func(_ *workbook, d departmentTally) any { return n(d.tally) },
	}
}

func levelColumn(l record.Level) column[departmentTally] {
	return column[departmentTally]{
		head: words{l.Label(record.Japanese), l.Label(record.English)}, width: 8, look: number, sum: true,
		value: func(_ *workbook, d departmentTally) any { return d.levels[l.Rank()].flagged },
	}
}

// coverage is the share of the files meant to be inspected that were, parts of
// them missing in some.
func (t *tally) coverage() float64 {
	meant := t.files - t.skipped
	if meant == 0 {
		return 1
	}
	return float64(t.inspected+t.partial) / float64(meant)
}

const departmentsHead = 3

func (w *workbook) departments() error {
	if !w.Whole {
		return nil
	}
	rows := w.survey.byGravity()
	t := &table[departmentTally]{
		w: w, name: sheetDepartments.in(w.Lang), columns: departmentColumns, frozen: 1,
		above: []banner{
			{word(words{"部局別集計（緊急・要対応の多い順）", "By department (most critical files first)"}.in(w.Lang)), strong},
			{word(words{
				"点検率 ＝（点検済＋一部点検）÷（対象－対象外）。推定人数は要対応ファイルごとの人数の合計で、同じ人が複数のファイルにあれば重ねて数えます。",
				"Coverage = (inspected + partly) ÷ (listed − skipped). Persons are added up over the files to act on: somebody in two files counts twice.",
			}.in(w.Lang)), note},
		},
	}
	return t.write(rows, &departmentTally{tally: &w.survey.tally})
}
