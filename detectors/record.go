package detectors

import (
	"strings"
	"unicode/utf8"
)

// Record is a detector of what is written about one person: under the title of
// a document (面談記録), behind a label, in a column of a list, or in a sentence
// that says it of somebody (と診断され). Who holds for titles, labels and columns;
// a sentence needs somebody Registered, since novels and news have such, too.
type Record struct {
	Headed
	Titles    []string // alone on their line, but for dates, numbers and brackets
	Sentences []string // say it of somebody
}

// Confidence of titles and of sentences.
const (
	titleConfidence    = 0.8
	sentenceConfidence = 0.7
)

// titleRunes is how much may stand in a line beside a title.
const titleRunes = 16

// Asks declares titles, sentences and what a Headed declares.
func (r Record) Asks() Asks {
	a := r.Headed.Asks()
	terms := make([]string, 0, len(r.Titles)+len(r.Sentences)+len(a.Terms))
	a.Terms = append(append(append(terms, r.Titles...), r.Sentences...), a.Terms...)
	return a
}

// Judge looks at titles, sentences, labels and cells.
func (r Record) Judge(c *Candidate) {
	switch n := len(r.Titles); {
	case c.Kind != TermKind || c.Term >= n+len(r.Sentences):
		r.Headed.Judge(c)
	case c.Term >= n:
		if !r.longer(c, r.Sentences) {
			c.ReportAbout(Registered, c.Start, c.End, sentenceConfidence, WhyMarker)
		}
	case c.Titles() && !r.longer(c, r.Titles):
		confidence, why := titleConfidence, WhyMarker
		if blankForm(c.Text[c.End:min(len(c.Text), c.End+aboutBytes)]) {
			confidence, why = belowMedium, why|WhyExample
		}
		c.ReportAbout(r.Who, c.Start, c.End, confidence, why)
	}
}

// blankForm reports whether the captions of a form announce nothing, most of
// them: the name in it is then the office's.
func blankForm(text string) bool {
	blank, filled := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		i := strings.IndexAny(line, ":：")
		if i < 0 {
			continue
		}
		_, w := utf8.DecodeRuneInString(line[i:])
		if Filled(line[i+w:], 1, 1<<10) {
			filled++
		} else {
			blank++
		}
	}
	return blank >= 2 && blank >= filled
}

// longer reports whether the candidate is a part of a longer one of list.
func (r Record) longer(c *Candidate, list []string) bool {
	word := c.Text[c.Start:c.End]
	for _, w := range list {
		if i := strings.Index(w, word); i >= 0 && len(w) > len(word) && c.Start-i >= 0 && strings.HasPrefix(c.Text[c.Start-i:], w) {
			return true
		}
	}
	return false
}

// Titles reports whether the candidate stands as the title of a document: with
// little beside it on its line or in its cell, and no sentence or list of words.
func (c *Candidate) Titles() bool {
	lo := c.Lo + 1 + strings.LastIndexByte(c.Text[c.Lo:c.Start], '\n')
	hi := c.Hi
	if n := strings.IndexByte(c.Text[c.End:c.Hi], '\n'); n >= 0 {
		hi = c.End + n
	}
	before, after := strings.TrimSpace(c.Text[lo:c.Start]), strings.TrimSpace(c.Text[c.End:hi])
	if utf8.RuneCountInString(before)+utf8.RuneCountInString(after) > titleRunes || strings.ContainsAny(before+after, "。、,，\"`;{}") {
		return false
	}
	// What goes on after the title makes another word of it: 同意書の書き方.
	first, _ := utf8.DecodeRuneInString(after)
	return after == "" || c.Next(c.End) == ' ' || c.Next(c.End) == '　' || !(first >= 0x3041 && first <= 0x9FFF)
}

// Filled reports whether v is what somebody wrote into a form, of least to most
// characters: no blank to be filled in, no request to do so, and not 特になし.
func Filled(v string, least, most int) bool {
	v = strings.TrimSpace(v)
	switch v {
	case "令和", "平成", "昭和", "西暦", "大・昭・平・令", "明・大・昭・平・令", "昭・平・令", "男・女", "男 ・ 女", "有・無", "有 ・ 無":
		return false // printed
	}
	n, letters := 0, 0
	for _, r := range v {
		switch {
		case strings.ContainsRune("年月日時分円印歳", r): // printed beside the blanks
		case r >= 0x3041 && r <= 0x9FFF, r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= '０' && r <= 'ｚ', r >= 'ｦ' && r <= 'ﾟ':
			letters++
		case r == '＿' || r == '_' || r == '□' || r == '○' || r == '◯' || r == '〇' || r == '…':
			return false
		}
		n++
	}
	if n < least || n > most || letters == 0 || 4*letters < n {
		return false
	}
	for _, w := range []string{"ください", "下さい", "記入", "記載", "なし", "無し", "該当しない", "ありません", "こと", "必須", "任意", "のみ"} {
		if strings.HasSuffix(v, w) && v != "異常なし" && v != "所見なし" {
			return false
		}
	}
	return v != "無" && v != "有無" && v != "有・無" && v != "未定" && v != "不明"
}
