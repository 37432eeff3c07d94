// Package marking recognises marks that an office puts on its documents to
// say how they may be handled. A mark is no personal data: it tells that
// somebody already judged the document to be sensitive.
package marking

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// ClassificationMark recognises 格付け and 取扱制限 marks: 機密性3情報, 極秘,
// 社外秘, 関係者限り, 複製禁止. A mark stands alone on a line, in brackets, in a
// cell or at the beginning of a document. The same words in the prose of a
// regulation explain marks; those are reported below Medium.
type ClassificationMark struct{}

func (ClassificationMark) Info() detectors.Info {
	return detectors.Info{
		ID: "classification_mark", Label: "格付け・取扱制限の表示", English: "Classification mark",
		Category: detectors.Marking, Severity: 2, Persons: detectors.None,
		Validate: "stands as a mark: alone on a line, in brackets, with other marks, or at the beginning of the document",
		Source:   "政府機関等のサイバーセキュリティ対策のための統一基準 (格付の区分及び取扱制限)",
	}
}

func (ClassificationMark) Asks() detectors.Asks {
	return detectors.Asks{Terms: marks, Lines: true}
}

// marks are the words of marks. 秘 alone is too short to be looked for: lines
// tell it.
var marks = []string{
	"機密性3情報", "機密性３情報", "機密性三情報", "機密性2情報", "機密性２情報", "機密性二情報", "機密性3", "機密性３", "機密性2", "機密性２",
	"機密性 3", "機密性 ３", "機密性　３", "機密性 2", "機密性 ２", "機密性　２", "要機密情報", "要保護情報", "要保全情報", "要安定情報", "完全性2情報", "完全性２情報", "可用性2情報", "可用性２情報",
	"極秘", "厳秘", "部外秘", "社外秘", "学外秘", "学内秘", "対外秘", "局外秘", "課外秘", "秘密情報", "機密情報", "特定秘密", "取扱注意", "取り扱い注意", "取扱い注意", "取扱厳重注意", "秘扱い", "親展", "マル秘",
	"関係者限り", "関係者外秘", "関係者以外秘", "関係者以外閲覧禁止", "関係者以外持出禁止", "委員限り", "審査委員限り", "査読者限り", "構成員限り", "教職員限り", "教職員等限り", "学内限り", "部内限り", "局内限り", "省内限り", "庁内限り", "社内限り", "役員限り", "出席者限り", "会議後回収", "要回収", "回収資料", "席上配布限り",
	"複製厳禁", "複写厳禁", "転送厳禁", "転載厳禁", "閲覧厳禁", "コピー厳禁", "配布厳禁", "複製禁止", "複写禁止", "コピー禁止", "配付禁止", "配布禁止", "転送禁止", "再配布禁止", "再利用禁止", "送信禁止", "印刷禁止", "転載禁止", "持出禁止", "持出厳禁", "持ち出し禁止", "持ち出し厳禁", "開封厳禁", "閲覧制限", "暗号化必須", "配付要許可", "取扱制限", "公開前", "未公開情報", "人事秘", "機微情報",
	"top secret", "strictly confidential", "confidential", "internal use only", "for internal use", "do not distribute", "do not copy", "eyes only", "not for distribution",
}

// weak marks are also the words of everyday notices, forms and headings: they
// count with a mark's place only.
var weak = map[string]bool{
	"親展": true, "転載禁止": true, "公開前": true, "取扱制限": true, "機密情報": true, "秘密情報": true, "特定秘密": true, "機微情報": true, "閲覧制限": true, "配布禁止": true, "再配布禁止": true, "印刷禁止": true, "要保護情報": true, "要機密情報": true, "要保全情報": true, "要安定情報": true, "未公開情報": true, "回収資料": true, "開封厳禁": true, "confidential": true, "コピー禁止": true,
	"完全性2情報": true, "完全性２情報": true, "可用性2情報": true, "可用性２情報": true,
}

// Judge looks at a word of a mark, or at a line that may be 秘 alone.
func (ClassificationMark) Judge(c *detectors.Candidate) {
	if c.Kind == detectors.LineKind {
		secret(c)
		return
	}
	word := marks[c.Term]
	start, end := c.Start, c.End
	confidence, why := placed(c, start, end)
	if confidence > detectors.Low && weak[word] {
		confidence -= 0.15
	}
	if word == "confidential" && confidence <= detectors.Low {
		return // an English word like any other
	}
	c.Report(start, end, confidence, why)
}

// placed says how much a place in the text is one where marks stand.
func placed(c *detectors.Candidate, start, end int) (float64, detectors.Why) {
	lo, hi := line(c.Text, c.Lo, c.Hi, start)
	before := strings.TrimRight(c.Text[lo:start], " 　\t\u00a0")
	after := strings.TrimLeft(c.Text[end:hi], " 　\t\u00a0")
	opening, _ := utf8.DecodeLastRuneInString(before)
	closing, _ := utf8.DecodeRuneInString(after)
	bracketed := strings.ContainsRune("【［[〔〈《<＜「『(（｛{■□●◆★※", opening) && (strings.ContainsRune("】］]〕〉》>＞」』)）｝}■□●◆★", closing) || after == "")
	strong := strings.ContainsRune("【［[〔《■★", opening) && bracketed
	alone := bare(before) && bare(after)
	head := start-c.Lo < 200 && strings.Count(c.Text[c.Lo:start], "\n") < 6 && !c.InTable()
	short := utf8.RuneCountInString(c.Text[lo:hi]) <= 40 && !sentence(c.Text[lo:hi])
	switch {
	case alone:
		return 0.9, detectors.WhyMarker | detectors.WhyForm
	case strong && !sentence(before):
		return 0.88, detectors.WhyMarker
	case bracketed && short && bare(strings.TrimRight(before, "「『(（〈<＜※")):
		return 0.85, detectors.WhyMarker
	case bracketed && short:
		return 0.65, detectors.WhyMarker
	case head && short:
		return 0.7, detectors.WhyMarker
	case short && (before == "" || after == "") && utf8.RuneCountInString(c.Text[lo:hi]) <= 24 && !strings.ContainsAny(before+after, "はがをにのとで"):
		return 0.65, detectors.WhyMarker
	}
	return detectors.Low, detectors.WhyBare
}

// line is the line around offset i, within lo and hi.
func line(text string, lo, hi, i int) (int, int) {
	if k := strings.LastIndexByte(text[lo:i], '\n'); k >= 0 {
		lo += k + 1
	}
	if k := strings.IndexByte(text[i:hi], '\n'); k >= 0 {
		hi = i + k
	}
	return lo, hi
}

// bare reports whether s holds nothing but punctuation, marks and the words
// that lead to a mark: 格付け：, 取扱区分.
func bare(s string) bool {
	for _, w := range [...]string{"格付け", "格付", "機密区分", "取扱区分", "取扱制限", "取扱い", "取扱", "区分", "情報"} {
		s = strings.ReplaceAll(s, w, "")
	}
	for _, m := range marks {
		if len(s) >= len(m) && strings.Contains(s, m) {
			s = strings.ReplaceAll(s, m, "")
		}
	}
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' && utf8.RuneCountInString(s) > 3:
			return false
		case r >= 0x3041 && r <= 0x30FF && r != '・' && r != 'ー', r >= 0x3400 && r <= 0x9FFF, r|0x20 >= 'a' && r|0x20 <= 'z':
			return false
		}
	}
	return true
}

// sentence reports whether s reads as prose: it ends a sentence, or joins its
// words by particles.
func sentence(s string) bool {
	if strings.ContainsAny(s, "。") {
		return true
	}
	for _, w := range [...]string{"する", "した", "して", "される", "された", "こと", "もの", "とは", "場合", "について", "及び", "または", "又は", "ます", "です", "である", "いう", "ない"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// secret reports 秘 that stands alone: on its line, or in brackets or a circle.
func secret(c *detectors.Candidate) {
	if c.End-c.Start > 24 {
		return
	}
	v := c.Text[c.Start:c.End]
	if strings.IndexByte(v, "秘"[2]) < 0 && strings.IndexByte(v, "㊙"[2]) < 0 { // nearly all
		return
	}
	i := strings.IndexAny(v, "秘㊙")
	if i < 0 || strings.Count(v, "秘")+strings.Count(v, "㊙") > 1 {
		return
	}
	for _, r := range v {
		if r != '秘' && r != '㊙' && !strings.ContainsRune(" 　【】［］[]〔〕()（）「」『』〈〉<>＜＞○◯●■□※★", r) {
			return
		}
	}
	c.Report(c.Start+i, c.Start+i+len("秘"), 0.85, detectors.WhyMarker|detectors.WhyForm)
}
