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
		Source:   "RFC 7468; RFC 7519; 各社の鍵の形式の文書、gitleaks 8.30.1 の規則と照合",
	}
}

// webToken is how a JSON Web Token begins: its header is an object.
const webToken = "eyJ"

// Asks asks about the beginnings. Those of PEM begin with signs; their word is
// asked for.
func (SecretKey) Asks() detectors.Asks {
	var terms []string
	for _, t := range tokens {
		terms = append(terms, strings.TrimLeft(t.prefix, "-"))
	}
	return detectors.Asks{Terms: append(terms, webToken), Beside: true}
}

// Judge reads the key.
func (SecretKey) Judge(c *detectors.Candidate) {
	if c.Term == len(tokens) {
		jwt(c)
		return
	}
	t := &tokens[c.Term]
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
	n := run(c.Text[c.End:min(c.Hi, c.End+t.most+1)], t.of)
	for t.of == dotted && n > 0 && c.Text[c.End+n-1] == '.' { // of the sentence
		n--
	}
	if body := c.Text[c.End : c.End+n]; n < t.least || n > t.most || strings.HasSuffix(body, "EXAMPLE") || !random(body) {
		return
	}
	c.Report(c.Start, c.End+n, 0.95, detectors.WhyMarker|detectors.WhyForm)
}

// jwt reports a JSON Web Token that is signed: three parts of Base64, of which
// the first two are objects (RFC 7519 §3).
func jwt(c *detectors.Candidate) {
	const most = 8 << 10
	text := c.Text[c.Start:min(c.Hi, c.Start+most)]
	header := run(text, word)
	if header < 20 || !strings.HasPrefix(text, webToken) || !strings.HasPrefix(text[header:], "."+webToken) {
		return
	}
	claims := run(text[header+1:], word)
	rest := text[header+1+claims:]
	if claims < 20 || len(rest) < 2 || rest[0] != '.' {
		return
	}
	signature := run(rest[1:], word)
	if signature < 20 || strings.Contains(text[:header+1+claims], sampleSubject) {
		return
	}
	c.Report(c.Start, c.Start+header+1+claims+1+signature, 0.75, detectors.WhyMarker|detectors.WhyForm)
}

// sampleSubject is {"sub":"1234567890 in Base64, as the sample that everybody
// copies has it.
const sampleSubject = "eyJzdWIiOiIxMjM0NTY3ODkw"

// run is how many characters of an alphabet s begins with.
func run(s string, of alphabet) (n int) {
	for n < len(s) && of.has(s[n]) {
		n++
	}
	return n
}

// random reports whether a token looks drawn by chance: it holds a digit, or
// letters of both cases, and not one character only.
func random(body string) bool {
	digit, small, capital := false, false, false
	for i := range len(body) {
		switch c := body[i]; {
		case c >= '0' && c <= '9':
			digit = true
		case c >= 'a' && c <= 'z':
			small = true
		case c >= 'A' && c <= 'Z':
			capital = true
		}
	}
	return (digit || small && capital) && strings.Count(body, body[:1]) < len(body)
}

// longLine is the length of the first run of characters of Base64.
func longLine(body string) int { return run(strings.TrimLeft(body, "\r\n "), base64) }
