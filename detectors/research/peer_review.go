package research

import "tenken/detectors"

// PeerReview is what a reviewer wrote of a paper or an application, in
// confidence.
func PeerReview() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "peer_review", Label: "査読・審査資料", English: "Peer review", Category: detectors.Research, Severity: 1, Persons: detectors.None,
				Validate: "title of the document, or a reviewer's words or marks behind their label",
				Source:   "科学研究費助成事業における審査及び評価に関する規程（守秘義務）; COPE Ethical guidelines for peer reviewers",
			},
			Labels:    []string{"審査意見", "査読意見", "査読コメント", "査読結果", "査読者コメント", "審査コメント", "審査所見", "審査委員コメント", "総合評点", "審査評点", "comments to the editor", "confidential comments", "reviewer comments", "comments to the author"},
			Headers:   []string{"評点", "審査員", "査読者", "採否", "reviewer"},
			NotLabels: []string{"審査員長", "評点配分"},
			Form:      func(v string) bool { return detectors.Filled(v, 1, 400) },
			Share:     0.5,
			Beside:    true,
			Who:       detectors.Anybody,
		},
		Titles: []string{"査読報告書", "査読結果", "査読票", "審査意見書", "審査結果報告書", "審査評価票", "書面審査", "学位論文審査報告", "論文審査報告書", "審査票", "referee report", "reviewer report", "peer review report", "review form"},
	}
}
