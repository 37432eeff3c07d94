// Package compress opens single compressed files: gzip, bzip2, xz,
// LZMA and Zstandard. What is in them is read as what it is; a tar archive is one of
// those.
package compress

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Format reads compressed files.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "gzip", Label: "圧縮ファイル（gzip・bzip2・xz・zstd）", Extensions: []string{"gz", "tgz", "bz2", "tbz2", "xz", "txz", "lzma", "zst"},
		Media:  "application/gzip",
		Reads:  "gzip with its stored name, bzip2, xz, LZMA and Zstandard; what is inside, tar archives included",
		Tested: "streams of every kind, cut and joined; fuzz",
	}
}

// maxMemory is what a decompressor's window may take: four times what the
// programs take at their highest usual level.
const maxMemory = 256 << 20

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool { return kindOf(head) != nil }

// Read puts out the one member.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, 16)
	n, _ := f.ReadAt(head, 0)
	k := kindOf(head[:n])
	if k == nil {
		return extract.ErrDamaged
	}
	name, r, err := k.open(f)
	switch {
	case errors.Is(err, extract.ErrLimit):
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	if name == "" {
		name = without(f.Name, k.extensions)
	}
	return out.Member(name, -1, r)
}

// kind is one way of compression.
type kind struct {
	signature  string
	extensions map[string]string // and what is left when it is taken off
	open       func(extract.File) (name string, r io.Reader, err error)
}

var kinds = []kind{
	{"\x1F\x8B\x08", map[string]string{".gz": "", ".tgz": ".tar", ".svgz": ".svg", ".emz": ".emf", ".wmz": ".wmf"}, openGzip},
	{"BZh", map[string]string{".bz2": "", ".tbz2": ".tar", ".tbz": ".tar"}, openBzip2},
	{xzSignature, map[string]string{".xz": "", ".txz": ".tar"}, openXZ},
	{lzmaSignature, map[string]string{".lzma": "", ".tlz": ".tar"}, openLZMA},
	{"\x28\xB5\x2F\xFD", map[string]string{".zst": "", ".tzst": ".tar"}, openZstd},
}

func kindOf(head []byte) *kind {
	for i := range kinds {
		if k := &kinds[i]; bytes.HasPrefix(head, []byte(k.signature)) {
			if k.signature == "BZh" && (len(head) < 10 || head[3] < '1' || head[3] > '9' ||
				string(head[4:10]) != "1AY&SY" && string(head[4:10]) != "\x17\x72\x45\x38\x50\x90") {
				continue
			}
			if k.signature == lzmaSignature && !isLZMA(head) {
				continue
			}
			return k
		}
	}
	return nil
}

// without takes the extension of the compression off a name.
func without(name string, extensions map[string]string) string {
	ext := strings.ToLower(path.Ext(name))
	if to, ok := extensions[ext]; ok && len(name) > len(ext) {
		return name[:len(name)-len(ext)] + to
	}
	return "contents"
}

// openGzip takes the name that the header may hold, in whatever encoding it
// was written.
func openGzip(f extract.File) (string, io.Reader, error) {
	r, err := gzip.NewReader(f.Reader())
	if err != nil {
		return "", nil, err
	}
	raw := make([]byte, 0, len(r.Name)) // the library takes bytes for Latin-1
	for _, c := range r.Name {
		raw = append(raw, byte(c))
	}
	name := path.Base("/" + charset.String(raw, nil))
	return strings.Trim(name, "/."), r, nil
}

func openBzip2(f extract.File) (string, io.Reader, error) {
	return "", bzip2.NewReader(f.Reader()), nil
}

func openXZ(f extract.File) (string, io.Reader, error) {
	if err := checkXZ(f); err != nil {
		return "", nil, err
	}
	r, err := xz.NewReader(f.Reader())
	return "", r, err
}

// lzmaSignature begins files of the program before xz, whose properties are
// almost always the same ones.
const lzmaSignature = "\x5D\x00\x00"

// isLZMA looks at the size of the dictionary and of the contents, as file(1)
// does, and at the byte that every stream begins with.
func isLZMA(head []byte) bool {
	if len(head) < 14 || head[13] != 0 {
		return false
	}
	dictionary, size := binary.LittleEndian.Uint32(head[1:]), binary.LittleEndian.Uint64(head[5:])
	return (bits.OnesCount32(dictionary) == 1 || bits.OnesCount32(dictionary) == 2) && (size < 1<<40 || size == math.MaxUint64)
}

func openLZMA(f extract.File) (string, io.Reader, error) {
	var head [5]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return "", nil, err
	}
	if binary.LittleEndian.Uint32(head[1:]) > maxMemory {
		return "", nil, fmt.Errorf("memory: %w", extract.ErrLimit)
	}
	r, err := lzma.NewReader(bufio.NewReader(f.Reader()))
	return "", r, err
}

func openZstd(f extract.File) (string, io.Reader, error) {
	d, err := zstd.NewReader(f.Reader(), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxMemory))
	if err != nil {
		return "", nil, err
	}
	return "", d.IOReadCloser(), nil
}
