package zip

import (
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz/lzma"

	"tenken/internal/extract"
)

// Compression methods beyond those of archive/zip, by APPNOTE.TXT 4.4.5.
const (
	methodDeflate64 = 9
	methodBzip2     = 12
	methodLZMA      = 14
	methodZstd      = 93
)

// maxWindow is the memory a zstd member may ask for.
const maxWindow = 64 << 20

// register adds the methods.
func register(r *zip.Reader) {
	r.RegisterDecompressor(zip.Deflate, flate.NewReader) // a third faster than the standard one
	r.RegisterDecompressor(methodBzip2, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	r.RegisterDecompressor(methodDeflate64, newDeflate64)
	r.RegisterDecompressor(methodLZMA, func(r io.Reader) io.ReadCloser { return io.NopCloser(newLZMA(r)) })
	r.RegisterDecompressor(methodZstd, func(r io.Reader) io.ReadCloser {
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return io.NopCloser(failing{err})
		}
		return d.IOReadCloser()
	})
}

// newLZMA reads method 14: version, size of the properties, properties (APPNOTE.TXT
// 5.8). The stream ends by its marker, or with the member.
func newLZMA(r io.Reader) io.Reader {
	var head [9]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return failing{err}
	}
	props := head[4:]
	switch dictionary := binary.LittleEndian.Uint32(props[1:]); {
	case binary.LittleEndian.Uint16(head[2:]) != 5:
		return failing{extract.ErrDamaged}
	case dictionary > maxWindow:
		return failing{fmt.Errorf("memory: %w", extract.ErrLimit)}
	}
	alone := append(props[:len(props):len(props)], bytes.Repeat([]byte{0xFF}, 8)...) // size unknown
	d, err := lzma.NewReader(io.MultiReader(bytes.NewReader(alone), r))
	if err != nil {
		return failing{err}
	}
	return d
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
