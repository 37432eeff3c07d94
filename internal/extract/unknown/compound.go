package unknown

import (
	"compress/flate"
	"context"
	"io"
	"strings"

	"tenken/internal/extract/cfb"
	"tenken/internal/extract/compose"
)

// hangul begins the header of a document of Hangul, whose sections are
// compressed.
const hangul = "HWP Document File"

// streams looks through the streams of a compound file.
func streams(ctx context.Context, c *cfb.File, b *compose.Builder) error {
	compressed := false
	if s, ok := c.Find("FileHeader"); ok {
		head := make([]byte, 40)
		n, _ := s.Open().ReadAt(head, 0)
		compressed = n == len(head) && strings.HasPrefix(string(head), hangul) && head[36]&1 != 0
	}
	for _, s := range c.Streams {
		var r io.Reader = s.Open()
		if compressed && strings.HasPrefix(s.Path, "BodyText/") {
			r = flate.NewReader(r)
		}
		place := strings.Map(func(r rune) rune {
			if r < ' ' {
				return -1
			}
			return r
		}, s.Path)
		if err := scan(ctx, whatThereIs{r}, place, b); err != nil {
			return err
		}
	}
	return nil
}

// whatThereIs ends where reading fails.
type whatThereIs struct{ io.Reader }

func (w whatThereIs) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if err != nil {
		err = io.EOF
	}
	return n, err
}
