package detectors

import "strings"

// Headed is a detector of what the header of a column, or a label in front of a
// value, announces, and whose values have a certain form: numbers that every
// institution gives itself, marks, diagnoses. The form alone would be no
// evidence; the header alone stands in blank forms, too.
type Headed struct {
	Of        Info
	Labels    []string // announce a value in prose and tables
	Headers   []string // announce a column only
	NotLabels []string // announce something else that looks alike
	Form      func(value string) bool
	Share     float64 // least share of a column's values that have the form; 0: 0.7
	Beside    bool    // values may be something else, too
	Who       Who     // whom the values must be about
	// First takes the code at the beginning of what a label announces for the
	// value; without it, the value is all of that.
	First bool
}

// Confidence of values that are announced and have the form.
const (
	headedColumn = 0.9
	headedLabel  = 0.85
)

// Info describes the detector.
func (h Headed) Info() Info { return h.Of }

// Asks declares the labels; those of Japanese text, and where a code follows
// long ones of others, are looked for in prose.
func (h Headed) Asks() Asks {
	a := Asks{Labels: h.Labels, Headers: h.Headers, NotLabels: h.NotLabels, Beside: h.Beside, Pure: true}
	for _, l := range h.Labels {
		if l[0] >= 0x80 || h.First && len(l) >= 8 {
			a.Terms = append(a.Terms, l)
		}
	}
	return a
}

// Column takes a column whose header announces it and most of whose values
// have the form.
func (h Headed) Column(col Column) float64 {
	if col.Label != HeaderLabel || noJapanese(col.Header) && !h.names(col.Header) {
		return 0
	}
	least := h.Share
	if least == 0 {
		least = 0.7
	}
	if share, n := col.Share(h.Form); n == 0 || share < least {
		return 0
	}
	return headedColumn
}

// names reports whether a header of Latin letters has a label for a word, or a
// long one for a part: a code that happens to begin with PW has not.
func (h Headed) names(header string) bool {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	for _, list := range [][]string{h.Labels, h.Headers} {
		for _, l := range list {
			l = strings.ToLower(l)
			if len(l) >= 5 && strings.Contains(strings.Join(words, " "), strings.ReplaceAll(l, "_", " ")) || strings.ToLower(header) == l || Fold(header) == Fold(l) { // patientNo
				return true
			}
			for _, w := range words {
				if strings.TrimRight(w, "0123456789") == l {
					return true
				}
			}
		}
	}
	return false
}

// noJapanese reports whether s holds no Japanese.
func noJapanese(s string) bool {
	for _, r := range s {
		if r > 0xFF {
			return false
		}
	}
	return true
}

// Judge reports cells of such a column, and values behind a label.
func (h Headed) Judge(c *Candidate) {
	switch c.Kind {
	case CellKind:
		if v := c.Text[c.Start:c.End]; c.Label() != OtherLabel && h.Form(v) {
			c.ReportAbout(h.Who, c.Start, c.End, c.Column(), WhyHeader|WhyColumn)
		}
	case TermKind:
		if c.Column() > 0 || c.Prev(c.Start) == '/' && c.Next(c.End) == '>' { // </氏名> announces nothing
			return
		}
		start, end := c.Value(c.End)
		if h.First {
			start, end = c.Code(c.End)
		}
		if start == end || c.LabelBefore(start) < OwnLabel {
			return
		}
		if v := unclosed(c.Text[start:end]); h.Form(v) {
			c.ReportAbout(h.Who, start, start+len(v), headedLabel, WhyLabel)
		}
	}
}

// unclosed drops brackets at the end of v that were opened before it.
func unclosed(v string) string {
	if strings.ContainsAny(v, "（([［「") {
		return v
	}
	return strings.TrimRight(v, "）)］]」")
}

// Code reports whether v is a number or code that somebody gives out: least to
// most letters, digits and hyphens, at least three of them digits.
func Code(v string, least, most int) bool {
	digits, n := 0, 0
	for _, r := range v {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			digits++
		case r|0x20 >= 'a' && r|0x20 <= 'z', r == '-', r == '－', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		default:
			return false
		}
		n++
	}
	return n >= least && n <= most && digits >= 3
}
