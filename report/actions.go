package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"tenken/internal/followup"
	"tenken/internal/record"
)

// toDo is a line of the list of files to act on.
type toDo struct {
	number int
	*asked
}

// actionColumns are the sheet that departments work on.
var actionColumns = []column[toDo]{
	{head: words{"番号", "No."}, width: 5, look: plain, value: func(_ *workbook, r toDo) any { return r.number }},
	{head: wordLevel, width: 7.5, look: plain, value: func(w *workbook, r toDo) any { return level(w, r.File) }},
	{head: wordDepartment, width: 11, look: text, whole: true, most: 60, value: func(w *workbook, r toDo) any { return w.department(r.Department) }},
	{head: wordVerdict, width: 9.5, look: text, value: func(w *workbook, r toDo) any { return word(r.Verdict.Label(w.Lang)) }},
	{head: wordSince, width: 13, look: text, most: 200, value: func(w *workbook, r toDo) any { return w.since(r.standing) }},
	{head: words{"内容", "What"}, width: 20, look: text, most: 400, value: func(w *workbook, r toDo) any { return w.what(r.File) }},
	{head: wordPersons, width: 8, look: number, value: func(_ *workbook, r toDo) any { return r.Persons }},
	{head: wordPlace, width: 20, look: text, most: 600, value: func(w *workbook, r toDo) any { return w.places(r) }},
	{head: words{"リンク", "Link"}, width: 6, look: linked, value: func(w *workbook, r toDo) any { return linkTo(w.link(r.Link)) }},
	{head: wordName, width: 18, look: text, most: 120, value: func(w *workbook, r toDo) any { return w.nameOf(r.File) }},
	{head: wordOwner, width: 12, look: text, most: 80, value: func(w *workbook, r toDo) any { return w.owner(r.Owner) }},
	{head: wordExposure, width: 9, look: text, value: func(w *workbook, r toDo) any { return word(r.Exposure.Label(w.Lang)) }},
	{head: wordModified, width: 11, look: date, value: func(w *workbook, r toDo) any { return w.serial(r.Modified) }},
	{head: wordReason, width: 25, look: text, most: 200, value: func(w *workbook, r toDo) any { return w.why(r.File) }},
	{head: words{"推奨対応", "What to do"}, width: 19, look: text, value: func(w *workbook, r toDo) any { return w.action(r.File) }},
	{head: words{"マスク済みの例［該当箇所］", "Masked sample [places]"}, width: 27, look: text, most: 600, value: func(w *workbook, r toDo) any { return w.evidence(r.File) }},
	{head: wordAnswer, width: 12, look: input, value: func(w *workbook, r toDo) any {
		if a := r.given(w); a != nil {
			return word(answerName(a.Kind, w.Lang))
		}
		return word(answerName(followup.Open, w.Lang))
	}},
	{head: wordUntil, width: 11.5, look: inputDate, value: func(w *workbook, r toDo) any {
		if a := r.given(w); a != nil && !a.Until.IsZero() {
			return w.serial(a.Until)
		}
		return w.serial(w.Due)
	}},
	{head: wordApproval, width: 9, look: input, most: 60, value: func(w *workbook, r toDo) any { return r.said(w, func(a *followup.Answer) string { return a.Approval }) }},
	{head: wordWho, width: 8, look: input, most: 60, value: func(w *workbook, r toDo) any { return r.said(w, func(a *followup.Answer) string { return a.Who }) }},
	{head: wordRemarks, width: 14, look: input, most: 500, value: func(w *workbook, r toDo) any { return r.said(w, func(a *followup.Answer) string { return a.Reason }) }},
	{head: wordRowID, width: 8, look: text, value: func(_ *workbook, r toDo) any { return word(followup.ID(r.Item)) }},
}

var (
	wordRemarks  = words{"備考（保持の理由など）", "Remarks (why kept, …)"}
	wordUntil    = words{"期限（保持は有効期限）", "Due (kept: until)"}
	wordApproval = words{"許可番号（保持）", "Approval no. (kept)"}
	wordWho      = words{"担当", "Who"}
)

// given is what the department said of the row in an earlier book of the same
// run; nil: nothing.
func (r toDo) given(w *workbook) *followup.Answer {
	if a := r.standing.Answer; a != nil && a.Run == w.Run && r.standing.Why == "" {
		return a
	}
	return nil
}

func (r toDo) said(w *workbook, of func(*followup.Answer) string) any {
	if a := r.given(w); a != nil && of(a) != "" {
		return of(a)
	}
	return nil
}

// copiesShown is how many copies of a file a cell names.
const copiesShown = 3

// places are the folder of a file and those of its copies.
func (w *workbook) places(r toDo) lines {
	out := lines{w.where(r.File)}
	if len(r.copies) == 0 {
		return out
	}
	out = append(out, fmt.Sprintf(words{"同じ内容の写し %d 件（回答は共通）：", "%d copies (one answer for all):"}.in(w.Lang), len(r.copies)))
	for _, c := range r.copies[:min(len(r.copies), copiesShown)] {
		_, name := split(c.path)
		out = append(out, w.folder(c.root, c.path)+"/"+w.maskedName(name))
	}
	if more := len(r.copies) - copiesShown; more > 0 {
		out = append(out, fmt.Sprintf(words{"ほか %d 件（「%s」を参照）", "and %d more (see \"%s\")"}.in(w.Lang), more, sheetAll.in(w.Lang)))
	}
	return out
}

// nameOf is the name of a file without its folders.
func (w *workbook) nameOf(f record.File) string {
	_, name := split(f.Path)
	return w.maskedName(name)
}

// shown is how many rows the list has.
func (w *workbook) shown() int { return len(w.survey.worst.sorted()) }

// listedFiles is how many files the rows are about.
func (w *workbook) listedFiles() int {
	n := 0
	for _, a := range w.survey.worst.sorted() {
		n += 1 + len(a.copies)
	}
	return n
}

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
	asked := w.survey.worst.sorted()
	rows := make([]toDo, len(asked))
	for i, a := range asked {
		rows[i] = toDo{i + 1, a}
	}
	files := w.listedFiles()
	t := &table[toDo]{
		w: w, name: sheet, columns: choose(w, actionColumns), frozen: 2,
		above: []banner{
			{fmt.Sprintf(words{"要対応一覧　%s　%s 件（回答と違うもの、危険度の高いものから）", "Files to act on: %s, %s (broken promises and the gravest first)"}.in(w.Lang),
				visible(w.title()), comma(w.survey.flagged)), strong},
			{word(words{
				"黄色の欄に記入してください。並べ替え・絞り込みをしてもかまいません。「管理番号」は変えないでください。",
				"Fill in the yellow columns. Sorting and filtering is fine; leave the row IDs as they are.",
			}.in(w.Lang)), note},
		},
	}
	if more := w.survey.flagged - files; more > 0 {
		t.above[1] = banner{word(fmt.Sprintf(words{
			"※重い順に %s 件だけを載せています。ほかに %s 件あります：「%s」シートを「判定」で絞り込んで確認してください。　黄色の欄に記入してください。",
			"Only the %s gravest are listed. There are %s more: filter the sheet \"%s\" by verdict. Fill in the yellow columns.",
		}.in(w.Lang), comma(files), comma(more), sheetAll.in(w.Lang))), notice}
	}
	if err := w.dropdown(sheet, t.columns); err != nil {
		return err
	}
	t.each = w.seals.row(headsOf(w, t.columns), asked)
	return t.write(rows, nil)
}

// headsOf are the headers of columns; "" for those that do not testify.
func headsOf[T any](w *workbook, columns []column[T]) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		switch {
		case i == 0, c.look == input, c.look == inputDate, c.look == linked, c.head == wordRowID:
		default:
			out[i] = c.head.in(w.Lang)
		}
	}
	return out
}

// dropdown offers the answers, checks dates and greys out what is done.
func (w *workbook) dropdown(sheet string, columns []column[toDo]) error {
	if w.shown() == 0 {
		return nil
	}
	first, last := actionHead+1, actionHead+w.shown()
	var keys []string
	for _, a := range answerWords {
		keys = append(keys, a.in(w.Lang))
	}
	done := ""
	for i, c := range columns {
		cells := at(i+1, first) + ":" + at(i+1, last)
		switch {
		case c.head == wordAnswer:
			if err := w.choices(sheet, cells, c.head, keys); err != nil {
				return err
			}
			cell := "$" + at(i+1, first)
			done = fmt.Sprintf(`AND(%s<>"",%s<>"%s",%s<>"%s")`, cell, cell, keys[0], cell, keys[1])
		case c.look == inputDate:
			if err := w.dates(sheet, cells, c.head); err != nil {
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

// choices lets cells hold one of a few words only.
func (w *workbook) choices(sheet, cells string, head words, keys []string) error {
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cells
	if err := dv.SetDropList(keys); err != nil {
		return err
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, head.in(w.Lang), words{"一覧から選んでください", "choose one of the list"}.in(w.Lang))
	return w.AddDataValidation(sheet, dv)
}

// dates lets cells hold dates of this century only.
func (w *workbook) dates(sheet, cells string, head words) error {
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cells
	if err := dv.SetRange(36526, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil { // 2000–2099
		return err
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, head.in(w.Lang), words{"日付を 2026-12-31 の形で入れてください", "give a date as 2026-12-31"}.in(w.Lang))
	return w.AddDataValidation(sheet, dv)
}
