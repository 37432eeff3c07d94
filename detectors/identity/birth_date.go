package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// BirthDate recognises dates of birth: a date of the calendar from 1900 to
// today that a label, a column header or a word behind it calls one. Japanese
// eras are read by name, by letter (S60.4.1) and by the digit used on medical
// claims (1 明治 2 大正 3 昭和 4 平成 5 令和), and keep their bounds.
type BirthDate struct{}

func (BirthDate) Info() detectors.Info {
	return detectors.Info{
		ID: "birth_date", Label: "生年月日", English: "Date of birth",
		Category: detectors.Personal, Severity: 3, Persons: detectors.Weak,
		Validate: "label or column header; calendar, bounds of the eras",
		Source:   "元号法; 明治五年太政官布告第三百三十七号; 令和元年政令第143号",
	}
}

func (BirthDate) Asks() detectors.Asks {
	return detectors.Asks{
		Letters: true,
		Numbers: []string{
			"4-2-2", "4-2-1", "4-1-2", "4-1-1", "8",
			"2-2-2", "2-2-1", "2-1-2", "2-1-1", "1-2-2", "1-2-1", "1-1-2", "1-1-1", "7", "6",
			"2-2", "2-1", "1-2", "1-1", // 元年
			"2-2-4", "1-2-4", "2-1-4", "1-1-4",
		},
		NotLabels: []string{"出生地", "出生数", "出生率", "発生年月日", "発生年月", "発生日", "派生年月日"},

		Terms:  append([]string{"PID|", "RE,", "PatientBirthDate"}, englishBirths...),
		Labels: []string{"生年月日", "誕生日", "誕生年月日", "出生日", "出生年月日", "生年月", "生まれた日", "セイネンガッピ", "せいねんがっぴ", "タンジョウビ", "たんじょうび", "生年月日等", "seinengappi", "seinengapi", "tanjoubi", "tanjobi", "birthdate", "birthday", "dateofbirth", "birthtime", "dob", "d.o.b.", "bday", "born", "birth", "生"},
	}
}

func (BirthDate) Judge(c *detectors.Candidate) {
	switch c.Kind {
	case detectors.TermKind:
		if c.Term >= formatTerms {
			afterLabel(c)
			return
		}
		inFormat(c)
		return
	case detectors.CellKind:
		if d, width := monthByName(c.Text[c.Start:c.End]); width > 0 && d.valid() {
			c.Report(c.Start, c.Start+width, 0.95, detectors.WhyHeader|detectors.WhyColumn)
		}
		return
	case detectors.NumberKind:
	default:
		return
	}
	d, ok := readDate(c)
	if !ok || !d.valid() {
		return
	}
	label := c.LabelBefore(d.start)
	why := label.Why()
	if c.Column() > 0 && label != detectors.OtherLabel {
		label, why = max(label, detectors.HeaderLabel), why|detectors.WhyColumn
	}
	if r := c.Prev(d.start); d.era == nil && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 'Ａ' && r <= 'ｚ') && label < detectors.OwnLabel {
		return // part of a code
	}
	if label < detectors.OwnLabel && strings.HasSuffix(c.Text[:d.start], birthElement) {
		label, why = detectors.OwnLabel, detectors.WhyLabel
	}
	behind := bornBehind(c.Text[d.end:min(c.Hi, d.end+16)])
	switch {
	case label < detectors.OwnLabel && !behind:
		return
	case label < detectors.OwnLabel:
		why |= detectors.WhyMarker
	}
	confidence := 0.95
	if c.Column() == bareBirths {
		c.ReportAbout(detectors.Somebody, d.start, d.end, bareBirths, detectors.WhyColumn)
		return
	}
	if d.weak {
		if label < detectors.OwnLabel {
			return
		}
		confidence = 0.7
	}
	if !c.InTable() && d.anybody() {
		confidence, why = min(confidence, 0.5), why|detectors.WhyDummy
	}
	c.Report(d.start, d.end, confidence, why)
}

// anybody reports whether a date stands for any in programs and manuals: New
// Year's Day of a round year, or of the beginning of the clock.
func (d *date) anybody() bool {
	return d.era == nil && d.month == 1 && d.day == 1 && (d.year%10 == 0 || d.year == 1)
}

// birthElement stands before the date of birth in FHIR as XML.
const birthElement = `<birthDate value="`

// inFormat reports the date of birth where formats of medicine keep it: field 7
// of a PID segment of HL7, field 6 of an RE record of a claim, behind the era's
// digit, and PatientBirthDate of a dump of DICOM.
func inFormat(c *detectors.Candidate) {
	const width = 8 // of a date
	var at detectors.Field
	switch c.Text[c.Start:c.End] {
	case "PID|":
		if f := c.Fields('|', 8); f != nil {
			at = f[7]
		}
	case "RE,":
		if f := c.Fields(',', 8); f != nil && f[6].End-f[6].Start >= width-1 {
			at = f[6]
		}
	default:
		at = c.Dumped()
	}
	v := c.Text[at.Start:min(at.End, at.Start+width)]
	d := date{}
	switch {
	case len(v) == width && strings.Trim(v, "0123456789") == "":
		d.year, d.month, d.day = number([]byte(v[:4])), number([]byte(v[4:6])), number([]byte(v[6:]))
	case len(v) == width-1 && strings.Trim(v, "0123456789") == "":
		for i := range eras {
			if eras[i].digit == v[0] {
				d.era = &eras[i]
				d.year, d.month, d.day = eras[i].base+number([]byte(v[1:3])), number([]byte(v[3:5])), number([]byte(v[5:]))
			}
		}
	}
	if d.valid() {
		c.Report(at.Start, at.Start+len(v), 0.95, detectors.WhyForm|detectors.WhyMarker)
	}
}

// bornBehind reports whether the text after a date says that it is a birth.
func bornBehind(rest string) bool {
	rest = strings.TrimLeft(rest, " 　")
	for _, s := range []string{"生まれ", "産まれ", "うまれ", "出生", "誕生"} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	if t, ok := strings.CutPrefix(rest, "生"); ok { // 生, but not 生産, 生徒
		r, _ := utf8.DecodeRuneInString(t)
		return t == "" || strings.ContainsRune(")）、。,. 　\n\r\t」\"・(（", r)
	}
	return false
}

// Column takes a column whose header says so and in which most values look
// like dates.
func (BirthDate) Column(col detectors.Column) float64 {
	if h := detectors.Fold(col.Header); col.Label != detectors.HeaderLabel && h != "出生" && h != "生まれ" { // both are values, too
		if col.Header == "" && len(col.Headers) == 0 && births(col.Values) {
			return bareBirths
		}
		return 0
	}
	share, _ := col.Share(func(v string) bool {
		digits := 0
		for _, r := range v {
			if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
				digits++
			}
		}
		return digits >= 3 && digits <= 14 && len(v) < 50
	})
	if share >= 0.5 {
		return 0.95
	}
	return 0
}
