package medical

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Medication is what somebody takes, where a header or label says so.
func Medication() detectors.Detector {
	h := detectors.Headed{
		Of: detectors.Info{
			ID: "medication", Label: "処方・投薬", English: "Medication", Category: detectors.Medical, Severity: 2, Persons: detectors.None,
			Validate: "label or column header; a dose, a form of drug or a name in katakana",
			Source:   "個人情報の保護に関する法律施行令 第2条（診療又は調剤が行われたこと）",
		},
		Labels:  []string{"処方薬", "処方内容", "内服薬", "服用薬", "投薬内容", "持参薬", "使用薬剤", "使用薬", "常用薬", "服薬内容", "定期薬", "併用薬", "退院時処方", "処方"},
		Headers: []string{"薬剤名", "薬剤", "投与薬", "投与薬剤", "服薬", "投薬", "薬品名", "医薬品名", "医薬品", "薬名", "内服", "用法用量", "商品名(薬剤)", "一般名", "drug", "drug name", "medication", "medications", "medicine", "yakuzai", "yakuhin"},
		Form:    drug,
		Share:   0.6,
		Beside:  true,
	}
	n := len(h.Asks().Terms)
	return medication{h, n, n + len(drugForms), n + len(drugForms) + len(drugs)}
}

// medication also reads drugs with their form and strength in the prescriptions
// of somebody on record: アムロジピン錠5mg.
type medication struct {
	detectors.Headed
	labels int // terms that are labels; forms of drugs follow
	names  int // terms before the names of drugs
	stems  int // terms before the stems of such names
}

// drugForms stand behind the name of a drug and before its strength.
var drugForms = []string{"錠0", "錠1", "錠2", "錠3", "錠4", "錠5", "錠6", "錠7", "錠8", "錠9", "錠１", "錠２", "錠５", "カプセル", "OD錠", "ＯＤ錠", "点眼液", "軟膏", "シロップ"}

// Asks adds the forms.
func (m medication) Asks() detectors.Asks {
	a := m.Headed.Asks()
	a.Terms = append(append(append(a.Terms, drugForms...), drugs...), drugStems...)
	return a
}

// Judge reads the name before a form and the strength behind it.
func (m medication) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.TermKind || c.Term < m.labels {
		if c.Kind == detectors.CellKind { // lists of drugs hold nobody
			m.Who = detectors.Somebody
		}
		m.Headed.Judge(c)
		return
	}
	if c.Column() > 0 {
		return
	}
	if c.Term >= m.names && c.Term < m.stems {
		c.ReportAbout(whose(c), c.Start, doseEnd(c, c.End), 0.7, detectors.WhyDictionary)
		return
	}
	start, kana := wordBefore(c)
	if c.Term >= m.stems {
		const shortest = 5 // kana of a whole name
		if r := c.Next(c.End); r >= 'ァ' && r <= 'ヿ' || kana+utf8.RuneCountInString(c.Text[c.Start:c.End]) < shortest || kana == 0 {
			return
		}
		c.ReportAbout(whose(c), start, doseEnd(c, c.End), 0.65, detectors.WhyMarker)
		return
	}
	if kana < 3 {
		return
	}
	c.ReportAbout(whose(c), start, doseEnd(c, c.End), 0.75, detectors.WhyMarker)
}

// wordBefore is where the word before a form or stem begins, and how many kana
// it has.
func wordBefore(c *detectors.Candidate) (start, kana int) {
	const longest = 30
	start = c.Start
	for range longest {
		r := c.Prev(start)
		switch {
		case r >= 'ァ' && r <= 'ヿ' && r != '・':
			kana++
		case r >= 0x4E00 && r <= 0x9FFF, r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
		default:
			return start, kana
		}
		start -= utf8.RuneLen(r)
	}
	return start, kana
}

// doseEnd is where the form and strength behind a drug end: 錠5mg.
func doseEnd(c *detectors.Candidate, end int) int {
	for end < c.Hi {
		r, w := utf8.DecodeRuneInString(c.Text[end:c.Hi])
		if !(r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune(".%％mgμµL㎎錠", r)) {
			break
		}
		end += w
	}
	return end
}

// drug reports whether v reads like a drug or a dose.
func drug(v string) bool {
	if n := utf8.RuneCountInString(v); n < 3 || n > 80 {
		return false
	}
	for _, w := range []string{"錠", "カプセル", "mg", "㎎", "mL", "ml", "散", "顆粒", "軟膏", "点眼", "注射", "吸入", "日分", "食後", "食前", "頓用", "単位", "シロップ", "貼付", "テープ"} {
		if strings.Contains(v, w) {
			return true
		}
	}
	katakana := 0
	for _, r := range v {
		if r >= 'ァ' && r <= 'ヿ' {
			katakana++
		}
	}
	return katakana >= 4 && 2*katakana >= utf8.RuneCountInString(v)
}
