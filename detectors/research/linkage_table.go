// Package research recognises data of studies and what belongs to them.
package research

import "tenken/detectors"

// LinkageTable is the number that stands for somebody in study data. Beside
// names it unlocks that data: 人を対象とする生命科学・医学系研究に関する倫理指針
// 第2 (23) 対応表.
func LinkageTable() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "linkage_table", Label: "対応表（研究ID）", English: "Linkage table", Category: detectors.Research, Severity: 1, Persons: detectors.None,
			Validate: "column header; numbers of a study. A table of them and names is a linkage table",
			Source:   "人を対象とする生命科学・医学系研究に関する倫理指針（令和3年文部科学省・厚生労働省・経済産業省告示第1号）",
		},
		Headers: []string{"研究ID", "研究用ID", "研究対象者ID", "匿名化ID", "匿名ID", "仮名ID", "被験者番号", "被験者ID", "症例番号", "症例ID", "識別コード", "対象者番号", "参加者ID", "subject id", "subjectid", "subject_id", "participant id", "participant_id", "study id"},
		Form:    func(v string) bool { return detectors.Code(v, 3, 16) },
	}
}
