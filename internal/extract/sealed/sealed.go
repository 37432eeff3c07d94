// Package sealed knows files that another program encrypted as a whole: safes of
// passwords, OpenPGP messages, encrypted volumes. Nothing in them can be read
// without that program and its key, and nobody may take them for inspected.
package sealed

import (
	"bytes"
	"context"

	"tenken/internal/extract"
)

// Format reports files that are encrypted as a whole.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "sealed", Label: "暗号化ソフトのファイル", Extensions: []string{"kdbx", "kdb", "gpg", "pgp", "asc", "age", "atc", "axx", "aes", "enc"},
		Media:  "application/x-encrypted",
		Reads:  "nothing: KeePass, OpenPGP messages, OpenSSL, age, アタッシェケース, AxCrypt, AES Crypt, Ansible Vault and LUKS are reported as encrypted",
		Tested: "files of each, by their programs or their specification; fuzz",
	}
}

// signatures begin such files, or stand near their beginning.
var signatures = []struct {
	at   int
	text string
}{
	{0, "\x03\xD9\xA2\x9A\x65\xFB\x4B\xB5"}, // KeePass 1
	{0, "\x03\xD9\xA2\x9A\x66\xFB\x4B\xB5"}, // and before 2.0
	{0, "\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5"}, // and 2
	{0, "Salted__"},                         // openssl enc
	{0, "age-encryption.org/v1\n"},
	{0, "-----BEGIN AGE ENCRYPTED FILE-----"},
	{0, "-----BEGIN PGP MESSAGE-----"},
	{4, "_AttacheCaseData"},
	{4, "_AttacheCase_Rsa"},
	{0, "\xC0\xB9\x07\x2E\x4F\x93\xF1\x46"}, // AxCrypt
	{0, "AES\x01\x00"},
	{0, "AES\x02\x00"},
	{0, "AES\x03\x00"}, // AES Crypt
	{0, "$ANSIBLE_VAULT;"},
	{0, "LUKS\xBA\xBE"},
}

// Claims looks for the signatures, and for a session key of OpenPGP.
func (Format) Claims(_ extract.File, head []byte) bool {
	for _, s := range signatures {
		if len(head) > s.at && bytes.HasPrefix(head[s.at:], []byte(s.text)) {
			return true
		}
	}
	return openPGP(head)
}

// Packets of OpenPGP that carry a session key (RFC 9580, 4.2, 5.1, 5.3).
const (
	publicKey = 1
	password  = 3
)

// openPGP reports whether a message begins with a session key for somebody's
// key or for a password.
func openPGP(head []byte) bool {
	if len(head) < 16 || head[0]&0x80 == 0 {
		return false
	}
	tag, body := head[0]&0x3F, head[2:]
	size := int(head[1])
	switch {
	case head[0]&0x40 != 0 && size >= 192 && size < 224: // two bytes of length
		size, body = (size-192)<<8+int(head[2])+192, head[3:]
	case head[0]&0x40 == 0:
		if tag >>= 2; head[0]&3 == 1 {
			size, body = size<<8+int(head[2]), head[3:]
		}
	}
	switch version := body[0]; tag {
	case publicKey:
		algorithm := body[9] // behind the number of the key
		return version == 3 && size > 64 && size < 1100 && (algorithm == 1 || algorithm == 2 || algorithm == 16 || algorithm == 18)
	case password:
		return (version == 4 || version == 5) && size < 64 && body[1] >= 7 && body[1] <= 13 && body[2] <= 4
	}
	return false
}

// Read says why nothing is read.
func (Format) Read(context.Context, extract.File, extract.Out) error { return extract.ErrEncrypted }
