package finance

import "tenken/detectors"

// BankAccount is the number of a bank account: seven digits, under a label or a
// header (全国銀行協会 全銀フォーマット).
func BankAccount() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "bank_account", Label: "銀行口座", English: "Bank account", Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; seven digits, leading zeros may be lost",
			Source:   "全国銀行協会 全銀協標準フォーマット（口座番号 7桁）; 個人情報保護法施行規則 第7条第2号",
		},
		Labels:    []string{"口座番号", "振込口座", "振込先口座", "普通預金口座", "銀行口座", "口座No", "普通口座", "account number", "account no"},
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
}
