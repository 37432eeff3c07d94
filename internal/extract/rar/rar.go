// Package rar opens RAR archives of versions 1.5 to 7.
package rar

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/nwaples/rardecode/v2"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Format reads RAR archives.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "rar", Label: "RAR 書庫", Extensions: []string{"rar"},
		Media:  "application/vnd.rar",
		Reads:  "members and their names; encrypted ones with a password that is known, or else by name, archives with encrypted names not at all; the first of several volumes",
		Tested: "archives by hand; fuzz",
	}
}

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(head, []byte("Rar!\x1A\x07\x00")) || bytes.HasPrefix(head, []byte("Rar!\x1A\x07\x01\x00"))
}

// maxDictionary is the memory an archive may ask for.
const maxDictionary = 256 << 20

// Read puts out each member after its name.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	password := unlock(f)
	r, err := open(f, password)
	if err != nil {
		return cause(err)
	}
	if password != "" { // AES in all versions that are read
		out.Unlocked()
	}
	for {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return cause(err)
		}
		name := strings.ReplaceAll(charset.String([]byte(h.Name), nil), `\`, "/")
		if h.IsDir {
			continue
		}
		if err := out.Text(extract.Text{Body: name + "\n", Marks: []extract.Mark{{Place: "names"}}}); err != nil {
			return err
		}
		if err := out.Member(name, h.UnPackedSize, packed{r, h.PackedSize}); err != nil {
			return err
		}
	}
}

func open(f extract.File, password string) (*rardecode.Reader, error) {
	options := []rardecode.Option{rardecode.MaxDictionarySize(maxDictionary)}
	if password != "" {
		options = append(options, rardecode.Password(password))
	}
	return rardecode.NewReader(f.Reader(), options...)
}

// unlock is the first password by which the archive's first encrypted member
// can be read; "" when none is needed, or none fits.
func unlock(f extract.File) string {
	for _, p := range append([]string{""}, f.Passwords...) {
		if !errors.Is(probe(f, p), extract.ErrEncrypted) {
			return p
		}
	}
	return ""
}

// probe reads the first encrypted member: a wrong password shows in its check
// value, or in its checksum. Without a password to try, it only looks for one.
func probe(f extract.File, password string) error {
	r, err := open(f, password)
	if err != nil {
		return cause(err)
	}
	for {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return cause(err)
		case !h.Encrypted || h.IsDir:
			continue
		case password == "":
			return extract.ErrEncrypted
		}
		if _, err = io.Copy(io.Discard, r); err != nil {
			return extract.ErrEncrypted
		}
		return nil
	}
}

// packed is a member that knows its packed size.
type packed struct {
	io.Reader
	size int64
}

// Packed bounds what the member may expand to.
func (p packed) Packed() int64 { return p.size }

// Read translates the library's errors.
func (p packed) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = cause(err)
	}
	return n, err
}

// cause tells encryption and limits from damage.
func cause(err error) error {
	switch {
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted), errors.Is(err, rardecode.ErrBadPassword):
		return extract.ErrEncrypted
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return fmt.Errorf("%w: %w", extract.ErrLimit, err)
	case errors.Is(err, rardecode.ErrMultiVolume):
		return fmt.Errorf("%w: %w", extract.ErrUnsupported, err)
	}
	return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
}
