// Package plain reads text without structure: notes, logs, source code, and
// whatever no other format knows and is text. It does not interpret markup.
package plain

import (
	"bytes"
	"context"
	"fmt"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/uuencode"
)

// Format reads plain text.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "text", Label: "テキスト", Extensions: []string{"txt", "log", "md", "json", "xml", "py", "r", "tex"},
		Media:  "text/plain",
		Reads:  "UTF-8, UTF-16, Shift_JIS (CP932), EUC-JP, ISO-2022-JP and windows-1252, also mixed in one file, of any length; documents in Base64 on lines of their own, and uuencoded ones",
		Tested: "texts in every encoding and of mixed ones, at every seam; fuzz of the decoder",
	}
}

// Claims reports whether head is text in an encoding that charset knows.
func (Format) Claims(_ extract.File, head []byte) bool {
	return charset.Detect(head) != nil
}

// Read puts the text out in windows that end at line ends where there are any,
// and then the documents that stand in it encoded.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	files := uuencode.Find(charset.NewReader(f.Reader(), nil))
	b := &blocks{in: files, line: 1}
	if err := extract.Pieces(b, "", out.Text); err != nil {
		return err
	}
	for _, d := range b.documents {
		if err := out.Member(fmt.Sprintf("document in line %d", d.line), int64(len(d.data)), bytes.NewReader(d.data)); err != nil {
			return err
		}
	}
	if err := files.Members(out, ""); err != nil {
		return err
	}
	if b.cut {
		return fmt.Errorf("documents in Base64: %w", extract.ErrLimit)
	}
	return nil
}
