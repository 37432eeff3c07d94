// Package sevenzip opens 7z archives.
package sevenzip

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/bodgit/sevenzip"

	"tenken/internal/extract"
)

// Format reads 7z archives.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "7z", Label: "7-Zip 書庫", Extensions: []string{"7z"},
		Media: "application/x-7z-compressed",
		Reads: "members and their names; encrypted ones by name only, archives with encrypted names not at all",
	}
}

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(head, []byte("7z\xBC\xAF\x27\x1C"))
}

// maxExpanded is how much of one archive is unpacked: its dictionary, which
// the library keeps in memory, can be as large.
const maxExpanded = 1 << 30

// Read puts out the names of the members and then the members.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	r, err := sevenzip.NewReader(f, f.Size)
	if err != nil {
		return cause(err)
	}
	var names strings.Builder
	for _, m := range r.File {
		names.WriteString(strings.ToValidUTF8(m.Name, "\uFFFD"))
		names.WriteByte('\n')
		if names.Len() > extract.Window/2 {
			break
		}
	}
	if err := out.Text(extract.Text{Body: names.String(), Marks: []extract.Mark{{Place: "names"}}}); err != nil {
		return err
	}
	left := &budget{maxExpanded}
	for _, m := range r.File {
		if m.FileInfo().IsDir() || m.UncompressedSize == 0 {
			continue
		}
		if err := out.Member(m.Name, int64(m.UncompressedSize), left.contents(m)); err != nil {
			return err
		}
	}
	return nil
}

// budget is how much may still be unpacked.
type budget struct{ left int64 }

func (b *budget) contents(m *sevenzip.File) io.Reader {
	if b.left <= 0 || m.UncompressedSize > uint64(b.left) {
		return extract.Unreadable(fmt.Errorf("expanded size: %w", extract.ErrLimit))
	}
	b.left -= int64(m.UncompressedSize)
	r, err := m.Open()
	if err != nil {
		return extract.Unreadable(cause(err))
	}
	return &member{r}
}

// member closes itself at its end, so that the library goes on in the stream
// instead of beginning it again.
type member struct{ io.ReadCloser }

func (m *member) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	if err != nil {
		m.Close()
		if !errors.Is(err, io.EOF) {
			err = cause(err)
		}
	}
	return n, err
}

// cause tells encryption from damage.
func cause(err error) error {
	var read *sevenzip.ReadError
	if errors.As(err, &read) && read.Encrypted {
		return extract.ErrEncrypted
	}
	if strings.Contains(err.Error(), "unsupported compression") {
		return fmt.Errorf("%w: %w", extract.ErrUnsupported, err)
	}
	return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
}
