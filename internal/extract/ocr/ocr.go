// Package ocr recognises Japanese text in pictures by Tesseract, a program of
// its own.
package ocr

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/tool"
)

// Package is the Debian package of the program and its models.
const Package = "tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert"

// Modes of the recognition.
const (
	Off  = "off"
	Auto = "auto" // where Tesseract is installed
	On   = "on"   // it must be
)

// Find tells whether Tesseract is installed; its error names the package.
func Find() error { return tool.Find("tesseract", Package) }

// Tesseract implements extract.Recognizer.
type Tesseract struct{}

// Confidences, in percent, as Tesseract averages them over the words of a
// picture: those of the right model are near 90, of the wrong one below 20.
const (
	doubtful  = 50 // try the model of vertical text
	worthless = 30 // no text, or none that can be read
)

// maxText bounds what is recognised in one picture.
const maxText = 8 << 20

// Recognize gives the text of a picture of any kind that Tesseract reads. It
// is extract.ErrImageOnly, with the text, when that is doubtful.
func (Tesseract) Recognize(ctx context.Context, picture *io.SectionReader) (string, error) {
	if err := Find(); err != nil {
		return "", fmt.Errorf("%w: %w", extract.ErrImageOnly, err)
	}
	grey := decode(picture)
	if grey != nil && erase(grey) {
		plain := encode(grey)
		picture = io.NewSectionReader(bytes.NewReader(plain), 0, int64(len(plain)))
	}
	// English finds numbers and addresses of mail that the other model misreads;
	// one block of text keeps the cells of a row together.
	best, err := page(ctx, picture, "jpn+eng", "6")
	if err != nil {
		return "", err
	}
	if len(best.words) > 0 && best.confidence < doubtful {
		if upright, err := page(ctx, picture, "jpn_vert", "5"); err == nil && upright.confidence > best.confidence {
			best = upright
		}
	}
	best.words = addresses(best.words, grey)
	if hasNumbers(best.words) {
		if latin, err := page(ctx, picture, "eng", "6"); err == nil {
			best.words = correct(best.words, addresses(latin.words, grey))
		}
	}
	text := lines(best.words)
	if len(best.words) > 0 && best.confidence < worthless {
		return text, extract.ErrImageOnly
	}
	return text, nil
}

// page has one model read a picture; psm is how it finds the lines.
func page(ctx context.Context, picture *io.SectionReader, model, psm string) (result, error) {
	if _, err := picture.Seek(0, io.SeekStart); err != nil {
		return result{}, err
	}
	cmd := tool.Command(ctx, "tesseract", "stdin", "stdout", "-l", model, "--psm", psm, "tsv")
	var out bytes.Buffer
	cmd.Stdin = picture
	cmd.Stdout = &limited{&out, maxText}
	if err := cmd.Run(); err != nil {
		return result{}, tool.Failed(ctx, err)
	}
	return parse(out.Bytes()), nil
}

// limited takes so many bytes and refuses more.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, extract.ErrLimit
	}
	return l.w.Write(p)
}
