package medical

import (
	"strings"

	"tenken/detectors"
)

// DICOM is a patient in the header of an image, as internal/extract writes it
// and as dumps do: a line of the attribute's keyword and its value. Headers
// that say of themselves that the patient's identity was removed do not count.
type DICOM struct{}

// Info describes the detector.
func (DICOM) Info() detectors.Info {
	return detectors.Info{
		ID: "dicom", Label: "DICOM 画像の患者情報", English: "DICOM header", Category: detectors.Medical, Severity: 1, Persons: detectors.Key,
		Validate: "attributes PatientID or PatientName with a value, and none that says the identity was removed",
		Source:   "DICOM PS3.3 C.7.1.1 (Patient Module), PS3.15 Annex E (PatientIdentityRemoved)",
	}
}

// Asks asks about the keywords of the attributes.
func (DICOM) Asks() detectors.Asks {
	return detectors.Asks{Terms: []string{"PatientID", "PatientName"}, Beside: true}
}

// moduleBytes is how far apart the attributes of a header may stand.
const moduleBytes = 16 << 10

// Judge takes PatientID, and PatientName where there is no number.
func (DICOM) Judge(c *detectors.Candidate) {
	word := c.Text[c.Start:c.End]
	if f := c.Dumped(); f.Start < f.End {
		if word == dicomNumber && strings.Trim(c.Text[f.Start:f.End], "^=_-0 ") != "" {
			c.Report(f.Start, f.End, 0.95, detectors.WhyMarker|detectors.WhyForm)
		}
		return
	}
	if n := c.Next(c.End); n != ':' && n != '=' && n != '\t' && n != '"' && n != ' ' || n == ' ' && !strings.ContainsAny(strings.TrimLeft(c.Text[c.End:c.Hi], " ")[:1], ":=[") {
		return // a sentence about the attribute
	}
	c.Line()
	lo, hi := max(0, c.Start-moduleBytes), min(len(c.Text), c.End+moduleBytes)
	head := c.Text[lo:hi]
	if !strings.Contains(head, "StudyInstanceUID") && !strings.Contains(head, "Modality") && !strings.Contains(head, "(0010,0") {
		return
	}
	start, end := c.Value(c.End)
	v := c.Text[start:end]
	if strings.Trim(v, "^=_-0 ") == "" || len(v) > 130 {
		return
	}
	if word == "PatientName" && strings.Contains(head, "PatientID") {
		if id := strings.Index(c.Text[lo:hi], "PatientID"); id >= 0 && attribute(c.Text[lo+id:hi]) != "" {
			return // one patient has one number
		}
	}
	confidence, why := 0.95, detectors.WhyMarker|detectors.WhyForm
	if i := strings.Index(head, "PatientIdentityRemoved"); i >= 0 && strings.HasPrefix(attribute(head[i:]), "YES") {
		confidence, why = detectors.Low, why|detectors.WhyDummy
	}
	c.Report(start, end, confidence, why)
}

// attribute is the value behind the keyword at the beginning of s.
func attribute(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	_, v, _ := strings.Cut(line, ":")
	return strings.TrimSpace(v)
}
