package identity

import (
	"strings"

	"tenken/detectors"
)

// EmergencyContact is whom to call for somebody: a parent's name, or a number,
// where a label or header says so.
func EmergencyContact() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "emergency_contact", Label: "緊急連絡先・保護者", English: "Emergency contact", Category: detectors.Personal, Severity: 2, Persons: detectors.None,
			Validate: "label or column header; a telephone number, a name or a relation, near a person",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号",
		},
		Labels:    []string{"緊急連絡先", "緊急時連絡先", "緊急時の連絡先", "緊急電話番号", "保護者連絡先", "保護者電話番号", "保護者氏名", "保護者名", "保証人氏名", "保証人名", "実家連絡先", "帰省先電話番号", "emergency contact"},
		Headers:   []string{"保護者", "保証人", "続柄", "世帯主", "父母等氏名", "帰省先"},
		NotLabels: []string{"保護者会", "保護者各位", "保護者説明会"},
		Form:      kin,
		Beside:    true,
		Who:       detectors.Somebody,
	}
}

// kin reports whether v is a telephone number, a relation, or a name.
func kin(v string) bool {
	if n, ok := detectors.ReadNumber(v); ok {
		return len(n.Digits()) >= 9 && len(n.Digits()) <= 11
	}
	v = strings.TrimSpace(v)
	for _, w := range []string{"父", "母", "夫", "妻", "兄", "姉", "弟", "妹", "子", "長男", "長女", "祖父", "祖母", "配偶者", "本人", "叔父", "叔母"} {
		if v == w {
			return true
		}
	}
	digits := strings.Count(v, "0") + strings.Count(v, "-")
	return detectors.Filled(v, 2, 30) && (digits >= 2 || names(v))
}

// names reports whether v may be a name: kanji and kana with one space at most.
func names(v string) bool {
	spaces := 0
	for _, r := range v {
		switch {
		case r == ' ' || r == '　' || r == '・' || r == '（' || r == '）' || r == '(' || r == ')':
			spaces++
		case r >= 0x3041 && r <= 0x9FFF || r >= 'ｦ' && r <= 'ﾟ':
		default:
			return false
		}
	}
	return spaces <= 3 && len(v) <= 3*16
}
