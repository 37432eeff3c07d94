package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// NameKana recognises フリガナ, how a name is read, in katakana of either
// width or hiragana. It needs a header or a label; a bare reading counts only
// beside its own name: 山田太郎（ヤマダ タロウ）.
type NameKana struct{}

func (NameKana) Info() detectors.Info {
	return detectors.Info{
		ID: "name_kana", Label: "氏名フリガナ", English: "Name in kana",
		Category: detectors.Personal, Severity: 3, Persons: detectors.Weak,
		Validate: "column header and the share of kana below it; label; dictionary of readings",
		Source:   "個人情報の保護に関する法律 第2条第1項第1号; 読みは UniDic 2.1.2・IPADIC 2.7.0",
	}
}

func (NameKana) Asks() detectors.Asks {
	return detectors.Asks{Labels: kanaLabels, Headers: kanaHeaders, NotLabels: notKanaLabels, Terms: append(kanaTerms[:len(kanaTerms):len(kanaTerms)], beforeKana...), Lines: true, Pure: true}
}

// beforeKana announce a name that its reading may follow in brackets.
var beforeKana = []string{"氏名", "お名前", "名前", "患者名", "学生名"}

var kanaLabels = []string{
	"フリガナ", "ふりがな", "カナ氏名", "氏名カナ", "氏名(カナ)", "氏名(フリガナ)", "氏名(ふりがな)", "氏名フリガナ", "氏名ふりがな", "かな氏名", "氏名かな", "カナ名", "お名前(カナ)", "お名前(フリガナ)", "お名前カナ", "名前(カナ)", "名前カナ", "名前フリガナ",
	"よみがな", "読み仮名", "ヨミガナ", "読みがな", "患者カナ氏名", "患者氏名カナ", "学生氏名カナ", "学生カナ氏名", "口座名義カナ", "口座名義(カナ)", "名義人カナ", "名義カナ", "セイメイ", "name kana", "kana name", "full name kana", "name_kana", "furigana",
}

var kanaHeaders = []string{"カナ", "かな", "よみ", "読み", "ヨミ", "kana", "セイ", "メイ", "せい", "めい", "姓カナ", "名カナ", "姓(カナ)", "名(カナ)", "姓フリガナ", "名フリガナ", "カナ姓", "last name kana", "first name kana", "口座名義", "口座名義人", "名義人", "預金者名"}

var notKanaLabels = []string{
	"住所フリガナ", "住所カナ", "住所(カナ)", "住所(フリガナ)", "施設名カナ", "施設名フリガナ", "名称カナ", "名称フリガナ", "名称(カナ)", "法人名フリガナ", "会社名カナ", "会社名フリガナ", "学校名カナ", "学校名フリガナ", "地名カナ", "町域カナ", "町域名カナ", "市区町村カナ", "市区町村名カナ", "都道府県カナ", "都道府県名カナ", "商品名カナ", "品名カナ", "銀行名カナ", "支店名カナ", "銀行カナ", "支店カナ", "駅名カナ", "読み方", "件名カナ", "建物名カナ", "団体名フリガナ", "企業名カナ", "店名カナ", "店舗名カナ", "病院名カナ", "医療機関名カナ",
}

var kanaTerms = func() []string {
	terms := []string{"ﾌﾘｶﾞﾅ", "ｶﾅ氏名", "氏名ｶﾅ", "氏名(ｶﾅ)", "氏名（カナ）", "氏名（フリガナ）", "氏名（ふりがな）", "フ リ ガ ナ", "ふ り が な"}
	for _, l := range kanaLabels {
		if l[0] >= 0x80 {
			terms = append(terms, l)
		}
	}
	return terms
}()

// Column asks that the header announces readings and the values are kana.
func (NameKana) Column(col detectors.Column) float64 {
	if detectors.ReadingOfThing(detectors.Fold(col.Header)) {
		return 0
	}
	if header := detectors.Fold(col.Header); col.Label != detectors.HeaderLabel && !halfKana(header) {
		if splitReading(col) {
			return 0.7
		}
		if col.Label == detectors.OtherLabel && !strings.Contains(header, "名義") || !varied(col.Values) {
			return 0
		}
		if whole, n := col.Share(func(v string) bool { return onlyKana(v) && reading(v) == jname.Whole }); n < 3 || whole < 0.6 {
			return 0
		}
		return 0.7
	}
	parts := 0
	form, n := col.Share(func(v string) bool {
		l := reading(v)
		if l >= jname.Part {
			parts++
		}
		return l >= jname.Form
	})
	part := float64(parts) / float64(max(n, 1))
	if n == 0 || form < 0.6 || part < 0.3 {
		return 0
	}
	return 0.92
}

func halfKana(folded string) bool {
	switch folded {
	case "セイ", "メイ", "せい", "めい", "姓カナ", "名カナ", "姓(カナ)", "名(カナ)", "カナ姓", "カナ名", "フリガナ姓", "フリガナ名", "フリガナ(姓)", "フリガナ(名)":
		return true
	}
	return false
}

func reading(v string) jname.Likeness {
	start, end := kanaIn(v)
	return jname.Reading(v[start:end])
}

// kanaIn narrows a value to the reading in it: without brackets and titles.
func kanaIn(v string) (start, end int) {
	const outer = " 　\u00a0\t\"'()（）[]【】「」『』:：・"
	s := strings.TrimLeft(v, outer)
	start = len(v) - len(s)
	s = strings.TrimRight(s, outer)
	for _, t := range []string{"サマ", "さま", "様", "ｻﾏ"} {
		s = strings.TrimRight(strings.TrimSuffix(s, t), outer)
	}
	return start, start + len(s)
}

// Judge looks at a cell of a column of readings, or at a label.
func (NameKana) Judge(c *detectors.Candidate) {
	switch c.Kind {
	case detectors.LineKind:
		if !belowName(c) {
			besideName(c)
		}
	case detectors.CellKind:
		if c.Label() == detectors.OtherLabel {
			return
		}
		start, end := kanaIn(c.Text[c.Start:c.End])
		start, end = c.Start+start, c.Start+end
		if l := jname.Reading(c.Text[start:end]); l > jname.Not {
			reportKana(c, start, end, c.Column(), l, detectors.WhyHeader|detectors.WhyColumn)
		}
	case detectors.TermKind:
		if c.Column() > 0 || isHan(c.Prev(c.Start)) {
			return
		}
		if c.Term >= len(kanaTerms) {
			bracketedKana(c)
			return
		}
		start, separated := kanaValueAt(c, c.End)
		if !separated {
			return
		}
		end := kanaEnd(c, start)
		if label := c.LabelBefore(start); label < detectors.OwnLabel {
			return
		}
		if l := jname.Reading(c.Text[start:end]); l >= jname.Part || l == jname.Form && strings.ContainsAny(c.Text[start:end], " 　") {
			reportKana(c, start, end, 0.9, l, detectors.WhyLabel)
		}
	}
}

// belowName reports the reading that stands as a line of its own below the name
// and above something else of that person: a number, an address of mail.
func belowName(c *detectors.Candidate) bool {
	const longest, empty = 60, 2 // bytes of a reading; lines between
	line := c.Text[c.Start:c.End]
	if len(line) > longest || c.InTable() || !onlyKana(line) {
		return false
	}
	l := reading(line)
	next, _, _ := strings.Cut(strings.TrimLeft(c.Text[c.End:min(len(c.Text), c.End+2*longest)], " 　\r\n"), "\n")
	if l < jname.Part || !hasDigit(next) && !strings.Contains(next, "@") {
		return false
	}
	hi := strings.LastIndexByte(c.Text[:c.Start], '\n')
	for n := 0; hi > 0 && n <= empty; n++ {
		lo := strings.LastIndexByte(c.Text[:hi], '\n')
		if above := strings.TrimSpace(c.Text[lo+1 : hi]); above != "" {
			if len(above) > longest || onlyKana(above) || jname.Like(above) < jname.Whole {
				return false
			}
			reportKana(c, c.Start, c.End, 0.75, l, detectors.WhyRow)
			return true
		}
		hi = lo
	}
	return false
}

// besideName reports readings in brackets behind the names that they are of:
// ■山田 太郎（やまだ たろう）.
func besideName(c *detectors.Candidate) {
	const most = 60 // bytes of a reading
	for i := c.Start; i < c.End; {
		open, width := c.Bracket(i)
		if width == 0 {
			return
		}
		start := open + width
		i = start
		end := strings.IndexAny(c.Text[start:min(c.End, start+most)], "）)")
		if end <= 0 || !onlyKana(c.Text[start:start+end]) || jname.Reading(c.Text[start:start+end]) < jname.Part {
			continue
		}
		if nameBefore(c.Text[c.Start:open]) {
			reportKana(c, start, start+end, 0.85, jname.Whole, detectors.WhyTitle)
		}
	}
}

// nameBefore reports whether text ends with a whole name.
func nameBefore(text string) bool {
	name := strings.TrimRight(text, " 　")
	if k := strings.LastIndexFunc(name, func(r rune) bool { return !isHan(r) && r != ' ' && r != '　' && r != '々' && !isKana(r) }); k >= 0 {
		_, w := utf8.DecodeRuneInString(name[k:])
		name = name[k+w:]
	}
	if name = strings.TrimSpace(name); jname.Like(name) >= jname.Whole {
		return true
	}
	last := strings.TrimLeft(name[max(0, strings.LastIndexAny(name, " 　")):], " 　")
	return last != name && jname.Like(last) >= jname.Whole
}

// bracketedKana reports the reading in 氏名：山田 太郎（ヤマダ タロウ）.
func bracketedKana(c *detectors.Candidate) {
	const most = 90 // bytes of a name and its reading
	rest := c.Text[c.End:min(c.Hi, c.End+most)]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	for _, pair := range [...][2]string{{"（", "）"}, {"(", ")"}, {"〔", "〕"}} {
		i := strings.Index(rest, pair[0])
		if n := strings.Index(rest, pair[1]); i == 0 && n > 0 && readingAsked(rest[:n+len(pair[1])]) { // 氏名（ふりがな）
			if i = strings.Index(rest[n:], pair[0]); i >= 0 {
				i += n
			}
		}
		if i <= 0 {
			continue
		}
		start := i + len(pair[0])
		n := strings.Index(rest[start:], pair[1])
		if n <= 0 {
			continue
		}
		kana := rest[start : start+n]
		if l := jname.Reading(kana); l >= jname.Part || l == jname.Form && strings.ContainsAny(kana, " 　") {
			reportKana(c, c.End+start, c.End+start+n, 0.85, l, detectors.WhyLabel)
		}
		return
	}
}

func reportKana(c *detectors.Candidate, start, end int, confidence float64, l jname.Likeness, why detectors.Why) {
	if l >= jname.Part {
		why |= detectors.WhyDictionary
	}
	if dummyKana(c.Text[start:end]) {
		confidence, why = min(confidence, 0.5), why|detectors.WhyDummy
	} else if c.PublicList(start) || c.Organisation() {
		confidence, why = min(confidence, 0.5), why|detectors.WhyPublic
	}
	c.Report(start, end, confidence, why)
}

// kanaValueAt is valueAt, also for フリガナ（ヤマダ タロウ）, where the brackets
// hold the value.
func kanaValueAt(c *detectors.Candidate, i int) (int, bool) {
	for j := i; j < c.Hi; {
		r, w := utf8.DecodeRuneInString(c.Text[j:c.Hi])
		j += w
		switch r {
		case ' ', '　', ':', '：':
			continue
		case '(', '（', '〔', '[':
			end := kanaEnd(c, j)
			if jname.Reading(c.Text[j:end]) >= jname.Part {
				return j, true
			}
		}
		break
	}
	return valueAt(c, i)
}

// kanaEnd is where the kana that begin at offset i end, without outer spaces.
func kanaEnd(c *detectors.Candidate, i int) int {
	end, gap, words := i, 0, 0
	for j := i; j < c.Hi; {
		r, w := utf8.DecodeRuneInString(c.Text[j:c.Hi])
		j += w
		switch {
		case r == ' ' || r == '　' || r == '\u00a0' || r == '・' || r == '･':
			if gap++; gap > 2 {
				return end
			}
			continue
		case !isKana(r):
			return end
		}
		if gap > 0 {
			if words++; words > 3 {
				return end
			}
		}
		gap, end = 0, j
	}
	return end
}

// onlyKana reports whether a value holds kana and nothing else but spaces.
func onlyKana(v string) bool {
	n := 0
	for _, r := range v {
		switch {
		case isKana(r):
			n++
		case r == ' ' || r == '　' || r == '・' || r == '･':
		default:
			return false
		}
	}
	return n > 0
}

func isKana(r rune) bool {
	return r >= 'ぁ' && r <= 'ゖ' || r >= 'ァ' && r <= 'ヺ' || r == 'ー' || r >= 'ｦ' && r <= 'ﾟ' || r == '゛' || r == '゜'
}

// dummyKana reports whether a reading is that of a placeholder name.
func dummyKana(s string) bool {
	var room [32]rune
	const longest = 8 // characters of the longest of them
	word := detectors.AppendFold(room[:0], s)
	if len(word) > longest {
		return false
	}
	switch string(word) {
	case "ヤマダタロウ", "やまだたろう", "ヤマダハナコ", "やまだはなこ", "スズキタロウ", "すずきたろう", "スズキハナコ", "タナカタロウ", "タナカハナコ", "サトウタロウ", "サトウハナコ", "ダイガクタロウ", "ダイガクハナコ", "ニホンタロウ", "トウキョウタロウ", "コクゼイタロウ", "テストタロウ", "ミホンタロウ", "セイメイ", "フリガナ", "カナ", "マルマルマルマル":
		return true
	}
	return false
}
