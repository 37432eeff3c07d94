// Package odf reads OpenDocument files (ISO/IEC 26300): texts, spreadsheets,
// presentations and drawings.
package odf

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/xmlscan"
)

// Format reads OpenDocument files.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "odf", Label: "OpenDocument 文書", Extensions: []string{"odt", "ods", "odp", "odg", "ott", "ots", "otp"},
		Media:  "application/vnd.oasis.opendocument",
		Reads:  "texts, spreadsheets with numbers as in xlsx, in both forms, slides with notes and what masters put on them, charts and other objects, headers, footers, comments, deleted text, addresses behind links, title; furigana apart; pictures where their text is recognised; encrypted ones are reported",
		Tested: "texts, spreadsheets and slides by hand and by LibreOffice; repeated cells; fuzz",
	}
}

const mediaType = "application/vnd.oasis.opendocument."

// Claims looks at the first part, which says what the file is.
func (Format) Claims(_ extract.File, head []byte) bool {
	const nameAt = 30 // APPNOTE.TXT 4.3.7
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && len(head) > nameAt+8 &&
		bytes.HasPrefix(head[nameAt:], []byte("mimetype")) && bytes.Contains(head[:min(len(head), 200)], []byte(mediaType))
}

// Read puts out the contents, and then the headers and footers.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	z, err := zip.NewReader(f, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	locked := false
	if err := scan(ctx, z, "META-INF/manifest.xml", func(t *xmlscan.Token) error {
		locked = locked || string(t.Name) == "encryption-data" || string(t.Name) == "encrypted-key"
		return nil
	}); err == nil && locked {
		return extract.ErrEncrypted
	}
	var links compose.Links
	b := compose.New(links.Watch(out.Text))
	broken := fmt.Errorf("%w: it has no contents", extract.ErrDamaged)
	for _, p := range z.File {
		if !isContents(p.Name) {
			continue
		}
		if broken = nil; p.Name == contents {
			b.Place("", 1)
		} else {
			b.Place("object", 0)
		}
		w := &writer{text: b, asides: out.Asides, links: &links}
		if err := scan(ctx, z, p.Name, w.token); err != nil {
			return errors.Join(b.Flush(), err)
		}
		b.Line()
	}
	b.Place("header", 0)
	h := &writer{text: b, only: true, links: &links}
	if err := scan(ctx, z, "styles.xml", h.token); err != nil {
		return errors.Join(b.Flush(), err)
	}
	m := &writer{text: b}
	if err := scan(ctx, z, "meta.xml", m.token); err != nil {
		return errors.Join(b.Flush(), err)
	}
	m.properties()
	if err := b.Flush(); err != nil {
		return err
	}
	links.Put(b)
	if err := b.Flush(); err != nil {
		return err
	}
	if err := embedded(z, out); err != nil {
		return err
	}
	return broken
}

const contents = "content.xml"

// isContents reports the contents of the document, and of charts, formulas and
// documents in it.
func isContents(name string) bool {
	return name == contents || strings.HasPrefix(name, "Object") && strings.HasSuffix(name, "/"+contents)
}

// scan gives every token of a part to a function. A part that is not there is
// empty.
func scan(ctx context.Context, z *zip.Reader, name string, each func(*xmlscan.Token) error) error {
	r, err := z.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w: %w", name, extract.ErrDamaged, err)
	}
	defer r.Close()
	s := xmlscan.New(r)
	for n := 0; ; n++ {
		t, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w: %w", name, extract.ErrDamaged, err)
		}
		if err := each(t); err != nil {
			return err
		}
		if n&0xFFF == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
}

// embedded hands on documents and pictures inside the document.
func embedded(z *zip.Reader, out extract.Out) error {
	for _, p := range z.File {
		name := p.Name
		object := strings.HasPrefix(name, "Object") && strings.Count(name, "/") == 0
		picture := strings.HasPrefix(name, "Pictures/") && out.Picture != nil // its text can be recognised
		if strings.HasSuffix(name, "/") || !object && !picture {
			continue
		}
		r, err := p.Open()
		if err != nil {
			r = io.NopCloser(extract.Unreadable(err))
		}
		err = out.Member(name, int64(p.UncompressedSize64), r) //nolint:gosec // the reader bounds it
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
