// Package cfb reads compound files ([MS-CFB]): the containers of old Office
// documents, of Outlook messages and of encrypted new ones. It trusts no size
// and no chain that the file states.
package cfb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"tenken/internal/extract"
)

// Signature begins every compound file.
const Signature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// Marks in chains of sectors ([MS-CFB] 2.1).
const (
	maxSector = 0xFFFFFFFA // sector numbers are not above
	none      = 0xFFFFFFFF // no entry
)

const (
	miniSector = 64
	entrySize  = 128
	maxEntries = 1 << 17
)

// File is an open compound file.
type File struct {
	Streams []Stream // in the order of the directory

	r      io.ReaderAt
	size   int64
	sector int64
	cutoff int64 // streams below are kept in the mini stream
	fat    []uint32
	mini   []uint32
	root   []uint32 // chain of the mini stream
}

// Sniff opens a file whose first bytes are head, or returns nil when it is no
// compound file, or one whose directory cannot be read.
func Sniff(f extract.File, head []byte) *File {
	if !bytes.HasPrefix(head, []byte(Signature)) {
		return nil
	}
	c, err := Open(f, f.Size)
	if err != nil {
		return nil
	}
	return c
}

// Has tells whether there is a stream of that path.
func (f *File) Has(path string) bool {
	_, ok := f.Find(path)
	return ok
}

// Stream is one stream.
type Stream struct {
	Path string // storages and name, divided by "/"
	Size int64

	file  *File
	start uint32
}

var errFormat = errors.New("compound file is damaged")

func damaged(what string) error {
	return fmt.Errorf("%w: %w: %s", extract.ErrDamaged, errFormat, what)
}

// Open reads the directory of a compound file of size bytes.
func Open(r io.ReaderAt, size int64) (*File, error) {
	var h [512]byte
	if n, err := r.ReadAt(h[:], 0); n < len(h) {
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		return nil, damaged("header is cut")
	}
	shift := binary.LittleEndian.Uint16(h[30:])
	if !bytes.HasPrefix(h[:], []byte(Signature)) || shift != 9 && shift != 12 {
		return nil, damaged("header")
	}
	f := &File{r: r, size: size, sector: 1 << shift, cutoff: int64(binary.LittleEndian.Uint32(h[56:]))}
	if err := f.readFAT(h[:]); err != nil {
		return nil, err
	}
	if mini, err := f.bytes(f.chain(f.fat, binary.LittleEndian.Uint32(h[60:]))); err == nil {
		f.mini = words(mini)
	}
	directory, err := f.bytes(f.chain(f.fat, binary.LittleEndian.Uint32(h[48:])))
	if err != nil {
		return nil, err
	}
	return f, f.readDirectory(directory)
}

// readFAT reads the table of sectors, whose own sectors the header and a chain
// of further lists tell.
func (f *File) readFAT(h []byte) error {
	list := words(h[76:512])
	next := binary.LittleEndian.Uint32(h[68:])
	most := int(f.size/f.sector) + 1
	buf := make([]byte, f.sector)
	for n := 0; next <= maxSector && n < most; n++ {
		if err := f.readSector(buf, next); err != nil {
			break
		}
		w := words(buf)
		list, next = append(list, w[:len(w)-1]...), w[len(w)-1]
	}
	for _, s := range list {
		if s > maxSector {
			continue
		}
		if len(f.fat) > most {
			break
		}
		if err := f.readSector(buf, s); err != nil {
			return err
		}
		f.fat = append(f.fat, words(buf)...)
	}
	if len(f.fat) == 0 {
		return damaged("no table of sectors")
	}
	return nil
}

// readSector fills buf; what lies behind the end of the file is zero.
func (f *File) readSector(buf []byte, n uint32) error {
	at := (int64(n) + 1) * f.sector
	if at >= f.size {
		return damaged("sector outside of the file")
	}
	k, err := f.r.ReadAt(buf, at)
	if k == 0 && err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	clear(buf[k:])
	return nil
}

// chain follows a chain of sectors through a table, up to the first error.
func (f *File) chain(table []uint32, start uint32) []uint32 {
	var out []uint32
	for n := start; n < uint32(len(table)) && len(out) <= len(table); n = table[n] { //nolint:gosec // tables are below 2^32
		out = append(out, n)
	}
	return out
}

// bytes reads whole sectors into memory: directories and tables only.
func (f *File) bytes(chain []uint32) ([]byte, error) {
	if int64(len(chain))*f.sector > maxEntries*entrySize {
		chain = chain[:maxEntries*entrySize/f.sector]
	}
	out := make([]byte, int64(len(chain))*f.sector)
	for i, n := range chain {
		if err := f.readSector(out[int64(i)*f.sector:int64(i+1)*f.sector], n); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func words(b []byte) []uint32 {
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

// Find gives the first stream of that path, in any case of letters.
func (f *File) Find(path string) (Stream, bool) {
	for _, s := range f.Streams {
		if strings.EqualFold(s.Path, path) {
			return s, true
		}
	}
	return Stream{}, false
}

// entry is one entry of the directory ([MS-CFB] 2.6).
type entry struct {
	name               string
	kind               byte
	left, right, child uint32
	start              uint32
	size               int64
}

func (f *File) entry(b []byte) entry {
	n := min(int(binary.LittleEndian.Uint16(b[64:])), 64)/2 - 1
	var name []uint16
	for i := range max(n, 0) {
		name = append(name, binary.LittleEndian.Uint16(b[2*i:]))
	}
	e := entry{
		name: string(utf16.Decode(name)), kind: b[66],
		left: binary.LittleEndian.Uint32(b[68:]), right: binary.LittleEndian.Uint32(b[72:]), child: binary.LittleEndian.Uint32(b[76:]),
		start: binary.LittleEndian.Uint32(b[116:]), size: int64(binary.LittleEndian.Uint32(b[120:])),
	}
	if f.sector > 512 {
		e.size |= int64(binary.LittleEndian.Uint32(b[124:])&0x7FFFFFFF) << 32
	}
	return e
}
