package finance_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/finance"
)

// card completes digits with their Luhn check digit.
func card(prefix string) string {
	sum := 0
	for i := range len(prefix) {
		v := int(prefix[len(prefix)-1-i] - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return prefix + string(rune('0'+(10-sum%10)%10))
}

func by4(s, sep string) string { return s[:4] + sep + s[4:8] + sep + s[8:12] + sep + s[12:] }

func TestCreditCard(t *testing.T) {
	visa, jcb, amex, diners := card("453212987654320"), card("354112987654320"), card("37123456789012"), card("3612345678901")
	bad := visa[:15] + string(rune('0'+(visa[15]-'0'+1)%10))
	var others []detectors.Detector
	for _, d := range all.Detectors() {
		if d.Info().ID != "credit_card" {
			others = append(others, d)
		}
	}
	detectortest.Run(t, finance.CreditCard{}, []detectortest.Case{
		{Text: "カード番号：«" + visa + "»", Least: detectors.High},
		{Text: "クレジットカード番号 «" + by4(visa, "-") + "»", Least: detectors.High},
		{Text: "クレジットカード «" + by4(jcb, " ") + "»", Least: detectors.High},
		{Text: "アメックス «" + amex[:4] + "-" + amex[4:10] + "-" + amex[10:] + "»", Least: detectors.High},
		{Text: "card no. «" + diners + "»", Least: detectors.High},
		{Text: "«" + by4(visa, "-") + "»", Least: detectors.Medium},
		{Text: "値«" + visa + "»", Most: detectors.Low},
		{Text: "カード番号：«4111 1111 1111 1111»", Most: detectors.Medium - 0.01},
		{Text: "カード番号：" + bad},
		{Text: "カード番号：" + visa + "1"},
		{Text: "カード番号：" + by4(visa, "-") + "-1234"},
		{Text: "伝票番号：" + visa},
		{Text: "0." + visa},
		{Text: "カード番号：" + card("123456789012345")},
		{Name: "column", Least: detectors.High, Rows: [][]string{{"会員", "カード番号"}, {"1", "«" + visa + "»"}, {"2", "«" + jcb + "»"}}},
	}, others...)
}
