package medical

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Medication is what somebody takes, where a header or label says so.
func Medication() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "medication", Label: "処方・投薬", English: "Medication", Category: detectors.Medical, Severity: 2, Persons: detectors.None,
			Validate: "label or column header; a dose, a form of drug or a name in katakana",
			Source:   "個人情報の保護に関する法律施行令 第2条（診療又は調剤が行われたこと）",
		},
		Labels:  []string{"処方薬", "処方内容", "内服薬", "服用薬", "投薬内容", "持参薬", "使用薬剤", "処方"},
		Headers: []string{"薬剤名", "投与薬", "服薬", "投薬", "薬品名", "内服", "用法用量"},
		Form:    drug,
		Share:   0.6,
		Beside:  true,
	}
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
