package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// HealthInsurance is what an insurance card says: the insurer's number, which
// has a check digit, and the insured's 記号 and 番号, which every insurer gives
// itself.
type HealthInsurance struct{ detectors.Headed }

// NewHealthInsurance makes the detector.
func NewHealthInsurance() detectors.Detector {
	return HealthInsurance{detectors.Headed{
		Of: detectors.Info{
			ID: "health_insurance", Label: "健康保険の保険者番号・記号番号", English: "Health insurance", Category: detectors.Personal, Severity: 1, Persons: detectors.Weak,
			Validate: "label or column header; insurer: prefecture and check digit; 記号番号: three digits and more",
			Source:   "昭和49年9月20日 保険発第104号（保険者番号の検証番号）; 健康保険法施行規則",
		},
		Labels: []string{
			"保険者番号", "保険者No", "保険証番号", "保険証記号番号", "保険証の記号番号", "保険証記号・番号", "被保険者証番号", "被保険者証記号番号", "被保険者証の記号番号", "被保険者証等記号・番号", "被保険者記号・番号", "被保険者記号番号",
			"被保険者番号", "健康保険証番号", "健康保険番号", "健保番号", "組合員証番号", "組合員番号", "加入者証番号", "加入者番号", "資格確認書番号", "保険証記号", "被保険者証記号", "後期高齢者医療被保険者番号", "insurance number", "insurance no",
		},
		Headers:   []string{"保険記号", "保険番号", "記号・番号", "記号番号"},
		NotLabels: []string{"雇用保険被保険者番号", "介護保険被保険者番号", "介護保険者番号", "雇用保険番号", "通帳記号番号", "ゆうちょ記号番号"},
		Form:      insured,
		First:     true,
	}}
}

// Column takes columns of 保険者番号 by their check digits, others by their form.
func (h HealthInsurance) Column(col detectors.Column) float64 {
	if ofInsurer(detectors.Fold(col.Header)) {
		h.Form = insurer
	}
	return h.Headed.Column(col)
}

// insurerRecord begins the record of an insurer in a claim, whose first field is
// its number (レセプト電算処理システム 記録条件仕様).
const insurerRecord = "HO,"

// Asks adds the record of claims.
func (h HealthInsurance) Asks() detectors.Asks {
	a := h.Headed.Asks()
	a.Terms = append(a.Terms, insurerRecord)
	return a
}

// Judge reads labels and cells; 保険者番号 has a check digit.
func (h HealthInsurance) Judge(c *detectors.Candidate) {
	if c.Kind == detectors.TermKind && c.Text[c.Start:c.End] == insurerRecord {
		const least = 4 // fields
		if f := c.Fields(',', least); f != nil && insurer(strings.TrimSpace(c.Text[f[1].Start:f[1].End])) {
			start := f[1].End - len(strings.TrimLeft(c.Text[f[1].Start:f[1].End], " "))
			c.Report(start, f[1].End, 0.95, detectors.WhyForm|detectors.WhyCheckDigit)
		}
		return
	}
	if c.Kind == detectors.TermKind && ofInsurer(detectors.Fold(c.Text[c.Start:c.End])) {
		if isHan(c.Prev(c.Start)) {
			return // 被保険者番号
		}
		h.Form = insurer
	}
	h.Headed.Judge(c)
}

// ofInsurer reports whether a label, folded, announces the insurer's number.
func ofInsurer(label string) bool {
	return strings.HasPrefix(label, "保険者") || strings.Contains(label, "保険者番号") && !strings.Contains(label, "被保険者")
}

// insured reports whether v may be 記号 and 番号: three digits at least, and
// little else.
func insured(v string) bool {
	digits, others := 0, 0
	for _, r := range detectors.Half(v) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '-' || r == ' ' || r == '・' || r == '/' || r == '(' || r == ')':
		case r >= 0x3041 && r <= 0x9FFF || r|0x20 >= 'a' && r|0x20 <= 'z':
			others++
		default:
			return false
		}
	}
	return digits >= 3 && digits <= 16 && others <= 6 && utf8.RuneCountInString(v) <= 24 && !uniform(v)
}
