package report

import (
	"slices"
	"strings"

	"tenken/internal/record"
)

var wordLegal = words{"漏えい等報告", "Leak report"}

func legalNote(c record.Case) words {
	if c.Exempt {
		return words{"報告を要しないことがあるもの。鍵の管理や加工の方法は、人が確かめてください", "may need no report; how keys are kept and data was processed is for people to check"}
	}
	return words{"このファイルが盗まれたとき、報告を検討すべき事態", "what a theft of the file would have to be considered as"}
}

// legal names the cases of leak report that a theft of the file would be, and
// exemptions. That any stolen personal data is one of them is left out where
// there are others.
func (w *workbook) legal(f record.File) lines {
	var names []string
	for _, c := range w.Legal {
		if slices.Contains(f.Legal, c.ID) && (c.ID != "malicious" || len(f.Legal) == 1) {
			names = append(names, c.Label(w.Lang))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return lines{words{"盗まれたときの報告：", "Report if stolen: "}.in(w.Lang) + strings.Join(names, words{"、", "; "}.in(w.Lang))}
}

// beside names the file for which this one may not lie where it does.
func (w *workbook) beside(f record.File) lines {
	for _, r := range f.Rulings {
		if r.Beside != "" {
			_, name := split(w.maskedPath(r.Beside))
			return lines{words{"同じ所にあるファイル：", "Beside it: "}.in(w.Lang) + name}
		}
	}
	return nil
}

// otherClauses are those that the file touches besides the one that decided.
func (w *workbook) otherClauses(f record.File) lines {
	var more []string
	for _, r := range f.Rulings {
		if r.Clause != "" && r.Clause != f.Clause && !slices.Contains(more, r.Clause) {
			more = append(more, r.Clause)
		}
	}
	if len(more) == 0 {
		return nil
	}
	return lines{words{"ほか：", "Also: "}.in(w.Lang) + strings.Join(more[:min(2, len(more))], words{"、", "; "}.in(w.Lang))}
}
