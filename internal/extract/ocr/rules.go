package ocr

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // kinds of pictures that are looked at
	_ "image/jpeg"
	_ "image/png"
	"io"
)

const (
	maxDots   = 40 << 20 // of a picture that is looked at
	ink       = 140      // what is darker is ink
	paper     = 255
	thick     = 8   // dots of the thickest rule
	shortest  = 100 // dots of the shortest one
	perSide   = 11  // a rule is longer than this part of the shorter side
	ruleCross = 1
	ruleDown  = 2
)

// encode writes a picture in shades of grey.
func encode(grey *image.Gray) []byte {
	w, h := grey.Rect.Dx(), grey.Rect.Dy()
	out := fmt.Appendf(make([]byte, 0, w*h+32), "P5 %d %d 255\n", w, h)
	for y := range h {
		out = append(out, grey.Pix[y*grey.Stride:y*grey.Stride+w]...)
	}
	return out
}

// decode reads a picture in shades of grey; nil where it is of another kind than a
// few usual ones.
func decode(picture *io.SectionReader) *image.Gray {
	start := func() *bufio.Reader {
		return bufio.NewReader(io.NewSectionReader(picture, 0, picture.Size()))
	}
	if grey := portable(start()); grey != nil {
		return grey
	}
	size, _, err := image.DecodeConfig(start())
	if err != nil || size.Width <= 0 || size.Height <= 0 || size.Width > maxDots/size.Height {
		return nil
	}
	m, _, err := image.Decode(start())
	if err != nil {
		return nil
	}
	if grey, ok := m.(*image.Gray); ok {
		return grey
	}
	b := m.Bounds()
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			grey.Pix[y*grey.Stride+x] = color.GrayModel.Convert(m.At(b.Min.X+x, b.Min.Y+y)).(color.Gray).Y //nolint:forcetypeassert // of that model
		}
	}
	return grey
}

// portable reads a PGM as pages are rendered to.
func portable(in *bufio.Reader) *image.Gray {
	if head, err := in.Peek(2); err != nil || !bytes.Equal(head, []byte("P5")) {
		return nil
	}
	var w, h, most int
	if _, err := fmt.Fscanf(in, "P5 %d %d %d\n", &w, &h, &most); err != nil || w <= 0 || h <= 0 || w > maxDots/h || most != 255 {
		return nil
	}
	grey := image.NewGray(image.Rect(0, 0, w, h))
	if _, err := io.ReadFull(in, grey.Pix); err != nil {
		return nil
	}
	return grey
}

// erase whitens long thin runs of ink, the rules of tables, which make Tesseract
// misread everything between them, and reports whether there were any. What stands
// on a rule stays.
func erase(m *image.Gray) bool {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	long := max(shortest, min(w, h)/perSide)
	marks := make([]byte, w*h)
	found := false
	for y := range h {
		found = mark(marks[y*w:], 1, w, long, ruleCross, func(x int) bool { return m.Pix[y*m.Stride+x] < ink }) || found
	}
	for x := range w {
		found = mark(marks[x:], w, h, long, ruleDown, func(y int) bool { return m.Pix[y*m.Stride+x] < ink }) || found
	}
	if !found {
		return false
	}
	thin := false
	for x := range w { // rules across are thin downwards
		thin = whiten(m, marks[x:], w, h, ruleCross, func(y int) (int, int) { return x, y }) || thin
	}
	for y := range h {
		thin = whiten(m, marks[y*w:], 1, w, ruleDown, func(x int) (int, int) { return x, y }) || thin
	}
	return thin
}

// mark marks the runs of ink that are long enough.
func mark(marks []byte, step, n, long int, as byte, isInk func(int) bool) bool {
	found := false
	for i := 0; i < n; {
		from := i
		for i < n && isInk(i) {
			i++
		}
		if i-from >= long {
			found = true
			for k := from; k < i; k++ {
				marks[k*step] |= as
			}
		}
		i++
	}
	return found
}

// whiten whitens marks where they are thin, and the grey beside them.
func whiten(m *image.Gray, marks []byte, step, n int, as byte, at func(int) (x, y int)) bool {
	any := false
	for i := 0; i < n; {
		from := i
		for i < n && marks[i*step]&as != 0 {
			i++
		}
		if i > from && i-from <= thick {
			any = true
			for k := max(from-1, 0); k < min(i+1, n); k++ {
				x, y := at(k)
				if p := &m.Pix[y*m.Stride+x]; k >= from && k < i || *p >= ink {
					*p = paper
				}
			}
		}
		i++
	}
	return any
}
