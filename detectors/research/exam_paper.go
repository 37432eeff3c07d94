package research

import (
	"strings"

	"tenken/detectors"
)

// ExamPaper is an examination that nobody may see before its day: questions or
// answers with a mark that keeps them.
type ExamPaper struct{}

// Info describes the detector.
func (ExamPaper) Info() detectors.Info {
	return detectors.Info{
		ID: "exam_paper", Label: "試験問題・解答", English: "Examination paper", Category: detectors.Research, Severity: 2, Persons: detectors.None,
		Validate: "title of questions or answers, with a mark of secrecy or the words of an author's draft",
		Source:   "大学入学者選抜実施要項（試験問題の漏えい防止）",
	}
}

// Asks asks about the titles.
func (ExamPaper) Asks() detectors.Asks {
	return detectors.Asks{Terms: []string{"試験問題", "入試問題", "解答用紙", "模範解答", "解答例", "採点基準", "作問", "問題冊子", "出題案", "問題案"}, Beside: true}
}

// secrets keep a paper.
var secrets = []string{"極秘", "厳秘", "持出禁止", "持ち出し禁止", "持出厳禁", "複製禁止", "複写禁止", "複製厳禁", "部外秘", "関係者外秘", "作問委員", "出題委員", "作問者", "出題者", "㊙", "【秘】", "（秘）", "取扱注意", "未公開", "公開前"}

// paperBytes is how far from a title its mark may stand.
const paperBytes = 1 << 10

// Judge takes a title beside a mark.
func (ExamPaper) Judge(c *detectors.Candidate) {
	if !c.Titles() {
		return
	}
	near := c.Text[max(0, c.Start-paperBytes):min(len(c.Text), c.End+paperBytes)]
	for _, w := range secrets {
		if strings.Contains(near, w) {
			c.Report(c.Start, c.End, 0.8, detectors.WhyMarker)
			return
		}
	}
	c.Report(c.Start, c.End, detectors.Low, detectors.WhyBare)
}
