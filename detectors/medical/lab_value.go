package medical

import (
	"strconv"
	"strings"

	"tenken/detectors"
)

// LabValue is the result of a laboratory test in a column whose header names
// the test.
func LabValue() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "lab_value", Label: "検査値", English: "Laboratory value", Category: detectors.Medical, Severity: 2, Persons: detectors.None,
			Validate: "column header that names a test; numbers, with < or > or H and L",
			Source:   "個人情報の保護に関する法律施行令 第2条（健康診断等の結果）; names of tests after JLAC10",
		},
		Headers: []string{
			"HbA1c", "HbA1c(%)", "HbA1c(NGSP)", "空腹時血糖", "随時血糖", "血糖", "血糖値", "GLU", "AST", "ALT", "GOT", "GPT", "AST(GOT)", "ALT(GPT)", "γ-GTP", "γGTP", "ALP", "LDH", "LD", "総ビリルビン", "T-Bil",
			"総蛋白", "アルブミン", "ALB", "尿酸", "UA", "尿素窒素", "BUN", "クレアチニン", "CRE", "Cre", "eGFR", "総コレステロール", "T-Cho", "LDL", "LDL-C", "HDL", "HDL-C", "中性脂肪", "TG", "CRP", "CK", "CPK", "アミラーゼ",
			"WBC", "RBC", "Hb", "HGB", "Ht", "HCT", "PLT", "MCV", "白血球", "白血球数", "赤血球", "赤血球数", "ヘモグロビン", "血小板", "血小板数", "PSA", "CEA", "CA19-9", "TSH", "FT3", "FT4", "BNP", "NT-proBNP", "PT-INR", "D-dimer", "SpO2",
		},
		Form:   measured,
		Beside: true,
		Who:    detectors.Somebody,
	}
}

// measured reports whether v is a number as laboratories write it.
func measured(v string) bool {
	v = strings.TrimRight(strings.TrimLeft(v, "<>≦≧＜＞ "), " HLhl↑↓*%％")
	if v == "" || len(v) > 12 {
		return false
	}
	_, err := strconv.ParseFloat(v, 64)
	return err == nil
}
