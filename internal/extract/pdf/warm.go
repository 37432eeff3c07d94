package pdf

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/klippa-app/go-pdfium"
)

// Of the tenth of a second that PDFium takes to start with its machine code in
// the cache, two thirds go into validating the module once more that this code
// was made of. So the cache keeps the machine code for a shell: the module with
// its types, imports, data and so on, and functions that do nothing. The shell
// is soon read, and what runs is the code that was made of the whole.

// warmed is the folder of the shell's machine code, for the versions of PDFium
// and of its compiler in this build. Builds that do not know their versions tell
// modules apart by what they begin with: to look at all of one takes time. It
// is empty where there is no cache.
func warmed() string {
	cache := Cache()
	if cache == "" {
		return ""
	}
	name := fmt.Sprintf("%s-%d-%08x", runtime.GOARCH, len(whole), crc32.ChecksumIEEE(whole[:min(len(whole), 32<<10)]))
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/klippa-app/go-pdfium" || m.Path == "github.com/tetratelabs/wazero" {
				name += "-" + m.Version
			}
		}
	}
	return filepath.Join(cache, name)
}

// Warmed reports whether Warm has nothing to do.
func Warmed() bool {
	_, err := code(warmed())
	return err == nil
}

// errNoCode says that a folder holds no machine code of the whole module.
var errNoCode = errors.New("no machine code of PDFium")

// code is the file with the machine code in a folder. That of the whole is
// larger than the module; that of a shell is not.
func code(dir string) (string, error) {
	if dir == "" {
		return "", errNoCode
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(files) != 1 {
		return "", errors.Join(errNoCode, err)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Size() < int64(len(whole)) {
		return "", errors.Join(errNoCode, err)
	}
	return files[0], nil
}

// Warm fills the cache, unless this build did so before. A process that may
// not write to the cache then starts in half a tenth of a second.
func Warm() error {
	if Warmed() {
		return nil
	}
	cache := Cache()
	if cache == "" {
		return errNoCode
	}
	return fill(cache, whole)
}

// fill is Warm of a cache, with the module that the library has.
func fill(cache string, module []byte) error {
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return err
	}
	hollow, err := hollowed(module)
	if err != nil {
		return compile(cache, nil) // no shell can be made, but no process need compile for itself
	}
	dir, err := os.MkdirTemp(cache, "new-") //nolint:forbidigo // of our own machine code, not of files
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left is not looked at
	all, shell := filepath.Join(dir, "whole"), filepath.Join(dir, "shell")
	if err := compile(all, nil); err != nil {
		return err
	}
	from, err := code(all)
	if err != nil {
		return err
	}
	keep(from, filepath.Join(cache, filepath.Base(filepath.Dir(from))))
	if err := compile(shell, hollow); err != nil {
		return err
	}
	to, err := filepath.Glob(filepath.Join(shell, "*", "*"))
	if err != nil || len(to) != 1 {
		return errors.Join(errNoCode, err)
	}
	if err := os.Rename(from, to[0]); err != nil {
		return err
	}
	pool, _, err := startShell(shell)
	if err != nil {
		return err
	}
	if err := pool.Close(); err != nil {
		return err
	}
	if err := os.RemoveAll(warmed()); err != nil {
		return err
	}
	if err := os.Rename(shell, warmed()); err != nil && !Warmed() { // another process was faster
		return err
	}
	return nil
}

// keep links a file into a folder, for when the shell does not start.
func keep(file, dir string) {
	if os.MkdirAll(dir, 0o700) == nil {
		os.Link(file, filepath.Join(dir, filepath.Base(file))) //nolint:errcheck // it may be there
	}
}

// compile has the machine code of a module made in a folder.
func compile(cache string, module []byte) error {
	pool, err := startIn(cache, module)
	if err != nil {
		return err
	}
	return pool.Close()
}

// startShell makes the sandbox with the machine code in a folder, and the first
// engine, which tells whether it is that of the whole.
func startShell(cache string) (pdfium.Pool, *engine, error) {
	shell, err := hollowed(whole)
	if err != nil {
		return nil, nil, err
	}
	pool, err := startIn(cache, shell)
	if err != nil {
		return nil, nil, err
	}
	p, err := pool.GetInstance(instanceWait)
	if err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	return pool, &engine{Pdfium: p}, nil
}
