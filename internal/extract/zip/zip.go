// Package zip opens zip archives: it names their members, legacy Japanese
// names included, and hands each on to be read as what it is. It
// leaves Office documents, which are zip archives too, to formats
// asked before it.
package zip

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"tenken/internal/extract"
)

// Format reads zip archives.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "zip", Label: "ZIP 書庫", Extensions: []string{"zip", "jar"},
		Media:  "application/zip",
		Reads:  "members of every depth and their names (UTF-8, CP932, EUC-JP); store, deflate, deflate64, bzip2, LZMA, zstd, those by other methods by name; members of archives without directory; encrypted members (ZipCrypto, AES) with a password that is known, or else by name",
		Tested: "archives by hand and by other programs, ZipCrypto and AES, overlapping, lying, nested and cut ones, bombs; fuzz",
	}
}

// Claims looks at the signature: of a member, of an empty archive, or of the
// first part of one that was split.
func (Format) Claims(_ extract.File, head []byte) bool {
	for _, sig := range []string{localSig, "PK\x05\x06", "PK\x07\x08" + localSig, "PK00" + localSig} {
		if bytes.HasPrefix(head, []byte(sig)) {
			return true
		}
	}
	return false
}

// Read puts out the names of the members, which may tell as much as the
// members do, and then the members.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	r, err := open(f)
	switch {
	case errors.Is(err, extract.ErrLimit):
		return err
	case err != nil:
		return errors.Join(salvage(ctx, f, out), fmt.Errorf("%w: %w", extract.ErrDamaged, err))
	}
	files := members(r.File)
	names := decodeNames(files)
	if err := putNames(names, out); err != nil {
		return err
	}
	if len(f.Passwords) > 0 && len(files) > 0 && !slices.ContainsFunc(files, func(m *zip.File) bool { return m.Method != methodAES }) {
		out.Unlocked() // or else its members say that they are encrypted
	}
	overlapping := overlaps(files)
	for i, m := range files {
		if err := out.Member(names[i], int64(m.UncompressedSize64), contents(m, overlapping[i], f.Passwords)); err != nil {
			return err
		}
	}
	return nil
}

// members leaves out directories and what macOS adds for its own use.
func members(all []*zip.File) []*zip.File {
	var files []*zip.File
	for _, f := range all {
		if !strings.HasSuffix(f.Name, "/") && !strings.HasPrefix(f.Name, "__MACOSX/") && path.Base(f.Name) != ".DS_Store" {
			files = append(files, f)
		}
	}
	return files
}

// putNames puts out one name a line.
func putNames(names []string, out extract.Out) error {
	var b strings.Builder
	for i, n := range names {
		b.WriteString(n)
		b.WriteByte('\n')
		if i == len(names)-1 || b.Len() > extract.Window/2 {
			err := out.Text(extract.Text{Body: strings.ToValidUTF8(b.String(), "\uFFFD"), Marks: []extract.Mark{{Place: "names"}}})
			if err != nil {
				return err
			}
			b.Reset()
		}
	}
	return nil
}

// encrypted is the bit of a member's flags that says so.
const encrypted = 1 << 0

// contents is what a member holds, or why it cannot be read.
func contents(m *zip.File, overlaps bool, passwords []string) io.Reader {
	switch {
	case overlaps:
		return extract.Unreadable(fmt.Errorf("%w: overlaps another member", extract.ErrDamaged))
	case m.Flags&encrypted != 0:
		return decrypted(m, passwords)
	}
	r, err := m.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return extract.Unreadable(fmt.Errorf("%w: compression method %d", extract.ErrUnsupported, m.Method))
	case err != nil:
		return extract.Unreadable(err)
	}
	return packed{r, int64(m.CompressedSize64)}
}

// packed is a member that knows its packed size.
type packed struct {
	io.Reader
	size int64
}

// Packed bounds what the member may expand to.
func (p packed) Packed() int64 { return p.size }
