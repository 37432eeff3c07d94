package specialcare

import (
	"strings"

	"tenken/detectors"
)

// Infection is that somebody carries an infection, or was vaccinated.
func Infection() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "infection", Label: "感染症・ワクチン", English: "Infection and vaccination", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
				Validate: "title, label or column header with a result below it, or a sentence that says it of somebody on record",
				Source:   "感染症の予防及び感染症の患者に対する医療に関する法律 第12条; 個人情報の保護に関する法律施行令 第2条",
			},
			Labels:    []string{"PCR検査結果", "抗原検査結果", "PCR検査", "抗原検査", "感染症名", "罹患状況", "陽性判明日", "ワクチン接種歴", "ワクチン接種", "予防接種歴", "接種回数", "接種状況", "HIV検査", "HBs抗原", "HCV抗体", "HIV抗体", "麻疹抗体価", "風疹抗体価", "水痘抗体価", "ムンプス抗体価", "抗体検査結果", "抗体価", "ツベルクリン反応", "濃厚接触者"},
			Headers:   []string{"検査結果", "陽性/陰性", "陽性・陰性", "感染症", "麻疹", "風疹", "水痘", "おたふく", "B型肝炎", "C型肝炎", "梅毒", "隔離期間", "療養期間", "QFT"},
			NotLabels: []string{"感染者数", "陽性者数", "陽性率", "接種率", "新規陽性者数", "感染症対策"},
			Form:      serology,
			Share:     0.4,
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles:    []string{"感染症発生届", "感染報告書", "感染者リスト", "陽性者リスト", "陽性者一覧", "濃厚接触者リスト", "濃厚接触者名簿", "ワクチン接種証明書", "ワクチン接種者名簿", "予防接種証明書", "健康観察票", "出席停止報告", "治癒証明書"},
		Sentences: []string{"陽性と判明", "陽性が判明", "陽性と診断", "に感染した", "に感染し、", "の感染が確認", "濃厚接触者となり", "HIV陽性", "自宅療養中", "出席停止とした"},
	}
}

// serology reports whether v is a result, a date, a number of doses or a titre.
func serology(v string) bool {
	v = strings.TrimSpace(detectors.Half(v))
	if v == "" || len([]rune(v)) > 30 {
		return false
	}
	for _, w := range []string{"陽性", "陰性", "+", "-", "(+)", "(-)", "±", "回", "済", "未", "接種", "罹患", "倍", "有", "無", "インフルエンザ", "コロナ", "COVID", "結核", "ノロ", "麻", "風", "ウイルス", "菌", "肝炎"} {
		if strings.Contains(v, w) {
			return true
		}
	}
	return strings.Trim(v, "0123456789./<>=:年月日") == ""
}
