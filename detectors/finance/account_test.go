package finance_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/finance"
)

func TestBankAccount(t *testing.T) {
	detectortest.RunAmong(t, finance.BankAccount(), all.Detectors(), []detectortest.Case{
		{Text: "口座番号：«1234567»", Least: detectors.Medium},
		{Rows: [][]string{{"氏名", "銀行名", "口座番号"}, {"点検 一", "点検銀行", "«0012345»"}, {"点検 二", "点検銀行", "«7654321»"}}, Least: detectors.Medium},
		{Text: "口座番号：", Least: detectors.Medium},
		{Text: "口座数は1234567でした。", Least: detectors.Medium},
	})
}

func TestSalary(t *testing.T) {
	detectortest.RunAmong(t, finance.Salary(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"氏名", "支給額"}, {"点検 一", "«234,000»"}, {"点検 二", "«¥198,000»"}, {"点検 三", "«301000円»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"品名", "単価"}, {"用紙", "1,200"}, {"試薬", "34,000"}}, Least: detectors.Medium},
	})
}

// symbol gives 記号 its check digit: 1, two digits, the digit, 0.
func symbol(office, number string) string {
	d := func(b byte) int {
		v := 2 * int(b-'0')
		if v > 9 {
			v -= 9
		}
		return v
	}
	v := func(b byte) int { return int(b - '0') }
	n := number
	sum := 1 + 3*v(office[0]) + d(office[1]) + d(n[0]) + v(n[1]) + 3*v(n[2]) + d(n[3]) + v(n[4]) + 3*v(n[5]) + d(n[6]) + v(n[7])
	return "1" + office + string(rune('0'+sum%10)) + "0"
}

func TestYuchoAccount(t *testing.T) {
	const number = "12345671"
	good := symbol("40", number)
	bad := good[:3] + string('0'+(good[3]-'0'+1)%10) + good[4:]
	detectortest.RunAmong(t, finance.YuchoAccount{}, all.Detectors(), []detectortest.Case{
		{Text: "ゆうちょ銀行 記号 «" + good + " 番号 " + number + "»", Least: detectors.Medium, Plain: true},
		{Text: "ゆうちょ：«" + good + "-" + number + "»", Least: detectors.Medium},
		{Text: "記号：«" + good + "　番号：" + number + "»", Least: detectors.Medium, Plain: true},
		{Text: "ゆうちょ銀行 記号 " + bad + " 番号 " + number, Least: detectors.Medium, Plain: true},
		{Text: "ゆうちょ：«10520-12345671»、«10160-00000011»、«12140-98765431»", Least: detectors.Medium, Plain: true},
		{Text: "ゆうちょ：10530-12345671", Least: detectors.Medium, Plain: true}, // explains, and is none
		{Text: "部品" + good + "-" + number, Least: detectors.Medium},
	})
	if want := "14030"; good != want { // a pair known to be valid
		t.Errorf("symbol = %s, want %s", good, want)
	}
}
