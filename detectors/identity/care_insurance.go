package identity

import "tenken/detectors"

// CareInsurance is 介護保険被保険者番号: ten digits. No formula of a check digit
// is published.
func CareInsurance() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "care_insurance", Label: "介護保険被保険者番号", English: "Care insurance number", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; ten digits, leading zeros may be lost",
			Source:   "介護保険法施行規則 第26条; 個人情報の保護に関する法律施行令 第1条第8号",
		},
		Labels:    []string{"介護保険被保険者番号", "介護保険被保険者証番号", "介護保険番号", "介護被保険者番号", "介護保険の被保険者番号", "介護保険証番号"},
		NotLabels: []string{"介護保険者番号", "介護保険事業所番号"},
		Form:      func(v string) bool { return digitsOf(v, 8, 10) },
		First:     true,
	}
}
