package identity

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Age is somebody's age, where a label or header says so. It counts nobody.
func Age() detectors.Detector {
	return age{detectors.Headed{
		Of: detectors.Info{
			ID: "age", Label: "年齢", English: "Age", Category: detectors.Personal, Severity: 4, Persons: detectors.None,
			Validate: "label or column header; a number up to 120, near a person",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号",
		},
		Labels:    []string{"年齢", "満年齢"},
		Headers:   []string{"歳", "age", "nenrei", "年令", "受診時年齢"},
		NotLabels: []string{"年齢層", "年齢区分", "年齢階級", "平均年齢", "年齢別", "対象年齢", "年齢制限", "年齢要件", "推奨年齢"},
		Form:      years,
		Beside:    true,
		Who:       detectors.Somebody,
	}}
}

// age also reads 山田太郎（34歳、男性）, where somebody is on record.
type age struct{ detectors.Headed }

// yearsOld end an age in a sentence or a list.
var yearsOld = []string{"歳）", "歳)", "歳、", "歳，", "歳 ", "歳　", "歳男", "歳女", "歳\n", "才）", "才)"}

// Asks adds them.
func (a age) Asks() detectors.Asks {
	asks := a.Headed.Asks()
	asks.Terms = append(asks.Terms, yearsOld...)
	return asks
}

// Judge reads the figures before 歳.
func (a age) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.TermKind || !strings.HasPrefix(c.Text[c.Start:c.End], "歳") && !strings.HasPrefix(c.Text[c.Start:c.End], "才") {
		a.Headed.Judge(c)
		return
	}
	start := c.Start
	for n := 0; n < 3; n++ {
		r := c.Prev(start)
		if !(r >= '0' && r <= '9' || r >= '０' && r <= '９') {
			break
		}
		start -= utf8.RuneLen(r)
	}
	if start < c.Start && years(c.Text[start:c.Start]) && c.Column() == 0 {
		c.ReportAbout(detectors.Registered, start, c.Start, 0.8, detectors.WhyMarker)
	}
}

// years reports whether v is a number of years up to 120: 満20歳, 20才3か月.
func years(v string) bool {
	v = strings.TrimPrefix(detectors.Half(strings.TrimSpace(v)), "満")
	for _, unit := range []string{"歳", "才"} {
		var rest string
		v, rest, _ = strings.Cut(v, unit)
		for _, limit := range [...]string{"以下", "以上", "未満", "まで", "から", "～", "〜", "-"} {
			if strings.HasPrefix(rest, limit) {
				return false
			}
		}
	}
	n, err := strconv.Atoi(strings.TrimSpace(v))
	return err == nil && n >= 0 && n <= 120
}
