package research

import (
	"strings"

	"tenken/detectors"
)

// NDA is a contract on joint research or secrecy between two named parties.
type NDA struct{}

// Info describes the detector.
func (NDA) Info() detectors.Info {
	return detectors.Info{
		ID: "nda", Label: "秘密保持・共同研究契約", English: "Confidentiality agreement", Category: detectors.Research, Severity: 2, Persons: detectors.None,
		Validate: "title of a contract, with named parties 甲 and 乙 and a date: blank forms do not count",
		Source:   "不正競争防止法 第2条第6項（営業秘密の秘密管理性）",
	}
}

// Asks asks about the titles.
func (NDA) Asks() detectors.Asks {
	return detectors.Asks{Terms: []string{"秘密保持契約書", "秘密保持契約", "秘密保持誓約書", "機密保持契約書", "機密保持誓約書", "共同研究契約書", "受託研究契約書", "共同研究契約", "受託研究契約", "成果有体物提供契約書", "non-disclosure agreement", "confidentiality agreement", "material transfer agreement"}, Beside: true}
}

// contractBytes is how far behind the title the parties may be named.
const contractBytes = 6 << 10

// Judge takes a title whose contract names its parties.
func (NDA) Judge(c *detectors.Candidate) {
	if !c.Titles() {
		return
	}
	body := c.Text[c.End:min(len(c.Text), c.End+contractBytes)]
	confidence, why := 0.8, detectors.WhyMarker|detectors.WhyForm
	if !named(body) {
		confidence, why = detectors.Low, why|detectors.WhyExample
	}
	c.Report(c.Start, c.End, confidence, why)
}

// named reports whether somebody is called 甲: "点検大学（以下「甲」という。）", and
// not "＿＿＿（以下「甲」という。）".
func named(body string) bool {
	for _, w := range []string{"（以下「甲」", "(以下「甲」", "（以下「本学」", "（以下、「甲」", "（以下、甲", "(hereinafter", "（甲）", "甲："} {
		i := strings.Index(body, w)
		if i < 0 {
			continue
		}
		before := []rune(strings.TrimSpace(body[:i]))
		if n := len(before); n >= 2 && !strings.ContainsAny(string(before[max(0, n-4):]), "＿_○〇◯□△●　….") {
			return true
		}
	}
	return false
}
