package iwork

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/s2"

	"tenken/internal/extract/compose"
)

// Types of messages that are read, and of the cells of a table, which are not.
const (
	typeStorage  = 2001 // text
	typeStorage2 = 2005
	typeComment  = 3056
	typeList     = 6005 // strings of the cells of a table
	typeTile     = 6002

	maxArchive = 256 << 20 // unpacked
	maxChunk   = 1 << 20
)

var errArchive = errors.New("archive is damaged")

// archive is one part.
type archive struct {
	text    *compose.Builder
	numbers bool // it has cells
}

func (a *archive) read(p *zip.File) error {
	r, err := p.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	b, err := unpack(r)
	a.text.Place(strings.TrimSuffix(path.Base(p.Name), ".iwa"), 0)
	for len(b) > 0 {
		info, rest, ok := prefixed(b)
		if !ok {
			return errArchive
		}
		b = rest
		for _, m := range messages(info) {
			if m.size > len(b) {
				a.message(m.kind, b)
				return errArchive
			}
			a.message(m.kind, b[:m.size])
			b = b[m.size:]
		}
		if a.text.Err() != nil {
			return a.text.Err()
		}
	}
	return err
}

// unpack undoes the compression: chunks of Snappy without its frames.
func unpack(r io.Reader) ([]byte, error) {
	var out, chunk []byte
	for {
		var head [4]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return out, err
		}
		n := int(binary.LittleEndian.Uint32(head[:]) >> 8)
		if head[0] != 0 || n > maxChunk {
			return out, errArchive
		}
		if cap(chunk) < n {
			chunk = make([]byte, n)
		}
		if _, err := io.ReadFull(r, chunk[:n]); err != nil {
			return out, err
		}
		size, err := s2.DecodedLen(chunk[:n])
		if err != nil || size > maxChunk || len(out)+size > maxArchive {
			return out, errArchive
		}
		b, err := s2.Decode(nil, chunk[:n])
		if err != nil {
			return out, err
		}
		out = append(out, b...)
	}
}

// prefixed takes a stretch of bytes with its length before it.
func prefixed(b []byte) (inside, rest []byte, ok bool) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return nil, nil, false
	}
	return b[k : k+int(n)], b[k+int(n):], true //nolint:gosec // below len(b)
}

// each calls do with the fields of a protocol buffer: varints, and stretches of
// bytes.
func each(b []byte, do func(field int, v uint64, bytes []byte)) {
	for len(b) > 0 {
		key, k := binary.Uvarint(b)
		if k <= 0 {
			return
		}
		b = b[k:]
		field := int(key >> 3) //nolint:gosec // compared only
		switch key & 7 {
		case 0:
			v, k := binary.Uvarint(b)
			if k <= 0 {
				return
			}
			do(field, v, nil)
			b = b[k:]
		case 1:
			b = b[min(8, len(b)):]
		case 5:
			b = b[min(4, len(b)):]
		case 2:
			inside, rest, ok := prefixed(b)
			if !ok {
				return
			}
			do(field, 0, inside)
			b = rest
		default:
			return
		}
	}
}

type messageInfo struct{ kind, size int }

// messages are the types and sizes of the messages behind an ArchiveInfo.
func messages(info []byte) []messageInfo {
	var out []messageInfo
	each(info, func(field int, _ uint64, b []byte) {
		if field != 2 || b == nil {
			return
		}
		var m messageInfo
		each(b, func(field int, v uint64, b []byte) {
			switch {
			case b != nil:
			case field == 1:
				m.kind = int(min(v, 1<<30))
			case field == 3:
				m.size = int(min(v, maxArchive))
			}
		})
		out = append(out, m)
	})
	return out
}

// message puts out the text of a message.
func (a *archive) message(kind int, b []byte) {
	switch kind {
	case typeStorage, typeStorage2:
		each(b, func(field int, _ uint64, b []byte) {
			if field == 3 && b != nil {
				a.put(b)
			}
		})
	case typeComment:
		each(b, func(field int, _ uint64, b []byte) {
			if field == 1 && b != nil {
				a.put(b)
			}
		})
	case typeList:
		each(b, func(field int, _ uint64, entry []byte) {
			if field != 3 || entry == nil {
				return
			}
			each(entry, func(field int, _ uint64, b []byte) {
				if field == 3 && b != nil {
					a.put(b)
				}
			})
		})
	case typeTile:
		a.numbers = true
	}
}

// put puts out a text, without the marks of what is attached.
func (a *archive) put(b []byte) {
	if !utf8.Valid(b) {
		return
	}
	a.text.WriteString(strings.Map(func(r rune) rune {
		switch {
		case r == '\u2028', r == '\u2029', r == '\r':
			return '\n'
		case r == '\uFFFC', r < ' ' && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, string(b)))
	a.text.Line()
}
