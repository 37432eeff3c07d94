package ooxml

import (
	"bytes"
	"fmt"

	"tenken/internal/extract"
	"tenken/internal/extract/xmlscan"
)

// stringTable is the shared strings of a workbook, one after the other. They
// are valid UTF-8.
type stringTable struct {
	text []byte
	ends []uint32
}

// maxStrings bounds the memory of the shared strings, in bytes.
const maxStrings = 128 << 20

// firstStrings is room for the strings of most workbooks, in bytes.
const firstStrings = 1 << 20

// get is string i, empty when there is none.
func (s *stringTable) get(i int) []byte {
	if i < 0 || i >= len(s.ends) {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.text[from:s.ends[i]]
}

// end is where the last string ends.
func (s *stringTable) end() uint32 {
	if len(s.ends) == 0 {
		return 0
	}
	return s.ends[len(s.ends)-1]
}

// add ends a string, whose text stands behind the last one; false when that was
// the last for which there is room.
func (s *stringTable) add() bool {
	if from := s.end(); !extract.ValidUTF8(s.text[from:]) {
		s.text = append(s.text[:from], bytes.ToValidUTF8(s.text[from:], []byte("\uFFFD"))...)
	}
	s.ends = append(s.ends, uint32(len(s.text))) //nolint:gosec // about maxStrings
	return s.room()
}

func (s *stringTable) room() bool { return len(s.text)+8*len(s.ends) <= maxStrings }

// plain adds the strings that b begins with, as far as they are written as
// nearly all are,
//
//	<si><t>text</t></si>
//
// and returns how many bytes they take.
func (s *stringTable) plain(b []byte) (taken int) {
	for rest := b; s.room(); taken = len(b) - len(rest) {
		var ok bool
		if rest, ok = cut(rest, `<si><t`); !ok {
			return taken
		}
		if rest, ok = cut(rest, `>`); !ok {
			if rest, ok = cut(rest, ` xml:space="preserve">`); !ok {
				return taken
			}
		}
		n, ok := xmlscan.Plain(rest)
		if !ok {
			return taken
		}
		text := rest[:n]
		if rest, ok = cut(rest[n:], `</t></si>`); !ok {
			return taken
		}
		s.text = append(s.text, text...)
		s.add()
	}
	return taken
}

// maxReading bounds the furigana of a text, in bytes.
const maxReading = 4 << 10

// readStrings reads the shared strings, their furigana apart.
func (w *workbook) readStrings(part string) error {
	s := &w.strings
	if p := w.parts[part]; p != nil {
		s.text = make([]byte, 0, min(p.UncompressedSize64/2, firstStrings)) // about half of it is tags
	}
	value, skip := false, 0
	var reading []byte
	full := &partError{part, fmt.Errorf("shared strings: %w", extract.ErrLimit)}
	add := func(text []byte) error {
		switch {
		case skip == 0 && len(s.text)+len(text) > maxStrings:
			return full
		case skip == 0:
			s.text = append(s.text, text...)
		case len(reading) < maxReading:
			reading = append(reading, text...)
		}
		return nil
	}
	return w.scan(part, func(t *xmlscan.Token) error {
		switch t.Kind {
		case xmlscan.Start:
			switch string(t.Name) {
			case "sst":
				if skip == 0 && !value {
					t.Take(s.plain(t.Rest()))
				}
			case "t":
				if text, ok := t.Leaf(); ok {
					return add(text)
				}
				value = true
			case "rPh":
				if !w.out.Asides {
					t.Skip()
					break
				}
				skip++
			case "rPr":
				t.Skip()
			}
		case xmlscan.End:
			switch string(t.Name) {
			case "t":
				value = false
			case "rPh":
				skip = max(skip-1, 0)
			case "si":
				if len(reading) > 0 { // furigana, after what it is read for
					w.text.Aside("furigana", append(append(append([]byte(nil), s.text[s.end():]...), ' '), reading...))
					reading = reading[:0]
				}
				if !s.add() {
					return full
				}
				if skip == 0 && !value {
					t.Take(s.plain(t.Rest()))
				}
			}
		case xmlscan.Text:
			if value {
				return add(t.Text)
			}
		}
		return nil
	})
}
