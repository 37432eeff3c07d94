package odf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/xmlscan"
)

// Flat reads OpenDocument files that are one XML file.
type Flat struct{}

// Info describes the format.
func (Flat) Info() extract.Info {
	return extract.Info{
		ID: "fodf", Label: "OpenDocument（XML）", Extensions: []string{"fodt", "fods", "fodp", "fodg"},
		Media:  "application/vnd.oasis.opendocument.flat",
		Reads:  "as odf, headers and footers before the text, where the file has them; pictures left out",
		Tested: "texts and spreadsheets with pictures; fuzz",
	}
}

// Claims looks for the root element.
func (Flat) Claims(_ extract.File, head []byte) bool {
	head = head[:min(len(head), 4<<10)]
	return bytes.Contains(head, []byte("<office:document")) && bytes.Contains(head, []byte("opendocument:xmlns:office")) &&
		bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"), []byte("<"))
}

// Read puts out the text.
func (Flat) Read(ctx context.Context, f extract.File, out extract.Out) error {
	b := compose.New(out.Text)
	b.Place("", 1)
	w := &writer{text: b, asides: out.Asides}
	s := xmlscan.New(f.Reader())
	for n := 0; ; n++ {
		t, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			b.EndTable()
			b.Line()
			w.properties()
			return b.Flush()
		case err != nil:
			return errors.Join(b.Flush(), fmt.Errorf("%w: %w", extract.ErrDamaged, err))
		}
		if err := w.token(t); err != nil {
			return err
		}
		if n&0xFFF == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
}
