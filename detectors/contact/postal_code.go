package contact

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// PostalCode recognises Japanese postal codes: seven digits, three and four.
type PostalCode struct{}

func (PostalCode) Info() detectors.Info {
	return detectors.Info{
		ID: "postal_code", Label: "郵便番号", English: "Postal code",
		Category: detectors.Personal, Severity: 4, Persons: detectors.None,
		Validate: "exists among the codes of places and large offices",
		Source:   "日本郵便 郵便番号データ",
	}
}

func (PostalCode) Asks() detectors.Asks {
	return detectors.Asks{
		Numbers: []string{"3-4", "7", "6", "5"},
		Joiners: []detectors.Sep{detectors.Hyphen, detectors.Space},
		Labels:  []string{"郵便番号", "〒", "郵便", "ゆうびん番号", "ゆうびんばんごう", "ユウビンバンゴウ", "postalcode", "postal", "postcode", "yubin", "yuubin", "yubinbango", "yuubinbangou", "zip", "zipcode", "zipno"},
		Headers: []string{"〒番号"},
	}
}

func (PostalCode) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.NumberKind || !c.Number.Joined(detectors.Hyphen, detectors.Space) {
		return
	}
	var buf [7]byte
	d, lost := postalDigits(&buf, c.Number)
	if lost && !c.InTable() {
		return
	}
	exists := postalExists(d)
	hyphen := len(c.Number.Runs) == 2 && c.Number.Runs[0].Sep == detectors.Hyphen
	mark := marked(c)
	label, why := c.Announced()
	if exists {
		why |= detectors.WhyKnown
	} else {
		why |= detectors.WhyUnknown
	}
	var confidence float64
	switch {
	case lost:
		if label != detectors.HeaderLabel || !exists {
			return
		}
		confidence, why = 0.85, why|detectors.WhyLostZero
	case mark:
		confidence, why = 0.95, why|detectors.WhyMarker
		if !exists {
			confidence = detectors.Medium
		}
	case label >= detectors.OwnLabel:
		confidence = 0.92
		switch {
		case !exists && hyphen:
			confidence = detectors.Medium
		case !exists && c.Column() > 0:
			confidence = detectors.Medium
		case !exists:
			confidence = 0.4
		}
	case !hyphen || !exists || label == detectors.OtherLabel:
		return
	case label == detectors.NearLabel:
		confidence = 0.8
	case placeFollows(c):
		confidence, why = 0.85, why|detectors.WhyForm
	default:
		confidence, why = 0.4, why|detectors.WhyBare
	}
	if string(d) == "1234567" || bytes.Count(d, d[:1]) == len(d) {
		confidence, why = detectors.Low, why|detectors.WhyDummy
	} else if c.Organisation() {
		confidence, why = min(confidence, 0.5), why|detectors.WhyOrganisation
	}
	c.Report(c.Start, c.End, confidence, why)
}

// postalDigits completes codes of Hokkaido and Tohoku whose leading zeros a
// spreadsheet dropped.
func postalDigits(buf *[7]byte, n *detectors.Number) (d []byte, lost bool) {
	d = n.Digits()
	if len(d) == 7 {
		return d, false
	}
	for i := range buf {
		buf[i] = '0'
	}
	copy(buf[7-len(d):], d)
	return buf[:], true
}

// marked reports whether 〒 stands before the number.
func marked(c *detectors.Candidate) bool {
	i := c.Start
	for range 4 {
		switch r, w := utf8.DecodeLastRuneInString(c.Text[c.Lo:i]); r {
		case '〒', '〠', '〶':
			return true
		case ' ', '　', '\n', '\r', '\t', ':', '：', '(', '（', '|', '｜', '>', '"', '=', '＝':
			i -= w
		default:
			return false
		}
	}
	return false
}

// placeFollows reports whether a place name begins after the number, as far as
// its form tells: 都道府県市区町村郡 within the next words.
func placeFollows(c *detectors.Candidate) bool {
	rest := strings.TrimLeft(c.Text[c.End:min(c.Hi, c.End+60)], " 　\r\n\t,、\")）")
	n := 0
	for _, r := range rest {
		switch {
		case strings.ContainsRune("都道府県市区町村郡", r):
			return n >= 1
		case r < 0x3040 && r != '々' || r > 0x9FFF && r != utf8.RuneError:
			return false
		}
		if n++; n > 6 {
			return false
		}
	}
	return false
}

// Column takes a column of codes that exist; without a header they must be
// written with a hyphen or all exist.
func (PostalCode) Column(col detectors.Column) float64 {
	headed := col.Label == detectors.HeaderLabel
	if col.Label == detectors.OtherLabel {
		return 0
	}
	share, n := col.Reaching(least(col, 0.5, 0.9), func(v string) bool {
		number, ok := detectors.ReadNumber(strings.TrimLeft(v, "〒 　"))
		if !ok || len(number.Digits()) > 7 || !number.Joined(detectors.Hyphen) {
			return false
		}
		var buf [7]byte
		d, lost := postalDigits(&buf, &number)
		return postalExists(d) && (headed || !lost && len(number.Runs) == 2 && number.Runs[0].Len == 3)
	})
	form, _ := col.Reaching(least(col, 0.9, 1), func(v string) bool {
		v = strings.TrimLeft(v, "〒 　")
		return len(v) == 7 && strings.Trim(v, "0123456789") == ""
	})
	switch {
	case headed && form >= 0.9, headed && share >= 0.5:
		return 0.95
	case col.Label == detectors.NoLabel && n >= 5 && share >= 0.9:
		return 0.85
	}
	return 0
}
