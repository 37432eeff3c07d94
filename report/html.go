package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"iter"
	"strconv"

	"tenken/internal/followup"
	"tenken/internal/record"
)

//go:embed summary.html
var summaryHTML string

// summaryPage is the template of the summary. Everything in it is escaped by
// its place; the page has no script and loads nothing.
var summaryPage = template.Must(template.New("summary").Parse(summaryHTML))

// WriteHTML writes the institution's summary for the officer's screen: one page
// by itself, without any value, name of a file or owner.
func (s Settings) WriteHTML(w io.Writer, files iter.Seq2[record.File, error]) error {
	b := &workbook{Book: Book{Settings: s, Whole: true}, survey: s.newSurvey(institutionRows), now: day(s.Made, s.Lang)}
	for f, err := range files {
		if err != nil {
			return err
		}
		b.survey.add(f)
	}
	return summaryPage.Execute(w, b.screen())
}

// screen is what the page shows, in words.
type screen struct {
	Lang, Title, Institution, Marking, Contact, Made, Period, Run, Head string
	Coverage, Note                                                      string
	Figures                                                             []figure
	Levels, States, Causes, Types                                       block
	Departments, Heat, Trend, Judged                                    block
	Bars                                                                []bars
	Legend                                                              []key
}

type figure struct {
	Label, Value, Unit string
	Alarm              bool
}

// block is a table with a heading; cells may be shaded.
type block struct {
	Title, Note string
	Heads       []string
	Rows        [][]shaded
}

type shaded struct {
	Text  string
	Shade template.CSS // a background; "" for none
	Text1 bool         // words, not a number
}

// bars is a period as a stacked bar, in percent of the highest.
type bars struct {
	Name, Figures string
	Parts         []part
}

type part struct {
	Width string // percent
	Class string
	Value int
}

type key struct{ Class, Label string }

func number1(n int) shaded  { return shaded{Text: comma(n)} }
func text1(s string) shaded { return shaded{Text: visible(s), Text1: true} }
func shade(n, most int) shaded {
	c := number1(n)
	if most > 0 && n > 0 {
		c.Shade = template.CSS(fmt.Sprintf("background:rgba(237,125,49,%.2f)", 0.12+0.68*float64(n)/float64(most))) //nolint:gosec // our own numbers
	}
	return c
}

func (w *workbook) screen() screen {
	s := w.survey
	in := func(x words) string { return x.in(w.Lang) }
	period := day(w.Period, w.Lang)
	if !w.Until.IsZero() && day(w.Until, w.Lang) != period {
		period += in(words{"～", " to "}) + day(w.Until, w.Lang)
	}
	out := screen{
		Lang: w.language(), Title: in(wordTitle), Institution: visible(w.Institution), Marking: w.marking(), Contact: visible(w.Contact),
		Made: w.now, Period: period, Run: strconv.FormatInt(w.Run, 10), Head: w.Head,
		Coverage: fmt.Sprintf(in(wordWholeCoverage), comma(s.files), comma(s.inspected), comma(s.partial), comma(s.skipped), comma(s.unreadable)),
		Note: in(words{"「該当なし」は安全の証明ではありません。ファイル名・所有者・見つかった値は、この画面には載せていません。",
			"Nothing found is no proof. This page holds no names of files or owners, and no value."}),
	}
	files, persons := in(words{"件", "files"}), in(words{"人", "persons"})
	out.Figures = []figure{
		{in(words{"要対応のファイル", "Files to act on"}), comma(s.flagged), files, s.flagged > 0},
		{in(words{"うち 緊急・高", "critical or high"}), comma(s.grave()), files, s.grave() > 0},
		{in(words{"推定人数（延べ）", "Persons (est., added up)"}), comma(s.persons), persons, false},
		{in(wordSharedFiles), comma(s.shared), files, s.shared > 0},
		{in(words{"回答と違うもの", "Not as answered"}), comma(s.broken), files, s.broken > 0},
		{in(words{"点検できなかったファイル", "Not or partly inspected"}), comma(s.partial + s.unreadable), files, s.partial+s.unreadable > 0},
	}
	out.Levels = w.levelBlock()
	out.States = w.stateBlock()
	out.Causes = block{Title: in(words{"点検できなかった理由", "Why files were not inspected"}), Heads: []string{in(wordReason), in(wordFiles)}}
	codes, n := s.unreadCauses(causesShown)
	for _, c := range codes {
		out.Causes.Rows = append(out.Causes.Rows, []shaded{text1(c.What(w.Lang)), number1(n[c])})
	}
	out.Types = block{Title: in(words{"見つかった情報", "What was found"}), Heads: []string{in(words{"種類", "Type"}), in(wordFiles), in(wordCount)}}
	for _, t := range s.mainTypes(typesShown) {
		out.Types.Rows = append(out.Types.Rows, []shaded{text1(w.typeName(t.id)), number1(t.files), number1(t.count)})
	}
	out.Departments, out.Heat = w.departmentBlocks()
	out.Trend, out.Bars, out.Legend = w.trendBlock()
	out.Judged = w.judgedBlock()
	return out
}

func (w *workbook) levelBlock() block {
	b := block{
		Title: words{"危険度別の要対応ファイル", "Files to act on by level"}.in(w.Lang),
		Heads: []string{wordLevel.in(w.Lang), wordFiles.in(w.Lang), words{"規程違反の疑い", "Possible violations"}.in(w.Lang), wordPersonsAdded.in(w.Lang)},
	}
	for _, l := range []record.Level{record.Critical, record.High, record.Medium, record.Low} {
		t := w.survey.levels[l.Rank()]
		b.Rows = append(b.Rows, []shaded{text1(l.Label(w.Lang)), number1(t.flagged), number1(t.violation), number1(t.persons)})
	}
	return b
}

func (w *workbook) stateBlock() block {
	b := block{Title: sheetSince.in(w.Lang), Heads: []string{words{"状態", "State"}.in(w.Lang), wordFiles.in(w.Lang), words{"意味", "Meaning"}.in(w.Lang)}}
	counts := map[followup.State]int{}
	for _, f := range w.settledFiles() {
		counts[f.State]++
	}
	for _, st := range stateNotes {
		n := counts[st.state] + w.survey.states[st.state].files
		b.Rows = append(b.Rows, []shaded{text1(stateWords[st.state].in(w.Lang)), number1(n), text1(st.in(w.Lang))})
	}
	b.Rows = append(b.Rows, []shaded{
		text1(words{"うち 回答により受理", "of these: settled by an answer"}.in(w.Lang)), number1(w.survey.held),
		text1(words{"有効な「保持」「誤検知」の回答または許可", "kept or false alarm, by an answer or approval that holds"}.in(w.Lang)),
	})
	return b
}

// departmentBlocks are the table of departments and the map of their
// categories.
func (w *workbook) departmentBlocks() (table, heat block) {
	in := func(x words) string { return x.in(w.Lang) }
	table = block{
		Title: in(sheetDepartments), Note: in(words{"緊急の件数、要対応の件数の多い順", "most critical files first, then most to act on"}),
		Heads: []string{in(words{"順位", "Rank"}), in(wordDepartmentOf), in(wordFlagged), in(words{"緊急", "Critical"}), in(words{"高", "High"}), in(wordPersonsAdded), in(words{"回答により受理", "Settled"}), in(words{"点検率", "Coverage"}), in(words{"点検できなかった", "Not inspected"})},
	}
	heat = block{
		Title: in(sheetHeat), Note: in(words{"要対応ファイル数。濃いほど多い", "files to act on; darker is more"}),
		Heads: []string{in(wordDepartmentOf)},
	}
	most := 0
	rows := w.survey.byGravity()
	for _, r := range rows {
		for _, n := range r.categories {
			most = max(most, n)
		}
	}
	for _, c := range categoryWords {
		heat.Heads = append(heat.Heads, in(c.words))
	}
	for i, r := range rows {
		table.Rows = append(table.Rows, []shaded{
			number1(i + 1), text1(w.department(r.name)), number1(r.flagged), number1(r.levels[record.Critical.Rank()].flagged), number1(r.levels[record.High.Rank()].flagged),
			number1(r.persons), number1(r.held), {Text: fmt.Sprintf("%.1f%%", 100*r.coverage())}, number1(r.partial + r.unreadable),
		})
		row := []shaded{text1(w.department(r.name))}
		for _, n := range r.categories {
			row = append(row, shade(n, most))
		}
		heat.Rows = append(heat.Rows, row)
	}
	return table, heat
}

// trendBlock is the trend by quarter, as figures and as bars.
func (w *workbook) trendBlock() (block, []bars, []key) {
	in := func(x words) string { return x.in(w.Lang) }
	b := block{
		Title: in(words{"推移（四半期ごとの最後の点検）", "Trend (last inspection of each quarter)"}),
		Heads: []string{in(words{"時期", "Period"}), in(wordFlagged), in(words{"緊急・高", "Critical, high"}), in(words{"対象", "Listed"}), in(words{"点検率", "Coverage"})},
	}
	most := 1
	periods := w.quarters()
	for _, p := range periods {
		most = max(most, p.All().Flagged)
	}
	var out []bars
	for _, p := range periods {
		n, name := p.All(), w.quarterName(p)
		b.Rows = append(b.Rows, []shaded{text1(name), number1(n.Flagged), number1(n.Grave), number1(n.Files), {Text: fmt.Sprintf("%.1f%%", 100*coverageOf(n))}})
		width := func(k int) string { return strconv.FormatFloat(100*float64(k)/float64(most), 'f', 1, 64) }
		out = append(out, bars{name, comma(n.Flagged), []part{
			{width(n.Grave), "grave", n.Grave}, {width(n.Flagged - n.Grave), "other", n.Flagged - n.Grave},
		}})
	}
	return b, out, []key{{"grave", in(words{"緊急・高", "critical, high"})}, {"other", in(words{"中・低", "medium, low"})}}
}

func (w *workbook) judgedBlock() block {
	b := block{
		Title: words{"部局の回答からみた誤検知率", "False alarms by the answers of departments"}.in(w.Lang),
		Note:  words{"区間は Wilson の 95％信頼区間", "intervals are Wilson's, 95%"}.in(w.Lang),
	}
	for _, c := range judgedColumns[:5] {
		b.Heads = append(b.Heads, c.head.in(w.Lang))
	}
	b.Heads = append(b.Heads, words{"95％区間", "95% interval"}.in(w.Lang))
	for _, r := range w.judgedRows() {
		low, high := followup.Wilson(r.False, r.Answers)
		b.Rows = append(b.Rows, []shaded{
			text1(r.part), text1(r.name), number1(r.Answers), number1(r.False), {Text: fmt.Sprintf("%.1f%%", 100*float64(r.False)/float64(max(1, r.Answers)))},
			{Text: fmt.Sprintf("%.1f–%.1f%%", 100*low, 100*high)},
		})
	}
	return b
}
