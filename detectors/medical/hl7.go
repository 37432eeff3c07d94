package medical

import (
	"strings"

	"tenken/detectors"
)

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
	if p := c.Prev(c.Start); p != 0 && p != '\n' && p != '\r' {
		return
	}
	end := len(c.Text)
	if i := strings.IndexAny(c.Text[c.Start:], "\r\n"); i >= 0 {
		end = c.Start + i
	}
	fields := strings.Split(c.Text[c.Start:end], "|")
	if len(fields) < pidFields || fields[3] == "" && fields[5] == "" {
		return
	}
	at := c.Start + len(fields[0]) + len(fields[1]) + len(fields[2]) + 3
	id, _, _ := strings.Cut(fields[3], "^")
	if id == "" { // no number: the name
		at += len(fields[3]) + 1 + len(fields[4]) + 1
		id = fields[5]
	}
	c.Report(at, min(at+len(id), c.Hi), 0.97, detectors.WhyForm|detectors.WhyMarker)
}
