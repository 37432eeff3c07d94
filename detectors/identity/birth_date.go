package identity

import (
	"strings"
	"time"
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

// date is a date as it was read.
type date struct {
	year, month, day int // of the common era
	era              *era
	start, end       int
	weak             bool // could be read otherwise
}

type era struct {
	names       []string
	letter      byte
	digit       byte
	first, last int // days, as ymd writes them
	base        int // year before the first
}

// ymd writes a day as a number that grows with time: 20190501.
func ymd(y, m, d int) int { return 10000*y + 100*m + d }

var eras = []era{
	{[]string{"令和", "㋿", "令"}, 'R', '5', 20190501, 99991231, 2018},
	{[]string{"平成", "㍻", "平"}, 'H', '4', 19890108, 20190430, 1988},
	{[]string{"昭和", "㍼", "昭"}, 'S', '3', 19261225, 19890107, 1925},
	{[]string{"大正", "㍽", "大"}, 'T', '2', 19120730, 19261224, 1911},
	{[]string{"明治", "㍾", "明"}, 'M', '1', 18680125, 19120729, 1867},
}

// endsEra reports whether the name of an era ends with r.
func endsEra(r rune) bool {
	switch r {
	case '和', '㋿', '令', '成', '㍻', '平', '㍼', '昭', '正', '㍽', '大', '治', '㍾', '明':
		return true
	}
	return false
}

// daysOf is how many days a month has at most.
var daysOf = [...]int{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// valid reports whether the date exists, lies in its era, and between 1900 and
// today.
func (d *date) valid() bool {
	if d.month < 1 || d.month > 12 || d.day < 1 || d.day > daysOf[d.month] || d.year < 1900 {
		return false
	}
	if leap := d.year%4 == 0 && (d.year%100 != 0 || d.year%400 == 0); d.month == 2 && d.day == 29 && !leap {
		return false
	}
	t := ymd(d.year, d.month, d.day)
	if d.era != nil && (t < d.era.first || t > d.era.last) {
		return false
	}
	return t <= began || t <= today()
}

// today is the present day, began the one on which the program began.
func today() int {
	now := time.Now().UTC()
	return ymd(now.Year(), int(now.Month()), now.Day())
}

var began = today()

// readDate reads the date that a group of digits is, with the era before it
// and the 日 behind it.
func readDate(c *detectors.Candidate) (d date, ok bool) {
	n := c.Number
	g, runs := n.Digits(), n.Runs
	d.start, d.end = c.Start, c.End
	// A run of six to eight digits has no joiners; others are joined alike.
	if len(runs) > 1 && !dateJoined(runs) {
		return d, false
	}
	d.end += dayBehind(c.Text[c.End:min(c.Hi, c.End+9)])
	switch len(runs) {
	case 1:
		return packed(c, g, d)
	case 2: // 元年4月1日
		if runs[0].Sep != detectors.Month || !strings.HasSuffix(c.Text[c.Lo:c.Start], "元年") {
			return d, false
		}
		d.start -= len("元年")
		e, w := eraBefore(c.Text[c.Lo:d.start])
		if e == nil {
			return d, false
		}
		d.start -= w
		d.era, d.year = e, e.base+1
		d.month, d.day = number(g[:runs[0].Len]), number(g[runs[0].Len:])
		return d, true
	}
	a, b, e := g[:runs[0].Len], g[runs[0].Len:runs[0].Len+runs[1].Len], g[runs[0].Len+runs[1].Len:]
	if len(e) == 4 { // 4/1/1985 or 1/4/1985
		d.month, d.day, d.year = number(a), number(b), number(e)
		if d.month > 12 {
			d.month, d.day = d.day, d.month
		}
		return d, runs[0].Sep == detectors.Slash || runs[0].Sep == detectors.Dot || runs[0].Sep == detectors.Hyphen
	}
	d.year, d.month, d.day = number(a), number(b), number(e)
	if len(a) == 4 {
		return d, true
	}
	if er, w := eraBefore(c.Text[c.Lo:c.Start]); er != nil {
		d.start -= w
		d.era, d.year = er, er.base+d.year
		return d, true
	}
	if len(a) == 2 && runs[0].Sep != detectors.Space { // 85/4/1
		d.weak = true
		d.year += 1900
		if d.year+100 <= time.Now().Year() {
			d.year += 100
		}
		return d, true
	}
	return d, false
}

// dayBehind is the width of the 日 that rest begins with, and of the spaces
// before it; 0: there is none.
func dayBehind(rest string) int {
	for i := 0; i < len(rest); {
		switch w := blank(rest[i:]); {
		case strings.HasPrefix(rest[i:], "日"):
			return i + len("日")
		case w == 0 || rest[i] == '\t' || rest[i] == 0xC2:
			return 0
		default:
			i += w
		}
	}
	return 0
}

func dateJoined(runs []detectors.Run) bool {
	first := runs[0].Sep
	if len(runs) == 2 {
		return first == detectors.Month
	}
	second := runs[1].Sep
	switch first {
	case detectors.Year:
		return second == detectors.Month
	case detectors.Slash, detectors.Dot, detectors.Hyphen:
		return second == first
	}
	return false
}

// packed reads dates without joiners: 19850401, S600401, 3600401.
func packed(c *detectors.Candidate, g []byte, d date) (date, bool) {
	switch len(g) {
	case 8:
		d.year, d.month, d.day = number(g[:4]), number(g[4:6]), number(g[6:])
		return d, true
	case 7:
		for i := range eras {
			if e := &eras[i]; e.digit == g[0] {
				d.era, d.year = e, e.base+number(g[1:3])
				d.month, d.day, d.weak = number(g[3:5]), number(g[5:]), true
				return d, true
			}
		}
	case 6:
		if e, w := eraBefore(c.Text[c.Lo:c.Start]); e != nil {
			d.start -= w
			d.era, d.year = e, e.base+number(g[:2])
			d.month, d.day = number(g[2:4]), number(g[4:])
			return d, true
		}
	}
	return d, false
}

// eraBefore finds an era's name or letter at the end of text, and its width
// with the space or full stop behind it.
func eraBefore(text string) (*era, int) {
	n := len(text)
	for n > 0 {
		r, w := utf8.DecodeLastRuneInString(text[:n])
		if r != ' ' && r != '　' && r != '.' && r != '．' {
			break
		}
		n -= w
	}
	t := text[:n]
	r, w := utf8.DecodeLastRuneInString(t)
	if r >= 'Ａ' && r <= 'ｚ' {
		r = r - '！' + '!'
	}
	switch {
	case w == 0:
		return nil, 0
	case r >= 0x80:
		if !endsEra(r) {
			return nil, 0
		}
		for i := range eras {
			e := &eras[i]
			for _, name := range e.names {
				if strings.HasSuffix(t, name) {
					return e, len(text) - len(t) + len(name)
				}
			}
		}
		return nil, 0
	}
	for i := range eras {
		e := &eras[i]
		if r == rune(e.letter) || r == rune(e.letter)+'a'-'A' {
			before, _ := utf8.DecodeLastRuneInString(t[:len(t)-w])
			if before < 0x80 && (before|0x20 >= 'a' && before|0x20 <= 'z' || before >= '0' && before <= '9') && len(t) > w {
				return nil, 0
			}
			return e, len(text) - len(t) + w
		}
	}
	return nil, 0
}

func number(d []byte) int {
	n := 0
	for _, c := range d {
		n = n*10 + int(c-'0')
	}
	return n
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
