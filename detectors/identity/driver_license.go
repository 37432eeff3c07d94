package identity

import (
	"strings"

	"tenken/detectors"
)

// DriverLicense is 運転免許証番号, twelve digits: 公安委員会, year, six digits, a
// check digit and the number of times it was issued again. The check digit is
// (11 − Σ mod 11) mod 10 with the weights 5,4,3,2,7,6,5,4,3,2.
type DriverLicense struct{ detectors.Headed }

// NewDriverLicense makes the detector.
func NewDriverLicense() detectors.Detector {
	return DriverLicense{detectors.Headed{
		Of: detectors.Info{
			ID: "driver_license", Label: "運転免許証番号", English: "Driver's licence", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; code of the prefecture's commission, check digit",
			Source:   "道路交通法施行規則 別記様式第14; 検査数字は公開の検証結果（4資料が一致）",
		},
		Labels:    []string{"運転免許証番号", "運転免許証の番号", "運転免許番号", "運転免許証No", "運転免許証", "免許証番号", "免許証の番号", "免許証No", "免許番号", "driver's license", "drivers license", "driver license", "license_no"},
		NotLabels: []string{"教員免許番号", "教員免許状番号", "医師免許番号", "薬剤師免許番号", "看護師免許番号", "免許証更新日"},
		Form:      license,
		First:     true,
	}}
}

// Asks adds the number as it is printed on the card: 番号 第309012345620号.
func (d DriverLicense) Asks() detectors.Asks {
	a := d.Headed.Asks()
	a.Numbers = []string{"12"}
	return a
}

// Judge reads cards, labels and cells.
func (d DriverLicense) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.NumberKind {
		d.Headed.Judge(c)
		return
	}
	const near = 600 // bytes: the sides of a card
	if c.Prev(c.Start) != '第' || c.Next(c.End) != '号' || !license(c.Text[c.Start:c.End]) {
		return
	}
	if strings.Contains(c.Text[max(0, c.Start-near):min(len(c.Text), c.End+near)], "免許") {
		c.Report(c.Start, c.End, 0.85, detectors.WhyMarker|detectors.WhyCheckDigit)
	}
}

// commissions are the codes of 公安委員会; 00 marks foreign licences exchanged.
const commissions = " 00 10 11 12 13 14 20 21 22 23 24 25 30 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 60 61 62 63 64 65 70 71 72 73 74 80 81 82 83 90 91 92 93 94 95 96 97 "

func license(v string) bool {
	d, ok := detectors.Digits(v)
	if !ok || len(d) != 12 || uniform(d) || !strings.Contains(commissions, " "+d[:2]+" ") {
		return false
	}
	sum := 0
	for i, w := range []int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += w * int(d[i]-'0')
	}
	return (11-sum%11)%10 == int(d[10]-'0')
}
