package identity

import (
	"unicode/utf8"

	"tenken/detectors"
)

// HealthInsurance is what an insurance card says: the insurer's number, which
// has a check digit, and the insured's 記号 and 番号, which every insurer gives
// itself.
func HealthInsurance() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "health_insurance", Label: "健康保険の保険者番号・記号番号", English: "Health insurance", Category: detectors.Personal, Severity: 1, Persons: detectors.Weak,
			Validate: "label or column header; insurer: prefecture and check digit; 記号番号: three digits and more",
			Source:   "昭和49年9月20日 保険発第104号（保険者番号の検証番号）; 健康保険法施行規則",
		},
		Labels: []string{
			"保険者番号", "保険者No", "保険証番号", "保険証記号番号", "保険証の記号番号", "保険証記号・番号", "被保険者証番号", "被保険者証記号番号", "被保険者証の記号番号", "被保険者証等記号・番号", "被保険者記号・番号", "被保険者記号番号",
			"被保険者番号", "健康保険証番号", "健康保険番号", "健保番号", "組合員証番号", "組合員番号", "加入者証番号", "加入者番号", "資格確認書番号", "保険証記号", "被保険者証記号", "後期高齢者医療被保険者番号", "insurance number", "insurance no",
		},
		Headers:   []string{"保険記号", "保険番号", "記号・番号", "記号番号"},
		NotLabels: []string{"雇用保険被保険者番号", "介護保険被保険者番号", "介護保険者番号", "雇用保険番号", "通帳記号番号", "ゆうちょ記号番号"},
		Form:      func(v string) bool { return insurer(v) || insured(v) },
		First:     true,
		Beside:    false,
	}
}

// insured reports whether v may be 記号 and 番号: three digits at least, and
// little else. What has an insurer's length must be one by its check digit,
// unless it has more than digits.
func insured(v string) bool {
	digits, others := 0, 0
	for _, r := range detectors.Half(v) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '-' || r == ' ' || r == '・' || r == '/' || r == '(' || r == ')':
		case r >= 0x3041 && r <= 0x9FFF || r|0x20 >= 'a' && r|0x20 <= 'z':
			others++
		default:
			return false
		}
	}
	return digits >= 3 && digits <= 16 && others <= 6 && utf8.RuneCountInString(v) <= 24 && !uniform(v)
}
