package identity

import (
	"strings"

	"tenken/detectors"
)

// Sex is somebody's sex, where a label or header says so. It counts nobody.
func Sex() detectors.Detector {
	return sex{detectors.Headed{
		Of: detectors.Info{
			ID: "sex", Label: "性別", English: "Sex", Category: detectors.Personal, Severity: 4, Persons: detectors.None,
			Validate: "label or column header; 男, 女 or a code for them, near a person",
			Source:   "個人情報の保護に関する法律 第2条第1項第1号; JIS X 0303",
		},
		Labels:    []string{"性別"},
		Headers:   []string{"sex", "gender", "seibetsu", "seibetu", "男女", "性"},
		NotLabels: []string{"性別役割", "男女別", "男女比", "性別比"},
		Form:      sexOf,
		Beside:    true,
		Who:       detectors.Somebody,
	}}
}

// sex also reads 34歳、男性, where somebody is on record.
type sex struct{ detectors.Headed }

// behindAge are what stands between an age and a sex.
var behindAge = []string{"歳男", "歳女", "歳、男", "歳、女", "歳　男", "歳　女", "歳 男", "歳 女", "歳）　男", "歳）　女", "歳） 男", "歳） 女"}

// Asks adds them.
func (s sex) Asks() detectors.Asks {
	asks := s.Headed.Asks()
	asks.Terms = append(asks.Terms, behindAge...)
	return asks
}

// Judge reads the sex behind an age.
func (s sex) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.TermKind || !strings.HasPrefix(c.Text[c.Start:c.End], "歳") {
		s.Headed.Judge(c)
		return
	}
	start, end := c.End-len("男"), c.End
	if strings.HasPrefix(c.Text[end:c.Hi], "性") {
		end += len("性")
	}
	c.ReportAbout(detectors.Registered, start, end, 0.8, detectors.WhyMarker)
}

func sexOf(v string) bool {
	switch strings.ToLower(strings.Trim(detectors.Half(v), " ()")) {
	case "男", "女", "男性", "女性", "男子", "女子", "m", "f", "male", "female", "1", "2", "0", "9", "その他", "other", "回答しない", "不明":
		return true
	}
	return false
}
