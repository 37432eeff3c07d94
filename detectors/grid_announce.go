package detectors

import (
	"slices"
	"strings"
)

// announces reports whether a caption of row r announces what stands below it, in
// three cells or more, and not what stands beside it: the row is a header, though
// the other cells of it tell nothing.
func (g *grid) announces(r int) bool {
	const least, most = 3, 20 // values below
	from, to := g.row(r)
	for i := from; i < to; i++ {
		if isCount(strings.TrimSpace(g.value(i))) {
			return false
		}
	}
	for i := from; i < to; i++ {
		c, ok := g.captionOf(i)
		if !ok || !g.set.words.telling(&c) {
			continue
		}
		below := g.sample(nil, r+1, min(len(g.rows), r+1+most), g.cells[i].Col)
		header := strings.TrimSpace(g.value(i))
		if len(below) < least || g.captionsIn(below[:least]) || slices.Contains(below[:least], header) {
			continue
		}
		var beside []string
		for k := i + 1; k < to; k++ {
			if v := strings.TrimSpace(g.value(k)); v != "" {
				beside = append(beside, v)
			}
		}
		for d, det := range g.set.columns {
			if det == nil || c.of(g.set.words, uint16(d)) != HeaderLabel {
				continue
			}
			if len(beside) > 0 && det.Column(Column{Header: header, Values: below, Label: HeaderLabel}) > 0 && det.Column(Column{Values: beside}) == 0 {
				return true
			}
		}
	}
	return false
}

// captionsIn reports whether one of values is a caption, as in forms.
func (g *grid) captionsIn(values []string) bool {
	for _, v := range values {
		if c := g.set.words.read(v); c.whole || usualCaptions[v] {
			return true
		}
	}
	return false
}
