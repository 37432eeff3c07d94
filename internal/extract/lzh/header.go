package lzh

import (
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// header describes a member.
type header struct {
	method       string
	packed, size int64 // bytes
	crc          uint16
	name         string
	data         int64 // offset of the packed bytes
}

// Kinds of extended headers.
const (
	extName      = 0x01
	extDirectory = 0x02
	extUnicode   = 0x44 // name in UTF-16LE
	extUnicodeIn = 0x45 // directory in UTF-16LE
	extSizes     = 0x42 // sizes of 64 bits
)

const maxHeader = 1 << 16

var errHeader = errors.New("lzh: header is damaged")

// readHeader reads the header at offset at; io.EOF at the end mark or the end
// of the file.
func readHeader(f extract.File, at int64) (header, error) {
	var b [22]byte
	n, err := f.ReadAt(b[:], at)
	switch {
	case n == 0 || b[0] == 0 && (n < 22 || b[20] != 2 && b[20] != 3):
		return header{}, io.EOF
	case n < len(b):
		if err == nil || errors.Is(err, io.EOF) {
			err = errHeader
		}
		return header{}, err
	case b[2] != '-' || b[6] != '-':
		return header{}, errHeader
	}
	h := header{
		method: string(b[2:7]),
		packed: int64(binary.LittleEndian.Uint32(b[7:])),
		size:   int64(binary.LittleEndian.Uint32(b[11:])),
	}
	switch b[20] {
	case 0, 1:
		err = h.short(f, at, int64(b[0])+2, b[20])
	case 2:
		err = h.long(f, at, int64(binary.LittleEndian.Uint16(b[:])), 26, 2)
	case 3:
		var size [4]byte
		if _, err := f.ReadAt(size[:], at+24); err != nil {
			return header{}, errHeader
		}
		err = h.long(f, at, int64(binary.LittleEndian.Uint32(size[:])), 32, 4)
	default:
		err = errHeader
	}
	if err == nil && (h.packed < 0 || h.size < 0 || h.data > f.Size) {
		err = errHeader
	}
	return h, err
}

// short reads a header of level 0 or 1, of size bytes.
func (h *header) short(f extract.File, at, size int64, level byte) error {
	b, err := read(f, at, size)
	if err != nil {
		return err
	}
	name := 0
	if len(b) > 21 {
		name = int(b[21])
	}
	if 22+name+2 > len(b) || level == 1 && 22+name+5 > len(b) {
		return errHeader
	}
	raw := b[22 : 22+name]
	h.crc = binary.LittleEndian.Uint16(b[22+name:])
	h.data = at + size
	if level == 0 {
		h.name = path("", raw)
		return nil
	}
	next := int64(binary.LittleEndian.Uint16(b[len(b)-2:]))
	return h.extended(f, next, 2, raw, func(n int64) { h.packed -= n })
}

// long reads a header of level 2 or 3: total bytes, the extended headers from
// offset first on, whose sizes have width bytes.
func (h *header) long(f extract.File, at, total, first, width int64) error {
	b, err := read(f, at, first)
	if err != nil || total < first || total > maxHeader {
		return errHeader
	}
	h.crc = binary.LittleEndian.Uint16(b[21:])
	h.data = at + first
	if err := h.extended(f, number(b[first-width:]), width, nil, func(int64) {}); err != nil {
		return err
	}
	h.data = at + total // a byte of padding may follow
	return nil
}

// extended reads the chain of extended headers at h.data; size is that of the
// first. Each ends with the size of the next.
func (h *header) extended(f extract.File, size, width int64, name []byte, took func(int64)) error {
	directory, wide, wideIn := []byte(nil), []byte(nil), []byte(nil)
	for n := 0; size > 0; n++ {
		if size < width+1 || n > 100 {
			return errHeader
		}
		b, err := read(f, h.data, size)
		if err != nil {
			return err
		}
		took(size)
		h.data += size
		body := b[1 : size-width]
		switch b[0] {
		case extName:
			name = body
		case extDirectory:
			directory = body
		case extUnicode:
			wide = body
		case extUnicodeIn:
			wideIn = body
		case extSizes:
			if len(body) >= 16 {
				h.packed, h.size = int64(binary.LittleEndian.Uint64(body)), int64(binary.LittleEndian.Uint64(body[8:]))
			}
		}
		size = number(b[size-width:])
	}
	if wide != nil {
		h.name = path(charset.UTF16LE.Decode(wideIn), []byte(charset.UTF16LE.Decode(wide)))
		return nil
	}
	h.name = path(charset.String(slashes(directory), nil), name)
	return nil
}

// path joins directory and name; both may be divided by 0xFF, \ or /.
func path(directory string, name []byte) string {
	directory = strings.ReplaceAll(directory, "\uFFFF", "/")
	if directory != "" && !strings.HasSuffix(directory, "/") {
		directory += "/"
	}
	return directory + strings.ReplaceAll(charset.String(slashes(name), nil), `\`, "/")
}

// slashes replaces the mark that divides directories.
func slashes(raw []byte) []byte {
	out := make([]byte, len(raw))
	for i, c := range raw {
		if c == 0xFF {
			c = '/'
		}
		out[i] = c
	}
	return out
}

func number(b []byte) int64 {
	if len(b) >= 4 {
		return int64(binary.LittleEndian.Uint32(b))
	}
	return int64(binary.LittleEndian.Uint16(b))
}

func read(f extract.File, at, n int64) ([]byte, error) {
	if n < 3 || n > maxHeader {
		return nil, errHeader
	}
	b := make([]byte, n)
	if k, err := f.ReadAt(b, at); int64(k) < n {
		if err == nil || errors.Is(err, io.EOF) {
			err = errHeader
		}
		return nil, err
	}
	return b, nil
}
