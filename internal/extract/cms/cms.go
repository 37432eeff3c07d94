// Package cms opens signed messages and files (RFC 5652: S/MIME's smime.p7m,
// and documents signed as a whole). It verifies nothing; what is enveloped is
// reported as encrypted.
package cms

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"tenken/internal/extract"
)

// Format reads signed content.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "p7m", Label: "電子署名付きデータ", Extensions: []string{"p7m", "p7s", "p7c"},
		Media:  "application/pkcs7-mime",
		Reads:  "the content that is signed or compressed, by what it is, in DER, BER, Base64 and PEM; what is enveloped is reported as encrypted",
		Tested: "signed, compressed and enveloped messages, in definite and indefinite lengths; fuzz",
	}
}

// Kinds of contents (RFC 5652, RFC 5083, RFC 3274), as DER has their numbers.
const (
	pkcs7         = "\x2A\x86\x48\x86\xF7\x0D\x01\x07"
	signed        = pkcs7 + "\x02"
	enveloped     = pkcs7 + "\x03"
	encrypted     = pkcs7 + "\x06"
	smime         = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01"
	authEnveloped = smime + "\x17"
	compressed    = smime + "\x09"
)

// Claims looks for the kind of the content.
func (Format) Claims(_ extract.File, head []byte) bool {
	_, ok := kindOf(bytes.NewReader(head))
	if ok {
		return true
	}
	if b := unarmoured(head); b != nil {
		_, ok = kindOf(bytes.NewReader(b))
	}
	return ok
}

// kindOf is the kind of the content that r begins with.
func kindOf(r io.ReaderAt) (string, bool) {
	d := &decoder{r: r, end: 1 << 62}
	outer, err := d.next()
	if err != nil || outer.tag != tagSequence {
		return "", false
	}
	kind, err := d.next()
	if err != nil || kind.tag != tagOID || kind.size > 16 {
		return "", false
	}
	b := make([]byte, kind.size)
	if _, err := r.ReadAt(b, kind.at); err != nil {
		return "", false
	}
	switch s := string(b); s {
	case signed, enveloped, encrypted, authEnveloped, compressed:
		return s, true
	}
	return "", false
}

// maxArmoured bounds what is decoded in memory.
const maxArmoured = 64 << 20

// unarmoured undoes PEM or bare Base64, of a beginning also; nil when b is
// neither.
func unarmoured(b []byte) []byte {
	b = bytes.TrimSpace(b)
	if p, _ := pem.Decode(b); p != nil {
		return p.Bytes
	}
	if bytes.HasPrefix(b, []byte("-----BEGIN ")) {
		_, b, _ = bytes.Cut(b, []byte("\n"))
		if i := bytes.Index(b, []byte("-----END")); i >= 0 {
			b = b[:i]
		}
	}
	if !bytes.HasPrefix(b, []byte("M")) { // 0x30, a sequence
		return nil
	}
	b = bytes.Join(bytes.Fields(b), nil)
	out := make([]byte, base64.StdEncoding.DecodedLen(len(b)))
	n, _ := base64.StdEncoding.Decode(out, b) // what came before an error
	return out[:n]
}

// Read hands on the content.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	var r io.ReaderAt = f
	size := f.Size
	if _, ok := kindOf(f); !ok {
		if size > maxArmoured {
			return fmt.Errorf("size: %w", extract.ErrLimit)
		}
		text := make([]byte, size)
		if _, err := f.ReadAt(text, 0); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		b := unarmoured(text)
		r, size = bytes.NewReader(b), int64(len(b))
	}
	kind, _ := kindOf(r)
	switch kind {
	case enveloped, encrypted, authEnveloped:
		return extract.ErrEncrypted
	}
	content, length, err := content(r, size)
	if err != nil && content == nil {
		return err
	}
	if length == 0 {
		return nil // a signature of something that lies elsewhere
	}
	if kind == compressed {
		z, zerr := zlib.NewReader(content)
		if zerr != nil {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, zerr)
		}
		content = z
	}
	return errors.Join(out.Member(contentName(f.Name), -1, message(content)), err)
}

// contentName is the name of what a file signs.
func contentName(name string) string {
	base := strings.TrimSuffix(name, path.Ext(name))
	if base == "" || strings.EqualFold(base, "smime") {
		return "content"
	}
	return base
}

// message makes the body of a message known as one: it may begin with a single
// field.
func message(r io.Reader) io.Reader {
	head := make([]byte, len("Content-"))
	n, err := io.ReadFull(r, head)
	rest := io.MultiReader(bytes.NewReader(head[:n]), r)
	if err == nil && strings.EqualFold(string(head), "Content-") {
		return io.MultiReader(strings.NewReader("MIME-Version: 1.0\r\n"), rest)
	}
	return rest
}
