package specialcare

import "tenken/detectors"

// Counseling is what somebody told a counsellor.
func Counseling() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "counseling", Label: "相談・面談記録", English: "Counselling", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
				Validate: "title, label or column header with something behind or below it, near a person",
				Source:   "個人情報の保護に関する法律施行令 第2条第3号（心身の状態の改善のための指導）",
			},
			Labels:    []string{"相談内容", "面談内容", "面談記録", "相談記録", "カウンセリング内容", "カウンセリング記録", "主訴・相談内容", "相談者", "来談者", "来談経緯", "クライエント", "面接内容", "面接経過", "カウンセラー所見", "面談所見"},
			NotLabels: []string{"相談窓口", "相談日時", "相談件数", "相談受付", "相談員"},
			Form:      func(v string) bool { return detectors.Filled(v, 2, 400) && v[0] >= 0x80 },
			Share:     0.3,
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles:    []string{"学生相談記録", "相談記録", "面談記録", "面談記録票", "面接記録", "カウンセリング記録", "カウンセリング報告書", "学生面談記録", "心理相談記録", "相談受付票", "相談票", "面談票", "面談メモ", "三者面談", "三者面談メモ", "個人面談メモ", "面談録", "インテーク記録", "心理検査報告書", "ケース記録", "生徒指導記録", "指導要録"},
		Sentences: []string{"希死念慮", "自傷行為", "リストカット", "カウンセリングを受け", "心療内科を受診", "精神科を受診", "心療内科に通", "精神科に通"},
	}
}
