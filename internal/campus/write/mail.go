package write

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// Mail is a message with attachments.
type Mail struct {
	From, To, Subject, Date, Body string
	Attachments                   []Member
}

// EML writes the message with its texts in enc (iso-2022-jp, as Japanese
// mailers long did, or utf-8).
func (m Mail) EML(enc string) ([]byte, error) {
	word := func(s string) (string, error) {
		b, err := Text(s, enc)
		return "=?" + enc + "?B?" + base64.StdEncoding.EncodeToString(b) + "?=", err
	}
	subject, err := word(m.Subject)
	if err != nil {
		return nil, err
	}
	body, err := Text(strings.ReplaceAll(m.Body, "\n", "\r\n"), enc)
	if err != nil {
		return nil, err
	}
	const boundary = "----=_tenken_campus"
	var b strings.Builder
	fmt.Fprintf(&b, "From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMIME-Version: 1.0\r\n", m.From, m.To, subject, m.Date)
	fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n", boundary, boundary)
	fmt.Fprintf(&b, "Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s", enc, wrap(body))
	for _, a := range m.Attachments {
		name, err := word(a.Name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "--%s\r\nContent-Type: application/octet-stream; name=\"%s\"\r\nContent-Disposition: attachment; filename=\"%s\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s", boundary, name, name, wrap(a.Data))
	}
	fmt.Fprintf(&b, "--%s--\r\n", boundary)
	return []byte(b.String()), nil
}

// wrap is base64 in lines of 76 characters (RFC 2045 §6.8).
func wrap(data []byte) string {
	s := base64.StdEncoding.EncodeToString(data)
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	b.WriteString(s + "\r\n")
	return b.String()
}
