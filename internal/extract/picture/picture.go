// Package picture reads pictures of documents, by having their text recognised.
package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/gif"  // sizes
	_ "image/jpeg" // sizes
	_ "image/png"  // sizes
	"io"

	_ "golang.org/x/image/bmp"  // sizes
	_ "golang.org/x/image/tiff" // sizes
	_ "golang.org/x/image/webp" // sizes

	"tenken/internal/extract"
)

// Format reads pictures.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "picture", Label: "画像", Extensions: []string{"png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp", "webp", "heic"},
		Media:  "image/*",
		Reads:  "owner, place, time and words of Exif; text recognised by Tesseract, where it is installed (jpn, jpn_vert); pictures of no more than an icon's size are passed over",
		Tested: "Exif in JPEG, TIFF, PNG, WebP and HEIC; pages of numbers with Tesseract itself; icons, bombs",
	}
}

// signatures begin pictures; a dot stands for any byte.
var signatures = []string{
	"\x89PNG\r\n\x1a\n", "\xFF\xD8\xFF", "GIF87a", "GIF89a", "II*\x00", "MM\x00*", "RIFF....WEBP",
	"BM....\x00\x00\x00\x00", "....ftypheic", "....ftypheix", "....ftypmif1", "....ftypavif",
}

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	for _, sig := range signatures {
		if matches(head, sig) {
			return true
		}
	}
	return false
}

func matches(head []byte, sig string) bool {
	if len(head) < len(sig) {
		return false
	}
	for i := range len(sig) {
		if sig[i] != '.' && head[i] != sig[i] {
			return false
		}
	}
	return true
}

const (
	// fewPixels are an icon or a logo.
	fewPixels = 300 * 300
	// maxPixels is what a recogniser is given: an A0 poster at 150 dpi.
	maxPixels = 50_000_000
	// maxBytes of a picture, before it is unpacked.
	maxBytes = 256 << 20
)

// Read puts out what the picture's data say, and has its text recognised.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	if f.Size > maxBytes {
		return fmt.Errorf("size: %w", extract.ErrLimit)
	}
	if err := exif(f, out); err != nil {
		return err
	}
	head := make([]byte, 12)
	n, _ := f.ReadAt(head, 0)
	if bytes.HasPrefix(head[4:n], []byte("ftyp")) {
		return fmt.Errorf("%w: HEIC and AVIF are not read", extract.ErrImageOnly)
	}
	config, _, err := image.DecodeConfig(io.NewSectionReader(f.ReaderAt, 0, f.Size))
	switch pixels := int64(config.Width) * int64(config.Height); {
	case err != nil:
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	case pixels < fewPixels:
		return nil
	case pixels > maxPixels:
		return fmt.Errorf("pixels: %w", extract.ErrLimit)
	case out.Picture == nil:
		return extract.ErrImageOnly
	}
	return out.Picture("", f.Reader())
}
