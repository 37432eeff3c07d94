package pdf

import (
	"fmt"
	"image"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	// dpi is what Tesseract reads best: at 300 it takes half as long again and
	// finds less.
	dpi = 200
	// longest is the most points of a side that are rendered so finely: A2.
	longest = 1700
)

// picture renders a page in shades of grey as PGM, the simplest file there is;
// nil when it cannot.
func (d *document) picture(page references.FPDF_PAGE) []byte {
	size, err := d.GetPageSize(&requests.GetPageSize{Page: pageOf(page)})
	if err != nil || size.Width <= 0 || size.Height <= 0 {
		return nil
	}
	fine := dpi
	if side := max(size.Width, size.Height); side > longest {
		fine = int(dpi * longest / side)
	}
	r, err := d.RenderPageInDPI(&requests.RenderPageInDPI{Page: pageOf(page), DPI: max(fine, 1), ImageFormat: requests.RenderImageFormatGrayscale})
	if err != nil {
		return nil
	}
	defer r.Cleanup()
	grey, ok := r.Result.RenderedImage.(*image.Gray)
	if !ok {
		return nil
	}
	w, h := grey.Rect.Dx(), grey.Rect.Dy()
	out := fmt.Appendf(make([]byte, 0, w*h+32), "P5 %d %d 255\n", w, h)
	for y := range h {
		out = append(out, grey.Pix[y*grey.Stride:y*grey.Stride+w]...)
	}
	return out
}
