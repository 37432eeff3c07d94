// Package medical recognises what hospitals and clinics write about patients.
package medical

import "tenken/detectors"

// PatientID is a patient's number: every hospital gives its own, so it needs a
// header or a label.
func PatientID() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "patient_id", Label: "患者ID", English: "Patient number", Category: detectors.Medical, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; three to twelve letters and digits",
			Source:   "個人情報の保護に関する法律 第2条第3項（要配慮個人情報）; each hospital's own numbering",
		},
		Labels:    []string{"患者ID", "患者番号", "患者No", "患者コード", "診察券番号", "診察券No", "診察番号", "カルテ番号", "カルテNo", "カルテID", "patient id", "patient_id", "patientid", "patient no", "mrn"},
		Headers:   []string{"診察券", "被検者ID"},
		NotLabels: []string{"患者数", "患者満足度"},
		Form:      func(v string) bool { return detectors.Code(v, 3, 12) },
	}
}
