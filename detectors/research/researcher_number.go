package research

import (
	"strings"

	"tenken/detectors"
)

// ResearcherNumber is 研究者番号 of e-Rad, whose first of eight digits is
// (d2+2d3+d4+2d5+d6+2d7+d8) mod 10, or an ORCID iD with the check character of
// ISO 7064 mod 11-2. Both are public.
type ResearcherNumber struct{ detectors.Headed }

// NewResearcherNumber makes the detector.
func NewResearcherNumber() detectors.Detector {
	return ResearcherNumber{detectors.Headed{
		Of: detectors.Info{
			ID: "researcher_number", Label: "研究者番号", English: "Researcher number", Category: detectors.Research, Severity: 4, Persons: detectors.Weak,
			Validate: "label or column header with check digit; ORCID: check character; public, an indicator only",
			Source:   "府省共通研究開発管理システム（e-Rad）; ISO 7064 mod 11-2",
		},
		Labels:    []string{"研究者番号", "e-Rad研究者番号", "e-Rad番号", "科研費研究者番号", "e-rad"},
		NotLabels: []string{"研究者数"},
		Form:      func(v string) bool { d, ok := detectors.Digits(v); return ok && erad(d) },
		First:     true,
		Who:       detectors.Anybody,
	}}
}

// Asks adds the shape of an ORCID iD.
func (r ResearcherNumber) Asks() detectors.Asks {
	a := r.Headed.Asks()
	a.Numbers = []string{"4-4-4-4", "4-4-4-3"}
	return a
}

// Judge reads ORCID iDs, labels and cells.
func (r ResearcherNumber) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.NumberKind {
		r.Headed.Judge(c)
		return
	}
	end := c.End
	if len(c.Number.Digits()) == 15 && (c.Next(end) == 'X' || c.Next(end) == 'x') {
		end++
	}
	if c.Number.Joined(detectors.Hyphen) && orcid(strings.ToUpper(detectors.Half(c.Text[c.Start:end]))) {
		c.Report(c.Start, end, 0.9, detectors.WhyForm|detectors.WhyCheckDigit|detectors.WhyPublic)
	}
}

func erad(d string) bool {
	if len(d) != 8 {
		return false
	}
	sum := 0
	for i, w := range []int{1, 2, 1, 2, 1, 2, 1} {
		sum += w * int(d[i+1]-'0')
	}
	return sum%10 == int(d[0]-'0')
}

// orcid reports whether v is an ORCID iD; all of them begin with 0000 or 0009.
func orcid(v string) bool {
	if len(v) != len("0000-0000-0000-0000") || !strings.HasPrefix(v, "0000-000") && !strings.HasPrefix(v, "0009-") {
		return false
	}
	sum := 0
	for i := range len(v) - 1 {
		switch c := v[i]; {
		case i%5 == 4:
			if c != '-' {
				return false
			}
		case c < '0' || c > '9':
			return false
		default:
			sum = (sum + int(c-'0')) * 2
		}
	}
	check := (12 - sum%11) % 11
	return v[len(v)-1] == "0123456789X"[check]
}
