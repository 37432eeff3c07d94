package specialcare

import "tenken/detectors"

// Harassment is a complaint about somebody, or what became of it.
func Harassment() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "harassment", Label: "ハラスメント・懲戒", English: "Harassment and discipline", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
				Validate: "title, label or column header with something behind or below it, or a sentence that says it of somebody on record",
				Source:   "個人情報の保護に関する法律 第2条第3項（犯罪により害を被った事実等）; 労働施策総合推進法 第30条の2",
			},
			Labels:    []string{"申立人", "被申立人", "被害者", "加害者", "ハラスメントの内容", "ハラスメント内容", "ハラスメント種別", "懲戒処分", "懲戒種別", "懲戒事由", "処分内容", "処分歴", "事情聴取"},
			NotLabels: []string{"被害者数", "被害者の性別", "被害者の年齢", "被害者の職業", "被害者性別", "被害者年齢", "ハラスメント防止", "ハラスメント研修"},
			Form:      func(v string) bool { return detectors.Filled(v, 2, 80) && v[0] >= 0x80 },
			Share:     0.3,
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles:    []string{"ハラスメント相談記録", "ハラスメント相談票", "ハラスメント申立書", "ハラスメント調査報告書", "ハラスメント調査記録", "事情聴取記録", "聴取記録", "懲戒処分書", "懲戒処分通知書", "懲戒審査", "処分説明書", "調査委員会報告書", "苦情申立書"},
		Sentences: []string{"ハラスメントを受け", "パワハラを受け", "セクハラを受け", "アカハラを受け", "ハラスメントを訴え", "ハラスメントの申立", "ハラスメント行為を認定", "懲戒処分とする", "停職処分", "訓告処分", "懲戒解雇"},
	}
}
