package secret

import (
	"strings"

	"tenken/detectors"
)

// KeyFile is a whole file of keys or passwords: what browsers and password
// managers write out, key rings, account files of clouds. Some say so by their
// name alone.
type KeyFile struct{}

// Info describes the detector.
func (KeyFile) Info() detectors.Info {
	return detectors.Info{
		ID: "key_file", Label: "鍵・パスワードのファイル", English: "Key or password file", Category: detectors.Credential, Severity: 1, Persons: detectors.None, Names: true,
		Validate: "header of a password export, signature of a key file, or the ending of its name",
		Source:   "RFC 7468; RFC 7292; KeePass KDBX 4; Chrome・Firefox・Bitwarden・1Password の書き出し",
	}
}

// accounts name a column of every export.
var accounts = []string{"username", "login name", "favorite"}

// exports are the headers of what browsers and managers write out.
var exports = []string{"name,url,username,password", `"url","username","password"`, "url,username,password", "folder,favorite,type,name,notes,fields", "Title,URL,Username,Password", "title,website,username,password", `"Account","Login Name","Password"`, `"Group","Title","Username","Password"`}

// signs stand in files of keys.
var signs = []string{"PuTTY-User-Key-File-", `"private_key_id"`, "KeePass database", "BEGIN OPENSSH PRIVATE KEY", "BEGIN RSA PRIVATE KEY", "BEGIN EC PRIVATE KEY", "BEGIN DSA PRIVATE KEY", "BEGIN ENCRYPTED PRIVATE KEY", "BEGIN PRIVATE KEY", "BEGIN PGP PRIVATE KEY BLOCK"}

// endings of names of files that hold nothing but keys.
var endings = []string{".kdbx", ".kdb", ".ppk", ".pfx", ".p12", ".jks", ".keystore", "id_rsa", "id_ed25519", "id_ecdsa", "id_dsa", ".agilekeychain", ".1pif", ".opvault", ".psafe3"}

// Asks asks about all of them.
func (KeyFile) Asks() detectors.Asks {
	var terms []string
	for _, list := range [][]string{accounts, signs, endings} {
		terms = append(terms, list...)
	}
	return detectors.Asks{Terms: terms, Beside: true}
}

// Judge looks where the words stand.
func (KeyFile) Judge(c *detectors.Candidate) {
	switch word := c.Text[c.Start:c.End]; {
	case c.Term < len(accounts):
		at := c.Start
		start, end := c.Line()
		line := strings.TrimPrefix(c.Text[start:end], "\uFEFF")
		if !exported(line) || strings.TrimSpace(c.Text[end:]) == "" || strings.Contains(strings.ToLower(c.Text[start:at]), strings.ToLower(word)) {
			return // a header without accounts below, or the word for the second time
		}
		c.Report(end-len(line), end, 0.95, detectors.WhyForm)
	case c.Term < len(accounts)+len(signs):
		if strings.HasPrefix(word, "BEGIN") {
			_, body, _ := strings.Cut(c.Text[c.End:c.Hi], "-----")
			if !strings.HasSuffix(c.Text[:c.Start], "-----") || longLine(body) < 40 {
				return
			}
		}
		if word == `"private_key_id"` && !strings.Contains(c.Text, `"service_account"`) {
			return
		}
		c.Report(c.Start, c.End, 0.95, detectors.WhyMarker)
	default:
		// A name, not a sentence that speaks of one: the text is the name.
		if c.End == len(c.Text) && !strings.ContainsAny(c.Text, "\n ") {
			c.Report(c.Start, c.End, 0.85, detectors.WhyForm)
		}
	}
}

// exported reports whether a line is the header of an export.
func exported(line string) bool {
	for _, e := range exports {
		if len(line) >= len(e) && len(line) < 200 && strings.EqualFold(line[:len(e)], e) {
			return true
		}
	}
	return false
}
