package identity

import "tenken/detectors"

// ResidentCode is 住民票コード: ten random digits and a check digit (住民基本台帳法
// 施行規則 第1条). Its formula is known from secondary sources only, so it
// refuses nothing.
func ResidentCode() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "resident_code", Label: "住民票コード", English: "Resident record code", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; eleven digits, not all alike",
			Source:   "住民基本台帳法施行規則 第1条",
		},
		Labels:    []string{"住民票コード", "住民票ｺｰﾄﾞ", "住基コード", "住民コード"},
		NotLabels: []string{"住民票コード通知書番号"},
		Form:      func(v string) bool { return digitsOf(v, 11, 11) },
		First:     true,
	}
}

// digitsOf reports whether v is least to most digits, not all alike.
func digitsOf(v string, least, most int) bool {
	d, ok := detectors.Digits(v)
	return ok && len(d) >= least && len(d) <= most && !uniform(d)
}
