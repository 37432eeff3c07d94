// Package json reads JSON and JSON Lines whose text is written in escapes, as
// many programs write Japanese, and resources of FHIR, which hold documents.
// Other JSON is plain text.
package json

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Format reads JSON with escapes.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "json", Label: "JSON", Extensions: []string{"json", "jsonl", "ndjson", "ipynb"},
		Media:  "application/json",
		Reads:  "the text with its escapes (\\u6c0f) undone, line by line; documents in FHIR resources (Base64) by what they are",
		Tested: "escapes at every seam, FHIR bundles with documents; fuzz",
	}
}

// Claims looks for the beginning of an object or array, and for escapes.
func (Format) Claims(_ extract.File, head []byte) bool {
	b := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(b) < 2 || b[0] != '{' && b[0] != '[' || bytes.IndexByte(b, 0) >= 0 {
		return false
	}
	next := bytes.TrimLeft(b[1:], " \t\r\n")
	if len(next) == 0 || bytes.IndexByte([]byte(`"{[]}-0123456789tfn`), next[0]) < 0 {
		return false
	}
	if isFHIR(b) {
		return true
	}
	i := bytes.Index(b, []byte(`\u`))
	return i > 0 && bytes.IndexByte(b[:i], '"') >= 0 && hex(b[i+2:]) >= 0
}

// Read puts out the text.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	var in io.Reader = charset.NewReader(f.Reader(), nil)
	head := make([]byte, min(f.Size, fhirHead))
	n, _ := f.ReadAt(head, 0)
	if !isFHIR(head[:n]) {
		return extract.Pieces(&unescaper{in: bufio.NewReader(in)}, "", out.Text)
	}
	a := &attachments{in: bufio.NewReader(in)}
	if err := extract.Pieces(&unescaper{in: bufio.NewReader(a)}, "", out.Text); err != nil {
		return err
	}
	for i, d := range a.documents {
		if err := out.Member(fmt.Sprintf("document %d", i+1), int64(len(d)), bytes.NewReader(d)); err != nil {
			return err
		}
	}
	if a.cut {
		return fmt.Errorf("documents: %w", extract.ErrLimit)
	}
	return nil
}

// fhirHead is how far the type of a resource may be from the beginning.
const fhirHead = 64 << 10

func isFHIR(head []byte) bool { return bytes.Contains(head, []byte(`"resourceType"`)) }

// unescaper undoes escapes of characters beyond ASCII, and leaves the others,
// without which the text would not be JSON any more.
type unescaper struct {
	in  *bufio.Reader
	out []byte
}

// Read implements io.Reader.
func (u *unescaper) Read(p []byte) (int, error) {
	for len(u.out) < len(p) {
		c, err := u.in.ReadByte()
		if err != nil {
			if len(u.out) > 0 {
				break
			}
			return 0, err
		}
		if c != '\\' {
			u.out = append(u.out, c)
			continue
		}
		if r, n := u.escape(); n > 0 {
			if _, err := u.in.Discard(n); err != nil && err != io.EOF { //nolint:errorlint // of Peek, which had them
				return 0, err
			}
			u.out = utf8.AppendRune(u.out, r)
			continue
		}
		u.out = append(u.out, c)
		if c, err := u.in.ReadByte(); err == nil { // \\ is no beginning of an escape
			u.out = append(u.out, c)
		}
	}
	n := copy(p, u.out)
	u.out = append(u.out[:0], u.out[n:]...)
	return n, nil
}

// escape reads the escape after a backslash, of n bytes; 0 when it is none to
// be undone.
func (u *unescaper) escape() (r rune, n int) {
	b, _ := u.in.Peek(11)
	if len(b) < 5 || b[0] != 'u' {
		return 0, 0
	}
	v := hex(b[1:])
	switch {
	case v < 0x80:
		return 0, 0
	case !utf16.IsSurrogate(v):
		return v, 5
	}
	if len(b) == 11 && b[5] == '\\' && b[6] == 'u' {
		if low := hex(b[7:]); low >= 0 {
			if r := utf16.DecodeRune(v, low); r != utf8.RuneError {
				return r, 11
			}
		}
	}
	return utf8.RuneError, 5
}

// hex reads four digits; -1 when they are none.
func hex(b []byte) rune {
	if len(b) < 4 {
		return -1
	}
	v := rune(0)
	for _, c := range b[:4] {
		switch {
		case c >= '0' && c <= '9':
			v = v<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			v = v<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return v
}
