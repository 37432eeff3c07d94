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

// claimFields is how many fields an RE record has at least; claimChart is the
// one of the number of the patient's chart.
const (
	claimFields = 8
	claimChart  = 13
)

// Judge reads an RE record.
func (UKE) Judge(c *detectors.Candidate) {
	if f := c.Fields(',', claimFields); isClaim(c, f) {
		c.Report(f[0].Start, f[0].End, 0.97, detectors.WhyForm|detectors.WhyMarker)
	}
}

// isClaim reports whether fields are those of an RE record: number, kind of
// claim (four digits), month (five digits with the era, or six), name, sex,
// date of birth.
func isClaim(c *detectors.Candidate, f []detectors.Field) bool {
	if f == nil {
		return false
	}
	v := func(i int) string { return c.Text[f[i].Start:f[i].End] }
	return digits(v(1), 1, 6) && digits(v(2), 4, 4) && digits(v(3), 5, 6) && (v(5) == "1" || v(5) == "2") && digits(v(6), 7, 8)
}

func digits(s string, least, most int) bool {
	return len(s) >= least && len(s) <= most && strings.Trim(s, "0123456789") == ""
}
