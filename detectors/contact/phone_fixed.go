package contact

import (
	"strings"

	"tenken/detectors"
)

// PhoneFixed recognises numbers of fixed lines and IP telephones (050), and
// numbers abroad that are written with their country code.
type PhoneFixed struct{}

func (PhoneFixed) Info() detectors.Info {
	return detectors.Info{
		ID: "phone_fixed", Label: "固定電話番号", English: "Fixed-line phone number",
		Category: detectors.Personal, Severity: 4, Persons: detectors.None,
		Validate: "area code of the numbering plan, grouping",
		Source:   "電気通信番号計画（令和元年総務省告示第6号）; 区切りは libphonenumber",
	}
}

func (PhoneFixed) Asks() detectors.Asks {
	return detectors.Asks{
		Numbers: []string{
			"10", "2-4-4", "3-3-4", "4-2-4", "5-1-4", "2-8", "3-7", "4-6", "6-4", "11", "3-4-4", "3-8",
			"9", "1-4-4", "2-3-4", "3-2-4", "4-1-4",
			"2-9", "2-1-4-4", "2-2-3-4", "2-3-2-4", "2-4-1-4", "2-1-8", "2-2-7", "2-1-1-4-4", "2-1-2-3-4", "2-1-3-2-4", "2-2-4-4", "2-10",
			"1-3-3-4", "3-3-3-4",
		},
		Joiners: phoneJoiners,
		Labels: append([]string{"fax", "fax番号", "ファックス", "ファクス", "ファクシミリ", "固定電話", "自宅電話番号", "勤務先電話番号", "勤務先電話", "代表電話", "代表番号", "直通", "内線", "home", "work", "office"},
			phoneLabels...),
		Headers: phoneHeaders,
		Terms:   append([]string{"+1", "+2", "+3", "+4", "+5", "+6", "+7", "+8", "+9"}, englishLabels...),
	}
}

func (PhoneFixed) Judge(c *detectors.Candidate) {
	switch c.Kind {
	case detectors.NumberKind:
		judgeFixed(c)
	case detectors.TermKind:
		if c.Text[c.Start] == '+' {
			judgeAbroad(c)
			return
		}
		judgeForeign(c)
	}
}

// englishLabels stand before the number of somebody abroad, in the grouping of
// that country.
var englishLabels = []string{"Phone:", "Mobile:", "Cell:", "Telephone:", "Fax:", "Desk:", "Office:"}

// judgeForeign reads what follows such a label: seven to twelve digits in any
// grouping that are no number of Japan's plan.
func judgeForeign(c *detectors.Candidate) {
	start := c.End
	for start < c.Hi && strings.IndexByte(" \t\r\n", c.Text[start]) >= 0 && start < c.End+4 {
		start++
	}
	var digits [13]byte
	n, end, gap := 0, start, 0
	for i := start; i < c.Hi && gap < 3 && n < len(digits); i++ {
		switch b := c.Text[i]; {
		case b-'0' <= 9:
			digits[n] = b
			n++
			gap, end = 0, i+1
			continue
		case b == ' ', b == '-', b == '.', b == '(', b == ')':
			gap++
			continue
		}
		break
	}
	if r := c.Next(end); n < 7 || n > 12 || isAlnum(narrow(r)) || japanese(digits[:n]) || strings.HasPrefix(string(digits[:n]), "0120") || strings.HasPrefix(string(digits[:n]), "0570") {
		return
	}
	if strings.Count(string(digits[:n]), string(digits[n-1:n])) >= n-2 {
		return // it stands for any
	}
	c.Report(start, end, 0.65, detectors.WhyLabel)
}

// japanese reports whether digits are a number of Japan's plan.
func japanese(digits []byte) bool {
	p := phone{n: len(digits)}
	if p.n > len(p.digits) {
		return false
	}
	copy(p.digits[:], digits)
	_, known := p.fixed()
	return known || p.mobile() || p.ip()
}

func judgeFixed(c *detectors.Candidate) {
	p := readPhone(c.Number)
	if p.n == 0 {
		return
	}
	possible, known := p.fixed()
	if !possible && !p.ip() {
		judgeAmerican(c)
		return
	}
	label, why := c.Announced()
	var confidence float64
	switch {
	case p.lost:
		if label < detectors.OwnLabel || !c.InTable() || !known && !p.ip() {
			return
		}
		confidence, why = 0.85, why|detectors.WhyLostZero
	case p.abroad:
		confidence, why = 0.85, why|detectors.WhyMarker
	case label == detectors.HeaderLabel, label == detectors.OwnLabel:
		confidence = 0.92
		if !known && !p.ip() {
			confidence, why = 0.7, why|detectors.WhyUnknown
		}
	case !known && !p.ip():
		return
	case label == detectors.OtherLabel && c.Fills() && p.groups[0] == 0: // a column of other numbers
		return
	case label == detectors.OtherLabel && c.Fills(): // a column of part numbers
		confidence, why = 0.4, why|detectors.WhyOtherLabel
	case p.groups[0] != 0 && !c.Number.Joined(detectors.Dot, detectors.Space):
		confidence, why = 0.7, why|detectors.WhyForm
	case label == detectors.NearLabel:
		confidence = 0.75
	case p.groups[0] != 0 && label != detectors.OtherLabel:
		confidence, why = 0.4, why|detectors.WhyBare
	default:
		return
	}
	if known {
		why |= detectors.WhyKnown
	}
	if p.placeholder() {
		confidence, why = detectors.Low, why|detectors.WhyDummy
	} else if organisation(c) || c.Organisation() {
		confidence, why = min(confidence, 0.5), why|detectors.WhyOrganisation
	}
	c.Report(c.Start, c.End, confidence, why)
}

// judgeAmerican looks at ten digits in the North American grouping: area code
// and exchange begin with 2 to 9. Without a label or brackets they stay below
// Medium.
func judgeAmerican(c *detectors.Candidate) {
	n := c.Number
	d, runs := n.Digits(), n.Runs
	if len(d) == 11 && d[0] == '1' {
		d, runs = d[1:], runs[1:]
	}
	if len(d) != 10 || len(runs) != 3 || runs[0].Len != 3 || runs[1].Len != 3 || d[0] < '2' || d[3] < '2' {
		return
	}
	label, why := c.Announced()
	switch bracketed := c.Prev(c.Start) == '(' && n.Joined(detectors.Hyphen, detectors.Space, detectors.Close); {
	case label >= detectors.NearLabel:
		c.Report(c.Start, c.End, 0.75, why)
	case label == detectors.OtherLabel:
	case bracketed:
		c.Report(c.Start, c.End, 0.65, why|detectors.WhyForm)
	case n.Joined(detectors.Hyphen) || n.Joined(detectors.Dot):
		c.Report(c.Start, c.End, 0.4, why|detectors.WhyBare)
	}
}

// judgeAbroad reads "+" and a country code other than Japan's, followed by a
// number of nine to fifteen digits in all (ITU-T E.164), in any grouping.
func judgeAbroad(c *detectors.Candidate) {
	digits, groups, end, gap := 0, 0, c.Start, 1
	for i := c.Start + 1; i < c.Hi && gap <= 2; i++ {
		switch b := c.Text[i]; {
		case b >= '0' && b <= '9':
			if gap > 0 {
				groups++
			}
			digits++
			gap, end = 0, i+1
			continue
		case b == ' ', b == '-', b == '.', b == '(', b == ')':
			gap++
			continue
		}
		break
	}
	if digits < 9 || digits > 15 || c.Text[c.Start+1:c.Start+3] == "81" {
		return
	}
	if r := c.Prev(c.Start); isAlnum(narrow(r)) || r == '+' || r == ')' || r == '.' {
		return
	}
	label, why := c.Announced()
	confidence := 0.9
	switch {
	case label >= detectors.NearLabel:
	case groups < 3 || strings.Contains(c.Text[c.Start:end], "."):
		return
	default:
		confidence = 0.65
	}
	if c.Next(end) == 'x' { // an extension
		for end++; end < c.Hi && c.Text[end] >= '0' && c.Text[end] <= '9'; end++ {
		}
	}
	if r := c.Next(end); isAlnum(narrow(r)) || r == '_' || r == '@' {
		return
	}
	c.Report(c.Start+1, end, confidence, why|detectors.WhyMarker)
}

// Column takes a column in which most values are fixed lines.
func (PhoneFixed) Column(col detectors.Column) float64 {
	return phoneColumn(col, func(p phone, headed bool) bool {
		possible, known := p.fixed()
		return p.ip() || known && (headed || !p.lost && p.groups[0] != 0) || possible && headed && !p.lost
	})
}
