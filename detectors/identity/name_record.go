package identity

import (
	"strings"

	"tenken/detectors"
)

// recordTerms stand where formats of medicine keep names: field 5 of the PID
// segment of HL7 (v2.5 chapter 3.4.2.5), and HumanName of FHIR.
var recordTerms = []string{pidSegment, humanName}

const (
	pidSegment = "PID|"
	humanName  = "\"family\""
)

// inRecord reports the name of such a format, and whether the candidate is one
// of its terms.
func inRecord(c *detectors.Candidate) bool {
	switch c.Text[c.Start:c.End] {
	case pidSegment:
		patientName(c)
	case humanName:
		wholeName(c)
	default:
		return false
	}
	return true
}

// patientName reports surname and given name of the first repetition of PID-5.
func patientName(c *detectors.Candidate) {
	const least = 6 // fields up to the name
	f := c.Fields('|', least)
	if f == nil {
		return
	}
	at := c.Part(f[5], '~')
	family := c.Part(at, '^')
	given := c.Part(detectors.Field{Start: min(family.End+1, at.End), End: at.End}, '^')
	if family.Start == family.End {
		return
	}
	report(c, family.Start, max(family.End, given.End), 0.95, like(strings.ReplaceAll(c.Text[family.Start:given.End], "^", " ")), detectors.WhyForm|detectors.WhyMarker)
}

// wholeName reports the text of the HumanName whose family name the candidate
// is, or else that family name.
func wholeName(c *detectors.Candidate) {
	const near = 300 // bytes
	c.Lo, c.Hi = max(0, c.Start-near), min(len(c.Text), c.End+near)
	before, after := c.Text[c.Lo:c.Start], c.Text[c.End:c.Hi]
	before = before[strings.LastIndexByte(before, '{')+1:]
	if i := strings.IndexByte(after, '}'); i >= 0 {
		after = after[:i]
	}
	if !strings.Contains(after, "\"given\"") {
		return
	}
	for _, half := range []detectors.Field{{Start: c.Start - len(before), End: c.Start}, {Start: c.End, End: c.End + len(after)}} {
		if v := quoted(c, half, "\"text\""); v.Start < v.End {
			reportWhole(c, v)
			return
		}
	}
	reportWhole(c, quoted(c, detectors.Field{Start: c.Start, End: c.End + len(after)}, humanName))
}

// quoted is the text between the quotes behind a key in f.
func quoted(c *detectors.Candidate, f detectors.Field, key string) (v detectors.Field) {
	i := strings.Index(c.Text[f.Start:f.End], key)
	if i < 0 {
		return v
	}
	start := f.Start + i + len(key)
	rest := strings.TrimLeft(c.Text[start:f.End], " \t\r\n:")
	start = f.End - len(rest) + 1
	if n := strings.IndexByte(strings.TrimPrefix(rest, "\""), '"'); n > 0 && rest[0] == '"' {
		v = detectors.Field{Start: start, End: start + n}
	}
	return v
}

func reportWhole(c *detectors.Candidate, v detectors.Field) {
	if v.Start < v.End {
		report(c, v.Start, v.End, 0.95, like(c.Text[v.Start:v.End]), detectors.WhyForm|detectors.WhyMarker)
	}
}
