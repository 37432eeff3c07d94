package medical

import (
	"strings"

	"tenken/detectors"
)

// SSMIX2 is the name of a file in a store of SS-MIX2: patient, date, kind of
// data, order, time, department and state, joined by underscores. The name
// alone tells the patient's number.
type SSMIX2 struct{}

// Info describes the detector.
func (SSMIX2) Info() detectors.Info {
	return detectors.Info{
		ID: "ssmix2", Label: "SS-MIX2 標準化ストレージ", English: "SS-MIX2 store", Category: detectors.Medical, Severity: 1, Persons: detectors.Key, Names: true,
		Validate: "seven parts of the file's name: date, kind, 15 digits of the order, 17 of the time",
		Source:   "SS-MIX2 仕様書・ガイドライン（日本医療情報学会）",
	}
}

// kinds of data in a store.
var kinds = []string{"_ADT-", "_PPR-", "_OMD", "_OMP-", "_RAS-", "_OML-", "_OUL-", "_OMG-", "_OMI-", "_ORU-", "_PHD-", "_OMB-"}

// Asks asks about the kinds.
func (SSMIX2) Asks() detectors.Asks { return detectors.Asks{Terms: kinds, Beside: true} }

// Judge takes the name apart that the kind stands in.
func (SSMIX2) Judge(c *detectors.Candidate) {
	start, end := c.Start, c.End
	for start > c.Lo && part(c.Text[start-1]) {
		start--
	}
	for end < c.Hi && part(c.Text[end]) {
		end++
	}
	f := strings.Split(c.Text[start:end], "_")
	if len(f) != 7 || f[0] == "" || f[1] != "-" && !digits(f[1], 8, 8) || !digits(f[3], 1, 20) || !digits(f[4], 14, 20) || !digits(f[6], 1, 1) {
		return
	}
	c.Report(start, start+len(f[0]), 0.95, detectors.WhyForm)
}

func part(b byte) bool {
	return b == '_' || b == '-' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}
