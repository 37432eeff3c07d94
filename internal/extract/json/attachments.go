package json

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
)

// attachments takes documents in Base64 out of JSON as FHIR writes them: long
// values of the name data, beside their type.
type attachments struct {
	in   *bufio.Reader
	out  []byte
	name []byte // the string read last: a name, when a colon follows
	key  bool   // that colon did
	last error

	inside, escaped bool // a string; behind a backslash

	documents [][]byte
	size      int
	cut       bool // there were more than are kept
}

const (
	fewBase64    = 64       // characters are no document
	maxDocuments = 64 << 20 // bytes kept, all together
	maxName      = 40
)

// Read implements io.Reader.
func (a *attachments) Read(p []byte) (int, error) {
	for len(a.out) < len(p) && a.last == nil {
		if a.inside {
			a.chars(len(p))
			continue
		}
		c, err := a.in.ReadByte()
		if err != nil {
			a.last = err
			break
		}
		a.out = append(a.out, c)
		switch c {
		case '"':
			a.string()
		case ':':
			a.key = true
		case ' ', '\t', '\r', '\n':
		default:
			a.key = false
		}
	}
	n := copy(p, a.out)
	a.out = append(a.out[:0], a.out[n:]...)
	if n == 0 && a.last != nil {
		return 0, a.last
	}
	return n, nil
}

// string begins a string, or takes it out.
func (a *attachments) string() {
	value := a.key && (string(a.name) == "data" || string(a.name) == "valueBase64Binary")
	a.key, a.name = false, a.name[:0]
	if value {
		if head, _ := a.in.Peek(fewBase64); len(head) == fewBase64 && isBase64(head) {
			a.document()
			return
		}
	}
	a.inside, a.escaped = true, false
}

// chars passes the characters of a string on, to its end or until there are
// enough.
func (a *attachments) chars(enough int) {
	for len(a.out) < enough {
		c, err := a.in.ReadByte()
		if err != nil {
			a.last = err
			return
		}
		a.out = append(a.out, c)
		switch {
		case a.escaped:
			a.escaped = false
		case c == '\\':
			a.escaped = true
		case c == '"':
			a.inside = false
			return
		}
		if len(a.name) < maxName {
			a.name = append(a.name, c)
		}
	}
}

// document keeps a document.
func (a *attachments) document() {
	var text []byte
	for {
		part, err := a.in.ReadSlice('"')
		if a.size+len(text)+len(part) <= maxDocuments {
			text = append(text, part...)
		} else {
			a.cut = true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		a.last = err
		break
	}
	a.out = append(a.out, '"')
	text = bytes.ReplaceAll(bytes.TrimSuffix(text, []byte{'"'}), []byte(`\/`), []byte("/"))
	a.size += len(text)
	b := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	if n, _ := base64.StdEncoding.Decode(b, text); n > 0 {
		a.documents = append(a.documents, b[:n])
	}
}

func isBase64(b []byte) bool {
	for _, c := range b {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '+' && c != '/' && c != '\\' {
			return false
		}
	}
	return true
}
