package medical

import (
	"strings"

	"tenken/detectors"
)

// Chart is what is written of one patient: a summary, a referral, a course.
func Chart() detectors.Detector {
	r := detectors.Record{
		Headed: detectors.Headed{
			Of: detectors.Info{
				ID: "chart", Label: "診療記録・サマリ", English: "Chart or summary", Category: detectors.Medical, Severity: 1, Persons: detectors.None,
				Validate: "title of a document, or sections of a chart with something behind them, near a person",
				Source:   "医師法 第24条（診療録）; 医師法施行規則 第23条",
			},
			Labels:    []string{"主訴", "現病歴", "既往歴", "家族歴", "入院時現症", "入院経過", "入院後経過", "治療経過", "臨床経過", "身体所見", "検査所見", "画像所見", "病理所見", "退院時処方", "退院時所見", "転帰", "紹介目的", "手術所見", "看護記録", "看護問題", "経過記録", "アレルギー歴"},
			NotLabels: []string{"主訴別", "転帰別"},
			Form:      func(v string) bool { return detectors.Filled(v, 2, 400) && v[0] >= 0x80 },
			Share:     0.3,
			Beside:    true,
			Who:       detectors.Somebody,
		},
		Titles: []string{"退院サマリー", "退院サマリ", "退院時サマリー", "退院時要約", "入院診療計画書", "診療情報提供書", "紹介状", "診療録", "診断書", "死亡診断書", "看護サマリー", "看護サマリ", "手術記録", "手術同意書", "病理診断報告書", "画像診断報告書", "読影レポート", "読影報告書", "検査結果報告書", "処方箋", "処方せん", "お薬手帳", "リハビリテーション実施計画書", "リハビリ実施計画書", "症例報告", "経過記録", "問診票", "麻酔記録", "看護記録", "診療明細書"},
	}
	return chart{r, len(r.Asks().Terms)}
}

// chart also reads notes in the order of L. L. Weed's problem-oriented record:
// lines of S, O, A and P.
type chart struct {
	detectors.Record
	terms int // terms of the record; those of notes follow
}

// Asks adds the beginnings of such notes.
func (h chart) Asks() detectors.Asks {
	a := h.Record.Asks()
	a.Terms = append(a.Terms, "S)", "S）", "S:", "S：", "(S)", "（S）")
	return a
}

// Judge reads notes.
func (h chart) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.TermKind || c.Term < h.terms {
		h.Record.Judge(c)
		return
	}
	const long = 2 << 10 // bytes of a note
	if p := c.Prev(c.Start); p != 0 && p != '\n' {
		return
	}
	text := c.Text[c.Start:min(len(c.Text), c.Start+long)]
	mark := strings.Replace(c.Text[c.Start:c.End], "S", "%", 1)
	for _, letter := range []string{"O", "A", "P"} {
		if !strings.Contains(text, "\n"+strings.Replace(mark, "%", letter, 1)) {
			return
		}
	}
	c.ReportAbout(detectors.Somebody, c.Start, c.End, 0.8, detectors.WhyMarker)
}
