// Package html reads HTML documents: saved web pages, exported reports, the
// bodies of mails that were saved as files.
package html

import (
	"context"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/htmltext"
)

// Format reads HTML.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "html", Label: "HTML", Extensions: []string{"html", "htm", "xhtml"},
		Media:  "text/html",
		Reads:  "text, tables with their cells, attributes that hold text, and comments; scripts, styles and furigana left out; encoding by byte order mark, meta element or content",
		Tested: "documents in every encoding, tables with spans, cut and deep ones; fuzz",
	}
}

// Claims reports whether head begins with a document type or tags of HTML.
func (Format) Claims(_ extract.File, head []byte) bool { return htmltext.Is(head) }

// Read puts out the text.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, min(f.Size, 64<<10))
	if n, err := f.ReadAt(head, 0); n < len(head) {
		return err
	}
	return htmltext.Text(charset.NewReader(f.Reader(), htmltext.Encoding(head, nil)), "", out.Text)
}
