package finance

import (
	"strings"

	"tenken/detectors"
)

// Salary is what somebody is paid, where a header or label says so.
func Salary() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "salary", Label: "給与・報酬", English: "Salary", Category: detectors.Personal, Severity: 2, Persons: detectors.None,
			Validate: "label or column header; amounts of money; a person near",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号",
		},
		Headers:   []string{"基本給", "給与", "給与額", "支給額", "総支給額", "差引支給額", "手取額", "賞与", "月給", "時給", "年収", "報酬額", "謝金", "謝金額", "支払金額", "源泉徴収税額", "俸給", "俸給月額", "諸手当", "本給"},
		Labels:    []string{"基本給", "総支給額", "差引支給額", "支給総額", "手取額", "給与額", "年収", "賞与額"},
		NotLabels: []string{"予算額", "単価", "価格"},
		Form:      amount,
		Beside:    true,
		Who:       detectors.Somebody,
	}
}

// amount reports whether v is an amount of at least three digits.
func amount(v string) bool {
	v = strings.TrimSuffix(strings.TrimLeft(v, "¥￥\\ "), "円")
	n := 0
	for _, r := range v {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			n++
		case r == ',', r == '，', r == '.':
		default:
			return false
		}
	}
	return n >= 3 && n <= 12
}
