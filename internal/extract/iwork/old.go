package iwork

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/xmlscan"
)

// readOld puts out the paragraphs and cells of a document of iWork '09. Its
// masters and styles are left out.
func readOld(ctx context.Context, r io.Reader, b *compose.Builder) error {
	b.Place("", 1)
	s := xmlscan.New(r)
	para, skip := 0, 0
	for n := 0; ; n++ {
		t, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			return b.Err()
		case err != nil:
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		case n&0xFFF == 0 && ctx.Err() != nil:
			return context.Cause(ctx)
		}
		switch t.Kind {
		case xmlscan.Start:
			switch name := string(t.Name); {
			case skip > 0 || name == "stylesheet" || name == "master-slides" || name == "prototypes":
				skip++
			case name == "p":
				para++
			case name == "br" || name == "lnbr":
				b.Line()
			case name == "ct":
				cell(b, t.Attr("s"))
			case name == "d":
				cell(b, strings.TrimSuffix(t.Attr("cell-date"), "T00:00:00+0000"))
			case name == "n":
				cell(b, t.Attr("v"))
			}
		case xmlscan.End:
			switch {
			case skip > 0:
				skip--
			case string(t.Name) == "p":
				para = max(para-1, 0)
				b.Line()
			}
		case xmlscan.Text:
			if para > 0 && skip == 0 {
				b.Write(t.Text)
			}
		}
		if b.Err() != nil {
			return b.Err()
		}
	}
}

func cell(b *compose.Builder, text string) {
	if text != "" {
		b.Line()
		b.WriteString(text)
		b.Line()
	}
}
