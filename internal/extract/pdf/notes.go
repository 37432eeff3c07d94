package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Bounds of what people add to a document.
const (
	maxNotes   = 1000 // on a page
	maxOutline = 5000 // entries, looked at
	maxDeep    = 32   // levels of these
)

// notes gives what the first notes of a page say: it opens in a window of its
// own, and flattening does not show it.
func (d *document) notes(page references.FPDF_PAGE, count int) string {
	var b strings.Builder
	for i := range min(count, maxNotes) {
		a, err := d.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: pageOf(page), Index: i})
		if err != nil {
			continue
		}
		if v, err := d.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a.Annotation, Key: "Contents"}); err == nil && v.Value != "" {
			b.WriteString(v.Value)
			b.WriteByte('\n')
		}
		d.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation}) //nolint:errcheck // the sandbox ends with the document
	}
	return b.String()
}

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
