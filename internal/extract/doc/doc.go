// Package doc reads documents of Word 6.0 to 2003 ([MS-DOC]).
package doc

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/crypt"
)

// Format reads old documents.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "doc", Label: "Word 文書（旧形式）", Extensions: []string{"doc", "dot"},
		Media:  "application/msword",
		Reads:  "Word 6.0 to 2003: body, tables with their cells, notes, headers, footers, comments, text boxes, addresses behind links and title; furigana left out; embedded files; encrypted ones (RC4) with a password that is known",
		Tested: "documents by LibreOffice, with a password; fuzz",
	}
}

// Claims looks for the stream of a document.
func (Format) Claims(f extract.File, head []byte) bool {
	c := cfb.Sniff(f, head)
	return c != nil && c.Has("WordDocument")
}

// The parts of the file information block that are read ([MS-DOC] 2.5).
const (
	fibSize      = 0x1AA
	fibVersion   = 0x02
	fibLanguage  = 0x06
	fibFlags     = 0x0A
	fibTextStart = 0x18
	fibTextEnd   = 0x1C
	fibClx       = 0x1A2
	word97       = 0xC1 // nFib of Word 97

	flagEncrypted = 0x0100
	flagTable1    = 0x0200

	flagObfuscated = 0x8000 // by XOR, not by RC4

	japanese = 0x0411
)

// Read puts out the text in the order in which it stands in the document, and
// then what stands outside of its body.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	c, err := cfb.Open(f, f.Size)
	if err != nil {
		return err
	}
	main, _ := c.Find("WordDocument")
	var r io.ReaderAt = main.Open()
	fib := make([]byte, fibSize)
	n, err := r.ReadAt(fib, 0)
	if n < fibTextEnd+4 {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	flags := binary.LittleEndian.Uint16(fib[fibFlags:])
	pieces := old(fib)
	w := &writer{}
	w.text = compose.New(w.links.Watch(out.Text))
	switch {
	case binary.LittleEndian.Uint16(fib[fibVersion:]) >= word97 && n == fibSize:
		name := "0Table"
		if flags&flagTable1 != 0 {
			name = "1Table"
		}
		s, ok := c.Find(name)
		if !ok {
			return fmt.Errorf("%w: no table stream", extract.ErrDamaged)
		}
		var table io.ReaderAt = s.Open()
		if flags&flagEncrypted != 0 {
			if r, table, err = unlock(f, fib, r, table); err != nil {
				return err
			}
			r.ReadAt(fib[fibClear:], fibClear) //nolint:errcheck // as long as before
		}
		if pieces, err = readPieces(table, fib); err != nil {
			return err
		}
		w.paragraphs = readParagraphs(r, table, fib)
	case flags&flagEncrypted != 0:
		return extract.ErrEncrypted
	}
	w.text.Place("", 1)
	for _, p := range pieces {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := w.piece(r, p); err != nil {
			return err
		}
	}
	w.text.Line()
	c.PutProperties(w.text)
	if err := w.text.Flush(); err != nil {
		return err
	}
	w.links.Put(w.text)
	if err := w.text.Flush(); err != nil {
		return err
	}
	if err := objects(c, out); err != nil {
		return err
	}
	if !main.Whole() {
		return fmt.Errorf("%w: its end is missing", extract.ErrDamaged)
	}
	return nil
}

// How the streams are encrypted ([MS-DOC] 2.2.6): the key's header begins the
// table stream, and the beginning of the other one is in clear.
const (
	fibKeySize  = 0x0E
	fibClear    = 0x44
	cipherBlock = 512
	maxHeader   = 4 << 10
)

// unlock finds the password, and gives the streams decrypted.
func unlock(f extract.File, fib []byte, main, table io.ReaderAt) (io.ReaderAt, io.ReaderAt, error) {
	if binary.LittleEndian.Uint16(fib[fibFlags:])&flagObfuscated != 0 {
		return nil, nil, extract.ErrEncrypted
	}
	header := make([]byte, min(binary.LittleEndian.Uint32(fib[fibKeySize:]), maxHeader))
	n, _ := table.ReadAt(header, 0)
	var key *crypt.RC4
	err := crypt.Unlock(f, func(password string) (err error) {
		key, err = crypt.NewRC4(header[:n], password)
		return err
	})
	if err != nil {
		return nil, nil, extract.ErrEncrypted
	}
	return key.Stream(main, fibClear, cipherBlock), key.Stream(table, int64(n), cipherBlock), nil
}

// piece is a stretch of text in the document stream.
type piece struct {
	at, size int64 // bytes
	wide     bool  // UTF-16
	page     *charset.Encoding
}

// old is the one piece of documents before Word 97.
func old(fib []byte) []piece {
	p := piece{at: int64(binary.LittleEndian.Uint32(fib[fibTextStart:])), page: charset.Windows1252}
	p.size = int64(binary.LittleEndian.Uint32(fib[fibTextEnd:])) - p.at
	if binary.LittleEndian.Uint16(fib[fibLanguage:]) == japanese {
		p.page = charset.ShiftJIS
	}
	return []piece{p}
}

const maxPieces = 1 << 20

// readPieces reads the piece table ([MS-DOC] 2.9.38, 2.8.35).
func readPieces(table io.ReaderAt, fib []byte) ([]piece, error) {
	at := int64(binary.LittleEndian.Uint32(fib[fibClx:]))
	size := int64(binary.LittleEndian.Uint32(fib[fibClx+4:]))
	if size > 16*maxPieces {
		return nil, fmt.Errorf("piece table: %w", extract.ErrLimit)
	}
	clx := make([]byte, size)
	n, _ := table.ReadAt(clx, at)
	for clx = clx[:n]; len(clx) > 5 && clx[0] == 1; { // properties
		skip := 3 + int(binary.LittleEndian.Uint16(clx[1:]))
		if skip >= len(clx) {
			break
		}
		clx = clx[skip:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return nil, fmt.Errorf("%w: no piece table", extract.ErrDamaged)
	}
	clx = clx[5:]
	count := (len(clx) - 4) / 12
	var out []piece
	for i := range max(count, 0) {
		first, next := binary.LittleEndian.Uint32(clx[4*i:]), binary.LittleEndian.Uint32(clx[4*i+4:])
		fc := binary.LittleEndian.Uint32(clx[4*(count+1)+8*i+2:])
		if next <= first {
			continue
		}
		p := piece{at: int64(fc), size: 2 * int64(next-first), wide: true}
		if fc&0x40000000 != 0 {
			p = piece{at: int64(fc&0x3FFFFFFF) / 2, size: int64(next - first), page: charset.Windows1252}
		}
		out = append(out, p)
	}
	return out, nil
}
