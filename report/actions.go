package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"tenken/internal/record"
)

// toDo is a line of the list of files to act on.
type toDo struct {
	number int
	record.File
}

// actionColumns are the sheet that departments work on.
var actionColumns = []column[toDo]{
	{head: words{"番号", "No."}, width: 5, look: plain, value: func(_ *workbook, r toDo) any { return r.number }},
	{head: wordLevel, width: 7.5, look: plain, value: func(w *workbook, r toDo) any { return level(w, r.File) }},
	{head: wordDepartment, width: 11, look: text, whole: true, most: 60, value: func(w *workbook, r toDo) any { return w.department(r.Department) }},
	{head: wordVerdict, width: 9.5, look: text, value: func(w *workbook, r toDo) any { return word(r.Verdict.Label(w.Lang)) }},
	{head: words{"内容", "What"}, width: 21, look: text, most: 400, value: func(w *workbook, r toDo) any { return w.what(r.File) }},
	{head: wordPersons, width: 8.5, look: number, value: func(_ *workbook, r toDo) any { return r.Persons }},
	{head: wordPlace, width: 20, look: text, most: 150, value: func(w *workbook, r toDo) any { return w.where(r.File) }},
	{head: words{"リンク", "Link"}, width: 6.5, look: linked, value: func(_ *workbook, r toDo) any { return linkTo(r.Link) }},
	{head: wordName, width: 19, look: text, most: 120, value: func(_ *workbook, r toDo) any { return nameOf(r.File) }},
	{head: wordOwner, width: 13, look: text, most: 80, value: func(_ *workbook, r toDo) any { return r.Owner }},
	{head: wordExposure, width: 10, look: text, value: func(w *workbook, r toDo) any { return word(r.Exposure.Label(w.Lang)) }},
	{head: wordModified, width: 11.5, look: date, value: func(w *workbook, r toDo) any { return w.serial(r.Modified) }},
	{head: wordReason, width: 20, look: text, most: 200, value: func(w *workbook, r toDo) any { return w.why(r.File) }},
	{head: words{"推奨対応", "What to do"}, width: 20, look: text, value: func(w *workbook, r toDo) any { return w.action(r.File) }},
	{head: words{"マスク済みの例［該当箇所］", "Masked sample [places]"}, width: 30, look: text, most: 600, value: func(w *workbook, r toDo) any { return w.evidence(r.File) }},
	{head: wordAnswer, width: 11, look: input, value: func(w *workbook, _ toDo) any { return word(answers[0].in(w.Lang)) }},
	{head: words{"期限", "Due"}, width: 11.5, look: inputDate, value: func(w *workbook, _ toDo) any { return w.serial(w.Due) }},
	{head: words{"担当", "Who"}, width: 8, look: input, value: nothing},
	{head: wordRemarks, width: 12, look: input, value: nothing},
	{head: wordRowID, width: 8, look: text, value: func(_ *workbook, r toDo) any { return word(RowID(r.Item)) }},
}

var wordRemarks = words{"備考（保持の理由など）", "Remarks (why kept, …)"}

func nothing(*workbook, toDo) any { return nil }

func nameOf(f record.File) string {
	_, name := split(f.Path)
	return name
}

// shown is how many files the list holds.
func (w *workbook) shown() int { return min(w.survey.flagged, listed) }

const actionHead = 3 // row of the header: two lines stand above it

// actionRange is the cells of a column of the list, for formulas.
func (w *workbook) actionRange(head words) string {
	for i, c := range choose(w, actionColumns) {
		if c.head == head {
			return area(sheetActions.in(w.Lang), i+1, actionHead+1, i+1, actionHead+max(1, w.shown()))
		}
	}
	panic("report: no column " + head.en) // a mistake in the program
}

func (w *workbook) actions() error {
	sheet := sheetActions.in(w.Lang)
	t := &table[toDo]{
		w: w, name: sheet, columns: choose(w, actionColumns), rows: w.shown(), frozen: 2,
		above: []banner{
			{fmt.Sprintf(words{"要対応一覧　%s　%s 件（危険度の高い順）", "Files to act on: %s, %s (gravest first)"}.in(w.Lang),
				visible(w.title()), comma(w.survey.flagged)), strong},
			{word(words{
				"黄色の欄（対応・期限・担当・備考）に記入してください。並べ替え・絞り込みをしてもかまいません。「管理番号」は変えないでください。",
				"Fill in the yellow columns. Sorting and filtering is fine; leave the row IDs as they are.",
			}.in(w.Lang)), note},
		},
	}
	if more := w.survey.flagged - w.shown(); more > 0 {
		t.above[1] = banner{word(fmt.Sprintf(words{
			"※重い順に %s 件だけを載せています。ほかに %s 件あります：「%s」シートを「判定」で絞り込んで確認してください。　黄色の欄に記入してください。",
			"Only the %s gravest are listed. There are %s more: filter the sheet \"%s\" by verdict. Fill in the yellow columns.",
		}.in(w.Lang), comma(w.shown()), comma(more), sheetAll.in(w.Lang))), notice}
	}
	if err := w.dropdown(sheet, t.columns); err != nil {
		return err
	}
	if err := t.open(); err != nil {
		return err
	}
	for i, f := range w.survey.worst.sorted() {
		if err := t.add(toDo{i + 1, f}); err != nil {
			return err
		}
	}
	return t.close()
}

// dropdown offers the answers, checks dates and greys out what is done.
func (w *workbook) dropdown(sheet string, columns []column[toDo]) error {
	if w.shown() == 0 {
		return nil
	}
	first, last := actionHead+1, actionHead+w.shown()
	var keys []string
	for _, a := range answers {
		keys = append(keys, a.in(w.Lang))
	}
	done := ""
	for i, c := range columns {
		cells := at(i+1, first) + ":" + at(i+1, last)
		switch {
		case c.head == wordAnswer:
			dv := excelize.NewDataValidation(true)
			dv.Sqref = cells
			if err := dv.SetDropList(keys); err != nil {
				return err
			}
			dv.SetError(excelize.DataValidationErrorStyleStop, wordAnswer.in(w.Lang),
				words{"一覧から選んでください", "choose one of the list"}.in(w.Lang))
			if err := w.AddDataValidation(sheet, dv); err != nil {
				return err
			}
			cell := "$" + at(i+1, first)
			done = fmt.Sprintf(`AND(%s<>"",%s<>"%s",%s<>"%s")`, cell, cell, keys[0], cell, keys[1])
		case c.look == inputDate:
			dv := excelize.NewDataValidation(true)
			dv.Sqref = cells
			if err := dv.SetRange(36526, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil { // 2000–2099
				return err
			}
			dv.SetError(excelize.DataValidationErrorStyleStop, c.head.in(w.Lang),
				words{"日付を 2026-12-31 の形で入れてください", "give a date as 2026-12-31"}.in(w.Lang))
			if err := w.AddDataValidation(sheet, dv); err != nil {
				return err
			}
		}
	}
	grey, err := w.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: doneColor}})
	if err != nil {
		return err
	}
	return w.SetConditionalFormat(sheet, at(1, first)+":"+at(len(columns), last),
		[]excelize.ConditionalFormatOptions{{Type: "formula", Criteria: done, Format: &grey}})
}
