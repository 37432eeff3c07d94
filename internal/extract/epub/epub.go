// Package epub reads electronic books: their chapters, which are HTML, in a zip
// archive.
package epub

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"tenken/internal/extract"
)

// Format reads EPUB.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "epub", Label: "電子書籍", Extensions: []string{"epub"},
		Media:  "application/epub+zip",
		Reads:  "chapters, title and contents; pictures where their text is recognised; protected chapters are reported as encrypted",
		Tested: "books with chapters, pictures and protected chapters; fuzz",
	}
}

// Claims looks at the first part, which says what the file is.
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head[:min(len(head), 100)], []byte("mimetypeapplication/epub+zip"))
}

// parts are the extensions of what is read.
var parts = map[string]bool{".xhtml": true, ".html": true, ".htm": true, ".xml": true, ".opf": true, ".ncx": true, ".svg": true}

var pictures = map[string]bool{".jpg": true, ".jpeg": true, ".png": true, ".gif": true, ".webp": true}

// Read hands on the chapters in the order of the archive.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	z, err := zip.NewReader(f, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	locked := protected(z)
	for _, p := range z.File {
		ext := strings.ToLower(path.Ext(p.Name))
		if strings.HasPrefix(p.Name, "META-INF/") || !parts[ext] && (out.Picture == nil || !pictures[ext]) {
			continue
		}
		r, err := p.Open()
		switch {
		case locked[p.Name]:
			err = extract.ErrEncrypted
		case err == nil:
			err = out.Member(p.Name, int64(p.UncompressedSize64), r) //nolint:gosec // the reader bounds it
			r.Close()
			if err != nil {
				return err
			}
			continue
		}
		if err := out.Member(p.Name, 0, extract.Unreadable(err)); err != nil {
			return err
		}
	}
	return nil
}

// protected are the parts that are encrypted: not the fonts, which every
// program can read again.
func protected(z *zip.Reader) map[string]bool {
	locked := map[string]bool{}
	r, err := z.Open("META-INF/encryption.xml")
	if err != nil {
		return locked
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 1<<20)) //nolint:forbidigo // bounded
	for _, p := range z.File {
		if parts[strings.ToLower(path.Ext(p.Name))] && bytes.Contains(b, []byte(`URI="`+p.Name+`"`)) {
			locked[p.Name] = true
		}
	}
	return locked
}
