package report

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tenken/internal/record"
)

// The summary is three blocks of columns side by side: B–F, H–J and L–N.
const (
	left, leftEnd     = 2, 6
	middle, middleEnd = 8, 10
	right, rightEnd   = 12, 14

	firstBlockRow = 12
	chartRow      = 24
	chartRows     = 14
	rowHeight     = 20.0
)

var coverWidths = []float64{1.5, 19, 10, 15, 11, 16, 2, 30, 12, 12, 2, 25, 19, 23}

// How many lines the lists of the summary have.
const (
	typesShown       = 8
	causesShown      = 5
	departmentsShown = 12
	besidesShown     = 10
)

// cover writes the summary: what the head of a department reads in five
// minutes, on one page.
func (w *workbook) cover() error {
	c, err := newCanvas(w, sheetCover.in(w.Lang), coverWidths...)
	if err != nil {
		return err
	}
	c.put(left, 1, word(wordTitle.in(w.Lang)), title)
	c.height(1, 34)
	c.span(right, rightEnd, 1, w.marking(), marking)
	w.about(c)
	w.besides(c)
	w.figures(c)
	w.confirmation(c)
	w.coverage(c)
	row := w.levels(c, firstBlockRow)
	row = w.causes(c, row+2)
	w.steps(c, row+2)
	w.types(c, firstBlockRow)
	w.progress(c, firstBlockRow)
	if err := errors.Join(w.page(c.sheet, 0), w.chart(), w.lock(c.sheet)); err != nil {
		return err
	}
	return c.draw(rowHeight)
}

// lock keeps the figures from being overwritten by mistake; there is no
// password, and the cells to fill in stay open.
func (w *workbook) lock(sheet string) error {
	return w.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	})
}

// about says what the book is about.
func (w *workbook) about(c *canvas) {
	period := day(w.Period, w.Lang)
	if !w.Until.IsZero() && day(w.Until, w.Lang) != period {
		period += words{"～", " to "}.in(w.Lang) + day(w.Until, w.Lang)
	}
	subject := w.Department
	if w.Whole || subject == "" {
		subject = w.title()
	}
	if head := w.Heads[w.Department]; head != "" && !w.Whole {
		subject += words{"（", " ("}.in(w.Lang) + head + words{"）", ")"}.in(w.Lang)
	}
	rows := []struct {
		label words
		value any
	}{
		{words{"機関名", "Institution"}, w.Institution},
		{wordDepartment, subject},
		{words{"対象期間", "Period"}, period},
		{wordMade, w.now},
		{words{"点検番号", "Run"}, w.Run},
		{words{"問合せ先", "Contact"}, w.Contact},
	}
	for i, r := range rows {
		c.put(left, 3+i, word(r.label.in(w.Lang)), label)
		c.span(left+1, leftEnd, 3+i, r.value, fact)
	}
}

// besides tells the head of several departments that each has a book.
func (w *workbook) besides(c *canvas) {
	if len(w.Besides) == 0 {
		return
	}
	names := make([]string, 0, besidesShown)
	for _, d := range w.Besides[:min(len(w.Besides), besidesShown)] {
		names = append(names, visible(d))
	}
	list := strings.Join(names, words{"、", ", "}.in(w.Lang))
	if more := len(w.Besides) - besidesShown; more > 0 {
		list += fmt.Sprintf(words{" ほか %d 部局", " and %d more"}.in(w.Lang), more)
	}
	c.put(left, 9, word(fmt.Sprintf(words{
		"※%s が長である部局はほかにもあります。自己点検表は部局ごとです：%s",
		"%s is head of other departments, too; each has a workbook of its own: %s",
	}.in(w.Lang), visible(w.Heads[w.Department]), list)), notice)
}

// figures are what to look at first.
func (w *workbook) figures(c *canvas) {
	s := w.survey
	rows := []struct {
		label words
		n     int
		look  look
	}{
		{words{"要対応のファイル", "Files to act on"}, s.flagged, figureFiles},
		{words{"うち 緊急・高", "of these critical or high"}, s.grave(), figureFiles},
		{words{"要対応の推定人数（延べ）", "Persons (est., added up)"}, s.persons, figurePersons},
		{wordLargeFiles, s.large, figureFiles},
		{wordSharedFiles, s.shared, figureFiles},
		{words{"点検できなかったファイル", "Files not or partly inspected"}, s.partial + s.unreadable, figureFiles},
	}
	for i, r := range rows {
		c.put(middle, 3+i, word(r.label.in(w.Lang)), label)
		c.put(middle+1, 3+i, r.n, r.look)
		unit := words{"件", "files"}
		if r.look == figurePersons {
			unit = words{"人", "persons"}
		}
		c.put(middleEnd, 3+i, word(unit.in(w.Lang)), label)
	}
}

// confirmation is where the people responsible sign.
func (w *workbook) confirmation(c *canvas) {
	c.heads(right, 3, words{"確認欄（記入）", "To be filled in"}, words{"点検担当者", "Inspected by"}, words{"部局の長（保護管理者）", "Head of department"})
	for i, l := range []words{{"署名", "Signed"}, {"確認日", "Date"}} {
		c.put(right, 4+i, word(l.in(w.Lang)), label)
		look := input
		if i == 1 {
			look = inputDate
		}
		c.put(right+1, 4+i, nil, look)
		c.put(rightEnd, 4+i, nil, look)
	}
	c.block(right, 6, right, 8, word(words{"所見", "Comments"}.in(w.Lang)), label)
	c.block(right+1, 6, rightEnd, 8, nil, input)
}

// coverage accounts for every file that was listed.
func (w *workbook) coverage(c *canvas) {
	s := w.survey
	c.put(left, 10, word(fmt.Sprintf(wordWholeCoverage.in(w.Lang),
		comma(s.files), comma(s.inspected), comma(s.partial), comma(s.skipped), comma(s.unreadable))), strong)
	if n := s.partial + s.unreadable; n > 0 {
		c.put(right, 10, word(fmt.Sprintf(words{"※点検できなかったもの：「%s」シート", "Those not inspected: sheet \"%s\""}.in(w.Lang), sheetUnread.in(w.Lang))), notice)
	}
}

// levels counts the files to act on by gravity.
func (w *workbook) levels(c *canvas, row int) int {
	c.span(left, leftEnd, row-1, word(words{"危険度別の要対応ファイル", "Files to act on by level"}.in(w.Lang)), heading)
	c.heads(left, row, wordLevel, wordFlagged, words{"規程違反の疑い", "Possible violations"}, words{"要確認", "To be reviewed"}, wordPersonsAdded)
	c.height(row, 34)
	first := row + 1
	for _, l := range []record.Level{record.Critical, record.High, record.Medium, record.Low} {
		row++
		t := w.survey.levels[l.Rank()]
		c.put(left, row, level(w, record.File{Level: l}), plain)
		for i, n := range []int{t.flagged, t.violation, t.review, t.persons} {
			c.put(left+1+i, row, n, factNumber)
		}
	}
	last := row
	row++
	c.put(left, row, word(wordTotal.in(w.Lang)), totalText)
	s := w.survey
	for i, n := range []int{s.flagged, s.violation, s.review, s.persons} {
		sum := fmt.Sprintf("SUM(%s:%s)", at(left+1+i, first), at(left+1+i, last))
		c.put(left+1+i, row, formula{sum, n}, totalNumber)
	}
	return row
}

// causes says what kept files from being inspected.
func (w *workbook) causes(c *canvas, row int) int {
	c.span(left, leftEnd, row, word(words{"点検できなかった主な理由", "Why files were not inspected"}.in(w.Lang)), heading)
	row++
	c.span(left, leftEnd-1, row, word(wordReason.in(w.Lang)), head)
	c.put(leftEnd, row, word(wordFiles.in(w.Lang)), head)
	causes, files := w.survey.unreadCauses(causesShown)
	for _, code := range causes {
		row++
		c.span(left, leftEnd-1, row, word(code.What(w.Lang)), fact)
		c.put(leftEnd, row, files[code], factNumber)
	}
	if len(causes) == 0 {
		row++
		c.span(left, leftEnd, row, word(words{"すべて点検できました", "All of them were inspected"}.in(w.Lang)), fact)
	}
	return row
}

// steps says how to go on.
func (w *workbook) steps(c *canvas, row int) {
	c.span(left, leftEnd, row, word(words{"この報告書の使い方", "What to do with this book"}.in(w.Lang)), heading)
	for i, s := range []words{
		{fmt.Sprintf("1. 「%s」を上から順に確認する", sheetActions.ja), fmt.Sprintf("1. Go through \"%s\" from the top", sheetActions.en)},
		{"2. 黄色の欄に対応・期限・担当を記入する", "2. Fill in the yellow columns"},
		{fmt.Sprintf("3. 「%s」のファイルを所有者が確認する", sheetUnread.ja), fmt.Sprintf("3. Let owners check what is in \"%s\"", sheetUnread.en)},
		{fmt.Sprintf("4. 「%s」と確認欄に記入して返送する", sheetQuestions.ja), fmt.Sprintf("4. Answer \"%s\", sign above and send the book back", sheetQuestions.en)},
		{fmt.Sprintf("※用語と判定の基準は「%s」にあります", sheetLegend.ja), fmt.Sprintf("Terms are explained in \"%s\"", sheetLegend.en)},
	} {
		c.put(left, row+1+i, word(s.in(w.Lang)), note)
	}
}

// types counts what was found.
func (w *workbook) types(c *canvas, row int) {
	c.span(middle, middleEnd, row-1, word(words{"見つかった情報（要対応ファイル）", "What was found (files to act on)"}.in(w.Lang)), heading)
	c.heads(middle, row, words{"種類", "Type"}, wordFiles, wordCount)
	types := w.survey.mainTypes(typesShown)
	for i, t := range types {
		c.put(middle, row+1+i, w.typeName(t.id), fact)
		c.put(middle+1, row+1+i, t.files, factNumber)
		c.put(middleEnd, row+1+i, t.count, factNumber)
	}
	if len(types) == 0 {
		c.span(middle, middleEnd, row+1, word(wordNothing.in(w.Lang)), fact)
	}
}

// progress counts the answers, and follows them as they are given.
func (w *workbook) progress(c *canvas, row int) {
	c.span(right, rightEnd, row-1, word(words{"対応の進み具合（自動集計）", "Progress (counts itself)"}.in(w.Lang)), heading)
	c.heads(right, row, wordAnswer, words{"件数", "Files"}, words{"割合", "Share"})
	given, n := w.actionRange(wordAnswer), w.shown()
	first := row + 1
	for i, a := range answerWords {
		row++
		count, share := 0, 0.0
		if i == 0 && n > 0 {
			count, share = n, 1
		}
		c.put(right, row, word(a.in(w.Lang)), label)
		c.put(right+1, row, formula{fmt.Sprintf(`COUNTIF(%s,%s)`, given, at(right, row)), count}, factNumber)
		c.put(rightEnd, row, formula{fmt.Sprintf(`IF(%d=0,0,%s/%d)`, n, at(right+1, row), max(1, n)), share}, factPercent)
	}
	row++
	closed := 0
	for closed < len(answerWords) && !answerWords[closed].kind.Final() {
		closed++
	}
	c.put(right, row, word(words{"対応を終えたもの", "Settled"}.in(w.Lang)), totalText)
	sum := fmt.Sprintf("SUM(%s:%s)", at(right+1, first+closed), at(right+1, row-1))
	c.put(right+1, row, formula{sum, 0}, totalNumber)
	c.put(rightEnd, row, formula{fmt.Sprintf(`IF(%d=0,0,%s/%d)`, n, at(right+1, row), max(1, n)), 0.0}, totalPercent)
	row++
	c.put(right, row, word(words{"保持で理由が未記入", "Kept without a reason"}.in(w.Lang)), label)
	missing := fmt.Sprintf(`COUNTIFS(%s,%s,%s,"")`, given, at(right, first+answerKept), w.actionRange(wordRemarks))
	c.put(right+1, row, formula{missing, 0}, factNumber)
	c.put(rightEnd, row, word(words{"0 件にしてください", "should be 0"}.in(w.Lang)), label)
	if w.survey.flagged > n {
		row++
		c.span(right, rightEnd, row, word(fmt.Sprintf(words{"※一覧に載せた重い順の %s 件についての集計です", "Of the %s gravest files, which the list holds"}.in(w.Lang), comma(n))), note)
	}
}
