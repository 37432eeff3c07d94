package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// Least probability of a name in prose that is reported at all.
const leastName = 0.5

// line reports the names in a line of prose or of a cell.
func (Name) line(c *detectors.Candidate) {
	line := c.Text[c.Start:c.End]
	label := detectors.NoLabel
	if c.InTable() {
		switch label = c.LabelBefore(c.Start); label {
		case detectors.OtherLabel:
			const sentence = 90 // bytes: a note, whatever announces it, that calls somebody by name
			if len(line) < sentence || !strings.Contains(line, "さん") {
				return
			}
		case detectors.OwnLabel, detectors.HeaderLabel:
			if strings.Contains(line, "**") {
				return // what follows a masked name is no further one
			}
			eachName(line, func(start, end int) {
				if l := jname.Like(line[start:end]); l >= jname.Part {
					confidence := 0.92
					if label == detectors.HeaderLabel {
						confidence = 0.55 // its column holds something else
					}
					report(c, c.Start+start, c.Start+end, confidence, l, label.Why())
				}
			})
			return
		}
	}
	if latinLine(c) {
		return
	}
	row(c)
	if c.Broke() {
		return
	}
	f := jname.Take()
	defer jname.Give(f)
	for from := 0; from < len(line); {
		to := len(line)
		if i := stop(line[from:]); i >= 0 {
			to = from + i
		}
		whole, worth := worth(c, f, c.Start+from, c.Start+to)
		if !worth {
			from = to
			continue
		}
		for _, n := range f.Find(line[from:to], leastName, whole) {
			n.Start, n.End = c.Start+from+n.Start, c.Start+from+n.End
			weigh(c, n)
		}
		from = to
	}
}

// stop is where the first sentence of s ends, behind its 。; -1 when it does
// not. It looks for the middle byte of 。, which is rare.
func stop(s string) int {
	for i := 0; ; i++ {
		k := strings.IndexByte(s[i:], 0x80)
		if k < 0 {
			return -1
		}
		if i += k; i > 0 && i+1 < len(s) && s[i-1] == 0xE3 && s[i+1] == 0x82 {
			return i + 2
		}
	}
}

// worth reports whether the sentence c.Text[start:end] is to be analysed: the
// first ones of a file are, the whole of them; then those that look as if they
// named somebody, and further on those in which a name would count.
func worth(c *detectors.Candidate, f *jname.Finder, start, end int) (whole, ok bool) {
	const look, glance = 8, 4 // looking costs that much less than analysing; a glance less still, but most are in vain
	sentence, n := c.Text[start:end], end-start
	if c.AffordFirst(n) {
		return true, true
	}
	if c.AffordEarly(n / look) {
		return false, f.Likely(sentence) && (c.AffordEarly(n) || evident(c, start, end) && c.Afford(n))
	}
	return false, c.Afford(n/glance) && evident(c, start, end) && f.Likely(sentence) && c.Afford(n)
}

// evident reports whether something in or beside a sentence may confirm a name in
// it: see weigh.
func evident(c *detectors.Candidate, start, end int) bool {
	text := c.Text[max(c.Lo, start-beside):min(c.Hi, end+beside)]
	return evidence.in(text) || phoneLike(text)
}

// beside is how far from a name, in bytes, is what is private about it.
const beside = 90

// evidence is what may confirm a name: words of private texts, honorifics,
// captions, the brackets that numbers stand in.
var evidence = func() *anyOf {
	words := append([]string{":", "：", "|", "｜", "=", "＝", "\t", "】", "］", "→", "(", "（", "歳"}, privateWords...)
	for w := range polite {
		words = append(words, w)
	}
	return anyOfWords(words...)
}()

// weigh gives a name in prose its confidence.
func weigh(c *detectors.Candidate, n jname.Name) {
	confidence, why := detectors.Low+0.25*(n.P-leastName)/(1-leastName), detectors.WhyAnalyser
	if n.Full {
		why |= detectors.WhyDictionary
	}
	if n.Title != "" {
		why |= detectors.WhyTitle
	}
	if c.Prev(n.Start) == 'ツ' || c.Prev(n.Start) == 'ノ' { // 三ツ矢, 一ノ瀬, of which the dictionary knows the end only
		if i := n.Start - len("ツ"); isHan(c.Prev(i)) {
			n.Start = i - len("三")
		}
	}
	for _, t := range [...]string{"氏", "様", "殿"} { // 渡邊文氏
		if head, ok := strings.CutSuffix(c.Text[n.Start:n.End], t); ok && n.Title == "" && jname.Like(head) == jname.Whole {
			n.End, n.Title, n.Full = n.End-len(t), t, true
		}
	}
	name := c.Text[n.Start:n.End]
	if onlyKana(name) && bracketedReading(c, n.Start) {
		return // see NameKana
	}
	if jname.Nobody(name) || cutByMask(c, n.End) {
		return
	}
	switch {
	case dummyName(name) || masked(c, n.Start) || dummyName(wordBefore(c, n.Start)+name):
		c.Report(n.Start, n.End, detectors.Low, why|detectors.WhyDummy)
		return
	case publicName(name), reference(c, n), c.Publication():
		c.Report(n.Start, n.End, detectors.Low, why|detectors.WhyPublic)
		return
	case n.P > 0.8 && (n.Full || n.Title != "") && direct(c, n.Start) && c.LabelBefore(n.Start) == detectors.OwnLabel:
		confidence, why = 0.9, why|detectors.WhyLabel
	case n.P > 0.9 && (n.Full || polite[n.Title]) && private(c, n):
		confidence, why = 0.7, why|detectors.WhyRow
	case n.P > 0.8 && n.Full && addressed(c, n):
		confidence, why = detectors.High, why|detectors.WhyRow
	case n.Full && n.P > 0.8 && speaks(c, n), n.Full && readBehind(c, n.End):
		confidence, why = 0.65, why|detectors.WhyRow
	case n.P > 0.96 && n.Full && n.Split > 0 && polite[n.Title] && modern(c, n):
		confidence = 0.65
	}
	if confidence >= detectors.Medium && (c.PublicList(n.Start) || inPost(c, n) || c.Credited(n.Start)) {
		confidence, why = 0.5, why|detectors.WhyPublic
	}
	c.Report(n.Start, n.End, confidence, why)
}

// inPost reports whether a name stands behind a post that is published with what
// its holder does, or below a header of such: 院長 荒井 豊, 講師：早川 景子; or
// before the mark that says where an author belongs: 荒井 豊1），.
func inPost(c *detectors.Candidate, n jname.Name) bool {
	const span = 36 // bytes
	if detectors.PublicPost(c.Header()) || authorMark(c.Text[n.End:min(c.Hi, n.End+8)]) {
		return true
	}
	before := strings.TrimRight(c.Text[max(c.Lo, n.Start-span):n.Start], " 　:：")
	line, _, _ := strings.Cut(c.Text[n.End:min(c.Hi, n.End+2*span)], "\n")
	lo := max(c.Lo, n.Start-2*span)
	if lo += 1 + strings.LastIndexByte(c.Text[lo:n.Start], '\n'); documentMakers.in(c.Text[lo:n.Start]) || documentMakers.in(line) {
		return true
	}
	if i := strings.LastIndexAny(before, " 　\t\n。、，,（(「:：・/|>"); i >= 0 {
		_, w := utf8.DecodeRuneInString(before[i:])
		before = before[i+w:]
	}
	return before != "" && (detectors.PublicPost(before) || publicTitles.in(before))
}

// publicTitles are of people who are named in public for what they are.
var publicTitles = anyOfWords("社長", "市長", "区長", "町長", "村長", "知事", "議長", "大臣", "学長", "総長", "編集長", "発行人", "弁護士", "裁判官", "指揮", "ピアノ", "保健師", "管理栄養士", "店主", "編集委員", "編集後記")

// documentMakers stand on the lines that say who made or approved a document, and
// on those of prizes.
var documentMakers = anyOfWords("文責", "承認", "査読", "改訂", "改版", "監修", "佳作", "入選", "特選", "入賞", "最優秀賞", "優秀賞", "金賞", "銀賞", "銅賞", "奨励賞")

// authorMark reports whether s begins with the number of an author's institution:
// 1）, 1,2）, *1.
func authorMark(s string) bool {
	rest := strings.TrimLeft(s, "0123456789,，*†‡")
	return len(rest) < len(s) && (strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, ")")) && s[0] != ',' && !strings.HasPrefix(s, "，")
}

// addressed reports whether a name with 様 is all of its line and stands below an
// address, as on envelopes: figures behind a municipality.
func addressed(c *detectors.Candidate, n jname.Name) bool {
	const above = 200 // bytes
	lo := 1 + strings.LastIndexByte(c.Text[:n.Start], '\n')
	rest := strings.TrimLeft(c.Text[n.End:min(c.Hi, n.End+30)], " 　")
	rest, ok := strings.CutPrefix(rest, "様")
	if line, _, _ := strings.Cut(rest, "\n"); !ok || strings.TrimSpace(line) != "" || strings.Trim(c.Text[lo:n.Start], " 　") != "" {
		return false
	}
	text := c.Text[max(0, lo-above):lo]
	i := strings.IndexAny(text, "市区町村郡")
	return i >= 0 && hasDigit(text[i:])
}

// direct reports whether nothing but a separator divides what stands before
// offset i from it: a label in running text announces less than one in a form.
func direct(c *detectors.Candidate, i int) bool {
	for {
		r := c.Prev(i)
		switch r {
		case ' ', '　', '\u00a0':
			i -= utf8.RuneLen(r)
			continue
		case ':', '：', ')', '）', '】', '］', ']', '|', '｜', '\t', '=', '＝', '>', '＞':
			return true
		}
		return isHan(r)
	}
}

// polite are the honorifics by which private people are called.
var polite = map[string]bool{"様": true, "さま": true, "さん": true, "殿": true, "氏": true, "君": true, "くん": true, "ちゃん": true, "先生": true}

// around is the text up to span bytes before and behind a name, within its
// lines if they are that long.
func around(c *detectors.Candidate, n jname.Name, span int) string {
	lo, hi := max(c.Lo, n.Start-span), min(c.Hi, n.End+span)
	return c.Text[lo:hi]
}

// privateWords stand in texts about private people.
var privateWords = []string{
	"@", "学籍番号", "学生番号", "生年月日", "受診", "診察", "通院", "主訴", "患者", "既往", "面談", "カウンセリング", "来談", "保護者", "成績", "休学", "退学", "留年", "自宅", "携帯", "口座", "緊急連絡先", "本籍", "扶養", "欠席", "在籍番号", "職員番号", "個人番号", "マイナンバー", "フリガナ", "ふりがな", "履修", "奨学",
}

var privateText = anyOfWords(privateWords...)

// private reports whether the name stands beside data of a private person: a
// mail address, a telephone number, or a word of such texts. Most of these words
// stand in novels, too, but not with figures around.
func private(c *detectors.Candidate, n jname.Name) bool {
	text := around(c, n, beside)
	return numbered(c, n.End) || phoneLike(text) || privateText.in(text) && (n.Title == "様" && n.Full || !softOnly(text) || modern(c, n) || dated(c.Opening()))
}

// softOnly reports whether all private words of a text stand in novels, too.
func softOnly(text string) bool { return !hardText.in(text) }

// hardText is the private words that no novel holds.
var hardText = anyOfWords("@", "学籍番号", "学生番号", "生年月日", "カウンセリング", "緊急連絡先", "在籍番号", "職員番号", "個人番号", "マイナンバー", "フリガナ")

// dated reports whether a text begins like a letter or a report, with figures,
// and not like a novel.
func dated(opening string) bool {
	return strings.ContainsAny(opening, "0123456789０１２３４５６７８９@") && !novel(opening)
}

// novel reports whether a text has the marks of one: readings and remarks as in
// 青空文庫, or where it was printed.
func novel(text string) bool {
	return strings.Contains(text, "《") || strings.Contains(text, "［＃") || strings.Contains(text, "底本")
}

// numbered reports whether a number of somebody stands in brackets directly
// behind a name: 山田 太郎（26A1234）, 山田太郎（34歳.
func numbered(c *detectors.Candidate, end int) bool {
	const most = 20
	if rest := strings.TrimLeft(c.Text[end:min(c.Hi, end+most)], " 　"); len(rest) > 0 && rest[0]-'0' <= 9 && ofAge(strings.TrimLeft(rest, "0123456789")) {
		return true
	}
	for _, open := range []string{"（", "("} {
		rest, ok := strings.CutPrefix(c.Text[end:min(c.Hi, end+3*most)], open)
		if !ok {
			continue
		}
		digits, letters, n := 0, 0, 0
		for _, r := range detectors.Half(rest) {
			switch {
			case r >= '0' && r <= '9':
				digits++
			case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
				letters++
			case r == '-':
			case r == ')' || r == '、' || r == ',' || r == ' ':
				return letters <= 3 && (digits >= 5 && digits <= 10 || letters > 0 && digits >= 3)
			default:
				return r == '歳' && digits > 0 && digits <= 3 && letters == 0
			}
			if n++; n > most {
				break
			}
		}
	}
	return false
}

// ofAge reports whether the figures before s are somebody's years: 34歳, 45y M.
func ofAge(s string) bool {
	for _, unit := range [...]string{"歳", "才", "y ", "yo", "y/o", " yo", " y/o"} {
		if strings.HasPrefix(s, unit) {
			return true
		}
	}
	return false
}

// phoneLike reports whether text holds three runs of digits joined by hyphens.
func phoneLike(text string) bool {
	if strings.IndexByte(text, '-') < 0 { // nearly all of prose
		return false
	}
	joints, run := 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c-'0' <= 9:
			run++
			if joints == 2 && run >= 3 {
				return true
			}
		case c == '-' && run >= 2:
			joints, run = joints+1, 0
		default:
			joints, run = 0, 0
		}
	}
	return false
}

// modern reports whether figures stand near a name: in letters, minutes and
// reports they do, in novels hardly ever.
func modern(c *detectors.Candidate, n jname.Name) bool {
	text := around(c, n, 240)
	if strings.Count(text, "「") >= 3 || novel(text) {
		return false
	}
	return strings.ContainsAny(text, "0123456789０１２３４５６７８９@")
}

// reference reports whether the name stands in a reference to literature.
func reference(c *detectors.Candidate, n jname.Name) bool { return cites(around(c, n, 120)) }

// cites reports whether text holds a word of references to literature.
func cites(text string) bool { return citations.in(text) }

var citations = anyOfWords("et al", "doi", "DOI", "pp.", "Vol.", "vol.", "ISBN", "『", "訳者", "出版", "書店", "新書", "文庫", "所収", "論文集", "会誌", "紀要")

// speaks reports whether a name stands between the time at the beginning of its
// line and a tab, or behind a date in brackets: who wrote a line of a chat.
func speaks(c *detectors.Candidate, n jname.Name) bool {
	lo := c.Lo + 1 + strings.LastIndexByte(c.Text[c.Lo:n.Start], '\n')
	before := strings.TrimSpace(c.Text[lo:n.Start])
	i := strings.IndexByte(before, ':')
	if i <= 0 || i+1 >= len(before) || before[i-1]-'0' > 9 || before[i+1]-'0' > 9 || strings.Trim(before, "0123456789/:-.[] APMapm午前後年月日") != "" {
		return false
	}
	next := c.Next(n.End)
	return next == '\t' && n.End+1 < c.Hi && c.Text[n.End+1] != '\n' || before[0] == '[' && before[len(before)-1] == ']' && (next == 0 || next == '\n' || next == '\r' || next == ':' || next == '：')
}

// readBehind reports whether the reading of a whole name stands in brackets
// behind offset i, alone: 山田 太郎（ヤマダ タロウ）.
func readBehind(c *detectors.Candidate, i int) bool {
	const most = 60 // bytes
	rest := strings.TrimLeft(c.Text[i:min(c.Hi, i+most)], " 　")
	for _, pair := range [...][2]string{{"（", "）"}, {"(", ")"}} {
		if inside, ok := strings.CutPrefix(rest, pair[0]); ok {
			kana, _, closed := strings.Cut(inside, pair[1])
			return closed && onlyKana(kana) && jname.Reading(kana) == jname.Whole
		}
	}
	return false
}

// bracketedReading reports whether offset i stands in brackets that follow
// kanji directly: what is in them is how those are read.
func bracketedReading(c *detectors.Candidate, i int) bool {
	const most = 40 // bytes
	lo := max(c.Lo, i-most)
	k := strings.LastIndexAny(c.Text[lo:i], "（(")
	if k < 0 || !onlyKana(c.Text[lo+k:i]) && strings.Trim(c.Text[lo+k:i], "（( 　") != "" {
		return false
	}
	prev := c.Prev(lo + k)
	return isHan(prev) || prev == '々' || prev == ' ' && isHan(c.Prev(lo+k-1))
}
