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
		Media:  "application/x-7z-compressed",
		Reads:  "members and their names; encrypted ones with a password that is known, or else by name",
		Tested: "archives by 7-Zip: LZMA, PPMd, encrypted, encrypted with their names; fuzz",
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
	r, unlocked, err := open(f)
	if err != nil {
		return err
	}
	if unlocked { // always AES-256
		out.Unlocked()
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

// open opens the archive with the first password by which its first encrypted
// member can be read, if one of them fits.
func open(f extract.File) (r *sevenzip.Reader, unlocked bool, err error) {
	r, err = sevenzip.NewReader(f, f.Size)
	if err == nil && len(f.Passwords) > 0 {
		err = probe(r)
	}
	switch {
	case err == nil && len(f.Passwords) == 0:
		return r, false, nil
	case err != nil && r == nil && !errors.Is(cause(err), extract.ErrEncrypted):
		return nil, false, cause(err)
	case err == nil || !errors.Is(cause(err), extract.ErrEncrypted):
		r, err = sevenzip.NewReader(f, f.Size) // its members tell what is wrong with them
		return r, false, err
	}
	for _, p := range f.Passwords {
		with, err := sevenzip.NewReaderWithPassword(f, f.Size, p)
		if err == nil && probe(with) == nil {
			r, err = sevenzip.NewReaderWithPassword(f, f.Size, p) // the other one is used up
			return r, true, err
		}
	}
	if r, err = sevenzip.NewReader(f, f.Size); err != nil {
		return nil, false, cause(err)
	}
	return r, false, nil
}

// probe reads the smallest member: a wrong password shows in its checksum.
func probe(r *sevenzip.Reader) error {
	var least *sevenzip.File
	for _, m := range r.File {
		if m.UncompressedSize > 0 && (least == nil || m.UncompressedSize < least.UncompressedSize) {
			least = m
		}
	}
	if least == nil || least.UncompressedSize > maxExpanded {
		return nil
	}
	m, err := least.Open()
	if err != nil {
		return err
	}
	defer m.Close()
	_, err = io.Copy(io.Discard, struct{ io.Reader }{m}) // its WriteTo hides errors
	return err
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
