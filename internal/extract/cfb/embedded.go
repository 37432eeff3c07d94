package cfb

import (
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"strings"

	"tenken/internal/extract/charset"
)

// Streams in which an embedded object holds a file ([MS-OLEDS] 2.3.6).
const (
	native   = "\x01Ole10Native"
	contents = "CONTENTS"
	document = "Package"
)

// main streams of documents that are embedded as storages.
var main = []string{"WordDocument", "Workbook", "Book", "PowerPoint Document"}

// Embedded hands on the files that are embedded below a path: packages with
// the names they had, newer documents, and older ones as compound files of
// their own.
func Embedded(c *File, below string, member func(name string, size int64, r io.Reader) error) error {
	seen := map[string]bool{}
	for _, s := range c.Streams {
		if len(s.Path) <= len(below) || !strings.EqualFold(s.Path[:len(below)], below) {
			continue
		}
		dir, name := path.Split(s.Path)
		object := strings.TrimSuffix(dir[len(below):], "/")
		var err error
		switch name {
		case native:
			name, data := Unpack(s.Open())
			if name == "" {
				name = object
			}
			if data != nil {
				err = member(name, data.Size(), data)
			}
		case document, contents:
			err = member(object, s.Size, s.Open())
		default:
			for _, m := range main {
				if dir != "" && strings.EqualFold(name, m) && !seen[dir] {
					seen[dir] = true
					if b := c.sub(dir); b != nil {
						err = member(object, int64(len(b)), bytes.NewReader(b))
					}
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Unpack reads the label and the data of a package: sizes, names that
// end in a zero, and the bytes. What is no package is given whole.
func Unpack(r *io.SectionReader) (string, *io.SectionReader) {
	head := make([]byte, min(r.Size(), 4<<10))
	n, _ := r.ReadAt(head, 0)
	b := head[:n]
	if len(b) < 8 {
		return "", nil
	}
	whole := io.NewSectionReader(r, 4, r.Size()-4)
	at := 6
	word := func() []byte {
		i := bytes.IndexByte(b[min(at, len(b)):], 0)
		if i < 0 {
			at = len(b)
			return nil
		}
		w := b[at : at+i]
		at += i + 1
		return w
	}
	label := word()
	word() // where it came from
	at += 4
	if at+4 > len(b) {
		return "", whole
	}
	at += 4 + int(binary.LittleEndian.Uint32(b[at:])) // where it was put
	if label == nil || at < 0 || at+4 > len(b) {
		return "", whole
	}
	size := int64(binary.LittleEndian.Uint32(b[at:]))
	if size > r.Size()-int64(at)-4 {
		return "", whole
	}
	return charset.String(label, nil), io.NewSectionReader(r, int64(at)+4, size)
}

// HoldsFile reports whether a compound file is an object that holds a file.
func HoldsFile(c *File) bool {
	for _, s := range c.Streams {
		var head [4]byte
		switch s.Path {
		case native, document:
			return true
		case contents: // of Acrobat; other programs call streams of their own so
			if n, _ := s.Open().ReadAt(head[:], 0); string(head[:n]) == "%PDF" {
				return true
			}
		}
	}
	return false
}
