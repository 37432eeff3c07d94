package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"tenken/internal/record"
)

// WriteError is an output that could not be written. What stood there before
// is untouched.
type WriteError struct {
	Path string
	Err  error
}

func newWriteError(path string, err error) error {
	var already *WriteError
	if err == nil || errors.As(err, &already) {
		return err
	}
	return &WriteError{Path: path, Err: err}
}

func (e *WriteError) Error() string {
	return fmt.Sprintf("write %q: %v; %s", e.Path, e.Err, e.Next(record.English))
}

// Unwrap gives the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// Next says what to do about it, in "ja" or "en".
func (e *WriteError) Next(lang string) string {
	switch {
	case full(e.Err):
		return words{
			"ディスクの空きがありません。空きを作ってから、もう一度実行してください",
			"the disk is full: make room and run the report again",
		}.in(lang)
	case errors.Is(e.Err, fs.ErrPermission) && runtime.GOOS == "windows":
		return words{
			"Excel などで開いている場合は閉じてから、もう一度実行してください。それでも書けないときは、出力先の権限を確認してください",
			"close it if it is open in Excel and run the report again; if that does not help, check the permissions of its folder",
		}.in(lang)
	case errors.Is(e.Err, fs.ErrPermission), errors.Is(e.Err, syscall.EROFS):
		return words{
			"出力先のフォルダーに書き込めません。権限を確認するか、--out で別のフォルダーを指定してください",
			"the folder cannot be written to: check its permissions, or name another one with --out",
		}.in(lang)
	}
	return words{
		"同じ名前のフォルダーがないか、ほかのアプリで開いていないかを確認し、もう一度実行してください",
		"see whether a folder of that name is in the way or another program has it open, and run the report again",
	}.in(lang)
}

func full(err error) bool {
	const windowsDiskFull = syscall.Errno(112) // ERROR_DISK_FULL
	return errors.Is(err, syscall.ENOSPC) || runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull)
}

// WriteFile writes a file of mode 0600 whole or not at all: under another name
// first, flushed to disk, then renamed over path. Its error is a *WriteError
// unless write's own says something else went wrong.
func WriteFile(path string, write func(io.Writer) error) error {
	return replace(path, func(out *os.File, _ string) error { return write(out) })
}

// working is what the names of unfinished outputs begin with.
const working = ".tenken-unfinished-"

// replace is WriteFile that also lends a private folder for temporary files,
// on the same disk as path, which is removed with everything in it.
func replace(path string, write func(out *os.File, tmp string) error) (err error) {
	dir := filepath.Dir(path)
	tmp := filepath.Join(dir, working+filepath.Base(path))
	if err := os.RemoveAll(tmp); err != nil { // a killed run's
		return newWriteError(path, err)
	}
	if err := os.Mkdir(tmp, 0o700); err != nil {
		return newWriteError(path, err)
	}
	defer os.RemoveAll(tmp)
	out, err := os.OpenFile(filepath.Join(tmp, "out"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return newWriteError(path, err)
	}
	defer out.Close()
	if err := write(out, tmp); err != nil {
		var onDisk *fs.PathError
		if full(err) || errors.As(err, &onDisk) {
			return newWriteError(path, err)
		}
		return err
	}
	if err := out.Sync(); err != nil {
		return newWriteError(path, err)
	}
	if err := out.Close(); err != nil {
		return newWriteError(path, err)
	}
	if err := os.Rename(out.Name(), path); err != nil {
		return newWriteError(path, err)
	}
	syncFolder(dir)
	return nil
}

// syncFolder makes the rename last. Where folders cannot be synced, the system
// does so by itself.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// sweep removes what killed runs left in dir: it holds the contents of books.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, working+"*"))
	for _, l := range left {
		_ = os.RemoveAll(l)
	}
}

// output collects the books written and the errors of those that were not.
type output struct {
	paths []string
	errs  []error
}

// add notes the outcome of one book.
func (o *output) add(path string, err error) {
	if err == nil {
		o.paths = append(o.paths, path)
		return
	}
	o.errs = append(o.errs, err)
}

// fatal reports an error after which trying other books is useless.
func fatal(err error) bool {
	var cannot *WriteError
	return err != nil && (full(err) || !errors.As(err, &cannot))
}

func (o *output) done() ([]string, error) { return o.paths, errors.Join(o.errs...) }
