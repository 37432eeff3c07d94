package finance

import (
	"strings"

	"tenken/detectors"
)

// BankAccount is the number of a bank account: seven digits, under a label or a
// header (全国銀行協会 全銀フォーマット).
func BankAccount() detectors.Detector {
	h := detectors.Headed{
		Of: detectors.Info{
			ID: "bank_account", Label: "銀行口座", English: "Bank account", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; seven digits, leading zeros may be lost",
			Source:   "全国銀行協会 全銀協標準フォーマット（口座番号 7桁）; 個人情報保護法施行規則 第7条第2号",
		},
		Labels:    []string{"口座番号", "振込口座", "振込先口座", "普通預金口座", "銀行口座", "口座No", "普通口座", "account number", "account no"},
		Headers:   []string{"口座"},
		NotLabels: []string{"口座名義", "口座数", "口座種別"},
		Form: func(v string) bool {
			n := 0
			for _, r := range v {
				switch {
				case r >= '0' && r <= '9', r >= '０' && r <= '９':
					n++
				case r == '-', r == ' ', r == '　':
				default:
					return false
				}
			}
			return n >= 6 && n <= 8
		},
	}
	return bankAccount{h, len(h.Asks().Terms)}
}

// bankAccount also reads 北山銀行 本店 普通 1234567.
type bankAccount struct {
	detectors.Headed
	labels int // terms that are labels; kinds of accounts follow
}

// Asks adds the kinds of accounts.
func (b bankAccount) Asks() detectors.Asks {
	a := b.Headed.Asks()
	a.Terms = append(a.Terms, "普通", "(普)", "（普）", "当座")
	return a
}

// Judge reads the seven digits behind a kind, where a bank stands before it.
func (b bankAccount) Judge(c *detectors.Candidate) {
	const near, account = 90, 7 // bytes; digits
	if c.Kind != detectors.TermKind || c.Term < b.labels {
		b.Headed.Judge(c)
		return
	}
	rest := strings.TrimLeft(c.Text[c.End:min(c.Hi, c.End+30)], "預金口座 　:：No.")
	start := min(c.Hi, c.End+30) - len(rest)
	if n := len(rest) - len(strings.TrimLeft(rest, "0123456789")); n != account || c.Column() > 0 || strings.HasPrefix(strings.TrimLeft(rest[n:], " 　"), "円") {
		return
	}
	before := c.Text[max(c.Lo, c.Start-near):c.Start]
	for _, bank := range []string{"銀行", "信用金庫", "信金", "信用組合", "農協", "労働金庫", "労金"} {
		if strings.Contains(before, bank) {
			c.Report(start, start+account, 0.85, detectors.WhyForm|detectors.WhyMarker)
			return
		}
	}
}
