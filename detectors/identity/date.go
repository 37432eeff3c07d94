package identity

import (
	"strings"
	"time"
	"unicode/utf8"

	"tenken/detectors"
)

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
