package numfmt

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// number appends v as the section displays it; nothing where it is not
// understood.
func (s *section) number(out []byte, v float64) []byte {
	if s.unknown || s.text {
		return out
	}
	if s.general {
		return strconv.AppendFloat(out, v, 'f', -1, 64)
	}
	shown := math.Abs(v) * math.Pow(100, float64(s.percent)) / math.Pow(1000, float64(s.scale))
	var room [400]byte
	var digits, decimals, exponent string
	if s.exponent {
		mantissa, e, _ := strings.Cut(string(strconv.AppendFloat(room[:0], shown, 'E', s.decimals, 64)), "E")
		digits, decimals, _ = strings.Cut(mantissa, ".")
		exponent = "E" + e
	} else {
		digits, decimals, _ = strings.Cut(string(strconv.AppendFloat(room[:0], shown, 'f', s.decimals, 64)), ".")
	}
	if digits == "0" && s.places > 0 {
		digits = ""
	}
	if v < 0 && s.op == "" && !s.negative && (digits != "" || strings.Trim(decimals, "0") != "") {
		out = append(out, '-')
	}
	extra := max(len(digits)-s.places, 0)
	left := max(s.places, len(digits)) // places not yet filled
	shownDigit, point := false, false
	digit := func(c byte) {
		shownDigit = true
		out = append(out, c)
		if left--; s.thousands && left > 0 && left%3 == 0 {
			out = append(out, ',')
		}
	}
	for _, t := range s.tokens {
		switch t.kind {
		case 'x':
			out = append(out, t.text...)
		case '%':
			out = append(out, '%')
		case 'E':
			out = append(out, exponent...)
		case '.':
			point = true
			out = append(out, '.')
		case '0', '#', '?':
			if point {
				out, decimals = decimal(out, t.kind, decimals)
				continue
			}
			for ; extra > 0; extra-- {
				digit(digits[0])
				digits = digits[1:]
			}
			switch {
			case left <= len(digits) && digits != "":
				digit(digits[0])
				digits = digits[1:]
			case t.kind == '0' || shownDigit:
				digit('0')
			default:
				left--
				if t.kind == '?' {
					out = append(out, ' ')
				}
			}
		}
	}
	return out
}

// decimal appends one digit behind the point, unless the place leaves out zeros
// and nothing else follows.
func decimal(out []byte, place byte, decimals string) ([]byte, string) {
	if decimals == "" {
		return out, ""
	}
	switch {
	case place == '0' || strings.Trim(decimals, "0") != "":
		out = append(out, decimals[0])
	case place == '?':
		out = append(out, ' ')
	}
	return out, decimals[1:]
}

// plain appends the moment as year-month-day, whatever the calendar.
func (s *section) plain(out []byte, t time.Time, v float64) []byte {
	if s.date || v >= 1 {
		out = t.AppendFormat(out, "2006-01-02")
		if !s.clock || v == math.Trunc(v) {
			return out
		}
		out = append(out, ' ')
	}
	return t.AppendFormat(out, "15:04:05")
}

// era is a name of years of Japan, counted from 1.
type era struct {
	from              time.Time
	name, sign, roman string
	zero              int // the year before its first
}

// eras, newest first (元号法 and the orders under it; 1868 by 太陰暦).
var eras = []era{
	{time.Date(2019, 5, 1, 0, 0, 0, 0, time.UTC), "令和", "令", "R", 2018},
	{time.Date(1989, 1, 8, 0, 0, 0, 0, time.UTC), "平成", "平", "H", 1988},
	{time.Date(1926, 12, 25, 0, 0, 0, 0, time.UTC), "昭和", "昭", "S", 1925},
	{time.Date(1912, 7, 30, 0, 0, 0, 0, time.UTC), "大正", "大", "T", 1911},
	{time.Time{}, "明治", "明", "M", 1867},
}

func eraOf(t time.Time) era {
	for _, e := range eras {
		if !t.Before(e.from) {
			return e
		}
	}
	return eras[len(eras)-1]
}

const weekdays = "日月火水木金土"

// time appends the moment as the section displays it.
func (s *section) time(out []byte, t time.Time, v float64) []byte {
	half := false
	for _, x := range s.tokens {
		half = half || x.kind == 'A'
	}
	e := eraOf(t)
	number := func(v int, pad bool) {
		if pad && v < 10 {
			out = append(out, '0')
		}
		out = strconv.AppendInt(out, int64(v), 10)
	}
	for _, x := range s.tokens {
		switch x.kind {
		case 'x':
			out = append(out, x.text...)
		case 'y':
			if x.n <= 2 {
				number(t.Year()%100, true)
			} else {
				number(t.Year(), false)
			}
		case 'b': // years of Buddha
			number(t.Year()+543, false)
		case 'm':
			switch x.n {
			case 1, 2:
				number(int(t.Month()), x.n == 2)
			case 3:
				out = append(out, t.Month().String()[:3]...)
			case 5:
				out = append(out, t.Month().String()[0])
			default:
				out = append(out, t.Month().String()...)
			}
		case 'd':
			switch x.n {
			case 1, 2:
				number(t.Day(), x.n == 2)
			case 3:
				out = append(out, t.Weekday().String()[:3]...)
			default:
				out = append(out, t.Weekday().String()...)
			}
		case 'a':
			w := int(t.Weekday()) * len("日")
			out = append(out, weekdays[w:w+len("日")]...)
			if x.n > 3 {
				out = append(out, "曜日"...)
			}
		case 'g':
			out = append(out, [...]string{e.roman, e.sign, e.name}[min(x.n, 3)-1]...)
		case 'e':
			number(t.Year()-e.zero, x.n > 1)
		case 'h':
			h := t.Hour()
			if half {
				h = (h+11)%12 + 1
			}
			number(h, x.n > 1)
		case 'n':
			number(t.Minute(), x.n > 1)
		case 's':
			number(t.Second(), x.n > 1)
		case 'f':
			out = append(out, '0') // nothing needs parts of a second
		case 'H':
			number(int(v*24+0.5/3600), x.n > 1)
		case 'N':
			number(int(v*24*60+0.5/60), x.n > 1)
		case 'S':
			number(int(math.Round(v*86400)), x.n > 1)
		case 'A':
			mark := "AM"
			if t.Hour() >= 12 {
				mark = "PM"
			}
			out = append(out, mark[:min(x.n/2, 2)]...)
		}
	}
	return out
}
