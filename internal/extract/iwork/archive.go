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
)

// Types of messages that are read.
const (
	typeStorage  = 2001 // text
	typeStorage2 = 2005
	typeComment  = 3056
	typeTable    = 6001
	typeTile     = 6002 // cells of a table
	typeList     = 6005 // their strings
	typePayload  = 6218 // leads to the text of a cell

	maxArchive = 256 << 20 // unpacked
	maxChunk   = 1 << 20
)

var errArchive = errors.New("archive is damaged")

// archive is one part.
type archive struct {
	*parts
	place string
}

func (a *archive) read(p *zip.File) error {
	r, err := p.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	b, err := unpack(r)
	a.place = strings.TrimSuffix(path.Base(p.Name), ".iwa")
	for len(b) > 0 {
		info, rest, ok := prefixed(b)
		if !ok {
			return errArchive
		}
		b = rest
		name, all := messages(info)
		for _, m := range all {
			if m.size > len(b) {
				a.message(name, m.kind, b)
				return errArchive
			}
			a.message(name, m.kind, b[:m.size])
			b = b[m.size:]
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
			b = b[min(8, len(b)):] // no field that is read
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

// messages are the name of an object, and the types and sizes of the messages
// behind an ArchiveInfo.
func messages(info []byte) (name uint64, out []messageInfo) {
	each(info, func(field int, v uint64, b []byte) {
		if field == 1 && b == nil {
			name = v
		}
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
	return name, out
}

// message keeps the text of a message, and what belongs to tables.
func (a *archive) message(name uint64, kind int, b []byte) {
	switch kind {
	case typeStorage, typeStorage2:
		var text []byte
		each(b, func(field int, _ uint64, b []byte) {
			if field == 3 && b != nil {
				text = append(text, b...)
			}
		})
		a.keep(name, kind, text)
		a.note(a.place, name, text)
	case typeComment:
		each(b, func(field int, _ uint64, b []byte) {
			if field == 1 && b != nil {
				a.note(a.place, 0, b)
			}
		})
	case typeTable, typeTile, typeList, typePayload:
		a.keep(name, kind, b)
	}
}

// plain is a text without the marks of what is attached; nothing where it is
// none.
func plain(b []byte) string {
	if !utf8.Valid(b) {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u2028', r == '\u2029', r == '\r':
			return '\n'
		case r == '\uFFFC', r < ' ' && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, string(b))
}
