// Package plain reads text without structure: notes, logs, source code, and
// whatever no other format knows and is text. It does not interpret markup.
package plain

import (
	"context"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Format reads plain text.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "text", Label: "テキスト", Extensions: []string{"txt", "log", "md", "json", "xml", "py", "r", "tex"},
		Media:  "text/plain",
		Reads:  "UTF-8, UTF-16, Shift_JIS (CP932), EUC-JP, ISO-2022-JP and windows-1252, also mixed in one file, of any length",
		Tested: "texts in every encoding and of mixed ones, at every seam; fuzz of the decoder",
	}
}

// Claims reports whether head is text in an encoding that charset knows.
func (Format) Claims(_ extract.File, head []byte) bool {
	return charset.Detect(head) != nil
}

// Read puts the text out in windows that end at line ends where there are any.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	return extract.Pieces(charset.NewReader(f.Reader(), nil), "", out.Text)
}
