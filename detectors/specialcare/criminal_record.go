package specialcare

import "tenken/detectors"

// CriminalRecord is what somebody was punished for, or suffered.
func CriminalRecord() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "criminal_record", Label: "犯罪の経歴・被害", English: "Criminal record", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
				Validate: "label or column header with something behind or below it, near a person; or a sentence that says it of somebody on record",
				Source:   "個人情報の保護に関する法律 第2条第3項（犯罪の経歴、犯罪により害を被った事実）; 同施行令 第2条第4号・第5号",
			},
			Labels:    []string{"犯罪歴", "犯歴", "前科", "前歴", "賞罰", "罪名", "逮捕歴", "補導歴", "非行歴", "刑事処分", "保護処分", "犯罪被害", "被害届", "criminal record"},
			NotLabels: []string{"犯罪歴証明", "犯罪件数"},
			Form:      func(v string) bool { return detectors.Filled(v, 2, 60) && v[0] >= 0x80 },
			Share:     0.2,
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles:    []string{"犯罪経歴証明書", "前科調書", "少年調査記録"},
		Sentences: []string{"逮捕歴がある", "前科がある", "の容疑で逮捕され", "で逮捕され", "書類送検され", "で起訴され", "の有罪判決", "保護観察中", "少年院に", "で補導され", "性被害に", "ストーカー被害", "窃盗被害に", "暴行を受け"},
	}
}
