package uuencode

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"tenken/internal/extract"
)

// reader decodes a part of a message that is one file.
type reader struct {
	r    *bufio.Reader
	in   bool // behind "begin"
	room []byte
	out  []byte // decoded, not read yet
	err  error
}

// NewReader decodes text that is one file, of any size. Where it breaks off, the
// error wraps extract.ErrDamaged.
func NewReader(text io.Reader) io.Reader { return &reader{r: bufio.NewReaderSize(text, 4<<10)} }

// Read implements io.Reader.
func (r *reader) Read(p []byte) (int, error) {
	for len(r.out) == 0 && r.err == nil {
		line, err := r.r.ReadSlice('\n')
		if len(line) > 0 {
			r.take(bytes.TrimRight(line, "\r\n"))
		}
		switch {
		case r.err != nil || err == nil || errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			r.err = errBroken
		default:
			r.err = err
		}
	}
	if len(r.out) == 0 {
		return 0, r.err
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

func (r *reader) take(line []byte) {
	if !r.in {
		_, r.in = beginning(line)
		return
	}
	data, n, ok := decode(r.room[:0], line)
	r.room, r.out = data, data
	switch {
	case !ok:
		r.err = errBroken
	case n == 0:
		r.err = io.EOF
	}
}

var errBroken = fmt.Errorf("%w: a uuencoded file breaks off", extract.ErrDamaged)
