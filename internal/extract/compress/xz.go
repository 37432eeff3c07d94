package compress

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"tenken/internal/extract"
)

// The parts of an xz stream, by "The .xz File Format" 1.2.1.
const (
	xzSignature = "\xFD7zXZ\x00"
	xzHeader    = 12 // bytes of a stream header, and of a footer
	filterLZMA2 = 0x21
	maxBlocks   = 1 << 20
)

var errXZ = errors.New("xz: not a whole stream")

// checkXZ looks at the header of every block, which the index at the end of a
// stream tells, before anything is decompressed: each may ask for a dictionary
// of up to 4 GiB, and the library would take that much memory.
func checkXZ(f extract.File) error {
	for end := f.Size; end > 0; {
		start, err := checkXZStream(f, end)
		if err != nil {
			return err
		}
		end = start
	}
	return nil
}

// checkXZStream checks the stream that ends at offset end, padding included,
// and returns where it begins.
func checkXZStream(f extract.File, end int64) (start int64, err error) {
	var foot [xzHeader]byte
	for { // stream padding: four bytes of nothing at a time
		if end < 2*xzHeader {
			return 0, errXZ
		}
		if _, err := f.ReadAt(foot[:], end-xzHeader); err != nil {
			return 0, err
		}
		if string(foot[8:12]) != "\x00\x00\x00\x00" {
			break
		}
		end -= 4
	}
	if string(foot[10:]) != "YZ" {
		return 0, errXZ
	}
	size := (int64(binary.LittleEndian.Uint32(foot[4:])) + 1) * 4
	index := end - xzHeader - size
	if index < xzHeader {
		return 0, errXZ
	}
	r := bufio.NewReader(io.NewSectionReader(f, index, size))
	if b, err := r.ReadByte(); err != nil || b != 0 {
		return 0, errXZ
	}
	blocks, err := binary.ReadUvarint(r)
	if err != nil || blocks > maxBlocks {
		return 0, errXZ
	}
	sizes := make([]int64, 0, min(blocks, 1024))
	total := int64(0)
	for range blocks {
		unpadded, err1 := binary.ReadUvarint(r)
		_, err2 := binary.ReadUvarint(r) // uncompressed
		if err1 != nil || err2 != nil || unpadded == 0 || unpadded > uint64(index) {
			return 0, errXZ
		}
		n := int64(unpadded+3) &^ 3
		if total += n; total > index-xzHeader {
			return 0, errXZ
		}
		sizes = append(sizes, n)
	}
	at := index - total
	start = at - xzHeader
	for _, n := range sizes {
		if err := checkXZBlock(f, at); err != nil {
			return 0, err
		}
		at += n
	}
	return start, nil
}

// checkXZBlock reads the dictionary size in the header of the block at offset at.
func checkXZBlock(f extract.File, at int64) error {
	var head [1024]byte
	n, err := f.ReadAt(head[:], at)
	if err != nil && !errors.Is(err, io.EOF) || n < 8 || head[0] == 0 {
		return errXZ
	}
	b := head[2:min(n, (int(head[0])+1)*4)]
	flags := head[1]
	for _, bit := range []byte{0x40, 0x80} { // compressed and uncompressed size
		if flags&bit != 0 {
			_, w := binary.Uvarint(b)
			if w <= 0 {
				return errXZ
			}
			b = b[w:]
		}
	}
	for range flags&3 + 1 {
		id, w := binary.Uvarint(b)
		if w <= 0 {
			return errXZ
		}
		props, w2 := binary.Uvarint(b[w:])
		if w2 <= 0 || props > uint64(len(b)-w-w2) {
			return errXZ
		}
		b = b[w+w2:]
		if id == filterLZMA2 && props == 1 && dictionary(b[0]) > maxMemory {
			return fmt.Errorf("xz dictionary of %d bytes: %w", dictionary(b[0]), extract.ErrLimit)
		}
		b = b[props:]
	}
	return nil
}

// dictionary is the size that a properties byte of LZMA2 stands for (5.3.1).
func dictionary(bits byte) int64 {
	if bits >= 40 {
		return 1<<32 - 1
	}
	return int64(2|bits&1) << (bits/2 + 11)
}
