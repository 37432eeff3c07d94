// Package detectortest tries a detector in all the surroundings it will meet:
// at the beginning and end of a text, inside Japanese without spaces, back to
// back, in digits of both widths, with every form of hyphen, and cut into
// pieces at every place. It does not measure how often a detector is right.
package detectortest

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"tenken/detectors"
)

// Case is a text with the values that the detector must find in it. The
// values stand between « and », which are not part of the text: "電話：«03-3456-7890»".
// A text without them must yield nothing.
type Case struct {
	Name string
	Text string
	// Rows are the cells of a table, instead of Text.
	Rows [][]string
	// Least and Most bound the confidence of what is found. Least is Low when
	// it is zero; matches below Least count as not found. Most is 1 when zero.
	Least, Most float64
	// Plain tries the text as it stands only: for cases about the surroundings.
	Plain bool
}

// Run tries det, together with others that may compete with it, on all cases.
func Run(t *testing.T, det detectors.Detector, cases []Case, others ...detectors.Detector) {
	t.Helper()
	set, err := detectors.NewSet(append([]detectors.Detector{det}, others...)...)
	if err != nil {
		t.Fatal(err)
	}
	r := runner{set: set, id: det.Info().ID, numbers: len(det.Asks().Numbers) > 0}
	for i, c := range cases {
		name := c.Name
		if name == "" {
			name = fmt.Sprintf("%d %.40s", i+1, strings.NewReplacer("«", "", "»", "", "\n", "|").Replace(c.Text))
		}
		t.Run(name, func(t *testing.T) { r.run(t, c) })
	}
}

// RunAmong is Run with all other detectors as competitors.
func RunAmong(t *testing.T, det detectors.Detector, everyone []detectors.Detector, cases []Case) {
	t.Helper()
	var others []detectors.Detector
	for _, d := range everyone {
		if d.Info().ID != det.Info().ID {
			others = append(others, d)
		}
	}
	Run(t, det, cases, others...)
}

type runner struct {
	set     *detectors.Set
	id      string
	numbers bool // the detector reads digits, so their form may vary
}

func (r runner) run(t *testing.T, c Case) {
	if c.Rows != nil {
		text, table := Table(c.Rows)
		text, spans, back := unmark(text)
		for i := range table.Cells {
			table.Cells[i].Start, table.Cells[i].End = back[table.Cells[i].Start], back[table.Cells[i].End]
		}
		r.compare(t, c, "table", text, spans, r.find(c, text, table))
		return
	}
	for _, v := range r.variants(c) {
		text, spans, _ := unmark(v.text)
		if !r.compare(t, c, v.name, text, spans, r.find(c, text, nil)) {
			return
		}
		if v.cut && len(spans) > 0 {
			r.cut(t, c, text, spans)
		}
	}
}

// variant is the case's text in other surroundings or spelling.
type variant struct {
	name, text string
	cut        bool
}

const filler = "これは前後にある文章です。"

func (r runner) variants(c Case) []variant {
	vs := []variant{{"as it is", c.Text, true}}
	if c.Plain {
		return vs
	}
	vs = append(vs,
		variant{"at the end", filler + "\n" + c.Text, false},
		variant{"in the middle", filler + "\n" + c.Text + "\n" + filler, true},
		variant{"inside Japanese", filler + c.Text + "、" + filler, false},
		variant{"twice", c.Text + "\n" + c.Text, false},
		variant{"far into a text", strings.Repeat(filler, 50) + "\n\n" + c.Text, false},
	)
	if !r.numbers {
		return vs
	}
	wide := widen(c.Text)
	if wide != c.Text {
		vs = append(vs, variant{"full-width digits", wide, true})
	}
	for _, h := range []string{"‐", "‑", "‒", "–", "—", "―", "−", "﹣", "－", "ー", "ｰ"} {
		if s := hyphens(c.Text, h); s != c.Text {
			vs = append(vs, variant{"hyphen " + h, s, false}, variant{"full-width digits, hyphen " + h, widen(s), false})
		}
	}
	return vs
}

// widen writes ASCII digits in full width.
func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

// hyphens replaces the hyphens between digits.
func hyphens(s, by string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '-' && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1]) {
			b.WriteString(by)
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

type span struct{ start, end int }

// find runs the whole set and keeps the detector's matches.
func (r runner) find(c Case, text string, table *detectors.Table) []detectors.Match {
	return r.keep(c, r.set.NewScan().Text("", text, table))
}

func (r runner) keep(c Case, ms []detectors.Match) []detectors.Match {
	var out []detectors.Match
	for _, m := range ms {
		if m.Type == r.id && m.Confidence >= least(c) {
			out = append(out, m)
		}
	}
	return out
}

func least(c Case) float64 {
	if c.Least == 0 {
		return detectors.Low
	}
	return c.Least
}

func (r runner) compare(t *testing.T, c Case, variant, text string, want []span, got []detectors.Match) bool {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(want); i++ {
		ok = got[i].Start == want[i].start && got[i].End == want[i].end && (c.Most == 0 || got[i].Confidence <= c.Most)
	}
	if !ok {
		t.Errorf("%s: %q\n got %s\nwant %s", variant, shorten(text), describe(text, got), wanted(text, want))
	}
	return ok
}

// cut reads the text in two pieces, cut at every character. The second piece
// repeats what stands before the cut, as internal/extract does.
func (r runner) cut(t *testing.T, c Case, text string, want []span) {
	t.Helper()
	for p := range text {
		if p == 0 {
			continue
		}
		lead := max(0, p-512)
		for lead < p && !utf8.RuneStart(text[lead]) {
			lead++
		}
		sc := r.set.NewScan()
		found := map[span]bool{}
		for _, m := range r.keep(c, sc.Text("", text[:p], nil)) {
			found[span{m.Start, m.End}] = true
		}
		for _, m := range r.keep(c, sc.Text("", text[lead:], nil)) {
			found[span{lead + m.Start, lead + m.End}] = true
		}
		for _, w := range want {
			if !found[w] {
				t.Errorf("cut at byte %d of %q: %q is lost", p, text, text[w.start:w.end])
				return
			}
		}
	}
}

// unmark takes « and » out of a text. back maps old offsets to new ones.
func unmark(s string) (text string, spans []span, back []int) {
	var b strings.Builder
	back = make([]int, len(s)+1)
	for i, r := range s {
		back[i] = b.Len()
		switch r {
		case '«':
			spans = append(spans, span{b.Len(), -1})
		case '»':
			spans[len(spans)-1].end = b.Len()
		default:
			b.WriteRune(r)
		}
	}
	back[len(s)] = b.Len()
	return b.String(), spans, back
}

// Table lays out rows as text, with cells as internal/extract gives them.
// Empty cells are cells too.
func Table(rows [][]string) (string, *detectors.Table) {
	var b strings.Builder
	t := &detectors.Table{Name: "Sheet1"}
	for row, cells := range rows {
		for col, c := range cells {
			if col > 0 {
				b.WriteByte('\t')
			}
			start := b.Len()
			b.WriteString(c)
			t.Cells = append(t.Cells, detectors.Cell{Start: start, End: b.Len(), Row: row, Col: col})
		}
		b.WriteByte('\n')
	}
	return b.String(), t
}

func describe(text string, ms []detectors.Match) string {
	var b strings.Builder
	for _, m := range ms {
		fmt.Fprintf(&b, "[%q %d-%d %.2f %v] ", text[m.Start:m.End], m.Start, m.End, m.Confidence, m.Why.Strings())
	}
	return b.String()
}

func wanted(text string, spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		fmt.Fprintf(&b, "[%q %d-%d] ", text[s.start:s.end], s.start, s.end)
	}
	return b.String()
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 200 {
		return "…" + string(r[len(r)-200:])
	}
	return s
}
