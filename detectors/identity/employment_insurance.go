package identity

import "tenken/detectors"

// EmploymentInsurance is 雇用保険被保険者番号: four, six and one digit. The last
// is a check digit whose formula is not published, and which numbers given
// before July 1981 do not have.
func EmploymentInsurance() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "employment_insurance", Label: "雇用保険被保険者番号", English: "Employment insurance number", Category: detectors.Personal, Severity: 2, Persons: detectors.Key,
			Validate: "label or column header; eleven digits, not all alike; establishments' numbers excluded",
			Source:   "雇用保険業務取扱要領 20706（被保険者番号の構成）",
		},
		Labels:    []string{"雇用保険被保険者番号", "雇用保険番号", "雇用保険の被保険者番号", "雇用保険被保険者証番号", "雇用保険No", "雇保番号"},
		Headers:   []string{"雇用保険"},
		NotLabels: []string{"雇用保険適用事業所番号", "雇用保険事業所番号"},
		Form:      func(v string) bool { return digitsOf(v, 11, 11) },
		First:     true,
	}
}
