// Package secret recognises what opens other data: passwords and keys.
package secret

import (
	"strings"

	"tenken/detectors"
)

// PasswordList is a password that somebody wrote down.
func PasswordList() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "password_list", Label: "パスワード", English: "Password", Category: detectors.Credential, Severity: 1, Persons: detectors.None,
			Validate: "label or column header; letters with digits or signs, and no placeholder",
			Source:   "政府機関等のサイバーセキュリティ対策のための統一基準（主体認証情報の管理）",
		},
		Labels:    []string{"パスワード", "初期パスワード", "仮パスワード", "ログインパスワード", "暗証番号", "認証キー", "ＰＷ", "passwd", "password", "login password"},
		Headers:   []string{"PW", "PASS", "Pass", "pwd", "passphrase", "初期PW", "暗証"},
		NotLabels: []string{"パスワード変更日", "パスワードの有効期限", "パスワードポリシー", "パスワード再設定", "password policy"},
		Form:      password,
	}
}

// password reports whether v may be a password: four to forty signs of ASCII
// without spaces, letters among them with digits or signs, or digits alone.
func password(v string) bool {
	if len(v) < 4 || len(v) > 40 || placeholder(v) {
		return false
	}
	letters, digits, signs := 0, 0, 0
	for i := range len(v) {
		switch c := v[i]; {
		case c <= ' ' || c > '~', c == '<', c == '>', c == '{', c == '}', c == '(', c == ')', c == '"', c == '\'', c == '`':
			return false
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		case c >= '0' && c <= '9':
			digits++
		default:
			signs++
		}
	}
	return letters > 0 && digits+signs > 0 && digits+letters > signs || letters == 0 && signs == 0 && digits >= 4
}

// placeholder reports what stands in for a password.
func placeholder(v string) bool {
	l := strings.ToLower(v)
	for _, w := range []string{"password", "passwd", "changeme", "example", "xxxx", "****", "....", "your", "secret_", "dummy", "sample", "null", "none", "http://", "https://", "0000", "1234567890"} {
		if strings.Contains(l, w) {
			return true
		}
	}
	return strings.Trim(v, v[:1]) == "" || v[0] == '$' || v[0] == '%'
}
