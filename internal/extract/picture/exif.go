package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Tags of Exif that say whose a picture is, where it was taken and what was
// written on it (CIPA DC-008).
var tags = map[uint16]string{
	0x010E: "ImageDescription", 0x0132: "DateTime", 0x013B: "Artist", 0x8298: "Copyright", 0x9003: "DateTimeOriginal", 0x9286: "UserComment",
	0x9C9B: "XPTitle", 0x9C9C: "XPComment", 0x9C9D: "XPAuthor", 0x9C9E: "XPKeywords", 0x9C9F: "XPSubject", 0xA430: "CameraOwnerName",
}

const (
	tagExif = 0x8769
	tagGPS  = 0x8825

	maxTags   = 1000
	maxChunks = 10_000
	maxTag    = 64 << 10 // bytes of a value
	maxSearch = 1 << 20  // of a HEIC file
)

// exif puts out what the picture's data say in words.
func exif(f extract.File, out extract.Out) error {
	r := locate(f)
	if r == nil {
		return nil
	}
	x := &exifReader{r: r}
	if !x.open() {
		return nil
	}
	x.directory(x.first, 0)
	if x.text.Len() == 0 {
		return nil
	}
	return out.Text(extract.Text{Body: x.text.String(), Marks: []extract.Mark{{Place: "properties"}}})
}

// locate finds the block of tags, which has the form of a TIFF file; nil where
// there is none.
func locate(f extract.File) io.ReaderAt {
	head := make([]byte, 16)
	n, _ := f.ReadAt(head, 0)
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return f
	case bytes.HasPrefix(head, []byte("\xFF\xD8")):
		return inJPEG(f)
	case bytes.HasPrefix(head, []byte("\x89PNG")):
		return inChunks(f, 8, "eXIf", binary.BigEndian, true)
	case bytes.HasPrefix(head, []byte("RIFF")):
		return inChunks(f, 12, "EXIF", binary.LittleEndian, false)
	case n > 8 && string(head[4:8]) == "ftyp":
		b := make([]byte, min(f.Size, maxSearch))
		n, _ := f.ReadAt(b, 0)
		for _, mark := range []string{"Exif\x00\x00II*\x00", "Exif\x00\x00MM\x00*"} {
			if i := bytes.Index(b[:n], []byte(mark)); i >= 0 {
				return io.NewSectionReader(f, int64(i)+6, f.Size-int64(i)-6)
			}
		}
	}
	return nil
}

// inJPEG walks through the segments before the picture.
func inJPEG(f extract.File) io.ReaderAt {
	var b [10]byte
	for at := int64(2); ; {
		if n, _ := f.ReadAt(b[:], at); n < len(b) || b[0] != 0xFF || b[1] == 0xDA {
			return nil
		}
		size := int64(binary.BigEndian.Uint16(b[2:]))
		if b[1] == 0xE1 && string(b[4:]) == "Exif\x00\x00" {
			return io.NewSectionReader(f, at+10, max(size-8, 0))
		}
		at += 2 + max(size, 2)
	}
}

// inChunks walks through the chunks of PNG, where the size comes first, and of
// WebP, where the name does.
func inChunks(f extract.File, at int64, name string, order binary.ByteOrder, sizeFirst bool) io.ReaderAt {
	var b [8]byte
	for range maxChunks {
		if n, _ := f.ReadAt(b[:], at); n < len(b) {
			return nil
		}
		kind, size := string(b[:4]), int64(order.Uint32(b[4:]))
		if sizeFirst {
			kind, size = string(b[4:]), int64(order.Uint32(b[:]))
		}
		if kind == name {
			r := io.NewSectionReader(f, at+8, size)
			if n, _ := r.ReadAt(b[:6], 0); n == 6 && string(b[:6]) == "Exif\x00\x00" {
				return io.NewSectionReader(f, at+14, max(size-6, 0))
			}
			return r
		}
		if at += 8 + size + size&1; sizeFirst {
			at += 4 - size&1 // a checksum, no padding
		}
	}
	return nil
}

// exifReader reads directories of tags.
type exifReader struct {
	r     io.ReaderAt
	order binary.ByteOrder
	first int64
	text  strings.Builder
}

func (x *exifReader) open() bool {
	var b [8]byte
	if n, _ := x.r.ReadAt(b[:], 0); n < len(b) {
		return false
	}
	switch string(b[:2]) {
	case "II":
		x.order = binary.LittleEndian
	case "MM":
		x.order = binary.BigEndian
	default:
		return false
	}
	x.first = int64(x.order.Uint32(b[4:]))
	return true
}

// sizes of a value of each type.
var sizes = [13]int64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8}

// entries calls each with the tags of a directory.
func (x *exifReader) entries(at int64, each func(tag uint16, value []byte)) {
	var b [12]byte
	if n, _ := x.r.ReadAt(b[:2], at); n < 2 {
		return
	}
	for i := range int64(min(x.order.Uint16(b[:]), maxTags)) {
		if n, _ := x.r.ReadAt(b[:], at+2+12*i); n < len(b) {
			return
		}
		kind, count := x.order.Uint16(b[2:]), int64(x.order.Uint32(b[4:]))
		if int(kind) >= len(sizes) {
			continue
		}
		value := b[8:]
		if size := sizes[kind] * count; size > int64(len(value)) {
			value = make([]byte, min(size, maxTag))
			n, _ := x.r.ReadAt(value, int64(x.order.Uint32(b[8:])))
			value = value[:n]
		} else {
			value = value[:size]
		}
		each(x.order.Uint16(b[:]), value)
	}
}

func (x *exifReader) directory(at int64, depth int) {
	x.entries(at, func(tag uint16, v []byte) {
		switch {
		case (tag == tagExif || tag == tagGPS) && len(v) == 4 && depth < 2:
			if next := int64(x.order.Uint32(v)); tag == tagGPS {
				x.position(next)
			} else {
				x.directory(next, depth+1)
			}
		case tags[tag] != "":
			if s := words(tag, v); s != "" {
				x.text.WriteString(tags[tag] + ": " + s + "\n")
			}
		}
	})
}

// words is a value that is text. Windows writes its own tags in UTF-16.
func words(tag uint16, v []byte) string {
	var s string
	switch {
	case tag>>8 == 0x9C:
		s = charset.UTF16LE.Decode(v)
	case tag == 0x9286 && len(v) >= 8: // with its encoding before it
		switch v = bytes.TrimRight(v, "\x00"); {
		case bytes.HasPrefix(v, []byte("UNICODE")) && len(v) > 8:
			s = charset.String(v[8:], nil)
			if e := charset.Detect(v[8:]); e == charset.UTF16LE || e == charset.UTF16BE {
				s = e.Decode(v[8:])
			}
		case len(v) > 8:
			s = charset.String(v[8:], nil)
		}
	default:
		s = charset.String(bytes.TrimRight(v, "\x00 "), nil)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' {
			return -1
		}
		return r
	}, s))
}

// position puts out where the picture was taken, in degrees.
func (x *exifReader) position(at int64) {
	var degrees [5]float64
	var known [5]bool
	var ref [5]byte
	x.entries(at, func(tag uint16, v []byte) {
		switch {
		case (tag == 1 || tag == 3) && len(v) > 0:
			ref[tag] = v[0]
		case (tag == 2 || tag == 4) && len(v) >= 24:
			for i, unit := range []float64{1, 60, 3600} {
				if d := x.order.Uint32(v[8*i+4:]); d > 0 {
					degrees[tag] += float64(x.order.Uint32(v[8*i:])) / float64(d) / unit
				}
			}
			known[tag] = true
		}
	})
	if !known[2] || !known[4] {
		return
	}
	if ref[1] == 'S' {
		degrees[2] = -degrees[2]
	}
	if ref[3] == 'W' {
		degrees[4] = -degrees[4]
	}
	fmt.Fprintf(&x.text, "GPSPosition: %.6f, %.6f\n", degrees[2], degrees[4])
}
