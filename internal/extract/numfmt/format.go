// Package numfmt shows numbers of spreadsheets the way their readers see them,
// as far as that matters for what is looked for: numbers in full, with the
// leading zeros and hyphens that a format gives them, and dates as
// year-month-day, whatever the calendar of the format.
package numfmt

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"tenken/internal/extract"
)

// Format is a number format (ECMA-376 part 1, 18.8.30). The zero Format shows
// numbers as they are.
type Format struct {
	date, clock bool
	digits      string // placeholders and literals, '0' and '#' standing for digits
}

// Parse reads a format by its number and, from 164 on or where a file gives it,
// its code.
func Parse(id int, code string) Format {
	if code == "" {
		switch {
		case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
			return Format{date: true}
		case id == 22:
			return Format{date: true, clock: true}
		case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
			// 34 and 35, 55 and 56 are dates in some locales; a whole number tells.
			return Format{date: id >= 55, clock: id < 55}
		}
		return Format{}
	}
	return parseCode(code)
}

// parseCode reads the first section of a code.
func parseCode(code string) Format {
	var f Format
	var digits strings.Builder
	zeros, other := 0, false
	lower := extract.LowerASCII(code)
	if strings.HasPrefix(lower, "general") || strings.Contains(lower, "e+") || strings.Contains(lower, "e-") {
		return f
	}
	for i := 0; i < len(code); i++ {
		switch c := lower[i]; c {
		case ';':
			i = len(code)
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			digits.WriteString(code[i+1 : i+1+end])
			i += end + 1
		case '\\', '!':
			if i+1 < len(code) {
				i++
				digits.WriteByte(code[i])
			}
		case '_', '*':
			i++ // room, or a filler
		case '[':
			end := strings.IndexByte(lower[i:], ']')
			if end < 0 {
				end = len(lower) - i - 1
			}
			f.clock = f.clock || strings.HasPrefix(lower[i:], "[h") || strings.HasPrefix(lower[i:], "[m]") || strings.HasPrefix(lower[i:], "[s")
			i += end
		case 'y', 'd', 'g', 'e', 'a', 'b':
			f.date = true
		case 'm':
			f.date = f.date || !f.clock
		case 'h', 's':
			f.clock = true
		case '0', '#':
			if c == '0' {
				zeros++
			}
			digits.WriteByte(c)
		case '-', '(', ')', ' ', '+', ':':
			digits.WriteByte(c)
		default:
			other = other || c < 0x80
			digits.WriteByte(code[i])
		}
	}
	if !f.date && !f.clock && !other && zeros > 1 {
		f.digits = digits.String()
	}
	return f
}

// Show appends the number raw, as the file has it, in the format. date04 says
// that days count from 1904.
func (f Format) Show(out, raw []byte, date04 bool) []byte {
	whole := !bytes.ContainsAny(raw, ".eE")
	if whole && f == (Format{}) {
		return append(out, raw...)
	}
	v, err := strconv.ParseFloat(string(bytes.TrimSpace(raw)), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return append(out, raw...)
	}
	switch {
	case f.date || f.clock:
		if t, ok := Time(v, date04); ok {
			return f.time(out, t, v)
		}
	case f.digits != "" && v == math.Trunc(v) && v >= 0 && v < 1e18:
		return fill(out, f.digits, strconv.FormatFloat(v, 'f', 0, 64))
	}
	return strconv.AppendFloat(out, v, 'f', -1, 64)
}

func (f Format) time(out []byte, t time.Time, v float64) []byte {
	if f.date || v >= 1 {
		out = t.AppendFormat(out, "2006-01-02")
		if !f.clock || v == math.Trunc(v) {
			return out
		}
		out = append(out, ' ')
	}
	return t.AppendFormat(out, "15:04:05")
}

// Time is the moment a number stands for; false when it stands for none. Days
// count from 1899-12-31, in a calendar that has a 1900-02-29, or from
// 1904-01-01.
func Time(v float64, date04 bool) (time.Time, bool) {
	if v < 0 || v >= 2958466 { // the year 10000
		return time.Time{}, false
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date04:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case v < 60:
		first = first.AddDate(0, 0, 1)
	}
	days := math.Floor(v)
	seconds := math.Round((v - days) * 86400)
	return first.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second), true
}

// fill puts digits into the placeholders of a template, from the right. What
// they do not have room for stands before the first.
func fill(out []byte, template, digits string) []byte {
	places := strings.Count(template, "0") + strings.Count(template, "#")
	extra := max(len(digits)-places, 0)
	missing := max(places-len(digits), 0)
	first := true
	for i := range len(template) {
		c := template[i]
		if c != '0' && c != '#' {
			out = append(out, c)
			continue
		}
		if first {
			out = append(out, digits[:extra]...)
			digits, first = digits[extra:], false
		}
		if missing > 0 {
			if missing--; c == '0' {
				out = append(out, '0')
			}
			continue
		}
		out = append(out, digits[0])
		digits = digits[1:]
	}
	return out
}
