package pdf

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"tenken/internal/extract"
)

const (
	// instanceWait is how long a sandbox may take to start.
	instanceWait = time.Minute
	// fewCharacters on a page with pictures are a page number or a stamp.
	fewCharacters = 10
	// maxObjects of a page are looked at for pictures.
	maxObjects = 1000
	// sampled characters of a page tell whether its fonts do.
	sampled = 24
)

// page reads page i, counted from 0.
func (d *document) page(i int) part {
	p := part{page: i + 1}
	ref, err := d.load(i)
	if err != nil {
		p.err = err
		return p
	}
	defer func() { d.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: ref}) }() //nolint:errcheck // the sandbox ends with the document
	text, unmapped, err := d.text(ref)
	if err != nil {
		p.err = err
		return p
	}
	characters, strange := census(text)
	pictures := characters < fewCharacters && d.pictures(ref)
	if n, err := d.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: pageOf(ref)}); err == nil && n.Count > 0 {
		notes := d.notes(ref, n.Count, &p)
		links := d.addresses(ref)
		if more, ok := d.flattened(i, ref); ok {
			text = union(text, more)
		}
		text = union(text, notes)
		text = union(text, links.unseen(text))
	}
	p.text = tidy(text)
	switch {
	case pictures:
		p.err = extract.ErrImageOnly
	case characters >= fewCharacters && strange*3 > characters, unmapped:
		p.err = errNoMeaning
	}
	if p.err != nil && d.render {
		p.picture = d.picture(ref)
	}
	return p
}

func (d *document) load(i int) (references.FPDF_PAGE, error) {
	r, err := d.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.doc, Index: i})
	if err != nil {
		return "", fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	return r.Page, nil
}

func pageOf(ref references.FPDF_PAGE) requests.Page { return requests.Page{ByReference: &ref} }

// text gives the characters of a page in the order in which they were written,
// which keeps the cells of a row together. unmapped says that the fonts do not tell
// what many of them are.
func (d *document) text(page references.FPDF_PAGE) (text string, unmapped bool, err error) {
	t, err := d.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: pageOf(page)})
	if err != nil {
		return "", false, fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	defer d.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: t.TextPage}) //nolint:errcheck // as above
	n, err := d.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: t.TextPage})
	if err != nil || n.Count <= 0 {
		return "", false, err
	}
	got, err := d.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: t.TextPage, StartIndex: 0, Count: n.Count})
	if err != nil {
		return "", false, fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	return strings.ToValidUTF8(d.gaps(t.TextPage, got.Text, n.Count), "\uFFFD"), d.unmapped(t.TextPage, n.Count), nil
}

// unmapped asks of some characters of a page, evenly spread, whether their fonts
// tell what they are, and reports whether a tenth of them do not: what PDFium gives
// for those is their number in the font.
func (d *document) unmapped(page references.FPDF_TEXTPAGE, count int) bool {
	asked, wrong := 0, 0
	for i := 0; i < count; i += max(count/sampled, 1) {
		asked++
		r, err := d.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: page, Index: i})
		if err == nil && r.HasUnicodeMapError {
			wrong++
		}
	}
	return wrong*10 > asked
}

// flattened gives the text of a page with its form fields and comments.
func (d *document) flattened(i int, page references.FPDF_PAGE) (string, bool) {
	if _, err := d.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: pageOf(page)}); err != nil {
		return "", false
	}
	again, err := d.load(i)
	if err != nil {
		return "", false
	}
	defer d.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: again}) //nolint:errcheck // as above
	text, _, err := d.text(again)
	return text, err == nil
}

// pictures reports whether pictures are on the page.
func (d *document) pictures(page references.FPDF_PAGE) bool {
	n, err := d.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: pageOf(page)})
	if err != nil {
		return false
	}
	for i := range min(n.Count, maxObjects) {
		o, err := d.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: pageOf(page), Index: i})
		if err != nil {
			continue
		}
		t, err := d.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err == nil && (t.Type == enums.FPDF_PAGEOBJ_IMAGE || t.Type == enums.FPDF_PAGEOBJ_FORM) {
			return true
		}
	}
	return false
}

// census counts the characters that show, and those without a meaning.
func census(text string) (all, strange int) {
	for _, r := range text {
		switch {
		case r == '\r', r == '\n', r == '\t', unicode.IsSpace(r):
			continue
		case r < ' ' && r != hyphen, r == '\uFFFD', r >= 0xE000 && r <= 0xF8FF:
			strange++
		}
		all++
	}
	return all, strange
}

// union adds to text the lines of more that it lacks.
func union(text, more string) string {
	have := map[string]bool{}
	for l := range strings.Lines(text) {
		have[strings.TrimSpace(l)] = true
	}
	var b strings.Builder
	b.WriteString(text)
	for l := range strings.Lines(more) {
		if s := strings.TrimSpace(l); s != "" && !have[s] {
			b.WriteByte('\n')
			b.WriteString(s)
		}
	}
	return b.String()
}
