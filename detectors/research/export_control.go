package research

import "tenken/detectors"

// ExportControl is the judgement whether a technology may leave the country.
func ExportControl() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "export_control", Label: "輸出管理・該非判定", English: "Export control", Category: detectors.Research, Severity: 1, Persons: detectors.None,
				Validate: "title of the document, or its fields with something behind them",
				Source:   "外国為替及び外国貿易法 第25条・第48条; 輸出貿易管理令 別表第一",
			},
			Labels:    []string{"該非判定", "該非判定結果", "該非判定番号", "リスト規制該当", "該当項番", "貨物等省令", "需要者", "特定類型", "特定類型該当", "居住者該当性", "用途チェック", "懸念取引"},
			NotLabels: []string{"該非判定の手引", "該非判定とは"},
			Form:      func(v string) bool { return detectors.Filled(v, 2, 80) },
			Share:     0.5,
			Beside:    true,
			Who:       detectors.Anybody,
		},
		Titles: []string{"該非判定書", "該非判定票", "該非判定シート", "非該当証明書", "項目別対比表", "パラメータシート", "取引審査票", "輸出管理審査票", "技術提供申請書", "安全保障輸出管理チェックリスト", "特定類型該当性確認", "需要者チェックシート"},
	}
}
