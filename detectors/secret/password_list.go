// Package secret recognises what opens other data: passwords and keys.
package secret

import (
	"strings"

	"tenken/detectors"
)

// PasswordList is a password that somebody wrote down.
func PasswordList() detectors.Detector {
	return passwordList{detectors.Headed{
		Of: detectors.Info{
			ID: "password_list", Label: "パスワード", English: "Password", Category: detectors.Credential, Severity: 1, Persons: detectors.None,
			Validate: "label or column header; letters with digits or signs, and no placeholder",
			Source:   "政府機関等のサイバーセキュリティ対策のための統一基準（主体認証情報の管理）",
		},
		Labels:    []string{"パスワード", "初期パスワード", "仮パスワード", "ログインパスワード", "暗証番号", "認証キー", "ＰＷ", "passwd", "password", "login password"},
		Headers:   []string{"PW", "PASS", "Pass", "pwd", "passphrase", "初期PW", "暗証"},
		NotLabels: []string{"パスワード変更日", "パスワードの有効期限", "パスワードポリシー", "パスワード再設定", "password policy"},
		Form:      password,
	}}
}

type passwordList struct{ detectors.Headed }

// notes are how people write down passwords, in Latin letters.
var notes = []string{"PW:", "PW：", "PW :", "PW=", "PW =", "pass:", "pass：", "pass =", "passwd:", "password:", "password：", "password ="}

// Asks adds these.
func (p passwordList) Asks() detectors.Asks {
	a := p.Headed.Asks()
	a.Terms = append(a.Terms, notes...)
	return a
}

// Judge reads what stands behind them on the line, if it holds a digit and is no
// expression of a program.
func (p passwordList) Judge(c *detectors.Candidate) {
	const longest = 60 // bytes
	if c.Kind != detectors.TermKind || c.Text[c.Start] >= 0x80 {
		p.Headed.Judge(c)
		return
	}
	if c.Column() > 0 || c.Prev(c.Start) == '_' || c.Prev(c.Start) == '.' {
		return
	}
	rest := c.Text[c.End:min(c.Hi, c.End+longest)]
	value := strings.TrimLeft(rest, " 　\t")
	start := c.End + len(rest) - len(value)
	if i := strings.IndexAny(value, " \t\r\n,、　"); i >= 0 {
		value = value[:i]
	}
	if password(value) && strings.ContainsAny(value, "0123456789") && !member(value) && !strings.ContainsAny(value, ";[") {
		c.Report(start, start+len(value), 0.75, detectors.WhyLabel)
	}
}

// member reports whether v reads like a member of something in a program:
// user.password2.
func member(v string) bool {
	a, b, ok := strings.Cut(v, ".")
	return ok && a != "" && b != "" && a[len(a)-1]|0x20 >= 'a' && a[len(a)-1]|0x20 <= 'z' && b[0]|0x20 >= 'a' && b[0]|0x20 <= 'z'
}

// password reports whether v may be a password: four to forty signs of ASCII
// without spaces, letters among them with digits or signs, or digits alone.
func password(v string) bool {
	if len(v) < 4 || len(v) > 40 || placeholder(v) || strings.HasSuffix(v, ":") {
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
