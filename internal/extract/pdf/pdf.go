// Package pdf reads PDF by PDFium, Chromium's reader, compiled to WebAssembly:
// it runs in a sandbox that sees neither files nor network. A few documents share
// one; a document that is not sound has been the last.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Format reads PDF documents.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "pdf", Label: "PDF", Extensions: []string{"pdf"},
		Media:  "application/pdf",
		Reads:  "text of every page, vertical text and Japanese fonts that are not embedded included; form fields (of XFA, too) and comments; addresses behind links; title; attached files; pages that are only pictures are recognised by Tesseract where it is installed, or else reported",
		Tested: "documents by LibreOffice and by hand: vertical text, fonts that are not embedded, forms, comments, attachments, passwords, pages in circles; characters beside pdftotext (make bench-extract); fuzz",
	}
}

// Claims looks for the signature, which may stand within the first kilobyte
// (ISO 32000-1 annex H, note 13).
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-"))
}

// errNoMeaning says that a page's fonts do not tell which characters they show.
var errNoMeaning = fmt.Errorf("%w: characters of its fonts have no meaning", extract.ErrUnsupported)

// Read puts out the pages. When ctx ends during a page, the reader is left to
// itself: reading the file fails for it from then on.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	parts, stop := read(f, out.Picture != nil)
	defer stop()
	b := compose.New(out.Text)
	pages, pictures := 0, 0
	for {
		var p part
		var ok bool
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case p, ok = <-parts:
		}
		switch {
		case !ok:
			return finish(f, pages, pictures)
		case errors.Is(p.err, extract.ErrUnlocked):
			out.Unlocked()
			continue
		case p.err != nil && p.name != "":
			if err := out.Member(p.name, -1, extract.Unreadable(p.err)); err != nil {
				return err
			}
			continue
		case p.err != nil && p.page == 0:
			return p.err
		case p.member != nil:
			if err := out.Member(p.name, int64(len(p.member)), bytes.NewReader(p.member)); err != nil {
				return err
			}
			continue
		}
		place := "properties"
		if p.page > 0 {
			place = "page " + strconv.Itoa(p.page)
			pages++
		}
		b.Place(place, 0)
		b.WriteString(p.text)
		b.Line()
		if err := b.Flush(); err != nil {
			return err
		}
		switch {
		case p.picture != nil:
			if err := out.Picture(place, io.NewSectionReader(bytes.NewReader(p.picture), 0, int64(len(p.picture)))); err != nil {
				return err
			}
		case errors.Is(p.err, extract.ErrImageOnly):
			pictures++
			out.Problem(place, p.err)
		case p.err != nil:
			out.Problem(place, p.err)
		}
	}
}

// finish judges the whole: a document that ends early is damaged even where
// PDFium found its way.
func finish(f extract.File, pages, pictures int) error {
	if pages > 0 && pictures == pages {
		return extract.ErrImageOnly
	}
	tail := make([]byte, min(f.Size, 2048))
	if _, err := f.ReadAt(tail, f.Size-int64(len(tail))); err == nil && !bytes.Contains(tail, []byte("%%EOF")) {
		return fmt.Errorf("%w: its end is missing", extract.ErrDamaged)
	}
	return nil
}
