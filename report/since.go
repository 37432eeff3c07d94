package report

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"tenken/internal/followup"
	"tenken/internal/record"
)

var sheetSince = words{"前回との比較", "Comparison"}

// Layout of the sheet: what became of the files, the figures of the runs, and a
// chart of these; below them the files that are not flagged any more.
const (
	sinceTop     = 5
	periodsShown = 8
	settledShown = 500
	settledTop   = sinceTop + 13 + sinceChart
	sinceChart   = 16
	periodColumn = 7
)

var sinceWidths = []float64{1.5, 24, 12, 14, 46, 2, 16, 14, 12, 12, 12, 12, 14, 14, 2}

// comparison writes what became of the files of the last inspection.
func (w *workbook) comparison() error {
	c, err := newCanvas(w, sheetSince.in(w.Lang), sinceWidths...)
	if err != nil {
		return err
	}
	c.put(2, 1, word(fmt.Sprintf(words{"前回との比較　%s", "Comparison with the last inspection: %s"}.in(w.Lang), visible(w.title()))), strong)
	base := words{"前回の点検がないため、すべて新規です", "there is no earlier inspection: everything is new"}
	if w.Since != nil {
		base = words{
			fmt.Sprintf("点検番号 %d（%s）と比べています", w.Since.Run, day(w.Since.At, record.Japanese)),
			fmt.Sprintf("compared with run %d (%s)", w.Since.Run, day(w.Since.At, record.English)),
		}
	}
	c.put(2, 2, word(base.in(w.Lang)), note)
	c.put(2, 3, word(words{
		"「是正確認」は、無くなったことを保存先が確かめたもの、または読み直して該当しなかったものだけです。確かめられないものは改善に数えません。",
		"Settled means gone as the store confirms, or read again and found clear. What cannot be confirmed is not progress.",
	}.in(w.Lang)), note)
	w.outcomes(c)
	rows := w.history(c)
	if err := w.pages(c.sheet, 0, 0); err != nil {
		return err
	}
	if err := w.trend(c.sheet, rows); err != nil {
		return err
	}
	w.settled(c)
	return c.draw(rowHeight)
}

// outcomes counts the files by what became of them.
func (w *workbook) outcomes(c *canvas) {
	c.span(2, 5, sinceTop-1, word(words{"要対応ファイルのゆくえ", "What became of files to act on"}.in(w.Lang)), heading)
	c.heads(2, sinceTop, words{"状態", "State"}, wordFiles, wordPersonsAdded, words{"意味", "Meaning"})
	settled := map[followup.State]stateTally{}
	for _, s := range w.settledFiles() {
		t := settled[s.State]
		settled[s.State] = stateTally{t.files + 1, t.persons + s.File.Persons}
	}
	row := sinceTop
	for _, st := range stateNotes {
		row++
		t := w.survey.states[st.state]
		if s, ok := settled[st.state]; ok {
			t = s
		}
		c.put(2, row, word(stateWords[st.state].in(w.Lang)), label)
		c.put(3, row, t.files, factNumber)
		c.put(4, row, t.persons, factNumber)
		c.put(5, row, word(st.in(w.Lang)), text)
		c.height(row, 38)
	}
	for _, r := range []struct {
		name  words
		n     int
		notes words
	}{
		{words{"うち 回答により受理", "of these: settled by an answer"}, w.survey.held, words{"有効な「保持」「誤検知」の回答または許可", "kept or false alarm, by an answer or approval that holds"}},
		{words{"うち 対応済・次回確認", "of these: said to be done"}, w.survey.waiting, words{"次回の点検で確かめます", "the next scan confirms it"}},
		{words{"うち 回答と違うもの", "of these: not as answered"}, w.survey.broken, words{"要対応一覧の先頭に載せています", "at the top of the list"}},
	} {
		row++
		c.put(2, row, word(r.name.in(w.Lang)), label)
		c.put(3, row, r.n, factNumber)
		c.put(4, row, nil, fact)
		c.put(5, row, word(r.notes.in(w.Lang)), fact)
	}
}

// quarters are the periods to show: of each quarter the last, or all where
// fewer than two quarters are known.
func (w *workbook) quarters() []followup.Period {
	byQuarter := []followup.Period{}
	for _, p := range w.Periods {
		if n := len(byQuarter); n > 0 && followup.Quarter(byQuarter[n-1].At) == followup.Quarter(p.At) {
			byQuarter[n-1] = p
			continue
		}
		byQuarter = append(byQuarter, p)
	}
	if len(byQuarter) < 2 {
		byQuarter = slices.Clone(w.Periods)
	}
	return byQuarter[max(0, len(byQuarter)-periodsShown):]
}

// quarterName is what people call the time of a period: the quarter of the
// Japanese fiscal year, the day and the run.
func (w *workbook) quarterName(p followup.Period) string {
	t := p.At.In(w.Made.Location())
	year, quarter := t.Year(), (int(t.Month())+8)/3%4+1
	if t.Month() < 4 {
		year--
	}
	return fmt.Sprintf(words{"%d年度 第%d四半期（%s 点検%d）", "FY%d Q%d (%s, run %d)"}.in(w.Lang), year, quarter, t.Format("01-02"), p.Run)
}

func (w *workbook) countsOf(p followup.Period) followup.Counts {
	if w.Whole {
		return p.All()
	}
	return p.Departments[w.Department]
}

// history writes the figures of the periods and returns how many there are.
func (w *workbook) history(c *canvas) int {
	c.span(periodColumn, periodColumn+7, sinceTop-1, word(words{"推移（四半期ごとの最後の点検）", "Trend (last inspection of each quarter)"}.in(w.Lang)), heading)
	c.span(periodColumn, periodColumn+1, sinceTop, word(words{"時期", "Period"}.in(w.Lang)), head)
	c.heads(periodColumn+2, sinceTop, words{"緊急・高", "Critical, high"}, words{"中・低", "Medium, low"}, wordFlagged, words{"対象", "Listed"},
		words{"点検率", "Coverage"}, wordPersonsAdded)
	c.height(sinceTop, 34)
	periods := w.quarters()
	for i, p := range periods {
		row, n := sinceTop+1+i, w.countsOf(p)
		c.span(periodColumn, periodColumn+1, row, word(w.quarterName(p)), label)
		for j, v := range []int{n.Grave, n.Flagged - n.Grave, n.Flagged, n.Files} {
			c.put(periodColumn+2+j, row, v, factNumber)
		}
		c.put(periodColumn+6, row, coverageOf(n), factPercent)
		c.put(periodColumn+7, row, n.Persons, factNumber)
	}
	if len(periods) == 0 {
		c.span(periodColumn, periodColumn+7, sinceTop+1, word(words{"終わった点検がまだありません", "no inspection has finished yet"}.in(w.Lang)), fact)
	}
	return len(periods)
}

func coverageOf(c followup.Counts) float64 {
	t := tally{files: c.Files, inspected: c.Inspected, partial: c.Partial, skipped: c.Skipped}
	return t.coverage()
}

// trend draws the chart of the periods.
func (w *workbook) trend(sheet string, periods int) error {
	if periods == 0 {
		return nil
	}
	name := words{"要対応ファイル数の推移", "Files to act on, by period"}.in(w.Lang)
	font := excelize.Font{Family: family, Size: 10, Color: "404040"}
	width := 0
	for _, x := range sinceWidths[1:14] {
		width += int(x*8 + 0.5)
	}
	chart := &excelize.Chart{
		Type:     excelize.ColStacked,
		Format:   excelize.GraphicOptions{PrintObject: ptr(true), Locked: ptr(true), AltText: name},
		Legend:   excelize.ChartLegend{Position: "top", Font: &font},
		XAxis:    excelize.ChartAxis{Font: font},
		YAxis:    excelize.ChartAxis{Minimum: ptr(0.0), Font: font, MajorGridLines: true},
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: `#,##0;;`}},
		GapWidth: ptr(uint(80)), Overlap: ptr(100),
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: name, Font: &excelize.Font{Family: family, Size: 11, Bold: true}}}},
		Dimension: excelize.ChartDimension{Width: uint(width - 60), Height: uint((sinceChart - 1) * 24)},
	}
	for i, color := range []string{"E57373", "FFC000"} { // figures stand on them
		column := periodColumn + 2 + i
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!%s", quoted(sheet), at(column, sinceTop)),
			Categories: area(sheet, periodColumn, sinceTop+1, periodColumn, sinceTop+periods),
			Values:     area(sheet, column, sinceTop+1, column, sinceTop+periods),
			Fill:       solid(color),
		})
	}
	return w.AddChart(sheet, at(2, sinceTop+12), chart)
}

// settledFiles are those of the book.
func (w *workbook) settledFiles() []followup.Settled {
	if w.Since == nil {
		return nil
	}
	if w.Whole {
		return w.Since.Settled
	}
	var out []followup.Settled
	for _, s := range w.Since.Settled {
		if s.File.Department == w.Department {
			out = append(out, s)
		}
	}
	return out
}

// endedWords say how a file was settled.
var endedWords = map[string]words{
	followup.EndedGone:      {"保存先から無くなりました", "gone from the store"},
	followup.EndedClear:     {"読み直して該当しませんでした", "read again, and clear"},
	followup.EndedEncrypted: {"暗号化されました", "encrypted"},
	followup.EndedRules:     {"規則が変わり、該当しなくなりました", "the rules changed"},
	"":                      {"一覧または内容を取得できません", "could not be listed or read"},
}

// settled lists the files that are not flagged any more, or not seen: what
// nobody could confirm first.
func (w *workbook) settled(c *canvas) {
	files := slices.Clone(w.settledFiles())
	if len(files) == 0 {
		return
	}
	order := map[followup.State]int{followup.Unseen: 0, followup.Fixed: 1, followup.Rejudged: 2}
	slices.SortStableFunc(files, func(a, b followup.Settled) int { return order[a.State] - order[b.State] })
	row := settledTop
	c.span(2, 14, row, word(words{"要対応でなくなったファイル・確かめられないファイル", "Files not to act on any more, or not confirmed"}.in(w.Lang)), heading)
	row++
	c.heads(2, row, words{"状態", "State"}, wordLevel, wordPersons)
	c.span(5, 6, row, word(words{"どのように", "How"}.in(w.Lang)), head)
	c.span(7, 9, row, word(wordPlace.in(w.Lang)), head)
	c.span(10, 12, row, word(wordName.in(w.Lang)), head)
	c.span(13, 14, row, word(words{"前回の回答", "Last answer"}.in(w.Lang)), head)
	for _, s := range files[:min(len(files), settledShown)] {
		row++
		c.put(2, row, word(stateWords[s.State].in(w.Lang)), label)
		c.put(3, row, level(w, s.File), plain)
		c.put(4, row, s.File.Persons, factNumber)
		c.span(5, 6, row, word(endedWords[s.Ended].in(w.Lang)), fact)
		c.span(7, 9, row, w.where(s.File), fact)
		c.span(10, 12, row, w.nameOf(s.File), fact)
		answer := any(nil)
		if s.Answer != nil {
			answer = word(answerName(s.Answer.Kind, w.Lang))
		}
		c.span(13, 14, row, answer, fact)
	}
	if more := len(files) - settledShown; more > 0 {
		c.put(2, row+1, word(words{"ほか ", "and "}.in(w.Lang)+strconv.Itoa(more)+words{" 件", " more"}.in(w.Lang)), note)
	}
}
