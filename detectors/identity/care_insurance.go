package identity

import (
	"slices"
	"strings"

	"tenken/detectors"
)

// CareInsurance is 介護保険被保険者番号: ten digits. No formula of a check digit
// is published. Offices for the aged call it 被保険者番号 only, as health insurers
// do theirs: what stands around it tells them apart.
type CareInsurance struct{ detectors.Headed }

// NewCareInsurance makes the detector.
func NewCareInsurance() detectors.Detector {
	return CareInsurance{detectors.Headed{
		Of: detectors.Info{
			ID: "care_insurance", Label: "介護保険被保険者番号", English: "Care insurance number", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; ten digits, leading zeros may be lost",
			Source:   "介護保険法施行規則 第26条; 個人情報の保護に関する法律施行令 第1条第8号",
		},
		Labels:    []string{"介護保険被保険者番号", "介護保険被保険者証番号", "介護保険番号", "介護被保険者番号", "介護保険の被保険者番号", "介護保険証番号"},
		NotLabels: []string{"介護保険者番号", "介護保険事業所番号"},
		Form:      func(v string) bool { return digitsOf(v, 8, 10) },
		First:     true,
	}}
}

const insuredNumber = "被保険者番号"

// confidenceOfCare is above that of health insurance at the same place.
const confidenceOfCare = 0.92

// Asks adds the label that health insurers use, too.
func (d CareInsurance) Asks() detectors.Asks {
	a := d.Headed.Asks()
	a.Pure = false
	a.Labels = append(slices.Clip(a.Labels), insuredNumber)
	a.Terms = append(a.Terms, insuredNumber)
	return a
}

// Column takes a column of 被保険者番号 in a table about care. Where the other
// headers are not known, Judge looks around.
func (d CareInsurance) Column(col detectors.Column) float64 {
	if detectors.Fold(col.Header) != insuredNumber {
		return d.Headed.Column(col)
	}
	share, _ := col.Share(tenDigits)
	if heads := strings.Join(col.Headers, " "); share < 0.7 || len(col.Headers) > 0 && !care(heads) && !strings.Contains(heads, "ケアプラン") && !strings.Contains(heads, "認定区分") && !strings.Contains(heads, "介護") {
		return 0
	}
	return confidenceOfCare
}

// Judge reads cells and labels.
func (d CareInsurance) Judge(c *detectors.Candidate) {
	const near = 600 // bytes
	around := func() bool {
		return care(c.Text[max(0, c.Start-near):min(len(c.Text), c.End+near)]) || care(c.Opening())
	}
	switch {
	case c.Kind == detectors.CellKind && c.Column() == confidenceOfCare:
		if tenDigits(c.Text[c.Start:c.End]) && around() {
			c.Report(c.Start, c.End, confidenceOfCare, detectors.WhyHeader|detectors.WhyColumn)
		}
	case c.Kind == detectors.TermKind && c.Text[c.Start:c.End] == insuredNumber && c.Column() == 0 && !isHan(c.Prev(c.Start)):
		start, end := c.Code(c.End)
		if c.LabelBefore(start) >= detectors.OwnLabel && tenDigits(c.Text[start:end]) && around() {
			c.Report(start, end, confidenceOfCare, detectors.WhyLabel)
		}
	case c.Kind == detectors.TermKind && c.Text[c.Start:c.End] == insuredNumber:
	default:
		d.Headed.Judge(c)
	}
}

// tenDigits reports whether v has the ten digits of care, or nine where a
// spreadsheet dropped a zero.
func tenDigits(v string) bool { return digitsOf(v, 9, 10) }

// care reports whether a text is about care of the aged.
func care(text string) bool {
	return strings.Contains(text, "要介護") || strings.Contains(text, "要支援") || strings.Contains(text, "介護保険")
}
