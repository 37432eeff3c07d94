package zip

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"

	"tenken/internal/extract"
)

// localSig begins a member.
const localSig = "PK\x03\x04"

// descriptor is the bit of a member's flags that says its sizes come after it.
const descriptor = 1 << 3

// local is the header in front of a member, by APPNOTE.TXT 4.3.7.
type local struct {
	flags, method uint16
	packed        int64
	name          string
	data          int64 // offset of the contents
}

// salvage reads the members of an archive whose directory is missing or
// damaged, from header to header.
func salvage(ctx context.Context, f extract.File, out extract.Out) error {
	headers := finder{f: f, buf: make([]byte, 64<<10)}
	for at := int64(0); ctx.Err() == nil; {
		if at = headers.next(at); at < 0 {
			return nil
		}
		h, ok := localAt(f, at)
		if !ok {
			at += int64(len(localSig))
			continue
		}
		at = h.data
		if len(h.name) == 0 || h.name[len(h.name)-1] == '/' {
			continue
		}
		if err := putNames([]string{h.name}, out); err != nil {
			return err
		}
		r := &counted{r: bufio.NewReader(io.NewSectionReader(f, h.data, f.Size-h.data))}
		if err := out.Member(h.name, -1, h.contents(r, f.Size-h.data)); err != nil {
			return err
		}
		if at += r.n; h.flags&descriptor == 0 {
			at = h.data + min(h.packed, f.Size-h.data)
		}
	}
	return nil
}

// contents unpacks the member.
func (h local) contents(r *counted, rest int64) io.Reader {
	var packed io.Reader = r
	switch {
	case h.flags&encrypted != 0:
		return extract.Unreadable(extract.ErrEncrypted)
	case h.flags&descriptor == 0 && h.packed > rest:
		packed = io.MultiReader(r, extract.Unreadable(io.ErrUnexpectedEOF))
	case h.flags&descriptor == 0:
		packed = io.LimitReader(r, h.packed)
	}
	switch h.method {
	case zip.Deflate:
		if h.flags&descriptor != 0 {
			packed = r // a ByteReader, of which the decoder takes no byte too many
		}
		return flate.NewReader(packed)
	case zip.Store:
		if h.flags&descriptor == 0 {
			return packed
		}
	}
	return extract.Unreadable(fmt.Errorf("%w: compression method %d without directory", extract.ErrUnsupported, h.method))
}

// localAt reads the header at an offset.
func localAt(f extract.File, at int64) (local, bool) {
	var b [30]byte
	if n, _ := f.ReadAt(b[:], at); n < len(b) {
		return local{}, false
	}
	le := binary.LittleEndian
	names, extra := int(le.Uint16(b[26:])), int(le.Uint16(b[28:]))
	rest := make([]byte, names+extra)
	if n, _ := f.ReadAt(rest, at+30); n < len(rest) {
		return local{}, false
	}
	h := local{flags: le.Uint16(b[6:]), method: le.Uint16(b[8:]), packed: int64(le.Uint32(b[18:]))}
	h.name = decodeName(string(rest[:names]), h.flags, rest[names:])
	h.data = at + 30 + int64(len(rest))
	return h, true
}

// finder looks for signatures.
type finder struct {
	f    extract.File
	buf  []byte
	from int64 // offset of buf[:n]
	n    int
}

// next is the offset of the first signature from at on; -1 when there is none.
func (s *finder) next(at int64) int64 {
	for {
		if at < s.from || at >= s.from+int64(s.n) {
			s.from = at
			s.n, _ = s.f.ReadAt(s.buf, at)
		}
		if i := bytes.Index(s.buf[at-s.from:s.n], []byte(localSig)); i >= 0 {
			return at + int64(i)
		}
		end := s.from + int64(s.n)
		if s.n < len(s.buf) {
			return -1
		}
		at = end - int64(len(localSig)-1)
		s.n = 0
	}
}

// counted counts the bytes taken from it.
type counted struct {
	r *bufio.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte makes decoders take no more than they need.
func (c *counted) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}
