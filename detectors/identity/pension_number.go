package identity

import "tenken/detectors"

// PensionNumber is 基礎年金番号: four and six digits. No formula of a check
// digit is published.
func PensionNumber() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "pension_number", Label: "基礎年金番号", English: "Basic pension number", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; ten digits, not all alike",
			Source:   "国民年金法施行規則 第1条; 個人情報の保護に関する法律施行令 第1条第3号",
		},
		Labels:    []string{"基礎年金番号", "年金番号", "年金手帳番号", "年金手帳の記号番号", "年金手帳記号番号", "pension number", "pension_no"},
		NotLabels: []string{"年金証書番号", "年金コード"},
		Form:      func(v string) bool { return digitsOf(v, 10, 10) },
		First:     true,
	}
}
