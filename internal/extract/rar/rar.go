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
		Media: "application/vnd.rar",
		Reads: "members and their names; encrypted ones by name only, archives with encrypted names not at all; the first of several volumes",
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
	r, err := rardecode.NewReader(f.Reader(), rardecode.MaxDictionarySize(maxDictionary))
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
		}
		name := strings.ReplaceAll(charset.String([]byte(h.Name), nil), `\`, "/")
		if h.IsDir {
			continue
		}
		if err := out.Text(extract.Text{Body: name + "\n", Marks: []extract.Mark{{Place: "names"}}}); err != nil {
			return err
		}
		if err := out.Member(name, h.UnPackedSize, contents(r, h)); err != nil {
			return err
		}
	}
}

func contents(r io.Reader, h *rardecode.FileHeader) io.Reader {
	if h.Encrypted || h.HeaderEncrypted {
		return extract.Unreadable(extract.ErrEncrypted)
	}
	return packed{r, h.PackedSize}
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
