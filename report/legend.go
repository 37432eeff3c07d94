package report

import (
	"cmp"
	"slices"
	"strings"

	"tenken/detectors"
	"tenken/internal/record"
	"tenken/scanners"
)

// entry is a line of the legend.
type entry struct{ part, term, meaning, source any }

var legendColumns = []column[entry]{
	{head: words{"区分", "Part"}, width: 20, look: text, value: func(_ *workbook, e entry) any { return e.part }},
	{head: words{"用語", "Term"}, width: 30, look: text, value: func(_ *workbook, e entry) any { return e.term }},
	{head: words{"意味", "Meaning"}, width: 80, look: text, value: func(_ *workbook, e entry) any { return e.meaning }},
	{head: words{"根拠・出典", "Source"}, width: 50, look: text, value: func(_ *workbook, e entry) any { return e.source }},
}

// term is a word of the book and what it means.
type term struct {
	label         any // record.Level and the like, or words
	meaning, from words
}

var legendParts = []struct {
	name  words
	terms []term
}{
	{wordLevel, []term{
		{record.Critical, words{"漏えいすると1人分でも報告の対象になるもの、または千人を超えるものなど。直ちに確認してください", "a leak must be reported even of one person, or of more than a thousand; look at once"}, words{"個人情報保護法施行規則 第7条", "Enforcement Rules of the APPI, art. 7"}},
		{record.High, words{"学外から見られる所にある個人情報など。早めに対応してください", "such as personal data within reach of people outside; act soon"}, words{}},
		{record.Medium, words{"この場所に置いてよいかを確認してください", "check whether it may be kept where it is"}, words{}},
		{record.Low, words{"念のため確認してください", "check when there is time"}, words{}},
	}},
	{wordVerdict, []term{
		{record.Violation, words{"方針（規程）で置いてはならないとされた所に見つかったもの。確定ではありません。担当者が確認してください", "found where the policy says it must not be; a suspicion until somebody has checked"}, words{}},
		{record.Review, words{"置いてよいかどうかを人が判断するもの", "for people to decide whether it may be there"}, words{}},
		{record.Approved, words{"許可された所にあるもの", "found where it is allowed"}, words{}},
		{record.Clear, words{"方針に触れる情報が見つからなかったもの。無いことの証明ではありません", "nothing was found that the policy minds; no proof that there is none"}, words{}},
	}},
	{wordStatus, []term{
		{record.Inspected, words{"最後まで読み、点検しました", "read to the end and inspected"}, words{}},
		{record.Partial, words{"一部を読めませんでした。理由は「未点検」シートにあります", "some of it could not be read; the sheet \"Not inspected\" says why"}, words{}},
		{record.Skipped, words{"方針により点検していません", "left out by the policy"}, words{}},
		{record.Unreadable, words{"読めませんでした。「検出なし」ではありません", "could not be read; that is not \"nothing found\""}, words{}},
	}},
	{wordExposure, []term{
		{scanners.Private, words{"所有者だけが見られます", "the owner alone"}, words{}},
		{scanners.People, words{"名前を挙げて共有された学内の人が見られます", "named people inside the institution"}, words{}},
		{scanners.Organization, words{"学内の全員（学生を含む）が見られます", "everybody in the institution, students included"}, words{}},
		{scanners.External, words{"学外の特定の人も見られます", "named people outside, too"}, words{}},
		{scanners.Anyone, words{"リンクを知る人はだれでも見られます", "everybody who has the link"}, words{}},
		{scanners.Unknown, words{"保存先から共有の設定を得られませんでした", "the store did not tell"}, words{}},
	}},
	{words{"推定人数", "Persons"}, []term{
		{words{"数え方", "How they are counted"}, words{
			"ファイルに載っている人の数の見積もりです。番号・メールアドレスなど人ごとに異なる値の種類数と、名簿の行数のうち、最も大きいものをとります。表では1行を1人までと数えます。氏名は同姓同名があるため、ほかに手がかりがないときだけ使います。",
			"An estimate of how many people a file concerns: the largest of the numbers of different values that belong to one person each (numbers, e-mail addresses) and of the rows of lists. A row of a table is one person at most. Names count only where there is nothing better, since people share them."}, words{"報告の要否は人数で変わる：施行規則 第7条", "whether to report depends on it: Enforcement Rules, art. 7"}},
		{words{"延べ", "Added up"}, words{"合計はファイルごとの人数を足したものです。同じ人が複数のファイルにあれば重ねて数えます。", "Totals add up the files; somebody in two files counts twice."}, words{}},
	}},
	{words{"確からしさ", "Confidence"}, []term{
		{confidence(1), words{"検査数字・見出し・列全体の様子などが揃っています", "check digits, labels and the whole column agree"}, words{}},
		{confidence(detectors.Medium), words{"手がかりがあります", "there is evidence"}, words{}},
		{confidence(0), words{"形だけが似ている可能性があります（「疑い」と表示）", "it may merely look like it (shown as suspected)"}, words{}},
	}},
	{words{"マスク", "Masking"}, []term{
		{words{"********", "********"}, words{"見つかった値そのものは、この報告書にも記録にも残しません。マスクした例と該当箇所だけを示します", "The values themselves are neither in this book nor on record: masked samples and places only"}, words{}},
	}},
}

// limits say what the tool does not do.
var limits = []words{
	{"ファイルの変更・削除・移動・共有の変更はしません。対応は所有者が行ってください", "It changes, deletes, moves or unshares nothing: that is for the owners"},
	{"内容を外部へ送りません", "It sends no content anywhere"},
	{"見つかった値を保存しません", "It keeps no value that it finds"},
	{"画像の中の文字、暗号化されたファイル、「未点検」のファイルの中身は分かりません", "It cannot see text in pictures, encrypted files or what is listed as not inspected"},
	{"見落としも誤検知もあり得ます。「該当なし」は安全の証明ではありません", "It may miss things and may be wrong: \"clear\" is no proof"},
	{"規程違反や漏えい等報告の要否を決めるものではありません。判断は機関が行います", "It decides neither on violations nor on duties to report: the institution does"},
}

func (w *workbook) legend() error {
	var rows []entry
	for _, p := range legendParts {
		for _, t := range p.terms {
			rows = append(rows, w.entry(p.name, w.labelOf(t.label), t.meaning, t.from))
		}
	}
	for _, a := range answerWords {
		rows = append(rows, w.entry(wordAnswer, a.words, a.note, words{}))
	}
	for _, st := range stateNotes {
		rows = append(rows, w.entry(wordSince, stateWords[st.state], st.words, words{}))
	}
	for _, info := range w.infos() {
		rows = append(rows, w.detector(info))
	}
	for _, c := range w.Legal {
		rows = append(rows, entry{word(wordLegal.in(w.Lang)), c.Label(w.Lang), word(legalNote(c).in(w.Lang)), c.Source})
	}
	for i, l := range limits {
		name := words{"このツールがしないこと", "What the tool does not do"}
		rows = append(rows, w.entry(name, words{string(rune('①' + i)), string(rune('①' + i))}, l, words{}))
	}
	t := &table[entry]{w: w, name: sheetLegend.in(w.Lang), columns: legendColumns}
	return t.write(rows, nil)
}

func (w *workbook) entry(part, label, meaning, source words) entry {
	return entry{word(part.in(w.Lang)), word(label.in(w.Lang)), word(meaning.in(w.Lang)), word(source.in(w.Lang))}
}

// labelOf is what the book calls a level, verdict, status or exposure.
func (w *workbook) labelOf(v any) words {
	if x, ok := v.(words); ok {
		return x
	}
	l := v.(interface{ Label(lang string) string })
	return words{l.Label(record.Japanese), l.Label(record.English)}
}

// infos are the detectors, by category and gravity.
func (w *workbook) infos() []detectors.Info {
	var out []detectors.Info
	for _, i := range w.Infos {
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b detectors.Info) int {
		return cmp.Or(categoryOrder(a)-categoryOrder(b), a.Severity-b.Severity, strings.Compare(a.ID, b.ID))
	})
	return out
}

func categoryOrder(i detectors.Info) int {
	for n, c := range categoryWords {
		if string(c.category) == string(i.Category) {
			return n
		}
	}
	return len(categoryWords)
}

// severities of types, as detectors.Info counts them from 1.
var severities = []words{
	{"漏えいすると重大な被害につながる情報", "a leak does grave harm"},
	{"単独で、または組み合わせて人を特定できる情報", "identifies people, alone or together"},
	{"組み合わせて人を特定できる情報", "identifies people together with others"},
	{"手がかりとしてだけ使う情報", "evidence only"},
}

func (w *workbook) detector(i detectors.Info) entry {
	category := string(i.Category)
	if n := categoryOrder(i); n < len(categoryWords) {
		category = categoryWords[n].in(w.Lang)
	}
	meaning := category
	if i.Severity >= 1 && i.Severity <= len(severities) {
		meaning += words{"。", "; "}.in(w.Lang) + severities[i.Severity-1].in(w.Lang)
	}
	if w.Lang == record.English && i.Validate != "" {
		meaning += "; " + i.Validate
	}
	return entry{
		word(words{"検出する情報", "What is looked for"}.in(w.Lang)),
		lines{w.typeName(i.ID), i.ID}, meaning, i.Source,
	}
}
