package medical

import (
	"strings"

	"tenken/detectors"
)

// UKE is a claim of レセプト電算処理: each RE record is one patient's month
// (社会保険診療報酬支払基金「オンライン又は光ディスク等による請求に係る記録条件仕様」).
type UKE struct{}

// Info describes the detector.
func (UKE) Info() detectors.Info {
	return detectors.Info{
		ID: "uke", Label: "レセプト", English: "Medical claim", Category: detectors.Medical, Severity: 1, Persons: detectors.Row,
		Validate: "an RE record with kind of claim, month and name, at the beginning of a line",
		Source:   "レセプト電算処理システム 記録条件仕様（医科・DPC・調剤・歯科）",
	}
}

// Asks asks about the name of the record.
func (UKE) Asks() detectors.Asks { return detectors.Asks{Terms: []string{"RE,"}, Beside: true} }

// Judge reads an RE record: number, kind of claim (four digits), month (five
// digits with the era, or six), name, sex, date of birth.
func (UKE) Judge(c *detectors.Candidate) {
	start := c.Start
	if start > 0 && c.Text[start-1] != '\n' {
		return
	}
	end := len(c.Text)
	if i := strings.IndexAny(c.Text[start:], "\r\n"); i >= 0 {
		end = start + i
	}
	f := strings.Split(c.Text[start:end], ",")
	if len(f) < 8 || !digits(f[1], 1, 6) || !digits(f[2], 4, 4) || !digits(f[3], 5, 6) || f[5] != "1" && f[5] != "2" || !digits(f[6], 7, 8) {
		return
	}
	c.Report(start, min(start+len("RE"), c.Hi), 0.97, detectors.WhyForm|detectors.WhyMarker)
}

func digits(s string, least, most int) bool {
	return len(s) >= least && len(s) <= most && strings.Trim(s, "0123456789") == ""
}
