package research

import "tenken/detectors"

// ConsentForm is somebody's signed consent to a study, or its withdrawal.
func ConsentForm() detectors.Detector {
	return detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "consent_form", Label: "研究同意書", English: "Consent form", Category: detectors.Research, Severity: 1, Persons: detectors.None,
				Validate: "title of the form, or a column of consents, near a person: blank forms do not count",
				Source:   "人を対象とする生命科学・医学系研究に関する倫理指針 第8（インフォームド・コンセント）",
			},
			Labels:    []string{"同意日", "同意取得日", "同意撤回日", "代諾者氏名", "代諾者", "研究対象者氏名", "被験者氏名", "研究参加者氏名"},
			Headers:   []string{"同意書", "同意の有無", "同意有無", "同意撤回", "同意取得", "IC取得日"},
			NotLabels: []string{"同意書式", "同意率"},
			Form:      func(v string) bool { return detectors.Filled(v, 1, 30) },
			Share:     0.4,
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles: []string{"研究参加同意書", "研究協力同意書", "臨床研究同意書", "治験同意書", "研究への参加同意書", "研究同意書", "同意撤回書", "同意撤回届", "研究参加撤回書", "同意書", "informed consent"},
	}
}
