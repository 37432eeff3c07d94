package ppt

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
)

// recObject is an embedded object: a compound file, compressed where the
// record's instance is 1 ([MS-PPT] 2.10.34).
const recObject = 0x1011

// maxObject bounds an embedded object, in bytes.
const maxObject = 64 << 20

// documents are streams of documents that lie in an object as they are.
var documents = []string{"WordDocument", "Workbook", "Book", stream}

// object is where one lies in the stream.
type object struct {
	at     int64
	size   int
	packed bool
}

// handOn hands on the files in an object. What belongs to controls and macros
// is no file.
func (o object) handOn(s *io.SectionReader, n int, out extract.Out) error {
	name := fmt.Sprintf("object %d", n)
	var r io.Reader = io.NewSectionReader(s, o.at, int64(o.size))
	if o.packed {
		z, err := zlib.NewReader(io.NewSectionReader(s, o.at+4, int64(max(o.size-4, 0))))
		if err != nil {
			return out.Member(name, -1, extract.Unreadable(fmt.Errorf("%w: %w", extract.ErrDamaged, err)))
		}
		defer z.Close()
		r = z
	}
	b, err := io.ReadAll(io.LimitReader(r, maxObject+1)) //nolint:forbidigo // bounded
	if len(b) > maxObject {
		err = fmt.Errorf("embedded object: %w", extract.ErrLimit)
	}
	c, broken := cfb.Open(bytes.NewReader(b), int64(len(b)))
	if err != nil || broken != nil {
		if err == nil {
			err = broken
		}
		return out.Member(name, -1, io.MultiReader(bytes.NewReader(b), extract.Unreadable(err)))
	}
	for _, d := range documents {
		if c.Has(d) {
			return out.Member(name, int64(len(b)), bytes.NewReader(b))
		}
	}
	return cfb.Embedded(c, "", out.Member)
}
