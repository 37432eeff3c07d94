// Package rtf reads Rich Text Format (version 1.9.1), which old word processors
// and mail programs exchange.
package rtf

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Format reads Rich Text Format.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "rtf", Label: "リッチテキスト", Extensions: []string{"rtf"},
		Media:  "application/rtf",
		Reads:  "text in its fonts' encodings (Shift_JIS, Unicode), tables with their cells, headers, footers, notes, decorated letters, addresses behind links, title; furigana left out; embedded objects by what they are, pictures where their text is recognised",
		Tested: "documents by hand and by LibreOffice, tables as Word and as others write them, packages and objects, 300,000 groups; fuzz",
	}
}

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"), []byte(`{\rtf`))
}

// Read puts out the text.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	r := &reader{in: bufio.NewReaderSize(f.Reader(), 64<<10), out: out, fonts: map[int]int{}}
	r.text = compose.New(r.links.Watch(out.Text))
	r.text.Place("", 1)
	r.push()
	for n := 0; ; n++ {
		if n&0xFFFF == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		err := r.next()
		if err == nil {
			err = r.text.Err()
		}
		switch {
		case errors.Is(err, io.EOF):
			r.flush()
			if err := r.text.Flush(); err != nil {
				return err
			}
			r.links.Put(r.text)
			if err := r.text.Flush(); err != nil {
				return err
			}
			if r.depth > 1 {
				return fmt.Errorf("%w: its end is missing", extract.ErrDamaged)
			}
			return nil
		case err != nil:
			return err
		}
	}
}
