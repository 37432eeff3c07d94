package extract

import (
	"bytes"
	"fmt"
	"os"
)

// OnDisk copies the file to a nameless one, for programs that read nothing
// else: they open "/dev/fd/3" where it is their third file. close frees it.
func (f File) OnDisk() (file *os.File, close func(), err error) {
	s, err := spoolFile(&bytes.Buffer{}, f.Reader(), f.tmpdir)
	if err != nil {
		s.Close()
		return nil, nil, err
	}
	return s.file, s.Close, nil
}

// Folder makes a folder for programs that write nothing else than files. close
// removes it with what is in it.
func (f File) Folder() (dir string, close func(), err error) {
	dir, err = os.MkdirTemp(f.tmpdir, "tenken-*") //nolint:forbidigo // beside what is spooled; mode 0700
	if err != nil {
		return "", nil, fmt.Errorf("%w: %w", errTemp, err)
	}
	return dir, func() { os.RemoveAll(dir) }, nil
}
