package identity

import (
	"strings"

	"tenken/detectors"
)

// ResidenceCard is 在留カード番号: two letters, eight digits, two letters
// (出入国在留管理庁「在留カード等仕様書」). It has no check digit.
func ResidenceCard() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "residence_card", Label: "在留カード番号", English: "Residence card", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; two letters, eight digits, two letters",
			Source:   "出入国在留管理庁 在留カード等仕様書; 出入国管理及び難民認定法 第19条の4",
		},
		Labels:    []string{"在留カード番号", "在留カードの番号", "在留カードNo", "在留番号", "在留カード", "特別永住者証明書番号", "residence card number", "residence card no", "residence card"},
		NotLabels: []string{"在留資格", "在留期限", "在留期間", "在留カード有効期限"},
		Form:      residence,
		First:     true,
	}
}

func residence(v string) bool {
	v = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(detectors.Half(v)))
	if len(v) != 12 || uniform(v) {
		return false
	}
	for i := range len(v) {
		if letter := i < 2 || i >= 10; letter != (v[i] >= 'A' && v[i] <= 'Z') || !letter && (v[i] < '0' || v[i] > '9') {
			return false
		}
	}
	return true
}
