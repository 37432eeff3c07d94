package policy

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	"tenken/internal/record"
	"tenken/internal/strict"
)

// checker collects the mistakes of a policy.
type checker struct {
	*strict.File
	p *Policy
}

func (p *Policy) check(f *strict.File) {
	c := &checker{f, p}
	if len(p.Rules)+len(p.Matrix)+len(p.Beside) == 0 {
		c.At("", "rules も matrix もありません。これでは何も報告されません。規則を書いてください", "rules: there are none, and no matrix, so nothing would ever be reported; write some")
	}
	for i, s := range p.Skips {
		c.patterns(fmt.Sprintf("skip[%d].paths", i), s.Paths)
	}
	c.grades()
	c.storages()
	seen := map[string]bool{}
	for i := range p.Rules {
		r, where := &p.Rules[i], fmt.Sprintf("rules[%d]", i)
		c.id(where, r.ID, seen)
		c.level(where, r.Level)
		if !slices.Contains([]record.Verdict{record.Violation, record.Review, record.Approved, record.Clear}, r.Verdict) {
			c.oneOf(where+".verdict", string(r.Verdict), "violation", "review", "approved", "clear")
		}
		c.action(where, r.Action)
		c.when(where+".when", &r.When)
	}
	for i := range p.Matrix {
		c.cell(fmt.Sprintf("matrix[%d]", i), &p.Matrix[i], seen)
	}
	for i := range p.Beside {
		r, where := &p.Beside[i], fmt.Sprintf("beside[%d]", i)
		c.id(where, r.ID, seen)
		c.level(where, r.Level)
		if r.Verdict != record.Violation && r.Verdict != record.Review {
			c.oneOf(where+".verdict", string(r.Verdict), "violation", "review")
		}
		if !slices.Contains([]Within{"", SameFolder, SameTree, SameRoot}, r.Within) {
			c.oneOf(where+".within", string(r.Within), "folder", "tree", "root")
		}
		c.action(where, r.Action)
		c.when(where+".when", &r.When)
		c.when(where+".other", &r.Other)
	}
	c.patterns("pseudonymised.paths", p.Pseudonymised.Paths)
	if len(c.Mistakes()) == 0 {
		c.contradictions()
	}
}

func (c *checker) grades() {
	seen := map[string]bool{}
	for i := range c.p.Grades {
		g, where := &c.p.Grades[i], fmt.Sprintf("grades[%d]", i)
		c.id(where, g.ID, seen)
		if g.Name == "" {
			c.missing(where, "name")
		}
		for j := range g.Information {
			at := fmt.Sprintf("%s.information[%d]", where, j)
			c.when(at, &g.Information[j])
			if len(g.Information[j].Grades) > 0 {
				c.At(at+".grades", "格付けの条件に格付けは使えません", "what is of a grade cannot depend on grades")
			}
		}
	}
}

func (c *checker) storages() {
	seen := map[string]bool{}
	for i, s := range c.p.Storages {
		where := fmt.Sprintf("storages[%d]", i)
		c.id(where, s.ID, seen)
		if s.Name == "" {
			c.missing(where, "name")
		}
		c.patterns(where+".paths", s.Paths)
		c.whose(where+".contract", s.Contract)
		c.whose(where+".device", s.Device)
	}
}

func (c *checker) cell(where string, m *Cell, seen map[string]bool) {
	c.id(where, m.ID, seen)
	c.known(where+".grades", m.Grades, c.p.gradeIDs())
	c.known(where+".storages", m.Storages, c.p.storageIDs())
	if _, ok := decisions[m.Decision]; !ok {
		c.oneOf(where+".decision", string(m.Decision), string(Allowed), string(Approval), string(Encrypted), string(Forbidden))
	}
	if m.Level != "" {
		c.level(where, m.Level)
	}
	c.action(where, m.Action)
	if m.When != nil {
		c.when(where+".when", m.When)
	}
	if len(c.p.Grades) == 0 {
		c.At(where, "格付け（grades）が一つもないので、この行は当てはまりません", "there are no grades, so that this line would never match")
	}
}

// when checks conditions and compiles their line of CEL.
func (c *checker) when(where string, w *When) {
	if len(w.Types)+len(w.Categories)+len(w.Labels)+len(w.Grades) == 0 && w.CEL == "" {
		c.At(where, "types、categories、labels、grades、cel のどれかを書いてください", "name types or categories, labels, grades or cel")
	}
	c.types(where+".types", w.Types)
	c.types(where+".together", w.Together)
	c.types(where+".also", w.Also)
	c.types(where+".without", w.Without)
	var categories []string
	for _, k := range w.Categories {
		categories = append(categories, string(k))
	}
	c.known(where+".categories", categories, []string{"personal", "special_care", "medical", "research", "credential", "marking"})
	c.known(where+".grades", w.Grades, c.p.gradeIDs())
	c.known(where+".storages", w.Storages, c.p.storageIDs())
	c.whose(where+".contract", w.Contract)
	c.whose(where+".device", w.Device)
	c.patterns(where+".paths", w.Paths)
	c.patterns(where+".owners", w.Owners)
	if w.MaxPersons > 0 && w.MaxPersons < w.MinPersons {
		c.At(where+".max_persons", "max_persons が min_persons より小さく、当てはまるファイルがありません", "max_persons is below min_persons: no file would match")
	}
	if w.NewerThan > 0 && w.OlderThan >= w.NewerThan {
		c.At(where+".newer_than", "newer_than が older_than 以下で、当てはまるファイルがありません", "newer_than is not above older_than: no file would match")
	}
	if w.MinConfidence < 0 || w.MinConfidence > 1 {
		c.At(where+".min_confidence", "0 から 1 の間で書いてください", "must be between 0 and 1")
	}
	if w.CEL == "" {
		return
	}
	at := where
	if len(w.Types)+len(w.Categories)+len(w.Labels)+len(w.Grades) > 0 || c.Has(where+".cel") {
		at += ".cel"
	}
	var err error
	if w.program, err = compile(w.CEL); err != nil {
		c.At(at, fmt.Sprintf("CEL の式が正しくありません: %v", err), fmt.Sprintf("not a line of CEL: %v", err))
	}
}

func (c *checker) types(where string, list []string) {
	if len(c.p.kinds) == 0 {
		return
	}
	var known []string
	for id := range c.p.kinds {
		known = append(known, id)
	}
	slices.Sort(known)
	c.known(where, list, known)
}

// known refuses what is not in a list, and names what was probably meant.
func (c *checker) known(where string, list, known []string) {
	for i, v := range list {
		if slices.Contains(known, v) {
			continue
		}
		ja, en := fmt.Sprintf("%q は知らない名前です", v), fmt.Sprintf("%q is not known", v)
		switch near := strict.Nearest(v, known); {
		case near != "":
			ja, en = ja+fmt.Sprintf("。%q ではありませんか", near), en+fmt.Sprintf("; did you mean %q?", near)
		case len(known) <= 12:
			ja, en = ja+"。使えるのは "+strings.Join(known, "、"), en+"; known are "+strings.Join(known, ", ")
		default:
			ja, en = ja+"。tenken list detectors で一覧を見られます", en+"; see tenken list detectors"
		}
		c.At(fmt.Sprintf("%s[%d]", where, i), ja, en)
	}
}

func (c *checker) oneOf(where, got string, want ...string) {
	key := where[strings.LastIndexByte(where, '.')+1:]
	c.At(where, fmt.Sprintf("%s %q: %s のどれかを書いてください", key, got, strings.Join(want, "、")),
		fmt.Sprintf("%s %q: want one of %s", key, got, strings.Join(want, ", ")))
}

func (c *checker) level(where string, l record.Level) {
	if l.Rank() == 0 {
		c.oneOf(where+".level", string(l), "critical", "high", "medium", "low")
	}
}

func (c *checker) action(where string, a Action) {
	if !a.known() {
		c.oneOf(where+".action", string(a), actionNames()...)
	}
}

func (c *checker) whose(where string, list []record.Contract) {
	for i, v := range list {
		if v != record.Institutional && v != record.Personal {
			c.oneOf(fmt.Sprintf("%s[%d]", where, i), string(v), "institution", "personal")
		}
	}
}

func (c *checker) missing(where, key string) {
	c.At(where, key+" がありません", key+" is missing")
}

func (c *checker) id(where, id string, seen map[string]bool) {
	switch {
	case id == "":
		c.missing(where, "id")
	case seen[id]:
		c.At(where+".id", fmt.Sprintf("id %q が二度使われています", id), fmt.Sprintf("the id %q is used twice", id))
	}
	seen[id] = true
}

func (c *checker) patterns(where string, list []string) {
	for i, g := range list {
		for _, e := range strings.Split(g, "/") {
			if _, err := path.Match(e, ""); err != nil {
				c.At(fmt.Sprintf("%s[%d]", where, i), fmt.Sprintf("パターン %q の [ が閉じていません", g), fmt.Sprintf("pattern %q: a [ is not closed", g))
				break
			}
		}
	}
}

// conditions are all conditions of the policy.
func (p *Policy) conditions() iter.Seq[*When] {
	return func(yield func(*When) bool) {
		var all []*When
		for i := range p.Grades {
			for j := range p.Grades[i].Information {
				all = append(all, &p.Grades[i].Information[j])
			}
		}
		for i := range p.Matrix {
			if w := p.Matrix[i].When; w != nil {
				all = append(all, w)
			}
		}
		for i := range p.Rules {
			all = append(all, &p.Rules[i].When)
		}
		for i := range p.Beside {
			all = append(all, &p.Beside[i].When, &p.Beside[i].Other)
		}
		for _, w := range all {
			if !yield(w) {
				return
			}
		}
	}
}
