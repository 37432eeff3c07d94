package report

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"tenken/detectors"
	"tenken/internal/record"
)

// where is the folder of a file as people look for it. A root that is a path
// itself ("/srv/share") is part of it; an identifier is not.
func (w *workbook) where(f record.File) string {
	return w.folder(f.Root, f.Path)
}

func (w *workbook) folder(root, path string) string {
	dir, _ := split(w.maskedPath(path))
	slash := "/"
	if strings.Contains(root, `\`) {
		slash, dir = `\`, strings.ReplaceAll(dir, "/", `\`)
	}
	switch {
	case isPath(root) && dir == "":
		return root
	case isPath(root):
		return strings.TrimRight(root, `/\`) + slash + dir
	case dir == "":
		return wordTop.in(w.Lang)
	}
	return dir
}

func isPath(root string) bool {
	return strings.HasPrefix(root, "/") || strings.HasPrefix(root, `\\`) || len(root) > 1 && root[1] == ':'
}

func split(p string) (dir, name string) {
	p = strings.Trim(p, "/")
	dir, name = path.Split(p)
	return strings.TrimSuffix(dir, "/"), name
}

func (w *workbook) department(name string) string {
	if name == "" {
		return wordUnclassified.in(w.Lang)
	}
	return name
}

// typeName is what people call a type of finding.
func (w *workbook) typeName(id string) string {
	info, ok := w.Infos[id]
	name := info.Label
	if w.Lang == record.English {
		name = info.English
	}
	if !ok || name == "" {
		return id
	}
	return name
}

// shortName is typeName without what stands in brackets.
func (w *workbook) shortName(id string) string {
	name := w.typeName(id)
	if i := strings.IndexAny(name, "（("); i > 0 {
		return strings.TrimSpace(name[:i])
	}
	return name
}

// Bounds of what one cell of a list for people tells.
const (
	maxKinds   = 5
	maxSamples = 3
	maxPlaces  = 2
)

// what lists the kinds of data in a file with their counts.
func (w *workbook) what(f record.File) lines {
	var out lines
	for _, g := range w.main(f, maxKinds) {
		unit := words{"件", ""}.in(w.Lang)
		s := w.typeName(g.Type) + " " + comma(g.Count) + unit
		if g.Confidence < detectors.Medium {
			s += wordPossible.in(w.Lang)
		}
		out = append(out, s)
	}
	return w.andMore(out, len(f.Findings))
}

// evidence shows a masked sample of each kind and where to look.
func (w *workbook) evidence(f record.File) lines {
	var out lines
	for _, g := range w.main(f, maxSamples) {
		s := w.shortName(g.Type)
		if g.Sample != "" {
			s += words{"：", ": "}.in(w.Lang) + g.Sample
		}
		var places []string
		for _, p := range g.Places[:min(len(g.Places), maxPlaces)] {
			if !w.MaskNames { // members of archives have names, too
				places = append(places, record.Place(p, w.Lang))
			}
		}
		if len(places) > 0 {
			s += " [" + strings.Join(places, words{"、", ", "}.in(w.Lang))
			if len(g.Places) > maxPlaces || g.Count > len(g.Places) {
				s += words{" ほか", ", …"}.in(w.Lang)
			}
			s += "]"
		}
		out = append(out, s)
	}
	return w.andMore(out, len(f.Findings))
}

// main gives the findings that a cell has room for; records list the gravest
// types first. Suspicions step back where something is sure.
func (w *workbook) main(f record.File, most int) []record.Finding {
	gs := slices.Clone(f.Findings)
	slices.SortStableFunc(gs, func(a, b record.Finding) int { return suspected(a) - suspected(b) })
	return gs[:min(len(gs), most)]
}

func suspected(g record.Finding) int {
	if g.Confidence < detectors.Medium {
		return 1
	}
	return 0
}

func (w *workbook) andMore(l lines, all int) lines {
	if more := all - len(l); more > 0 {
		l = append(l, fmt.Sprintf(words{"ほか %d 種類", "and %d more kinds"}.in(w.Lang), more))
	}
	return l
}

// why says what makes a file one to act on.
func (w *workbook) why(f record.File) lines {
	var out lines
	if f.Clause != "" {
		out = append(out, f.Clause)
	}
	out = append(out, w.beside(f)...)
	out = append(out, w.otherClauses(f)...)
	out = append(out, w.legal(f)...)
	best := 0.0
	for _, g := range f.Findings {
		best = max(best, g.Confidence)
	}
	out = append(out, words{"確からしさ：", "Confidence: "}.in(w.Lang)+confidence(best).in(w.Lang))
	if f.Status == record.Partial {
		out = append(out, words{"※一部は点検できていません", "Part of it could not be inspected"}.in(w.Lang))
	}
	return out
}

func confidence(c float64) words {
	switch {
	case c >= detectors.High:
		return words{"高", "high"}
	case c >= detectors.Medium:
		return words{"中", "medium"}
	}
	return words{"低", "low"}
}

func (w *workbook) action(f record.File) word {
	if w.Action == nil {
		return word(f.Action)
	}
	return word(w.Action(f.Action, w.Lang))
}

func level(w *workbook, f record.File) any {
	l := plain
	switch f.Level {
	case record.Critical:
		l = levelCritical
	case record.High:
		l = levelHigh
	case record.Medium:
		l = levelMedium
	case record.Low:
		l = levelLow
	}
	return dressed{word(f.Level.Label(w.Lang)), l}
}
