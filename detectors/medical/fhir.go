package medical

import (
	"strings"

	"tenken/detectors"
)

// FHIR is a Patient of HL7 FHIR, in JSON or XML: JP Core is a profile of it.
type FHIR struct{}

// Info describes the detector.
func (FHIR) Info() detectors.Info {
	return detectors.Info{
		ID: "fhir", Label: "FHIR 患者リソース", English: "FHIR Patient", Category: detectors.Medical, Severity: 1, Persons: detectors.Row,
		Validate: "a resource of type Patient with a name, a birth date or an identifier",
		Source:   "HL7 FHIR R4 Patient; JP Core 実装ガイド",
	}
}

const patientXML = "<Patient xmlns"

// Asks asks about the type of a resource.
func (FHIR) Asks() detectors.Asks {
	return detectors.Asks{Terms: []string{"resourceType", patientXML}, Beside: true}
}

// patientBytes is how far the elements of a resource may stand from its type.
const patientBytes = 8 << 10

// Judge looks for what a patient has, on both sides of the type, since the
// members of an object have no order.
func (FHIR) Judge(c *detectors.Candidate) {
	c.Line()
	lo, hi := max(0, c.Start-patientBytes), min(len(c.Text), c.End+patientBytes)
	end := c.End
	if c.Text[c.Start:c.End] != patientXML {
		rest := strings.TrimLeft(c.Text[c.End:hi], "\" \t\r\n:")
		if !strings.HasPrefix(rest, "Patient\"") {
			return
		}
		end = hi - len(rest) + len("Patient")
	}
	for _, w := range []string{"birthDate", "identifier", "\"name\"", "<name", "telecom"} {
		if strings.Contains(c.Text[lo:hi], w) {
			if end > c.Hi {
				end = c.End
			}
			c.Report(c.Start, end, 0.95, detectors.WhyMarker|detectors.WhyForm)
			return
		}
	}
}
