package education

import "tenken/detectors"

// StudentAid is what somebody is given for their studies, and the means of
// their household.
func StudentAid() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "student_aid", Label: "奨学金・授業料減免・家計", English: "Student aid", Category: detectors.Personal, Severity: 1, Persons: detectors.None,
				Validate: "title of a record, label or column header with something behind or below it, near a person",
				Source:   "大学等における修学の支援に関する法律; 個人情報の保護に関する法律 第2条第1項第1号",
			},
			Labels:    []string{"奨学金", "奨学金種別", "奨学生番号", "貸与月額", "給付月額", "授業料減免", "減免区分", "減免額", "家計支持者", "家計収入", "世帯収入", "世帯年収", "年間収入", "父の年収", "母の年収", "生計維持者", "支援区分", "生活保護", "非課税世帯"},
			Headers:   []string{"奨学金区分", "奨学金額", "貸与額", "給付額", "世帯所得", "総所得", "家計基準", "収入金額", "減免"},
			NotLabels: []string{"奨学金制度", "奨学金案内", "奨学金担当", "奨学金窓口", "奨学金係"},
			Form:      func(v string) bool { return detectors.Filled(v, 1, 40) },
			Share:     0.3, // most of a list have none
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles: []string{"奨学金申請書", "授業料減免申請書", "授業料免除申請書", "家計状況申告書", "家庭状況調書", "所得証明書", "課税証明書", "非課税証明書", "収入証明書", "奨学生採用通知", "奨学生推薦書"},
	}
}
