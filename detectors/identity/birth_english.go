package identity

import (
	"strings"

	"tenken/detectors"
)

// englishBirths announce a date that names its month: Date of birth: 27 Jan 1954.
var englishBirths = []string{"date of birth", "birthdate", "birth date", "birthday", "dob", "d.o.b.", "born on", "born"}

// formatTerms is how many terms of formats stand before these.
const formatTerms = 3

// afterLabel reports the date behind such a label.
func afterLabel(c *detectors.Candidate) {
	rest := c.Text[c.End:min(c.Hi, c.End+32)]
	from := len(rest) - len(strings.TrimLeft(rest, " \t:：=\"|"))
	if from == 0 {
		return
	}
	if d, width := monthByName(rest[from:]); width > 0 && d.valid() {
		c.Report(c.End+from, c.End+from+width, 0.95, detectors.WhyLabel)
	}
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// monthByName reads the date that s begins with, if it names its month: 27 Jan
// 1954, 27-Jan-1954, January 27, 1954. width is 0 when there is none.
func monthByName(s string) (d date, width int) {
	if len(s) < len("1Jan1954") || s[0] >= 0x80 {
		return d, 0
	}
	i := 0
	skip := func(set string) {
		for i < len(s) && strings.IndexByte(set, s[i]) >= 0 {
			i++
		}
	}
	figures := func() int {
		n, from := 0, i
		for i < len(s) && s[i]-'0' <= 9 && i-from < 5 {
			n, i = 10*n+int(s[i]-'0'), i+1
		}
		return n
	}
	month := func() int {
		from := i
		for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
			i++
		}
		word := strings.ToLower(s[from:i])
		for k, m := range months {
			if strings.HasPrefix(word, m) && len(word) <= len("september") {
				return k + 1
			}
		}
		return 0
	}
	if s[0]-'0' <= 9 {
		if d.day = figures(); d.day > 31 {
			return d, 0
		}
		for _, th := range []string{"st", "nd", "rd", "th"} {
			if strings.HasPrefix(s[i:], th) {
				i += len(th)
				break
			}
		}
		skip(" -/")
		d.month = month()
	} else {
		d.month = month()
		skip(" .")
		d.day = figures()
	}
	skip(" ,.-/")
	d.year = figures()
	if d.month == 0 || d.day == 0 || d.year < 1000 {
		return date{}, 0
	}
	return d, i
}
