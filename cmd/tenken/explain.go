package main

import (
	"strings"

	"tenken/detectors"
	alldetectors "tenken/detectors/all"
	"tenken/internal/inspect"
	"tenken/internal/record"
)

// because puts the evidence of each match into words.
func (a *app) because(found []inspect.MatchAt) {
	for i := range found {
		found[i].Because = a.words(found[i].Evidence)
	}
}

func (a *app) words(w detectors.Why) []string {
	if a.lang == record.English {
		return w.English()
	}
	return w.Japanese()
}

// why says why a file has its verdict: the rule, and for each type what speaks
// for its matches, and against those that were lowered. It quotes no value.
func (a *app) why(f record.File, found []inspect.MatchAt) []string {
	out := []string{a.text(msgNoRule)}
	if f.Clause != "" {
		out[0] = a.text(msgRule, f.Clause, f.Persons)
	}
	for _, d := range alldetectors.Detectors() {
		i := d.Info()
		var sure, doubtful int
		var pro, contra detectors.Why
		for _, m := range found {
			switch {
			case m.Type != i.ID:
			case m.Confidence >= detectors.Medium:
				sure, pro = sure+1, pro|m.Evidence
			default:
				doubtful, contra = doubtful+1, contra|m.Evidence
			}
		}
		label := i.Label
		if a.lang == record.English {
			label = i.English
		}
		if sure > 0 {
			out = append(out, a.text(msgWhy, label, sure, a.list(pro)))
		}
		if doubtful > 0 {
			if c := contra.Against(); c != 0 {
				contra = c
			}
			out = append(out, a.text(msgWhyNot, label, doubtful, a.list(contra)))
		}
	}
	if len(found)+len(f.Findings) == 0 {
		out = append(out, a.text(msgNothing))
	}
	return out
}

func (a *app) list(w detectors.Why) string {
	words := a.words(w)
	if len(words) == 0 {
		words = []string{a.text(msgWeak)}
	}
	if a.lang == record.English {
		return strings.Join(words, "; ")
	}
	return strings.Join(words, "、")
}
