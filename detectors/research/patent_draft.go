package research

import (
	"strings"

	"tenken/detectors"
)

// PatentDraft is an invention that nobody may read yet: a report of it to the
// institution, or a specification without the number of its publication.
type PatentDraft struct{}

// Info describes the detector.
func (PatentDraft) Info() detectors.Info {
	return detectors.Info{
		ID: "patent_draft", Label: "出願前の発明", English: "Unpublished invention", Category: detectors.Research, Severity: 1, Persons: detectors.None,
		Validate: "headings of a specification or a report of an invention, and no number of a publication",
		Source:   "特許法 第29条（新規性）・第36条（願書）; 特許法施行規則 様式第26・第29",
	}
}

// reports of an invention, then headings of a specification.
var (
	reports  = []string{"発明届出書", "発明届", "職務発明届", "発明等届出書", "発明提案書", "出願依頼書"}
	headings = []string{"【発明の名称】", "【特許請求の範囲】", "【書類名】明細書"}
)

// Asks asks about both.
func (PatentDraft) Asks() detectors.Asks {
	return detectors.Asks{Terms: append(append([]string{}, reports...), headings...), Beside: true}
}

// Judge takes a report by its title and a heading where nothing published
// stands near.
func (PatentDraft) Judge(c *detectors.Candidate) {
	if c.Term < len(reports) {
		if c.Titles() {
			c.ReportAbout(detectors.Somebody, c.Start, c.End, 0.8, detectors.WhyMarker)
		}
		return
	}
	confidence, why := 0.85, detectors.WhyMarker|detectors.WhyForm
	head := c.Text[:min(len(c.Text), 64<<10)]
	for _, w := range []string{"公開特許公報", "特許公報", "特開", "特許第", "公開番号", "特願", "再公表", "特表", "公開日"} {
		if strings.Contains(head, w) {
			confidence, why = detectors.Low, why|detectors.WhyPublic
		}
	}
	c.Report(c.Start, c.End, confidence, why)
}
