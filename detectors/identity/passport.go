package identity

import (
	"strings"

	"tenken/detectors"
)

// Passport is 旅券番号: two letters and seven digits under a label, or the number
// in the machine-readable zone, which has a check digit (ICAO Doc 9303 part 3).
type Passport struct{ detectors.Headed }

// NewPassport makes the detector.
func NewPassport() detectors.Detector {
	return Passport{detectors.Headed{
		Of: detectors.Info{
			ID: "passport", Label: "旅券番号", English: "Passport number", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header with two letters and seven digits; machine-readable zone with check digits",
			Source:   "個人情報の保護に関する法律施行令 第1条第2号; ICAO Doc 9303 part 3",
		},
		Labels:    []string{"旅券番号", "旅券の番号", "旅券No", "パスポート番号", "パスポートNo", "パスポートナンバー", "パスポート", "旅券", "passport no", "passport number", "passport_no", "passportno", "passport"},
		NotLabels: []string{"旅券発行日", "旅券有効期限", "パスポート有効期限"},
		Form:      booklet,
		First:     true,
	}}
}

const zone = "P<" // a passport's machine-readable zone begins so

// Asks adds the beginning of the machine-readable zone.
func (p Passport) Asks() detectors.Asks {
	a := p.Headed.Asks()
	a.Terms = append(a.Terms, zone)
	return a
}

// Judge reads the zone, labels and cells.
func (p Passport) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.TermKind || c.Text[c.Start:c.End] != zone {
		p.Headed.Judge(c)
		return
	}
	first, rest, _ := strings.Cut(c.Text[c.Start:c.Hi], "\n")
	second, _, _ := strings.Cut(rest, "\n")
	second = strings.TrimRight(second, "\r ")
	if len(strings.TrimRight(first, "\r ")) != 44 || len(second) != 44 || !icao(second[:9], second[9]) || !icao(second[13:19], second[19]) {
		return
	}
	at := c.Start + len(first) + 1
	c.Report(at, at+len(strings.TrimRight(second[:9], "<")), 0.97, detectors.WhyMarker|detectors.WhyCheckDigit)
}

// booklet reports whether v is two letters and seven digits, or for passports
// of others six to nine letters and digits.
func booklet(v string) bool {
	v = strings.ToUpper(strings.ReplaceAll(detectors.Half(v), " ", ""))
	digits := 0
	for i := range len(v) {
		switch c := v[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'A' && c <= 'Z' && i < 2:
		default:
			return false
		}
	}
	return len(v) >= 7 && len(v) <= 9 && digits >= 6 && v[0] >= 'A' && !uniform(v)
}

// icao reports whether c is the check digit of field: weights 7, 3, 1, letters
// from A = 10, '<' = 0, modulo 10.
func icao(field string, c byte) bool {
	sum := 0
	for i := range len(field) {
		v := 0
		switch b := field[i]; {
		case b >= '0' && b <= '9':
			v = int(b - '0')
		case b >= 'A' && b <= 'Z':
			v = int(b-'A') + 10
		case b != '<':
			return false
		}
		sum += v * [3]int{7, 3, 1}[i%3]
	}
	return c >= '0' && c <= '9' && sum%10 == int(c-'0')
}
