// Package specialcare recognises 要配慮個人情報 that is not kept by hospitals:
// 個人情報の保護に関する法律 第2条第3項.
package specialcare

import (
	"unicode/utf8"

	"tenken/detectors"
)

// HealthCheck is the result of a health check, in a column whose header says
// so.
func HealthCheck() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "health_check", Label: "健康診断結果", English: "Health check", Category: detectors.SpecialCare, Severity: 1, Persons: detectors.None,
			Validate: "column header that names an examination, with results below it",
			Source:   "個人情報の保護に関する法律施行令 第2条第2号（健康診断等の結果）",
		},
		Headers: []string{
			"健診判定", "健康診断判定", "健診結果", "健康診断結果", "総合判定", "医師判定", "就業区分", "要精密検査", "再検査", "尿蛋白", "尿糖", "尿潜血", "胸部X線", "胸部レントゲン", "心電図", "血圧", "収縮期血圧", "拡張期血圧", "最高血圧", "最低血圧", "視力", "視力右", "視力左", "聴力", "腹囲", "BMI", "自覚症状", "他覚症状", "問診", "ストレスチェック", "高ストレス", "抑うつ",
		},
		NotLabels: []string{"健康診断日", "健診日"},
		Form:      func(v string) bool { return utf8.RuneCountInString(v) <= 30 },
		Share:     0.8,
		Beside:    true,
		Who:       detectors.Somebody,
	}
}
