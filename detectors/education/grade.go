// Package education recognises what schools write about students.
package education

import (
	"strconv"
	"strings"

	"tenken/detectors"
)

// Grade is a mark in a column whose header says so.
func Grade() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "grade", Label: "成績", English: "Grade", Category: detectors.Personal, Severity: 2, Persons: detectors.None,
			Validate: "column header; marks in letters or words, or points",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号",
		},
		Headers:   []string{"成績", "評価", "評語", "点数", "点", "素点", "得点", "評点", "評定", "平均点数", "総合点", "総合", "合計点", "期末試験", "中間試験", "GPA", "科目GPA", "通算GPA", "成績評価", "総合評価", "能力評価", "業績評価", "人事評価", "勤務評定", "人事考課", "最終評価", "grade", "score", "final grade"},
		NotLabels: []string{"評価方法", "成績評価方法", "評価基準", "配点", "点数配分", "評価額"},
		Form:      mark,
		Beside:    true,
		Who:       detectors.Somebody,
	}
}

// marks in words and letters.
var marks = map[string]bool{
	"秀": true, "優": true, "良": true, "可": true, "不可": true, "不": true, "合": true, "否": true, "合格": true, "不合格": true, "認定": true, "欠席": true, "放棄": true,
	"S": true, "A": true, "B": true, "C": true, "D": true, "E": true, "F": true, "A+": true, "A-": true, "B+": true, "B-": true, "AA": true, "P": true, "W": true, "X": true,
}

// mark reports whether v is a mark, or points from 0 to 1000.
func mark(v string) bool {
	v = strings.TrimSuffix(strings.TrimSpace(v), "点")
	if marks[strings.ToUpper(v)] {
		return true
	}
	f, err := strconv.ParseFloat(v, 64)
	return err == nil && f >= 0 && f <= 1000 && len(v) <= 6
}
