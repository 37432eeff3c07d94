package identity

import "tenken/detectors"

// StaffID is 職員番号: every institution gives its own, so it needs a header or a
// label.
func StaffID() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "staff_id", Label: "職員番号", English: "Staff number", Category: detectors.Personal, Severity: 2, Persons: detectors.Key,
			Validate: "label or column header; three to ten letters and digits",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号; 各機関の付番",
		},
		Labels:    []string{"職員番号", "教職員番号", "教員番号", "社員番号", "従業員番号", "職員コード", "職員ID", "職員No", "社員コード", "社員ID", "社員No", "従業員コード", "従業員ID", "従業員No", "教職員コード", "教職員ID", "人事番号", "個人コード", "employee id", "employee no", "employee number", "employee code", "employee_id", "emp id", "emp no", "empid", "staff id", "staff no", "staff number", "personnel number", "shokuin no", "shokuin id", "shokuin bango", "shain no", "shain id", "shain bango", "syain no"},
		NotLabels: []string{"職員数", "教職員数"},
		Form:      func(v string) bool { return detectors.Code(v, 3, 10) },
		First:     true,
	}
}
