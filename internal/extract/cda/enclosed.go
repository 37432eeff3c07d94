package cda

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
)

const (
	fewBase64    = 60       // characters of Base64 in one line are a document
	maxDocuments = 64 << 20 // bytes kept, all together
	lookAhead    = 256
)

// enclosed takes documents in Base64 out of XML: contents of elements, as CDA
// has them, and values of attributes, as FHIR has.
type enclosed struct {
	in   *bufio.Reader
	out  []byte
	last error
	prev byte

	documents [][]byte
	size      int
	cut       bool // there were more than are kept
}

// Read implements io.Reader.
func (x *enclosed) Read(p []byte) (int, error) {
	for len(x.out) < len(p) && x.last == nil {
		c, err := x.in.ReadByte()
		if err != nil {
			x.last = err
			break
		}
		x.out = append(x.out, c)
		switch {
		case c == '>':
			x.look('<')
		case c == '"' && x.prev == '=':
			x.look('"')
		}
		x.prev = c
	}
	n := copy(p, x.out)
	x.out = append(x.out[:0], x.out[n:]...)
	if n == 0 && x.last != nil {
		return 0, x.last
	}
	return n, nil
}

// look takes a document out, if one begins here, up to the character that ends
// it.
func (x *enclosed) look(end byte) {
	head, _ := x.in.Peek(lookAhead)
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) < fewBase64 {
		return
	}
	for _, c := range head[:fewBase64] {
		if !isBase64(c) {
			return
		}
	}
	var text []byte
	for {
		part, err := x.in.ReadSlice(end)
		if x.size+len(text)+len(part) <= maxDocuments {
			text = append(text, part...)
		} else {
			x.cut = true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err == nil {
			x.out = append(x.out, end)
		}
		x.last = err
		break
	}
	x.size += len(text)
	digits := text[:0]
	for _, c := range text {
		if isBase64(c) {
			digits = append(digits, c)
		}
	}
	b := make([]byte, base64.RawStdEncoding.DecodedLen(len(digits)))
	if n, _ := base64.RawStdEncoding.Decode(b, digits); n > 0 {
		x.documents = append(x.documents, b[:n])
	}
	x.prev = end
}

func isBase64(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}
