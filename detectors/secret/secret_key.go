package secret

import (
	"strings"

	"tenken/detectors"
)

// SecretKey is a private key or a token whose form its maker has published.
type SecretKey struct{}

// Info describes the detector.
func (SecretKey) Info() detectors.Info {
	return detectors.Info{
		ID: "secret_key", Label: "秘密鍵・トークン", English: "Private key or token", Category: detectors.Credential, Severity: 1, Persons: detectors.None,
		Validate: "the beginning that its maker gives it, and its length",
		Source:   "RFC 7468; AWS・GitHub・Google・Slack・GitLab の鍵の形式の文書",
	}
}

// token is the beginning of a key and how many characters follow.
type token struct {
	prefix      string
	least, most int
}

var tokens = []token{
	{"AKIA", 16, 16}, {"ASIA", 16, 16}, // AWS access key
	{"ghp_", 36, 36}, {"gho_", 36, 36}, {"ghs_", 36, 36}, {"github_pat_", 60, 90},
	{"AIza", 35, 35}, // Google API key
	{"xoxb-", 20, 100}, {"xoxp-", 20, 100},
	{"glpat-", 20, 30},
	{"-----BEGIN RSA PRIVATE KEY-----", 0, 0}, {"-----BEGIN PRIVATE KEY-----", 0, 0}, {"-----BEGIN EC PRIVATE KEY-----", 0, 0},
	{"-----BEGIN OPENSSH PRIVATE KEY-----", 0, 0}, {"-----BEGIN DSA PRIVATE KEY-----", 0, 0}, {"-----BEGIN ENCRYPTED PRIVATE KEY-----", 0, 0}, {"PuTTY-User-Key-File-", 0, 0},
}

// Asks asks about the beginnings. Those of PEM begin with signs; their word is
// asked for.
func (SecretKey) Asks() detectors.Asks {
	var terms []string
	for _, t := range tokens {
		terms = append(terms, strings.TrimLeft(t.prefix, "-"))
	}
	return detectors.Asks{Terms: terms, Beside: true}
}

// Judge reads the key.
func (SecretKey) Judge(c *detectors.Candidate) {
	t := tokens[c.Term]
	if t.most == 0 {
		if strings.HasPrefix(t.prefix, "-") && !strings.HasSuffix(c.Text[:c.Start], "-----") {
			return
		}
		if body := c.Text[c.End:c.Hi]; !strings.HasPrefix(t.prefix, "PuTTY") && longLine(body) < 40 {
			return // a mention, without a key
		}
		c.Report(c.Start, c.End, 0.95, detectors.WhyMarker)
		return
	}
	if !strings.HasPrefix(c.Text[c.Start:], t.prefix) { // terms match in any case
		return
	}
	n := 0
	for c.End+n < c.Hi && n <= t.most && tokenByte(c.Text[c.End+n]) {
		n++
	}
	body := c.Text[c.End : c.End+n]
	if n < t.least || n > t.most || strings.HasSuffix(body, "EXAMPLE") || strings.Count(body, body[:1]) == n || !strings.ContainsAny(body, "0123456789") {
		return
	}
	c.Report(c.Start, c.End+n, 0.95, detectors.WhyMarker|detectors.WhyForm)
}

// longLine is the length of the first run of characters of Base64.
func longLine(body string) int {
	body = strings.TrimLeft(body, "\r\n ")
	n := 0
	for n < len(body) && (tokenByte(body[n]) || body[n] == '+' || body[n] == '/' || body[n] == '=') {
		n++
	}
	return n
}

func tokenByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '-'
}
