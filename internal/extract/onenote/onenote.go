// Package onenote reads sections of OneNote: the revision store ([MS-ONESTORE]),
// in a file of its own or packaged ([MS-FSSHTTPB]), and the pages in it ([MS-ONE]).
package onenote

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Format reads sections of OneNote.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "onenote", Label: "OneNote セクション", Extensions: []string{"one", "onetoc2"},
		Media:  "application/onenote",
		Reads:  "text of pages, tables with their cells, what earlier versions of a page have kept; embedded files and pictures; sections with a password are reported as encrypted, as OneNote writes them and as OneDrive hands them out",
		Tested: "stores and packages by hand, as the specifications have them; fuzz",
	}
}

// Identifiers of files ([MS-ONESTORE] 2.3.1), as they lie in a file.
var (
	section  = guid{0xE4, 0x52, 0x5C, 0x7B, 0x8C, 0xD8, 0xA7, 0x4D, 0xAE, 0xB1, 0x53, 0x78, 0xD0, 0x29, 0x96, 0xD3}
	contents = guid{0xA1, 0x2F, 0xFF, 0x43, 0xD9, 0xEF, 0x76, 0x4C, 0x9E, 0xE2, 0x10, 0xEA, 0x57, 0x22, 0x76, 0x5F}
	stored   = guid{0x3F, 0xDD, 0x9A, 0x10, 0x1B, 0x91, 0xF5, 0x49, 0xA5, 0xD0, 0x17, 0x91, 0xED, 0xC8, 0xAE, 0xD8}
)

const (
	headerSize = 1024
	formatAt   = 48
	rootAt     = 172
)

// Claims looks for the identifiers.
func (Format) Claims(_ extract.File, head []byte) bool {
	if len(head) < packageAt || !bytes.HasPrefix(head, section[:]) && !bytes.HasPrefix(head, contents[:]) {
		return false
	}
	return isPackage(head) || len(head) >= headerSize && bytes.HasPrefix(head[formatAt:], stored[:])
}

func isPackage(head []byte) bool { return bytes.HasPrefix(head[formatAt:], packaged[:]) }

// Read puts out the pages, and then the files in them.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, min(headerSize, f.Size))
	if _, err := f.ReadAt(head, 0); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	s := newStore(ctx, f)
	var unread error
	if isPackage(head) {
		unread = s.readPackage()
	} else {
		unread = s.list(wide(head[rootAt:]), 0)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	p := &pages{store: s, text: compose.New(out.Text), seen: map[id]bool{}}
	p.write()
	if err := p.text.Flush(); err != nil {
		return err
	}
	for _, a := range p.attached {
		if err := out.Member(a.name, a.size, a.Reader); err != nil {
			return err
		}
	}
	if s.locked {
		return fmt.Errorf("a section has a password: %w", extract.ErrEncrypted)
	}
	return unread
}

// chunk is a stretch of the file; size 0 is none.
type chunk struct{ at, size int64 }

// wide reads FileChunkReference64x32.
func wide(b []byte) chunk {
	c := chunk{int64(binary.LittleEndian.Uint64(b)), int64(binary.LittleEndian.Uint32(b[8:]))} //nolint:gosec // what is negative is refused
	if c.at < 0 {
		return chunk{}
	}
	return c
}

// fileHeader begins an object that holds a file ([MS-ONESTORE] 2.6.13).
var fileHeader = guid{0xE7, 0x16, 0xE3, 0xBD, 0x65, 0x26, 0x11, 0x45, 0xA4, 0xC4, 0x8D, 0x4D, 0x0B, 0x7A, 0x9E, 0xAC}

// file is an embedded file.
func (s *store) file(name guid) (io.Reader, int64) {
	const size = 36
	c, ok := s.files[name]
	var head [size]byte
	if !ok || c.size < size {
		return extract.Unreadable(fmt.Errorf("%w: its data are missing", extract.ErrDamaged)), -1
	}
	if _, err := s.f.ReadAt(head[:], c.at); err != nil || !bytes.HasPrefix(head[:], fileHeader[:]) {
		return extract.Unreadable(fmt.Errorf("%w: its data are missing", extract.ErrDamaged)), -1
	}
	n := int64(min(binary.LittleEndian.Uint64(head[16:]), uint64(c.size-size))) //nolint:gosec // at most the chunk
	return io.NewSectionReader(s.f, c.at+size, n), n
}

// blob is an embedded file of a package.
func (s *store) blob(name id) (io.Reader, int64) {
	c, ok := s.blobs[name]
	if !ok {
		return extract.Unreadable(fmt.Errorf("%w: its data are missing", extract.ErrDamaged)), -1
	}
	return io.NewSectionReader(s.f, c.at, c.size), c.size
}
