package research

import "tenken/detectors"

// TrialID is the public number of a clinical trial. It tells that a document
// is about one.
type TrialID struct{}

// Info describes the detector.
func (TrialID) Info() detectors.Info {
	return detectors.Info{
		ID: "trial_id", Label: "臨床研究の登録番号", English: "Trial registration", Category: detectors.Research, Severity: 4, Persons: detectors.None,
		Validate: "form of jRCT, UMIN, JapicCTI and NCT; public, an indicator only",
		Source:   "jRCT 臨床研究等提出・公開システム; UMIN-CTR; ClinicalTrials.gov",
	}
}

// trials are the prefixes, and how many digits follow, with a letter or not.
var trials = []struct {
	prefix string
	digits int
	letter bool // jRCTs031180159
}{{"jRCT", 10, false}, {"jRCT", 9, true}, {"UMIN", 9, false}, {"JapicCTI-", 6, false}, {"NCT", 8, false}}

// Asks asks about the prefixes.
func (TrialID) Asks() detectors.Asks {
	var terms []string
	for _, t := range trials {
		terms = append(terms, t.prefix)
	}
	return detectors.Asks{Terms: terms, Beside: true}
}

// Judge counts the digits.
func (TrialID) Judge(c *detectors.Candidate) {
	t := trials[c.Term]
	i := c.End
	if t.letter {
		if i >= c.Hi || c.Text[i] < 'a' || c.Text[i] > 'z' {
			return
		}
		i++
	}
	n := 0
	for i < c.Hi && c.Text[i] >= '0' && c.Text[i] <= '9' {
		i, n = i+1, n+1
	}
	if n == t.digits {
		c.Report(c.Start, i, 0.9, detectors.WhyForm|detectors.WhyPublic)
	}
}
