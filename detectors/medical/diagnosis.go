package medical

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Diagnosis is the name of an illness where a header or label says that it is
// somebody's.
func Diagnosis() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "diagnosis", Label: "病名・診断", English: "Diagnosis", Category: detectors.Medical, Severity: 1, Persons: detectors.None,
			Validate: "label or column header; words and no numbers, or a code of ICD-10",
			Source:   "個人情報の保護に関する法律施行令 第2条（病歴、診療の記録）",
		},
		Labels:    []string{"病名", "傷病名", "診断名", "主病名", "主傷病名", "入院病名", "確定診断", "臨床診断", "病理診断", "主訴", "既往歴", "現病歴", "基礎疾患", "持病", "diagnosis"},
		Headers:   []string{"診断", "疾患", "疾患名", "診断結果", "所見", "ICD10", "ICD-10", "持病・アレルギー"},
		NotLabels: []string{"診断日", "診断書", "病名コード数"},
		Form:      illness,
		Beside:    true,
	}
}

// illness reports whether v may be the name of an illness: a word of Japanese,
// or a code of ICD-10.
func illness(v string) bool {
	n := utf8.RuneCountInString(v)
	if n < 2 || n > 60 {
		return false
	}
	if v[0] >= 'A' && v[0] <= 'Z' && len(v) >= 3 && len(v) <= 6 && v[1] >= '0' && v[1] <= '9' && v[2] >= '0' && v[2] <= '9' {
		return true
	}
	japanese := 0
	for _, r := range v {
		switch {
		case r >= 0x3040 && r <= 0x9FFF:
			japanese++
		case r == '_' || r == '＿' || r == '□' || r == '○':
			return false
		}
	}
	return 2*japanese >= n && !strings.HasSuffix(v, "ください") && !strings.HasSuffix(v, "名") && !strings.HasSuffix(v, "記入")
}
