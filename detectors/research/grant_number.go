package research

import (
	"strings"

	"tenken/detectors"
)

// GrantNumber is 科研費課題番号: the year, a letter of the programme and five
// digits, or two letters and four digits; eight digits before 2015. It is
// public.
func GrantNumber() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "grant_number", Label: "科研費課題番号", English: "Grant number", Category: detectors.Research, Severity: 4, Persons: detectors.None,
			Validate: "label or column header; year, letters and digits; public, an indicator only",
			Source:   "平成27年2月27日 日本学術振興会 科学研究費助成事業の課題番号について",
		},
		Labels:    []string{"科研費課題番号", "研究課題番号", "課題番号", "科研費番号", "科研費", "科学研究費", "kakenhi", "grant number", "grant no"},
		NotLabels: []string{"課題番号順"},
		Form:      kakenhi,
		First:     true,
		Beside:    true,
	}
}

func kakenhi(v string) bool {
	v = strings.TrimPrefix(strings.ToUpper(detectors.Half(v)), "JP")
	if len(v) != 8 || !number(v[:2]) || !number(v[4:]) {
		return false
	}
	switch mid := v[2:4]; mid {
	case "KK", "KJ", "KF", "HP", "KT":
		return true
	default:
		return (strings.ContainsRune("HKJF", rune(mid[0])) || mid[0] >= '0' && mid[0] <= '9') && mid[1] >= '0' && mid[1] <= '9'
	}
}

func number(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
