package research

import "tenken/detectors"

// EthicsReview is an application to an ethics committee, or what it decided.
func EthicsReview() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "ethics_review", Label: "倫理審査・研究計画", English: "Ethics review", Category: detectors.Research, Severity: 2, Persons: detectors.None,
				Validate: "title of the document, or a committee's number behind its label, near a person",
				Source:   "人を対象とする生命科学・医学系研究に関する倫理指針 第6・第17",
			},
			Labels:    []string{"倫理審査番号", "倫理承認番号", "倫理委員会承認番号", "倫理審査承認番号", "倫理審査受付番号", "IRB番号", "IRB承認番号", "irb number", "irb approval"},
			NotLabels: []string{"倫理審査委員会規程"},
			Form:      func(v string) bool { return detectors.Code(v, 3, 20) || detectors.Filled(v, 3, 30) },
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles: []string{"倫理審査申請書", "倫理審査結果通知書", "審査結果通知書", "研究計画書", "研究実施計画書", "臨床研究実施計画書", "倫理審査委員会 議事要旨", "有害事象報告書", "重篤な有害事象に関する報告書", "研究経過報告書"},
	}
}
