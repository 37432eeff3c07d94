// Package custom makes detectors of what an institution writes into its
// configuration: words, regular expressions, validators by name, labels.
package custom

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Definition is a detector as a configuration describes it.
type Definition struct {
	Info       detectors.Info
	Words      []string // found wherever they stand; Latin ones as words, in either case
	Patterns   []string // regular expressions in the syntax of RE2
	Validators []string // all of them must accept what a pattern matches
	Labels     []string // announce a value
	NotLabels  []string // announce something else that looks alike
}

// Mistake is what is wrong with a definition: Key is "patterns[2]".
type Mistake struct{ Key, Ja, En string }

// detector is a definition that has been compiled.
type detector struct {
	def      Definition
	patterns []pattern
	terms    []string
	asks     []ask // by term
	valid    []func(string) bool
}

type pattern struct {
	re       *regexp.Regexp // anywhere in a text
	whole    *regexp.Regexp // at the beginning of what a label announces
	anchored bool
}

// ask says what a term asks about: a word, the anchor of a pattern, or a label.
type ask struct {
	kind    askKind
	pattern int
}

type askKind uint8

const (
	isWord askKind = iota
	isAnchor
	isLabel
)

// mostWords bounds the words of one definition.
const mostWords = 200_000

// New compiles a definition, or tells all that is wrong with it.
func New(def Definition) (detectors.Detector, []Mistake) {
	d := &detector{def: def}
	var wrong []Mistake
	bad := func(key, ja, en string) { wrong = append(wrong, Mistake{key, ja, en}) }
	if len(def.Words)+len(def.Patterns) == 0 {
		bad("", "words か patterns を書いてください", "give words or patterns, or it would find nothing")
	}
	if len(def.Words) > mostWords {
		bad("words", fmt.Sprintf("語は %d 個までです", mostWords), fmt.Sprintf("at most %d words", mostWords))
	}
	for i, w := range def.Words {
		if utf8.RuneCountInString(w) < 2 {
			bad(fmt.Sprintf("words[%d]", i), fmt.Sprintf("%q: 語は 2 文字以上にしてください", w), fmt.Sprintf("%q: a word needs two characters", w))
			continue
		}
		d.add(w, ask{kind: isWord})
	}
	for i, p := range def.Patterns {
		key := fmt.Sprintf("patterns[%d]", i)
		re, err := regexp.Compile(p)
		if err != nil {
			bad(key, fmt.Sprintf("正規表現が正しくありません: %v", err), fmt.Sprintf("not a regular expression of RE2: %v", err))
			continue
		}
		if re.MatchString("") {
			bad(key, "空の文字列にも一致します", "it matches an empty text")
			continue
		}
		anchors := anchorsOf(p)
		if len(anchors) == 0 && len(def.Labels) == 0 {
			bad(key, `どの一致にも必ず含まれる 2 文字以上の文字列がありません。書き足すか（英数字なら先頭か \b の後に）、labels を書いてください`,
				`no text of two characters is in every match; add one (letters and digits: at the beginning, or after \b) or give labels`)
			continue
		}
		for _, a := range anchors {
			d.add(a, ask{isAnchor, len(d.patterns)})
		}
		d.patterns = append(d.patterns, pattern{re, regexp.MustCompile(`^(?:` + p + `)`), len(anchors) > 0})
	}
	for i, v := range def.Validators {
		f := validators[v]
		if f == nil {
			bad(fmt.Sprintf("validators[%d]", i), fmt.Sprintf("%q は知らない検証です。使えるのは %s", v, strings.Join(Validators(), "、")),
				fmt.Sprintf("%q is not known; known are %s", v, strings.Join(Validators(), ", ")))
		}
		d.valid = append(d.valid, f)
	}
	for i, l := range def.Labels {
		switch {
		case utf8.RuneCountInString(l) < 2:
			bad(fmt.Sprintf("labels[%d]", i), fmt.Sprintf("%q: ラベルは 2 文字以上にしてください", l), fmt.Sprintf("%q: a label needs two characters", l))
		case len(def.Patterns) > 0:
			d.add(l, ask{kind: isLabel})
		}
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return d, nil
}

func (d *detector) add(term string, a ask) {
	d.terms, d.asks = append(d.terms, term), append(d.asks, a)
}

// Info describes the detector.
func (d *detector) Info() detectors.Info { return d.def.Info }

// Asks declares words, anchors and labels.
func (d *detector) Asks() detectors.Asks {
	return detectors.Asks{Terms: d.terms, Labels: d.def.Labels, NotLabels: d.def.NotLabels, Beside: true, Rules: slices.Concat(d.def.Patterns, d.def.Validators)}
}

// Confidence of what is found, without and with a label that announces it.
const (
	plainConfidence     = 0.85
	announcedConfidence = 0.95
	unlabelled          = 0.5 // where labels are defined, and none is near
)

// Judge looks at a word, around the anchor of a pattern, behind a label, or at
// a cell of a column.
func (d *detector) Judge(c *detectors.Candidate) {
	if c.Kind == detectors.CellKind {
		if c.Label() != detectors.OtherLabel && d.fits(c.Text[c.Start:c.End]) {
			c.Report(c.Start, c.End, announcedConfidence, detectors.WhyHeader|detectors.WhyColumn)
		}
		return
	}
	if c.Kind != detectors.TermKind {
		return
	}
	switch a := d.asks[c.Term]; a.kind {
	case isWord:
		d.report(c, c.Start, c.End, detectors.WhyDictionary)
	case isAnchor:
		d.around(c, &d.patterns[a.pattern])
	case isLabel:
		d.behind(c)
	}
}

// reach is how far around its anchor a pattern is matched, in bytes.
const reach = 512

// around reports the match of a pattern that holds the anchor.
func (d *detector) around(c *detectors.Candidate, p *pattern) {
	lo, hi := max(c.Lo, c.Start-reach), min(c.Hi, c.End+reach)
	if i := strings.LastIndexByte(c.Text[lo:c.Start], '\n'); i >= 0 {
		lo += i + 1
	}
	if i := strings.IndexByte(c.Text[c.End:hi], '\n'); i >= 0 {
		hi = c.End + i
	}
	for lo < hi && !utf8.RuneStart(c.Text[lo]) {
		lo++
	}
	for from := lo; from <= c.Start; {
		m := p.re.FindStringIndex(c.Text[from:hi])
		if m == nil {
			return
		}
		start, end := from+m[0], from+m[1]
		if start <= c.Start && end >= c.End {
			if d.accepts(c.Text[start:end]) {
				d.report(c, start, end, detectors.WhyForm)
			}
			return
		}
		from = max(end, from+1)
	}
}

// behind reports what a label announces and a pattern matches.
func (d *detector) behind(c *detectors.Candidate) {
	start, end := c.Value(c.End)
	if start == end || c.Column() > 0 || c.LabelBefore(start) < detectors.OwnLabel {
		return
	}
	for i := range d.patterns {
		if m := d.patterns[i].whole.FindStringIndex(c.Text[start:end]); m != nil && d.accepts(c.Text[start:start+m[1]]) {
			c.Report(start, start+m[1], announcedConfidence, detectors.WhyLabel)
			return
		}
	}
}

func (d *detector) report(c *detectors.Candidate, start, end int, why detectors.Why) {
	confidence := plainConfidence
	if len(d.def.NotLabels)+len(d.def.Labels) == 0 { // nothing announces it
		c.Report(start, end, confidence, why)
		return
	}
	label := c.LabelBefore(start)
	switch {
	case label == detectors.OtherLabel:
		return
	case label >= detectors.NearLabel:
		confidence, why = announcedConfidence, why|label.Why()
	case len(d.def.Labels) > 0:
		confidence, why = unlabelled, why|detectors.WhyBare
	}
	c.Report(start, end, confidence, why)
}

// accepts reports whether all validators accept a value.
func (d *detector) accepts(value string) bool {
	for _, f := range d.valid {
		if !f(value) {
			return false
		}
	}
	return true
}

// fits reports whether a whole value is a match of some pattern.
func (d *detector) fits(value string) bool {
	for i := range d.patterns {
		if m := d.patterns[i].whole.FindStringIndex(value); m != nil && m[1] == len(value) && d.accepts(value) {
			return true
		}
	}
	return false
}

// Column takes a column that a label announces and whose values match.
func (d *detector) Column(col detectors.Column) float64 {
	if col.Label != detectors.HeaderLabel || len(d.patterns) == 0 {
		return 0
	}
	if share, n := col.Share(d.fits); n == 0 || share < 0.5 {
		return 0
	}
	return announcedConfidence
}
