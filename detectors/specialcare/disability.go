package specialcare

import (
	"unicode/utf8"

	"tenken/detectors"
)

// Disability is somebody's disability, or the support given for it.
func Disability() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "disability", Label: "障害に関する情報", English: "Disability", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
			Validate: "label or column header, with something behind or below it",
			Source:   "個人情報の保護に関する法律施行令 第2条第1号（心身の機能の障害）",
		},
		Labels:    []string{"障害名", "障害種別", "障害等級", "障害の種類", "障がい名", "障がい種別", "身体障害者手帳", "療育手帳", "精神障害者保健福祉手帳", "合理的配慮", "配慮事項"},
		NotLabels: []string{"障害者数", "障害対応", "システム障害"},
		Form: func(v string) bool {
			n := utf8.RuneCountInString(v)
			return n >= 2 && n <= 60 && v[0] >= 0x80
		},
		Share:  0.3, // most rows of a list have none
		Beside: true,
	}
}
