package pdf

import (
	"errors"
	"fmt"
	"strings"

	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"tenken/internal/extract"
)

// part is something a document holds: a page, its properties, or a file
// attached to it. An error without a page is the document's.
type part struct {
	page   int // from 1; 0: properties, or a file
	text   string
	name   string
	member []byte
	err    error

	picture []byte // of a page without text, as PGM
	files   int    // in notes of the page, which PDFium does not give
}

// read reads a document in the background, so that a page which PDFium cannot
// get to the end of holds up nobody. stop says that no more parts are wanted.
// render says that pages without text are wanted as pictures.
func read(f extract.File, render bool) (parts <-chan part, stop func()) {
	out, done := make(chan part), make(chan struct{})
	d := &document{file: f, render: render, put: func(p part) bool {
		select {
		case out <- p:
			return true
		case <-done:
			return false
		}
	}}
	go func() {
		defer close(out)
		defer func() {
			if recover() != nil {
				d.put(part{err: extract.ErrCrashed})
			}
		}()
		if err := d.read(); err != nil {
			d.put(part{err: err})
		}
	}()
	return out, func() { close(done) }
}

// document is a document being read.
type document struct {
	file   extract.File
	render bool
	put    func(part) bool
	*engine
	doc references.FPDF_DOCUMENT
}

func (d *document) read() error {
	var err error
	if d.engine, err = borrow(); err != nil {
		return err
	}
	sound := false
	defer func() { d.giveBack(sound) }()
	if err := d.open(""); err != nil {
		return err
	}
	count, err := d.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.doc})
	if err != nil || count.PageCount == 0 {
		return fmt.Errorf("%w: no pages", extract.ErrDamaged)
	}
	fine, titles := true, d.outline()
	for i := range count.PageCount {
		p := d.page(i)
		titles = unseen(titles, p.text)
		fine = fine && (p.err == nil || errors.Is(p.err, extract.ErrImageOnly))
		if !d.put(p) {
			return nil
		}
		for n := range p.files {
			if !d.put(part{name: fmt.Sprintf("page %d file %d", i+1, n+1), err: fmt.Errorf("%w: a file in a note", extract.ErrUnsupported)}) {
				return nil
			}
		}
	}
	if !d.properties(titles) || !d.forms() || !d.attachments() {
		return nil
	}
	_, err = d.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d.doc})
	sound = fine && err == nil
	return nil
}

// unlocked notes a password that opened a document encrypted with AES-256
// (revisions 5 and 6 of the standard security handler, ISO 32000-2 7.6.4);
// those before may be RC4.
func (d *document) unlocked() {
	if r, err := d.FPDF_GetSecurityHandlerRevision(&requests.FPDF_GetSecurityHandlerRevision{Document: d.doc}); err == nil && r.SecurityHandlerRevision >= 5 {
		d.put(part{err: extract.ErrUnlocked})
	}
}

// open opens the document, with the first password that fits where it needs one.
func (d *document) open(password string) error {
	request := &requests.OpenDocument{FileReader: d.file.Reader(), FileReaderSize: d.file.Size}
	if password != "" {
		request.Password = &password
	}
	opened, err := d.OpenDocument(request)
	switch {
	case err == nil:
		d.doc = opened.Document
		return nil
	case errors.Is(err, pdfiumerrors.ErrPassword) && password == "":
		for _, p := range d.file.Passwords {
			if p != "" && d.open(p) == nil {
				d.unlocked()
				return nil
			}
		}
		return extract.ErrEncrypted
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return extract.ErrRights // by a handler that is not of the standard
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return extract.ErrEncrypted
	}
	return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
}

// properties puts out what people wrote about the document, and entries of its
// outline that no page shows.
func (d *document) properties(outline []string) bool {
	var b strings.Builder
	for _, tag := range []string{"Title", "Subject", "Keywords"} {
		if v, err := d.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: d.doc, Tag: tag}); err == nil && v.Value != "" {
			b.WriteString(v.Value)
			b.WriteByte('\n')
		}
	}
	for _, t := range outline {
		b.WriteString(t)
		b.WriteByte('\n')
	}
	return b.Len() == 0 || d.put(part{text: strings.ToValidUTF8(b.String(), "\uFFFD")})
}

// attachments puts out the files inside the document.
func (d *document) attachments() bool {
	n, err := d.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: d.doc})
	if err != nil {
		return true
	}
	for i := range n.AttachmentCount {
		a, err := d.FPDFDoc_GetAttachment(&requests.FPDFDoc_GetAttachment{Document: d.doc, Index: i})
		if err != nil {
			continue
		}
		name := fmt.Sprintf("attachment %d", i+1)
		if v, err := d.FPDFAttachment_GetName(&requests.FPDFAttachment_GetName{Attachment: a.Attachment}); err == nil && v.Name != "" {
			name = v.Name
		}
		file, err := d.FPDFAttachment_GetFile(&requests.FPDFAttachment_GetFile{Attachment: a.Attachment})
		if err != nil {
			if !d.put(part{name: name, err: fmt.Errorf("%w: %w", extract.ErrDamaged, err)}) {
				return false
			}
			continue
		}
		if len(file.Contents) == 0 {
			continue
		}
		if !d.put(part{name: name, member: file.Contents}) {
			return false
		}
	}
	return true
}
