package education

import "tenken/detectors"

// EntranceExam is an applicant's number, or what became of the application.
func EntranceExam() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "entrance_exam", Label: "入試・受験", English: "Entrance examination", Category: detectors.Personal, Severity: 1, Persons: detectors.Row,
			Validate: "label or column header; an applicant's number, or passed and failed",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号",
		},
		Labels:    []string{"受験番号", "受験票番号", "志願者番号", "出願番号"},
		Headers:   []string{"合否", "合否判定", "判定結果", "入試結果", "入試得点", "志願票番号"},
		NotLabels: []string{"受験番号順", "受験者数", "志願者数"},
		Form:      func(v string) bool { return detectors.Code(v, 3, 12) || results[v] },
		Beside:    true,
	}
}

var results = map[string]bool{"合格": true, "不合格": true, "補欠": true, "合": true, "否": true, "○": true, "×": true, "欠席": true, "辞退": true, "補欠合格": true, "繰上合格": true}
