package finance

import (
	"strings"

	"tenken/detectors"
)

// YuchoAccount is an account of ゆうちょ銀行: 記号 of five digits, the fourth a
// check digit over 記号 and 番号, and 番号 of up to eight digits. It is the one
// account number that proves itself, so it needs no label.
type YuchoAccount struct{}

// Info describes the detector.
func (YuchoAccount) Info() detectors.Info {
	return detectors.Info{
		ID: "yucho_account", Label: "ゆうちょ記号番号", English: "Japan Post Bank account", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
		Validate: "check digit over both numbers; label or the bank's name near it",
		Source:   "ゆうちょ銀行 記号・番号から振込用の店名・預金種目・口座番号への変換",
	}
}

// Asks asks about both numbers beside each other, and about 記号 alone, whose
// 番号 stands in the next cell or behind a word.
func (YuchoAccount) Asks() detectors.Asks {
	return detectors.Asks{
		Numbers:   []string{"5-8", "5-7", "5-6", "5-1-8", "5-1-7", "5"},
		Joiners:   []detectors.Sep{detectors.Hyphen, detectors.Space},
		Labels:    []string{"ゆうちょ", "ゆうちょ銀行", "ゆうちょ記号番号", "通帳記号番号", "通帳記号", "記号番号", "貯金記号番号", "郵便貯金", "ゆうちょ記号"},
		Headers:   []string{"記号"},
		NotLabels: []string{"保険証記号番号", "被保険者証記号番号", "保険記号"},
	}
}

// Judge tries 記号 and the 番号 behind it.
func (YuchoAccount) Judge(c *detectors.Candidate) {
	n := c.Number
	if c.Kind != detectors.NumberKind || n.Digits()[0] > '1' || !n.Joined(detectors.Hyphen, detectors.Space) {
		return
	}
	d, end := string(n.Digits()), c.End
	switch len(n.Runs) {
	case 1: // 番号 12345671
		behind, at := after(c)
		if behind == "" {
			return
		}
		d, end = d+behind, at
	case 3:
		d = d[:5] + d[6:]
	}
	label, why := c.Announced()
	if label == detectors.OtherLabel {
		return
	}
	ok := yucho(d[:5], d[5:])
	c.Checked(ok)
	if !ok {
		return
	}
	why |= detectors.WhyCheckDigit
	switch {
	case label >= detectors.NearLabel:
		c.Report(c.Start, end, 0.95, why)
	case len(n.Runs) == 1: // the word 番号 stands between
		c.Report(c.Start, end, 0.8, why|detectors.WhyMarker)
	default:
		c.Report(c.Start, end, detectors.Low, why|detectors.WhyBare)
	}
}

// after reads 番号 behind 記号: a word, a colon, spaces or a bar between.
func after(c *detectors.Candidate) (digits string, end int) {
	const within, word = 16, "番号" // bytes between symbol and word
	rest := c.Text[c.End:min(c.Hi, c.End+within+len(word))]
	i := strings.Index(rest, word)
	if i < 0 || strings.ContainsAny(rest[:i], "。\n0123456789") {
		return "", 0
	}
	at := c.End + i + len(word)
	start, end := c.Code(at)
	d, ok := detectors.Digits(c.Text[start:end])
	if !ok || len(d) < 2 || len(d) > 8 {
		return "", 0
	}
	return d, end
}

// yucho reports whether the fourth digit of the symbol is the check digit:
// s1 + 3·s2 + D(s3) + 3·s5 + D(n1)+n2+3·n3+D(n4)+n5+3·n6+D(n7)+n8 modulo 10,
// where D(x) is 2x, less 9 from 10 on.
func yucho(symbol, number string) bool {
	number = strings.Repeat("0", 8-len(number)) + number
	if symbol[0] == '1' && (symbol[4] != '0' || number[7] != '1') || strings.Trim(number, "0") == "" {
		return false
	}
	d := func(b byte) int {
		v := 2 * int(b-'0')
		if v > 9 {
			v -= 9
		}
		return v
	}
	v := func(b byte) int { return int(b - '0') }
	n := number
	sum := v(symbol[0]) + 3*v(symbol[1]) + d(symbol[2]) + 3*v(symbol[4]) +
		d(n[0]) + v(n[1]) + 3*v(n[2]) + d(n[3]) + v(n[4]) + 3*v(n[5]) + d(n[6]) + v(n[7])
	return sum%10 == v(symbol[3])
}
