package identity

import (
	"strconv"
	"strings"

	"tenken/detectors"
)

// Age is somebody's age, where a label or header says so. It counts nobody.
func Age() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "age", Label: "年齢", English: "Age", Category: detectors.Personal, Severity: 4, Persons: detectors.None,
			Validate: "label or column header; a number up to 120, near a person",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号",
		},
		Labels:    []string{"年齢", "満年齢"},
		Headers:   []string{"歳", "age", "年令", "受診時年齢"},
		NotLabels: []string{"年齢層", "年齢区分", "年齢階級", "平均年齢", "年齢別", "対象年齢"},
		Form:      years,
		Beside:    true,
		Who:       detectors.Somebody,
	}
}

// years reports whether v is a number of years up to 120: 満20歳, 20才3か月.
func years(v string) bool {
	v = strings.TrimPrefix(detectors.Half(strings.TrimSpace(v)), "満")
	for _, unit := range []string{"歳", "才"} {
		v, _, _ = strings.Cut(v, unit)
	}
	n, err := strconv.Atoi(strings.TrimSpace(v))
	return err == nil && n >= 0 && n <= 120
}
