package specialcare

import "tenken/detectors"

// Creed is what somebody believes, and where or in what station they were
// born: 人種、信条、社会的身分.
func Creed() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "creed", Label: "信条・人種・社会的身分", English: "Creed, race, social status", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
				Validate: "label or column header with something behind or below it, near a person; or a sentence that says it of somebody on record",
				Source:   "個人情報の保護に関する法律 第2条第3項（人種、信条、社会的身分）",
			},
			Labels:    []string{"信仰", "信条", "宗教", "宗派", "信仰する宗教", "支持政党", "所属政党", "政治的信条", "思想信条", "人種", "民族", "部落", "出自", "労働組合加入", "religion", "ethnicity"},
			NotLabels: []string{"宗教法人", "宗教学", "宗教史", "宗教施設", "民族学", "人種差別"},
			Form:      func(v string) bool { return detectors.Filled(v, 2, 40) },
			Share:     0.3,
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Sentences: []string{"を信仰して", "の信者である", "の信者で、", "に入信し", "宗教上の理由", "被差別部落", "同和地区の出身", "の党員である"},
	}
}
