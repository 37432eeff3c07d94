// Package iwork reads documents of Apple's Pages, Numbers and Keynote: those
// since 2013, whose parts are archives of protocol buffers, and those of iWork
// '09, which are XML. Apple publishes neither; what is read is what both
// generations have kept since.
package iwork

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Format reads documents of iWork.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "iwork", Label: "Pages・Numbers・Keynote", Extensions: []string{"pages", "numbers", "key"},
		Media:  "application/vnd.apple.iwork",
		Reads:  "text of documents, slides, notes and comments, tables with their cells (numbers as they are kept, dates as year-month-day); the preview, where there is one; protected ones are reported as encrypted",
		Tested: "archives of both generations; fuzz",
	}
}

// Claims looks for the parts of either generation.
func (Format) Claims(f extract.File, head []byte) bool {
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return false
	}
	z, err := zip.NewReader(f, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return false
	}
	return len(archives(z)) > 0 || inner(z) != nil || old(z) != nil
}

// archives are the parts of the new generation.
func archives(z *zip.Reader) []*zip.File {
	var out []*zip.File
	for _, p := range z.File {
		if path.Ext(p.Name) == ".iwa" && strings.Contains("/"+p.Name, "/Index/") {
			out = append(out, p)
		}
	}
	return out
}

// inner is the archive of all parts, where there is one.
func inner(z *zip.Reader) *zip.File {
	for _, p := range z.File {
		if p.Name == "Index.zip" || strings.HasSuffix(p.Name, "/Index.zip") && strings.Count(p.Name, "/") == 1 {
			return p
		}
	}
	return nil
}

// old is the part that holds a document of the old generation.
func old(z *zip.Reader) *zip.File {
	var index *zip.File
	ours := false
	for _, p := range z.File {
		switch p.Name {
		case "index.xml", "index.apxl", "index.xml.gz", "index.apxl.gz":
			index = p
		case "buildVersionHistory.plist":
			ours = true
		}
	}
	if !ours {
		return nil
	}
	return index
}

// maxInner bounds the archive of all parts, in bytes.
const maxInner = 128 << 20

// Read puts out the text, and hands on the preview.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	z, err := zip.NewReader(f, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	b := compose.New(out.Text)
	unread := document(ctx, z, b, out)
	if b.Err() != nil || ctx.Err() != nil {
		return unread
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if err := beside(z, out); err != nil {
		return err
	}
	return unread
}

func document(ctx context.Context, z *zip.Reader, b *compose.Builder, out extract.Out) error {
	if p := old(z); p != nil {
		r, err := p.Open()
		if err != nil {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		defer r.Close()
		var in io.Reader = r
		if strings.HasSuffix(p.Name, ".gz") {
			if in, err = gzip.NewReader(r); err != nil {
				return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
			}
		}
		return readOld(ctx, in, b, out.Asides)
	}
	for _, p := range z.File {
		if path.Base(p.Name) == ".iwpv2" || path.Base(p.Name) == ".iwph" { // verifies a password
			return extract.ErrEncrypted
		}
	}
	if p := inner(z); p != nil {
		if p.UncompressedSize64 > maxInner {
			return fmt.Errorf("parts: %w", extract.ErrLimit)
		}
		r, err := p.Open()
		if err != nil {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, maxInner)) //nolint:forbidigo // bounded
		if err != nil {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		if z, err = zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil && !errors.Is(err, zip.ErrInsecurePath) {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
	}
	all := newParts(b)
	for _, p := range archives(z) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if strings.HasPrefix(path.Base(p.Name), "MasterSlide") || strings.HasPrefix(path.Base(p.Name), "TemplateSlide") {
			continue
		}
		a := &archive{parts: all}
		if err := a.read(p); err != nil {
			out.Problem(path.Base(p.Name), fmt.Errorf("%w: %w", extract.ErrDamaged, err))
		}
	}
	return all.write(ctx)
}

// beside hands on the preview, and the pictures where their text is recognised.
func beside(z *zip.Reader, out extract.Out) error {
	for _, p := range z.File {
		ext := strings.ToLower(path.Ext(p.Name))
		isPreview := strings.EqualFold(p.Name, "QuickLook/Preview.pdf")
		isPicture := out.Picture != nil && strings.HasPrefix(p.Name, "Data/") && (ext == ".jpg" || ext == ".jpeg" || ext == ".png" || ext == ".tiff")
		if !isPreview && !isPicture {
			continue
		}
		r, err := p.Open()
		if err != nil {
			r = io.NopCloser(extract.Unreadable(err))
		}
		err = out.Member(p.Name, int64(p.UncompressedSize64), r) //nolint:gosec // the reader bounds it
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
