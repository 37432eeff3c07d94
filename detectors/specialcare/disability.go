package specialcare

import "tenken/detectors"

// Disability is somebody's disability, or the support given for it.
func Disability() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "disability", Label: "障害に関する情報", English: "Disability", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
				Validate: "title, label or column header with something behind or below it, or a sentence that says it of somebody on record",
				Source:   "個人情報の保護に関する法律施行令 第2条第1号（心身の機能の障害）",
			},
			Labels:    []string{"障害名", "障害種別", "障害等級", "障害の種類", "障害の内容", "障害の程度", "障害区分", "障害の有無", "障害有無", "障がいの有無", "障がい名", "障がい種別", "障がいの内容", "障害者手帳", "身体障害者手帳", "療育手帳", "精神障害者保健福祉手帳", "手帳等級", "手帳番号", "合理的配慮", "配慮事項", "配慮内容", "必要な配慮"},
			NotLabels: []string{"障害者数", "障害対応", "システム障害", "障害発生", "障害報告", "障害内容", "障害番号", "障害日時", "障害レベル"},
			Form:      func(v string) bool { return detectors.Filled(v, 2, 60) && v[0] >= 0x80 },
			Share:     0.3, // most rows of a list have none
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles:    []string{"合理的配慮申請書", "合理的配慮依頼文書", "合理的配慮申請", "配慮依頼文書", "修学支援計画書", "修学上の配慮願", "個別の教育支援計画", "個別支援計画", "障害学生支援記録", "配慮願"},
		Sentences: []string{"の障害がある", "障害があり", "障がいがあり", "障害者手帳を所持", "障害者手帳を取得", "障害者手帳の交付", "障害者手帳を有", "発達障害の診断", "自閉スペクトラム症", "合理的配慮を希望", "合理的配慮を申請", "合理的配慮を求め"},
	}
}
