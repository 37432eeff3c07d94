package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// Spool makes r readable at any offset and returns its size: in memory up to
// memory bytes, beyond that in a file of tmpdir that has no name any more, so
// that nothing outlives the process. size is the expected size, -1 when
// unknown; it is not trusted. close frees both.
func Spool(r io.Reader, size, memory int64, tmpdir string) (ra io.ReaderAt, n int64, close func(), err error) {
	s, err := spool(r, size, memory, tmpdir)
	if err != nil {
		s.Close()
		return nil, 0, func() {}, err
	}
	return s, s.Size(), s.Close, nil
}

// errTemp marks failures of the temporary directory: not the file's fault.
var errTemp = errors.New("temporary file")

// spooled is what was read, in memory or in a nameless file.
type spooled struct {
	io.ReaderAt
	size int64
	file *os.File
	name string // still to be removed, where an open file cannot be
}

// Size is the number of bytes.
func (s *spooled) Size() int64 { return s.size }

// Close frees the memory or file.
func (s *spooled) Close() {
	if s.file != nil {
		s.file.Close()
	}
	if s.name != "" {
		os.Remove(s.name)
	}
	s.ReaderAt, s.file, s.name = bytes.NewReader(nil), nil, ""
}

// spool reads r to its end. With an error it still holds what was read.
func spool(r io.Reader, size, memory int64, tmpdir string) (*spooled, error) {
	var buf bytes.Buffer
	if size > 0 {
		// One byte more, so that a size told truly needs no second growth.
		buf.Grow(int(min(size, memory, 1<<20) + bytes.MinRead))
	}
	n, err := io.Copy(&buf, io.LimitReader(r, memory))
	if err != nil || n < memory {
		return &spooled{ReaderAt: bytes.NewReader(buf.Bytes()), size: n}, err
	}
	var next [1]byte
	switch k, err := io.ReadFull(r, next[:]); {
	case k == 0 && err == io.EOF:
		return &spooled{ReaderAt: bytes.NewReader(buf.Bytes()), size: n}, nil
	case k == 0:
		return &spooled{ReaderAt: bytes.NewReader(buf.Bytes()), size: n}, err
	}
	buf.Write(next[:])
	return spoolFile(&buf, r, tmpdir)
}

// spoolFile writes what was read so far, and the rest of r, to a file.
func spoolFile(head *bytes.Buffer, r io.Reader, tmpdir string) (*spooled, error) {
	s := &spooled{ReaderAt: bytes.NewReader(nil)}
	if tmpdir != "" {
		if err := os.MkdirAll(tmpdir, 0o700); err != nil {
			return s, fmt.Errorf("%w: %w", errTemp, err)
		}
	}
	f, err := os.CreateTemp(tmpdir, "tenken-*") //nolint:forbidigo // Spool is the place for it; mode 0600
	if err != nil {
		return s, fmt.Errorf("%w: %w", errTemp, err)
	}
	s.ReaderAt, s.file = f, f
	if os.Remove(f.Name()) != nil {
		s.name = f.Name()
	}
	w := &tempWriter{f: f}
	n, err := head.WriteTo(w)
	if err == nil {
		var m int64
		m, err = io.CopyBuffer(w, onlyReader{r}, make([]byte, 256<<10))
		n += m
	}
	s.size = n
	return s, err
}

// tempWriter tells failures to write from failures to read.
type tempWriter struct{ f *os.File }

func (w *tempWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	if err != nil {
		err = fmt.Errorf("%w: %w", errTemp, err)
	}
	return n, err
}

// onlyReader hides a WriterTo, which would choose its own buffer.
type onlyReader struct{ io.Reader }
