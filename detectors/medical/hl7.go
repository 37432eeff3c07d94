package medical

import "tenken/detectors"

// HL7 is a patient of a message of HL7 version 2: the identifier in the third
// field of a PID segment (HL7 v2.5 chapter 3.4.2).
type HL7 struct{}

// Info describes the detector.
func (HL7) Info() detectors.Info {
	return detectors.Info{
		ID: "hl7", Label: "HL7 電文", English: "HL7 message", Category: detectors.Medical, Severity: 1, Persons: detectors.Key,
		Validate: "a PID segment with its fields, at the beginning of a line",
		Source:   "HL7 v2.5 chapter 3.4.2; JAHIS データ交換規約",
	}
}

// Asks asks about the names of the segment.
func (HL7) Asks() detectors.Asks {
	return detectors.Asks{Terms: []string{"PID|"}, Beside: true}
}

// pidFields is how many fields a segment has that holds a patient.
const pidFields = 8

// Judge reads a PID segment.
func (HL7) Judge(c *detectors.Candidate) {
	f := c.Fields('|', pidFields)
	if f == nil || f[3].Start == f[3].End && f[5].Start == f[5].End {
		return
	}
	id := c.Part(f[3], '^')
	if id.Start == id.End { // no number: the name
		id = f[5]
	}
	c.Report(id.Start, id.End, 0.97, detectors.WhyForm|detectors.WhyMarker)
}
