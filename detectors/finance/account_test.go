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
