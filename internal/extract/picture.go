package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Recognizer finds the text in a picture. Its error is the picture's, and goes
// with what could be read.
type Recognizer interface {
	Recognize(ctx context.Context, picture *io.SectionReader) (string, error)
}

// picture puts out the text of a picture in f.
func (rd *reading) picture(f File, place string, picture *io.SectionReader) error {
	if rd.stopped() {
		return rd.halt
	}
	if rd.left.Pictures--; rd.left.Pictures < 0 {
		rd.problem(f, place, fmt.Errorf("pictures: %w: %w", ErrLimit, ErrImageOnly))
		return nil
	}
	text, err := rd.recognizer.Recognize(rd.ctx, picture)
	if rd.stopped() {
		return rd.halt
	}
	mark := Mark{Place: place}
	if place == "" {
		mark.Line = 1
	}
	for text != "" {
		piece := text
		if len(piece) > Window {
			piece = text[:Cut([]byte(text[:Window]), 0)]
		}
		text = text[len(piece):]
		if err := rd.text(f, Text{Body: piece, Marks: []Mark{mark}}); err != nil {
			return err
		}
		if mark.Line > 0 {
			mark.Line += strings.Count(piece, "\n")
		}
	}
	if err != nil {
		if !errors.Is(err, ErrImageOnly) {
			err = fmt.Errorf("%w: %w", err, ErrImageOnly)
		}
		rd.problem(f, place, err)
	}
	return nil
}
