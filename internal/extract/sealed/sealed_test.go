package sealed

import (
	"os/exec"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func TestSealed(t *testing.T) {
	noise := strings.Repeat("\x8F\x01\xA7\xFE", 200)
	samples := map[string]string{
		"a.kdbx": "\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5\x01\x00\x04\x00", "a.kdb": "\x03\xD9\xA2\x9A\x65\xFB\x4B\xB5",
		"a.enc": "Salted__saltsalt", "a.age": "age-encryption.org/v1\n-> X25519 key\n", "a.asc": "-----BEGIN PGP MESSAGE-----\n\nhQIMA0==\n-----END PGP MESSAGE-----\n",
		"a.atc": "\x07\x01\x00\x00_AttacheCaseData", "a.yml": "$ANSIBLE_VAULT;1.1;AES256\n3031\n", "a.img": "LUKS\xBA\xBE\x00\x02",
		"key.gpg":      "\x85\x02\x0C\x03abcdefgh\x01",
		"new.gpg":      "\xC1\xC1\x4C\x03abcdefgh\x12",
		"password.gpg": "\x8C\x0D\x04\x09\x03\x08saltsalt\xFF\xD2",
	}
	for name, head := range samples {
		formattest.Run(t, Format{}, formattest.Sample{Name: name, Data: []byte(head + noise), Partial: extract.ErrEncrypted})
	}
	for name, text := range map[string]string{
		"a key": "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQIN\n", "signed": "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n本文\n",
		"Shift_JIS": "\x8C\x8E\x97\x6A\x93\xFA\x82\xCC\x89\xEF\x8B\x63\x82\xCC\x8B\x4C\x98\x5E", "words": "AES and Salted peanuts", "short": "\x85",
	} {
		if (Format{}).Claims(extract.File{}, []byte(text)) {
			t.Errorf("claims %s", name)
		}
	}
}

// TestOpenSSL seals a file with the program that most systems have.
func TestOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	c := exec.CommandContext(t.Context(), openssl, "enc", "-aes-256-cbc", "-pbkdf2", "-pass", "pass:secret")
	c.Stdin = strings.NewReader("something to seal")
	data, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !(Format{}).Claims(extract.File{}, data) {
		t.Errorf("%q is not known", data[:16])
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("\x85\x02\x0C\x03abcdefgh\x01ijklmn"))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.gpg", data) })
}
