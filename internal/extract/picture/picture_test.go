package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// recognizer stands for a program that reads pictures.
type recognizer struct {
	text string
	err  error
}

func (r recognizer) Recognize(context.Context, *io.SectionReader) (string, error) {
	return r.text, r.err
}

func encoded(t testing.TB, kind string, side int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, side, side))
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, m)
	case "jpg":
		err = jpeg.Encode(&b, m, nil)
	case "gif":
		err = gif.Encode(&b, m, nil)
	case "bmp":
		err = bmp.Encode(&b, m)
	case "tif":
		err = tiff.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a picture that says it is 60,000 dots wide and high.
func bomb() []byte {
	header := make([]byte, 17)
	copy(header, "IHDR")
	binary.BigEndian.PutUint32(header[4:], 60000)
	binary.BigEndian.PutUint32(header[8:], 60000)
	header[12] = 8
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(header))
}

func TestPictures(t *testing.T) {
	var samples []formattest.Sample
	for _, kind := range []string{"png", "jpg", "gif", "bmp", "tif"} {
		samples = append(samples, formattest.Sample{Name: "a." + kind, Data: encoded(t, kind, 320), Partial: extract.ErrImageOnly})
	}
	formattest.Run(t, Format{}, append(samples,
		formattest.Sample{Name: "icon.png", Data: encoded(t, "png", 64)},
		formattest.Sample{Name: "bomb.png", Data: bomb(), Partial: extract.ErrLimit},
		formattest.Sample{Name: "a.heic", Data: []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), Partial: extract.ErrImageOnly},
	)...)
}

func TestRecognised(t *testing.T) {
	data := encoded(t, "png", 320)
	reader := func(r extract.Recognizer, b extract.Budget) *extract.Reader {
		return extract.NewReader([]extract.Format{Format{}}, b, t.TempDir()).WithRecognizer(r)
	}
	res := formattest.Read(t, reader(recognizer{text: "一\n二\n"}, extract.Budget{}), "a.png", data)
	if res.Text() != "一\n二\n" || len(res.Problems) > 0 || res.Texts[0].Place(4) != "line 2" {
		t.Errorf("%+v", res)
	}
	res = formattest.Read(t, reader(recognizer{"二", extract.ErrImageOnly}, extract.Budget{}), "a.png", data)
	if res.Text() != "二" || len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrImageOnly) {
		t.Errorf("doubtful: %+v", res)
	}
	res = formattest.Read(t, reader(recognizer{text: "三"}, extract.Budget{Pictures: -1}), "a.png", data)
	if len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrLimit) {
		t.Errorf("budget: %+v", res)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(encoded(f, "png", 20))
	f.Add(encoded(f, "tif", 20))
	f.Add(bomb())
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.png", data) })
}
