package sandbox

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// kind is the first byte of a frame. Four bytes with the length of its
// payload follow, then the payload.
type kind byte

// What goes over the pipe. The child speaks only when it was given a file, and
// is answered whenever it asks to read.
const (
	hello kind = 'h' // to the child: Options in JSON
	ready kind = 'y' // from it: Confinement in JSON
	open  kind = 'f' // to the child: a file to read, with its first bytes
	want  kind = 'r' // from it: bytes of the file it needs
	data  kind = 'd' // to it: these bytes
	text  kind = 't' // from it: one extract.Text
	end   kind = 'e' // from it: the file is read
)

// maxFrame bounds what one side makes the other allocate.
const maxFrame = 64 << 20

// errFrame says that what came over the pipe makes no sense. A child that says
// so, or of which it is said, is not used again.
var errFrame = errors.New("malformed frame")

// link is one end of the pipes. It is not for concurrent use.
type link struct {
	r   *bufio.Reader
	w   *bufio.Writer
	buf []byte // of the last frame
}

func newLink(r io.Reader, w io.Writer) *link {
	return &link{r: bufio.NewReaderSize(r, 64<<10), w: bufio.NewWriterSize(w, 64<<10)}
}

// send writes a frame whose payload is head and body.
func (l *link) send(k kind, head, body []byte) error {
	l.begin(k, head, len(body))
	_, err := l.w.Write(body)
	return err
}

// sendString is send without a copy of the body.
func (l *link) sendString(k kind, head []byte, body string) error {
	l.begin(k, head, len(body))
	_, err := l.w.WriteString(body)
	return err
}

// begin writes a frame but for the body of its payload, of n bytes. Errors
// stick to the writer: the write of the body tells.
func (l *link) begin(k kind, head []byte, n int) {
	var h [5]byte
	h[0] = byte(k)
	binary.LittleEndian.PutUint32(h[1:], uint32(len(head)+n)) //nolint:gosec // far below maxFrame
	l.w.Write(h[:])                                           //nolint:errcheck // see above
	l.w.Write(head)                                           //nolint:errcheck // see above
}

// next reads a frame; its payload is valid until the one after it.
func (l *link) next() (kind, []byte, error) {
	var h [5]byte
	if _, err := io.ReadFull(l.r, h[:]); err != nil {
		return 0, nil, err
	}
	n := binary.LittleEndian.Uint32(h[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("%w: %d bytes", errFrame, n)
	}
	if cap(l.buf) < int(n) {
		l.buf = make([]byte, max(int(n), 64<<10))
	}
	b := l.buf[:n]
	if _, err := io.ReadFull(l.r, b); err != nil {
		return 0, nil, io.ErrUnexpectedEOF
	}
	return kind(h[0]), b, nil
}

// fields takes a payload apart. The first thing that is not there is
// remembered, and everything after it is zero.
type fields struct {
	b   []byte
	bad bool
}

func (f *fields) number() int64 {
	v, n := binary.Varint(f.b)
	if n <= 0 {
		f.bad, f.b = true, nil
		return 0
	}
	f.b = f.b[n:]
	return v
}

func (f *fields) bytes() []byte {
	n := f.number()
	if n < 0 || n > int64(len(f.b)) {
		f.bad, f.b = true, nil
		return nil
	}
	b := f.b[:n]
	f.b = f.b[n:]
	return b
}

func (f *fields) string() string { return string(f.bytes()) }

// count reads how many things follow, of at least one byte each.
func (f *fields) count() int {
	n := f.number()
	if n < 0 || n > int64(len(f.b)) {
		f.bad, f.b = true, nil
		return 0
	}
	return int(n)
}

func appendNumber[T ~int | ~int64](b []byte, v T) []byte { return binary.AppendVarint(b, int64(v)) }

func appendString(b []byte, s string) []byte {
	return append(appendNumber(b, len(s)), s...)
}
