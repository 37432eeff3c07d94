package pdf

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Bounds of what people add to a document.
const (
	maxNotes   = 1000 // on a page
	maxOutline = 5000 // entries, looked at
	maxDeep    = 32   // levels of these
)

// notes gives what the first notes of a page say: it opens in a window of its
// own, and flattening does not show it. It counts those that hold a file.
func (d *document) notes(page references.FPDF_PAGE, count int, p *part) string {
	var b strings.Builder
	for i := range min(count, maxNotes) {
		a, err := d.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: pageOf(page), Index: i})
		if err != nil {
			continue
		}
		if t, err := d.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.Annotation}); err == nil && t.Subtype == enums.FPDF_ANNOT_SUBTYPE_FILEATTACHMENT {
			p.files++
		}
		if v, err := d.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a.Annotation, Key: "Contents"}); err == nil && v.Value != "" {
			b.WriteString(v.Value)
			b.WriteByte('\n')
		}
		d.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation}) //nolint:errcheck // the sandbox ends with the document
	}
	return b.String()
}

// addresses gives the addresses of mail that a page links to. Flattening takes
// links away.
func (d *document) addresses(page references.FPDF_PAGE) *links {
	l, at := new(links), 0
	for range maxNotes {
		r, err := d.FPDFLink_Enumerate(&requests.FPDFLink_Enumerate{Page: pageOf(page), StartPos: at})
		if err != nil || r.Link == nil || r.NextStartPos == nil || *r.NextStartPos <= at {
			break
		}
		at = *r.NextStartPos
		a, err := d.FPDFLink_GetAction(&requests.FPDFLink_GetAction{Link: *r.Link})
		if err != nil || a.Action == nil {
			continue
		}
		if u, err := d.FPDFAction_GetURIPath(&requests.FPDFAction_GetURIPath{Document: d.doc, Action: *a.Action}); err == nil && u.URIPath != nil {
			l.Add(*u.URIPath)
		}
	}
	return l
}

type links struct{ compose.Links }

// unseen gives the addresses that text does not show, one a line.
func (l *links) unseen(text string) string {
	var b strings.Builder
	c := compose.New(func(t extract.Text) error { b.WriteString(t.Body); return nil })
	l.Note(text)
	l.Put(c)
	_ = c.Flush() // into memory
	return b.String()
}

// forms puts out what the form of a document holds in its data packet, where the
// form is of XFA: PDFium shows none of it. Values are the text of the elements.
func (d *document) forms() bool {
	n, err := d.FPDF_GetXFAPacketCount(&requests.FPDF_GetXFAPacketCount{Document: d.doc})
	if err != nil || n.Count == 0 {
		return true
	}
	var all bytes.Buffer
	for i := range min(n.Count, maxNotes) {
		p, err := d.FPDF_GetXFAPacketContent(&requests.FPDF_GetXFAPacketContent{Document: d.doc, Index: i})
		if err != nil {
			return d.put(part{name: "form", err: fmt.Errorf("%w: %w", extract.ErrDamaged, err)})
		}
		if all.Write(p.Content); all.Len() > maxForm {
			return d.put(part{name: "form", err: fmt.Errorf("form: %w", extract.ErrLimit)})
		}
	}
	return d.put(part{name: "form.xml", member: all.Bytes()})
}

// maxForm bounds a form of XFA, in bytes.
const maxForm = 64 << 20

// outline is the titles of the table of contents that viewers show beside the
// pages. Loops end with its bounds.
func (d *document) outline() []string {
	var titles []string
	left := maxOutline
	var walk func(parent *references.FPDF_BOOKMARK, deep int)
	walk = func(parent *references.FPDF_BOOKMARK, deep int) {
		first, err := d.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: d.doc, Bookmark: parent})
		if err != nil {
			return
		}
		for b := first.Bookmark; b != nil && left > 0 && deep < maxDeep; left-- {
			if t, err := d.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: *b}); err == nil && strings.TrimSpace(t.Title) != "" {
				titles = append(titles, strings.ToValidUTF8(strings.TrimSpace(t.Title), "\uFFFD"))
			}
			walk(b, deep+1)
			next, err := d.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: d.doc, Bookmark: *b})
			if err != nil {
				return
			}
			b = next.Bookmark
		}
	}
	walk(nil, 0)
	return titles
}

// unseen leaves out the titles that text has: those of headings are no news.
func unseen(titles []string, text string) []string {
	if len(titles) == 0 {
		return nil
	}
	bare := spaces.Replace(text)
	out := titles[:0]
	for _, t := range titles {
		if !strings.Contains(bare, spaces.Replace(t)) {
			out = append(out, t)
		}
	}
	return out
}

var spaces = strings.NewReplacer(" ", "", "\u3000", "", "\n", "", "\r", "", "\t", "")
