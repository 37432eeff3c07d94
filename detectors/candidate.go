package detectors

import (
	"unicode/utf8"
)

// Kind says what drew the Set's attention.
type Kind uint8

// The kinds of candidates, as declared in Asks.
const (
	NumberKind Kind = iota // c.Number is one of the shapes asked for
	AtKind                 // text[Start:End] is '@' or '＠'
	TermKind               // text[Start:End] is the term c.Term
	CellKind               // text[Start:End] is a cell of a column given to the detector, without outer spaces
	LineKind               // text[Start:End] is a line, or a line of a cell, without outer spaces
)

// Candidate is one place in a text that may hold a value, with its context.
type Candidate struct {
	Kind       Kind
	Text       string // the whole piece
	Start, End int    // the candidate in Text, in bytes
	Lo, Hi     int    // the cell around it, or the whole piece: look no further
	Number     *Number
	Term       int // index in Asks.Terms

	scan *Scan
	det  uint16
}

// Report records a match at Text[start:end] with the type of the detector
// being asked. An empty range, or one outside Lo and Hi, is dropped.
func (c *Candidate) Report(start, end int, confidence float64, why Why) {
	if start < c.Lo || end > c.Hi || start >= end || confidence <= 0 {
		return
	}
	c.scan.report(c.det, start, end, min(confidence, 1), why)
}

// Checked tells the Set whether a number passed its check digit, also when it
// is not reported. The share that passes over a column, or over a text,
// decides later what the matches are worth.
func (c *Candidate) Checked(ok bool) { c.scan.checked(c.det, c.Start, ok) }

// Label says what announces the candidate to the detector being asked.
func (c *Candidate) Label() Label { return c.LabelBefore(c.Start) }

// LabelBefore is Label for a value that begins at another place, such as an
// era name before a date.
func (c *Candidate) LabelBefore(start int) Label { return c.scan.label(c.det, c.Lo, start) }

// Column is the confidence with which the column around the candidate was
// given to the detector; 0 when it was not, or outside of tables.
func (c *Candidate) Column() float64 { return c.scan.columnOf(c.det) }

// Announced is Label, or HeaderLabel where the column was given to the
// detector, with the evidence for a Report.
func (c *Candidate) Announced() (Label, Why) {
	l := c.Label()
	why := l.Why()
	if c.Column() > 0 && l != OtherLabel {
		l, why = max(l, HeaderLabel), why|WhyColumn
	}
	return l, why
}

// Header is the header of the column around the candidate, folded; "" where there
// is none.
func (c *Candidate) Header() string {
	if c.scan.cell < 0 {
		return ""
	}
	if col := c.scan.grid.column(c.scan.cell); col != nil {
		return Fold(col.header)
	}
	return ""
}

// Organisation reports whether the candidate stands in a list of places or
// organisations, by the headers of its table: a telephone number there is
// nobody's own.
func (c *Candidate) Organisation() bool { return c.scan.facility() }

// Opening is how the text of the file or member begins, at most a page: its
// title, and the headers of its first table.
func (c *Candidate) Opening() string { return c.scan.opens }

// Opens reports whether Opening holds one of words, a list that never changes: it
// is looked for once.
func (c *Candidate) Opens(words []string) bool {
	sc := c.scan
	for _, s := range sc.said {
		if s.words == &words[0] {
			return s.yes
		}
	}
	yes := containsAny(sc.opens, words)
	sc.said = append(sc.said, saying{&words[0], yes})
	return yes
}

// saying is whether one of words stands in the beginning of the text.
type saying struct {
	words *string
	yes   bool
}

// Within reports whether the candidate lies in a match of the detector being
// asked, of a confidence of at least least, that was found shortly before.
func (c *Candidate) Within(least float64) bool {
	fs := c.scan.found
	for k := len(fs) - 1; k >= 0 && k >= len(fs)-maxRivals; k-- {
		if f := &fs[k]; f.det == c.det && f.start <= c.Start && f.end >= c.End && f.confidence >= least {
			return true
		}
	}
	return false
}

// InTable reports whether the candidate stands in a cell of a table.
func (c *Candidate) InTable() bool { return c.scan.cell >= 0 }

// Fills reports whether the candidate is all of a cell of a table.
func (c *Candidate) Fills() bool { return c.scan.cell >= 0 && c.Start == c.Lo && c.End == c.Hi }

// Prev is the character before offset i, 0 at the edge of the cell or piece.
func (c *Candidate) Prev(i int) rune {
	if i <= c.Lo {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(c.Text[c.Lo:i])
	return r
}

// Next is the character at offset i, 0 at the edge of the cell or piece.
func (c *Candidate) Next(i int) rune {
	if i >= c.Hi {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(c.Text[i:c.Hi])
	return r
}

// Value is the range of what a caption that ends at offset i announces: the
// text after separators (":", "＝", spaces, brackets) up to the end of the
// line, the cell, or a gap of several spaces. It is empty when there is none,
// or when no separator divides it from the caption.
func (c *Candidate) Value(i int) (start, end int) {
	sep := false
	start = i
	for start < c.Hi {
		r, w := utf8.DecodeRuneInString(c.Text[start:c.Hi])
		switch r {
		case ':', '：', '=', '＝', '>', '＞', '→', '|', '｜', '\t', ' ', '　', '"', '」', '』', '】', '）', ')', ']', '］', '［':
			sep = true
			start += w
			continue
		}
		break
	}
	if !sep {
		return i, i
	}
	end = start
	for gap, j := 0, start; j < c.Hi; {
		r, w := utf8.DecodeRuneInString(c.Text[j:c.Hi])
		j += w
		if r == ',' && j-2 >= start && c.Text[j-2]-'0' <= 9 && j < c.Hi && c.Text[j]-'0' <= 9 {
			continue // 3,200,000
		}
		if r == '\n' || r == '\r' || r == '\t' || r == '"' || r == '|' || r == '｜' || r == ',' || r == '、' || r == '，' {
			break
		}
		if r == ' ' || r == '　' {
			if gap++; gap > 2 {
				break
			}
			continue
		}
		gap, end = 0, j
	}
	return start, end
}
