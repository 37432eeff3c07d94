package plain

import (
	"io"

	"tenken/internal/extract"
)

// Windows puts out the valid UTF-8 of r as pieces with line numbers.
func Windows(r io.Reader, text func(extract.Text) error) error {
	w := extract.NewWindows(r)
	for {
		b, last, err := w.Next()
		cut := len(b)
		if !last {
			cut = extract.Cut(b, w.Lead())
		}
		if cut > w.Lead() {
			if err := text(extract.Text{
				Body:  string(b[:cut]),
				Lead:  w.Lead(),
				Marks: []extract.Mark{{Line: w.Line()}},
			}); err != nil {
				return err
			}
		}
		if last {
			return err
		}
		w.Take(cut, extract.LeadSize)
	}
}
