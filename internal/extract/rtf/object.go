package rtf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
)

// maxEmbedded bounds what is kept of an embedded object or picture, in bytes.
const maxEmbedded = 64 << 20

// embedded is an object or a picture that is being read: digits, two for a
// byte.
type embedded struct {
	depth   int // of its group; 0: there is none
	picture bool
	known   bool // its kind of picture is one that is recognised
	data    []byte
	half    byte
	odd     bool
	cut     bool
	count   int
}

// begin collects what stands in the open group.
func (e *embedded) begin(depth int, picture bool) {
	*e = embedded{depth: depth, picture: picture, data: e.data[:0], count: e.count}
}

func (e *embedded) byte(c byte) {
	var v byte
	switch {
	case c >= '0' && c <= '9':
		v = c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		v = c | 0x20 - 'a' + 10
	default:
		return
	}
	if e.odd = !e.odd; e.odd {
		e.half = v << 4
		return
	}
	e.add(e.half | v)
}

func (e *embedded) add(c byte) {
	if e.cut = e.cut || len(e.data) >= maxEmbedded; !e.cut {
		e.data = append(e.data, c)
	}
}

// binary reads bytes that stand as they are.
func (r *reader) binary(n int) error {
	if r.embedded.depth == 0 {
		_, err := r.in.Discard(n)
		return err
	}
	for range n {
		c, err := r.in.ReadByte()
		if err != nil {
			return err
		}
		r.embedded.add(c)
	}
	return nil
}

// endEmbedded hands on what the closed group held.
func (r *reader) endEmbedded() error {
	e := &r.embedded
	if e.depth == 0 || r.depth >= e.depth {
		return nil
	}
	e.depth = 0
	if e.picture {
		if !e.known || len(e.data) == 0 {
			return nil
		}
		e.count++
		return r.out.Picture("picture "+strconv.Itoa(e.count), io.NewSectionReader(bytes.NewReader(e.data), 0, int64(len(e.data))))
	}
	name, data := unpack(e.data)
	if data == nil {
		return nil
	}
	if e.count++; name == "" {
		name = "object " + strconv.Itoa(e.count)
	}
	var rest io.Reader = data
	if e.cut {
		rest = io.MultiReader(data, extract.Unreadable(fmt.Errorf("embedded object: %w", extract.ErrLimit)))
	}
	return r.out.Member(name, -1, rest)
}

// unpack reads the header of an object ([MS-OLEDS] 2.2.5), and the package that
// it may be.
func unpack(b []byte) (name string, data *io.SectionReader) {
	const embeddedObject = 2
	word := func() (w []byte) {
		if len(b) < 4 {
			b = nil
			return nil
		}
		n := min(int64(binary.LittleEndian.Uint32(b)), int64(len(b)-4))
		w, b = b[4:4+n], b[4+n:]
		return w
	}
	if len(b) < 8 || binary.LittleEndian.Uint32(b[4:]) != embeddedObject {
		return "", nil // a link
	}
	b = b[8:]
	class := bytes.TrimRight(word(), "\x00")
	word() // topic
	word() // item
	if len(b) < 4 {
		return "", nil
	}
	whole := io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b)))
	if string(class) == "Package" {
		return cfb.Unpack(whole)
	}
	native := word()
	return "", io.NewSectionReader(bytes.NewReader(native), 0, int64(len(native)))
}
