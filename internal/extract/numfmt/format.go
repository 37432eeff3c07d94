// Package numfmt shows numbers of spreadsheets in two forms: one in which what
// is looked for is found (numbers in full, with the leading zeros and hyphens
// that their format gives them, dates as year-month-day), and the other one,
// as the sheet displays it.
package numfmt

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Format is a number format (ECMA-376 part 1, 18.8.30). The zero Format shows
// numbers as they are.
type Format struct{ sections []section }

// Parse reads a format by its number and, from 164 on or where a file gives it,
// its code. Numbers without a code are those of Japanese Excel (18.8.30, ja-jp).
func Parse(id int, code string) Format {
	if code == "" && id >= 0 && id < len(builtin) {
		code = builtin[id]
	}
	if code == "" { // General
		return Format{}
	}
	return parseCode(code)
}

var builtin = [...]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: `"¥"#,##0`, 6: `"¥"#,##0`, 7: `"¥"#,##0.00`, 8: `"¥"#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: "[$-411]ge.m.d", 28: `[$-411]ggge"年"m"月"d"日"`, 29: `[$-411]ggge"年"m"月"d"日"`, 30: "m/d/yy", 31: `yyyy"年"m"月"d"日"`,
	32: `h"時"mm"分"`, 33: `h"時"mm"分"ss"秒"`, 34: `yyyy"年"m"月"`, 35: `m"月"d"日"`, 36: "[$-411]ge.m.d",
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
	50: "[$-411]ge.m.d", 51: `[$-411]ggge"年"m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `[$-411]ggge"年"m"月"d"日"`,
	55: `yyyy"年"m"月"`, 56: `m"月"d"日"`, 57: "[$-411]ge.m.d", 58: `[$-411]ggge"年"m"月"d"日"`,
}

// Kept reports a number whose only form is raw, as the file has it.
func (f Format) Kept(raw []byte) bool { return len(f.sections) == 0 && plain(raw) }

// Show appends the number raw, as the file has it, in the form in which it is
// looked through. date04 says that days count from 1904.
func (f Format) Show(out, raw []byte, date04 bool) []byte {
	if f.Kept(raw) {
		return append(out, raw...)
	}
	v, ok := parse(raw)
	if !ok {
		return append(out, raw...)
	}
	switch s := f.section(v); {
	case s == nil:
	case s.date || s.clock:
		if t, ok := Time(v, date04); ok {
			return s.plain(out, t, v)
		}
	case s.template && v == math.Trunc(v) && v >= 0 && v < maxWhole:
		return s.number(out, v)
	}
	return strconv.AppendFloat(out, v, 'f', -1, 64)
}

// Other appends the other form of the number, where there is one that Show does
// not tell: as it is displayed or, where Show tells that, as it is kept.
func (f Format) Other(out, raw []byte, date04 bool) ([]byte, bool) {
	if len(f.sections) == 0 {
		return out, false
	}
	v, ok := parse(raw)
	if !ok {
		return out, false
	}
	from := len(out)
	switch s := f.section(v); {
	case s == nil || s.general:
		return out, false
	case s.date || s.clock:
		t, ok := Time(v, date04)
		if !ok {
			return out, false
		}
		out = s.time(out, t, v)
	case s.template && v == math.Trunc(v) && v >= 0 && v < maxWhole:
		out = strconv.AppendFloat(out, v, 'f', -1, 64)
	default:
		out = s.number(out, v)
	}
	var room [64]byte
	if len(out) == from || bytes.Equal(out[from:], f.Show(room[:0], raw, date04)) {
		return out[:from], false
	}
	return out, true
}

// Choose tells which of a number's forms, as the file keeps it and as it is
// displayed, is looked through, and which is the other one. Zeros before it and
// hyphens make it one that is known; what else is displayed may have lost some of
// it.
func Choose(raw, shown []byte) (show, other []byte) {
	if v, ok := parse(raw); ok && bytes.ContainsAny(raw, ".eE") {
		raw = strconv.AppendFloat(nil, v, 'f', -1, 64)
	}
	var digits []byte
	for rest := shown; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch rest = rest[n:]; {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case !strings.ContainsRune("-() +/〒", r):
			return raw, shown
		}
	}
	if len(raw) > 0 && raw[0] != '-' && bytes.Equal(bytes.TrimLeft(digits, "0"), bytes.TrimLeft(raw, "0")) {
		return shown, raw
	}
	return raw, shown
}

// exact is how many digits numbers keep whatever they are.
const exact = 15

// plain reports a number that is written as it is shown already: a whole one,
// or a fraction without needless digits.
func plain(raw []byte) bool {
	point := -1
	for i, c := range raw {
		switch {
		case c >= '0' && c <= '9', c == '-' && i == 0:
		case c == '.' && point < 0 && i > 0 && raw[i-1] != '-':
			point = i
		default:
			return false
		}
	}
	last := len(raw) - 1
	return point < 0 || point < last && raw[last] != '0' && last <= exact && (raw[0] != '0' || point == 1)
}

// maxWhole is where numbers lose their last digits anyway.
const maxWhole = 1e18

func parse(raw []byte) (float64, bool) {
	v, err := strconv.ParseFloat(string(bytes.TrimSpace(raw)), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}

// section is what the format says of v: the first whose condition holds, or by
// the sign.
func (f Format) section(v float64) *section {
	for i := range f.sections {
		s := &f.sections[i]
		if s.op != "" {
			if s.holds(v) {
				return s
			}
			continue
		}
		switch n := len(f.sections); {
		case n == 1, i == n-1, i >= 2:
			return s
		case i == 0 && (v > 0 || v == 0 && n < 3 || v == 0 && f.sections[2].text):
			return s
		case i == 1 && (v < 0 || f.sections[0].op != ""):
			return s
		}
	}
	return nil
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

// Numbers as they are, in English and Japanese.
const generalEn, generalJa = "General", "G/標準"

func general(code string) bool {
	return len(code) >= len(generalEn) && strings.EqualFold(code[:len(generalEn)], generalEn) || strings.HasPrefix(code, generalJa)
}
