// Package finance recognises numbers with which money can be taken.
package finance

import "tenken/detectors"

// CreditCard recognises payment card numbers (PAN): the issuer's first digits
// with the lengths it uses, and the Luhn check digit of ISO/IEC 7812-1.
type CreditCard struct{}

func (CreditCard) Info() detectors.Info {
	return detectors.Info{
		ID: "credit_card", Label: "クレジットカード番号", English: "Payment card number",
		Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
		Validate: "issuer prefix, length, Luhn check digit",
		Source:   "ISO/IEC 7812-1:2017 Annex B",
	}
}

func (CreditCard) Asks() detectors.Asks {
	return detectors.Asks{
		Numbers: []string{"16", "4-4-4-4", "15", "4-6-5", "14", "4-6-4", "13", "17", "18", "19", "4-4-4-4-3", "12", "4-4-5", "6-4-5", "6-13", "4-4-4-3", "4-4-4-2"},
		Joiners: []detectors.Sep{detectors.Hyphen, detectors.Space, detectors.Break},
		Labels: []string{"クレジットカード番号", "クレジットカード", "クレジット番号", "クレジット", "クレカ", "カード番号", "カード会員番号", "会員番号", "カードno", "カード", "creditcard", "creditcardnumber",
			"credit", "cardnumber", "cardno", "card", "cc", "ccnumber", "visa", "mastercard", "master", "jcb", "amex", "americanexpress", "diners", "discover", "pan", "maestro",
			"ビザ", "マスターカード", "アメックス", "ダイナース"},
		NotLabels: []string{"会員カード番号", "ポイントカード番号", "診察券番号", "icカード番号", "学生証番号", "imei"},
	}
}

func (CreditCard) Judge(c *detectors.Candidate) {
	n := c.Number
	if c.Kind != detectors.NumberKind || !n.Uniform() || !n.Joined(detectors.Hyphen, detectors.Space, detectors.Break) ||
		len(n.Runs) > 1 && (n.Before == n.Runs[0].Sep && n.Prev >= 3 || n.After == n.Runs[0].Sep && n.Next >= 3) {
		return
	}
	d := n.Digits()
	issuer := issuerOf(d)
	if issuer == unknown {
		return
	}
	ok := luhn(d)
	c.Checked(ok)
	if !ok || alike(d) {
		return
	}
	label, why := c.Announced()
	why |= detectors.WhyCheckDigit
	announced := label >= detectors.NearLabel
	confidence := 0.95
	switch {
	case label == detectors.OtherLabel, n.Broken() && !announced:
		return
	case issuer == rare && label < detectors.OwnLabel:
		return // lengths and prefixes that too many other numbers share
	case issuer == rare:
		confidence = 0.85
	case announced:
	case len(n.Runs) > 1:
		confidence, why = 0.7, why|detectors.WhyForm
	default:
		confidence, why = detectors.Low, why|detectors.WhyBare
	}
	if testPAN[string(d)] {
		confidence, why = min(confidence, 0.5), why|detectors.WhyTest
	}
	if n.Broken() {
		confidence, why = confidence-0.1, why|detectors.WhyBroken
	}
	c.Report(c.Start, c.End, confidence, why)
}

// issuer says how much the first digits and the length of a number tell.
type issuer uint8

const (
	unknown issuer = iota // no card begins so
	rare                  // cards do, and many other numbers
	common                // prefix and length of a card in use in Japan
)

func issuerOf(d []byte) issuer {
	if len(d) < 12 {
		return unknown
	}
	p := 0
	for _, c := range d[:4] {
		p = p*10 + int(c-'0')
	}
	n := len(d)
	switch {
	case p/1000 == 4: // Visa
		if n == 16 {
			return common
		} else if n == 13 || n == 19 {
			return rare
		}
	case p/100 >= 51 && p/100 <= 55, p >= 2221 && p <= 2720: // Mastercard
		if n == 16 {
			return common
		}
	case p >= 3528 && p <= 3589: // JCB
		if n == 16 {
			return common
		} else if n >= 17 && n <= 19 {
			return rare
		}
	case p/100 == 35 && n == 16: // JCB numbers outside its range are made up, and found under a label only
		return rare
	case p == 2131, p == 1800: // JCB, old
		if n == 15 {
			return rare
		}
	case p/100 == 34, p/100 == 37: // American Express
		if n == 15 {
			return common
		}
	case p >= 3000 && p <= 3059, p/100 == 36, p/100 == 38, p/100 == 39, p == 3095: // Diners Club
		if n == 14 {
			return common
		} else if n >= 15 && n <= 19 {
			return rare
		}
	case p == 6011, p >= 6440 && p <= 6499, p/100 == 65: // Discover
		if n == 16 {
			return common
		} else if n > 16 {
			return rare
		}
	case p/100 == 62: // UnionPay
		if n == 16 {
			return common
		} else if n > 16 {
			return rare
		}
	}
	if p/100 == 50 || p/100 >= 56 && p/100 <= 69 { // Maestro and others
		if n <= 19 {
			return rare
		}
	}
	return unknown
}

// luhn is the check of ISO/IEC 7812-1 Annex B: every second digit from the
// right doubled, the sum of all digits a multiple of ten.
func luhn(d []byte) bool {
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

func alike(d []byte) bool {
	for _, c := range d[1 : len(d)-1] {
		if c != d[0] {
			return false
		}
	}
	return true
}

// testPAN are the numbers that payment companies publish for testing.
var testPAN = map[string]bool{
	"4111111111111111": true, "4012888888881881": true, "4222222222222": true, "4242424242424242": true,
	"4000056655665556": true, "4000000000000002": true, "5555555555554444": true, "5105105105105100": true, "5200828282828210": true,
	"2223003122003222": true, "378282246310005": true, "371449635398431": true, "378734493671000": true,
	"30569309025904": true, "38520000023237": true, "36227206271667": true, "3056930009020004": true,
	"6011111111111117": true, "6011000990139424": true, "3530111333300000": true, "3566002020360505": true,
	"6200000000000005": true, "6331101999990016": true, "5019717010103742": true, "4000000000000010": true,
}

// Column takes a column of card numbers: nearly all pass the check digit.
func (CreditCard) Column(col detectors.Column) float64 {
	if col.Label == detectors.OtherLabel {
		return 0
	}
	least := 0.9
	if col.Label == detectors.HeaderLabel {
		least = 0.5
	}
	share, n := col.Reaching(least, func(v string) bool {
		number, ok := detectors.ReadNumber(v)
		if !ok || !number.Joined(detectors.Hyphen, detectors.Space) {
			return false
		}
		i := issuerOf(number.Digits())
		return (i == common || i == rare && col.Label == detectors.HeaderLabel) && luhn(number.Digits())
	})
	switch {
	case col.Label == detectors.HeaderLabel && share >= 0.5:
		return 0.95
	case col.Label == detectors.NoLabel && n >= 5 && share >= 0.9:
		return 0.9
	}
	return 0
}
