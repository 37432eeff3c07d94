package ooxml

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/xuri/excelize/v2"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/crypt"
)

// Encrypted claims documents with a password: compound files that hold the
// package encrypted ([MS-OFFCRYPTO] 2.3).
type Encrypted struct{}

// Info describes the format.
func (Encrypted) Info() extract.Info {
	return extract.Info{
		ID: "ooxml-encrypted", Label: "パスワード付き Office 文書", Extensions: []string{"docx", "xlsx", "pptx"},
		Media:  "application/encrypted",
		Reads:  "what Excel, Word and PowerPoint documents hold, where the password is known or Excel's default; others are reported as encrypted",
		Tested: "documents with passwords, by LibreOffice and excelize",
	}
}

// Claims looks for the streams of an encrypted package.
func (Encrypted) Claims(f extract.File, head []byte) bool {
	c := cfb.Sniff(f, head)
	return c != nil && c.Has("EncryptedPackage")
}

// maxPackage is the largest document that is decrypted: that is done in memory,
// three times over.
const maxPackage = 64 << 20

// Read reads the document inside, where a password fits.
func (Encrypted) Read(ctx context.Context, f extract.File, out extract.Out) error {
	if f.Size > maxPackage {
		return fmt.Errorf("%w: size: %w", extract.ErrEncrypted, extract.ErrLimit)
	}
	if slow(f) {
		return fmt.Errorf("%w: rounds of its key: %w", extract.ErrEncrypted, extract.ErrLimit)
	}
	raw := make([]byte, f.Size)
	if _, err := io.ReadFull(f.Reader(), raw); err != nil {
		return err
	}
	var inside extract.File
	var format extract.Format
	asked := false
	err := crypt.Unlock(f, func(password string) error {
		plain, err := excelize.Decrypt(raw, &excelize.Options{Password: password})
		if err != nil {
			return extract.ErrEncrypted
		}
		inside, asked = f, password != crypt.Default
		inside.ReaderAt, inside.Size = bytes.NewReader(plain), int64(len(plain))
		for _, format = range []extract.Format{Excel{}, Word{}, PowerPoint{}} {
			if format.Claims(inside, plain[:min(len(plain), 64<<10)]) {
				return nil
			}
		}
		return extract.ErrEncrypted
	})
	if err != nil {
		return err
	}
	if asked { // AES by every way that is left to Office since 2007 ([MS-OFFCRYPTO] 2.3.4)
		out.Unlocked()
	}
	return format.Read(ctx, inside, out)
}

// maxRounds is the most that the specification allows for making a key
// ([MS-OFFCRYPTO] 2.3.4.10).
const maxRounds = 10_000_000

// slow reports whether the document asks for more rounds, to keep readers busy.
func slow(f extract.File) bool {
	c, err := cfb.Open(f, f.Size)
	if err != nil {
		return false
	}
	s, ok := c.Find("EncryptionInfo")
	if !ok {
		return false
	}
	info := make([]byte, min(s.Size, 64<<10))
	n, _ := s.Open().ReadAt(info, 0)
	for _, m := range rounds.FindAllSubmatch(info[:n], -1) {
		if v, err := strconv.Atoi(string(m[1])); err != nil || v > maxRounds {
			return true
		}
	}
	return false
}

var rounds = regexp.MustCompile(`spinCount\s*=\s*["']([^"']*)`)
