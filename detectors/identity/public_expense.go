package identity

import "tenken/detectors"

// PublicExpense is the numbers of 公費負担医療: the payer's eight digits and the
// recipient's seven.
func PublicExpense() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "public_expense", Label: "公費負担者番号・受給者番号", English: "Public medical expense", Category: detectors.Personal, Severity: 1, Persons: detectors.Weak,
			Validate: "label or column header; seven or eight digits, not all alike",
			Source:   "公費負担医療の医療券等の記載要領（負担者番号8桁、受給者番号7桁）",
		},
		Labels:    []string{"公費負担者番号", "公費負担医療の受給者番号", "公費受給者番号", "負担者番号", "受給者番号", "公費番号", "受給者証番号", "医療証番号"},
		Headers:   []string{"公費①負担者番号", "公費①受給者番号"},
		NotLabels: []string{"受給者数"},
		Form:      func(v string) bool { return digitsOf(v, 6, 8) },
		First:     true,
	}
}
