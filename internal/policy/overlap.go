package policy

import (
	"fmt"
	"slices"
	"strings"

	"tenken/internal/record"
	"tenken/internal/strict"
	"tenken/scanners"
)

// contradictions are mistakes: two rules that say different things of exactly
// the same files, so that nobody can know which one the institution means.
func (c *checker) contradictions() {
	p := c.p
	for j := range p.Rules {
		for i := range j {
			a, b := &p.Rules[i], &p.Rules[j]
			if !p.covers(&a.When, &b.When) || !p.covers(&b.When, &a.When) {
				continue
			}
			if a.Verdict != b.Verdict || a.Level != b.Level {
				c.clash(fmt.Sprintf("rules[%d]", j), fmt.Sprintf("rules[%d]", i), b.ID, a.ID,
					b.Verdict.Label("ja")+"・"+b.Level.Label("ja"), a.Verdict.Label("ja")+"・"+a.Level.Label("ja"),
					fmt.Sprintf("%s, %s", b.Verdict, b.Level), fmt.Sprintf("%s, %s", a.Verdict, a.Level))
			}
		}
	}
	for j := range p.Matrix {
		for i := range j {
			a, b := &p.Matrix[i], &p.Matrix[j]
			if a.When != nil || b.When != nil || a.Decision == b.Decision {
				continue
			}
			if x, y := p.cells(a), p.cells(b); slices.Equal(x, y) {
				c.clash(fmt.Sprintf("matrix[%d]", j), fmt.Sprintf("matrix[%d]", i), b.ID, a.ID,
					string(b.Decision), string(a.Decision), string(b.Decision), string(a.Decision))
			}
		}
	}
}

func (c *checker) clash(where, other, id, otherID, ja, otherJa, en, otherEn string) {
	line := c.Line(other)
	c.At(where, fmt.Sprintf("規則 %q（%s）は、%d 行目の %q（%s）と条件が同じで判定が違います。どちらかを直すか消してください", id, ja, line, otherID, otherJa),
		fmt.Sprintf("%q (%s) has the conditions of %q in line %d (%s): change or remove one of them", id, en, otherID, line, otherEn))
}

// Warnings are what is probably not meant, though it can be done: rules that
// never decide anything, permissions that never take effect, lines of the
// matrix that cross, and places that the matrix says nothing about. text is
// what the policy was parsed from.
func (p *Policy) Warnings(name string, text []byte) []strict.Mistake {
	c := &checker{&strict.File{Name: name, Text: text}, p}
	c.shadows()
	c.permissions()
	c.crossings()
	c.gaps()
	return c.Mistakes()
}

// shadows are rules before which another one always decides.
func (c *checker) shadows() {
	p := c.p
	for j := range p.Rules {
		b := &p.Rules[j]
		for i := range p.Rules {
			a := &p.Rules[i]
			if i == j || !p.covers(&a.When, &b.When) || p.covers(&b.When, &a.When) && i > j {
				continue
			}
			ga, gb := gravity(record.Ruling{Verdict: a.Verdict, Level: a.Level}), gravity(record.Ruling{Verdict: b.Verdict, Level: b.Level})
			if ga > gb || ga == gb && i < j {
				line := c.Line(fmt.Sprintf("rules[%d]", i))
				c.At(fmt.Sprintf("rules[%d]", j),
					fmt.Sprintf("規則 %q が判定を決めることはありません。当てはまるファイルには、%d 行目の %q も必ず当てはまり、先に採られます", b.ID, line, a.ID),
					fmt.Sprintf("%q never decides: %q in line %d holds whenever it does, and comes first", b.ID, a.ID, line))
				break
			}
		}
	}
}

// permissions are rules that permit what another one forbids: the graver one
// is taken, so that they do not permit it.
func (c *checker) permissions() {
	for i := range c.p.Rules {
		a := &c.p.Rules[i]
		if a.Verdict != record.Approved && a.Verdict != record.Clear {
			continue
		}
		for j := range c.p.Rules {
			b := &c.p.Rules[j]
			if b.Verdict != record.Violation && b.Verdict != record.Review || apart(&a.When, &b.When) || c.p.covers(&b.When, &a.When) {
				continue // never together, or told as a shadow
			}
			if !overlap(c.p, &a.When, &b.When) {
				continue
			}
			line := c.Line(fmt.Sprintf("rules[%d]", j))
			c.At(fmt.Sprintf("rules[%d]", i),
				fmt.Sprintf("規則 %q（%s）と %d 行目の %q（%s）の両方が当てはまるファイルがあり得ます。そのときは重い %q が採られます", a.ID, a.Verdict.Label("ja"), line, b.ID, b.Verdict.Label("ja"), b.ID),
				fmt.Sprintf("%q (%s) and %q in line %d (%s) may both hold; then %q, being graver, decides", a.ID, a.Verdict, b.ID, line, b.Verdict, b.ID))
		}
	}
}

// overlap reports whether two rules mean some of the same findings.
func overlap(p *Policy, a, b *When) bool {
	if len(a.Types)+len(a.Categories) == 0 || len(b.Types)+len(b.Categories) == 0 {
		return true
	}
	one := func(x, y *When) bool {
		return slices.ContainsFunc(x.Types, func(t string) bool {
			return slices.Contains(y.Types, t) || slices.Contains(y.Categories, record.Category(p.kinds[t].Category))
		})
	}
	return one(a, b) || one(b, a) || slices.ContainsFunc(a.Categories, func(k record.Category) bool { return slices.Contains(b.Categories, k) })
}

// spot is one place of the matrix: indices of a grade and a storage (the last
// storage stands for none of them), and who can reach it.
type spot struct{ grade, storage, exposure int }

// cells are the spots of a line.
func (p *Policy) cells(c *Cell) []spot {
	var out []spot
	for g, grade := range p.Grades {
		for s := range len(p.Storages) + 1 {
			for e := scanners.Unknown; e <= scanners.Anyone; e++ {
				id := ""
				if s < len(p.Storages) {
					id = p.Storages[s].ID
				}
				if among(c.Grades, grade.ID) && among(c.Storages, id) && among(c.Exposure, e) {
					out = append(out, spot{g, s, int(e)})
				}
			}
		}
	}
	return out
}

// crossings are lines of the matrix that never count, and pairs of which
// neither lies within the other but which disagree where they meet.
func (c *checker) crossings() {
	p := c.p
	taken := map[spot]int{}
	for j := range p.Matrix {
		b := &p.Matrix[j]
		mine, free, other := p.cells(b), 0, 0
		for _, s := range mine {
			if i, ok := taken[s]; ok {
				other = i
			} else {
				free++
			}
		}
		if free == 0 && len(mine) > 0 {
			line := c.Line(fmt.Sprintf("matrix[%d]", other))
			c.At(fmt.Sprintf("matrix[%d]", j), fmt.Sprintf("表の行 %q は使われません。前の行（%d 行目の %q など）がすべて先に当てはまります", b.ID, line, p.Matrix[other].ID),
				fmt.Sprintf("%q never counts: lines before it, such as %q in line %d, always match first", b.ID, p.Matrix[other].ID, line))
		} else {
			c.crossed(j, mine)
		}
		if b.When == nil {
			for _, s := range mine {
				if _, ok := taken[s]; !ok {
					taken[s] = j
				}
			}
		}
	}
}

func (c *checker) crossed(j int, mine []spot) {
	p := c.p
	for i := range j {
		a := &p.Matrix[i]
		theirs := p.cells(a)
		common := 0
		for _, s := range mine {
			if slices.Contains(theirs, s) {
				common++
			}
		}
		if common == 0 || common == len(theirs) || common == len(mine) || a.Decision == p.Matrix[j].Decision {
			continue
		}
		line := c.Line(fmt.Sprintf("matrix[%d]", i))
		c.At(fmt.Sprintf("matrix[%d]", j), fmt.Sprintf("表の行 %q（%s）は、%d 行目の %q（%s）と一部が重なります。重なる所では前の行が採られます", p.Matrix[j].ID, p.Matrix[j].Decision, line, a.ID, a.Decision),
			fmt.Sprintf("%q (%s) crosses %q in line %d (%s); where they meet, the earlier one counts", p.Matrix[j].ID, p.Matrix[j].Decision, a.ID, line, a.Decision))
	}
}

// gaps are the grades and storages about which the matrix says nothing.
func (c *checker) gaps() {
	p := c.p
	if len(p.Matrix) == 0 {
		return
	}
	covered := map[spot]bool{}
	for i := range p.Matrix {
		for _, s := range p.cells(&p.Matrix[i]) {
			covered[s] = true
		}
	}
	for g, grade := range p.Grades {
		var ja, en []string
		for s := range len(p.Storages) + 1 {
			open := 0
			for e := scanners.Unknown; e <= scanners.Anyone; e++ {
				if !covered[spot{g, s, int(e)}] {
					open++
				}
			}
			switch {
			case open > 0 && s < len(p.Storages):
				ja, en = append(ja, p.Storages[s].Name), append(en, p.Storages[s].ID)
			case open > 0:
				ja, en = append(ja, "どの保存場所にも当たらない所"), append(en, "places that are none of the storages")
			}
		}
		if len(ja) > 0 {
			c.At(fmt.Sprintf("grades[%d]", g), fmt.Sprintf("%s について、次の場所に置いてよいかを表が決めていません: %s", grade.Name, strings.Join(ja, "、")),
				fmt.Sprintf("the matrix does not say whether %s may be kept in: %s", grade.Name, strings.Join(en, ", ")))
		}
	}
}
