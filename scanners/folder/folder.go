// Package folder lists and opens the files of local folders. It follows no
// symbolic link: what a link points at is listed where it lies.
package folder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync"

	"tenken/scanners"
)

// Folder is one source of local folders or single files.
type Folder struct {
	source   string
	exposure scanners.Exposure
	roots    []string
	owners   owners

	mu   sync.Mutex
	open map[string]*os.Root // by root
}

// New makes a source of folders, which must exist. exposure is who can reach
// them: Private on a personal computer, Organization on a shared drive.
func New(source string, exposure scanners.Exposure, roots ...string) (*Folder, error) {
	f := &Folder{source: source, exposure: exposure, open: map[string]*os.Root{}}
	for _, r := range roots {
		abs, err := filepath.Abs(r)
		if err != nil {
			return nil, fmt.Errorf("folder %q: %w", r, err)
		}
		if abs, err = filepath.EvalSymlinks(abs); err != nil {
			return nil, fmt.Errorf("folder %q: %w", r, outcome(err))
		}
		if _, err := os.Stat(abs); err != nil {
			return nil, fmt.Errorf("folder %q: %w", r, outcome(err))
		}
		f.roots = append(f.roots, abs)
	}
	return f, nil
}

// Roots are the absolute paths of the folders.
func (f *Folder) Roots(context.Context) ([]string, error) { return f.roots, nil }

// Open opens a file if it still is what was listed. The result is an *os.File.
func (f *Folder) Open(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	name, err := unescape(it.ID)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", it.Path, err)
	}
	root, err := f.root(it.Root)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", it.Path, outcome(err))
	}
	file, err := root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|openFlags, 0)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", it.Path, outcome(err))
	}
	info, err := file.Stat()
	if err == nil && version(info) != it.Version {
		err = scanners.ErrChanged
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("open %q: %w", it.Path, outcome(err))
	}
	return file, nil
}

// Unchanged implements scanners.Checker.
func (f *Folder) Unchanged(_ context.Context, it scanners.Item) error {
	name, err := unescape(it.ID)
	if err != nil {
		return err
	}
	root, err := f.root(it.Root)
	if err != nil {
		return outcome(err)
	}
	info, err := root.Lstat(filepath.FromSlash(name))
	if err == nil && version(info) != it.Version {
		err = scanners.ErrChanged
	}
	return outcome(err)
}

// root opens the folder of a root once. Names are resolved inside it, so that
// a link put in place of a folder after the listing leads nowhere.
func (f *Folder) root(dir string) (*os.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.open[dir]; r != nil {
		return r, nil
	}
	base := dir
	if info, err := os.Stat(dir); err != nil {
		return nil, err
	} else if !info.IsDir() {
		base = filepath.Dir(dir)
	}
	r, err := os.OpenRoot(base)
	if err == nil {
		f.open[dir] = r
	}
	return r, err
}

// Close closes the folders.
func (f *Folder) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var errs []error
	for _, r := range f.open {
		errs = append(errs, r.Close())
	}
	clear(f.open)
	return errors.Join(errs...)
}

// item describes one directory entry; name is its path below the root.
func (f *Folder) item(root, name string, info fs.FileInfo) scanners.Item {
	shown := forPeople(name)
	it := scanners.Item{
		Source: f.source, Root: root, ID: escape(name), Version: version(info),
		Path: shown, Link: link(root, name), Owner: f.owners.of(info),
		Size: info.Size(), Modified: info.ModTime().UTC(), Exposure: f.exposure,
	}
	switch mode := info.Mode(); {
	case mode&fs.ModeSymlink != 0:
		it.Media, it.Size = "inode/symlink", 0
	case !mode.IsRegular():
		it.Media, it.Size = "inode/special", 0
	}
	return it
}

// version changes whenever the contents may have: size, modification time in
// nanoseconds, and the file's number where the system has one.
func version(info fs.FileInfo) string {
	b := strconv.AppendInt(nil, info.Size(), 36)
	b = append(b, '-')
	b = strconv.AppendInt(b, info.ModTime().UnixNano(), 36)
	b = append(b, '-')
	return string(strconv.AppendUint(b, number(info), 36))
}

// outcome gives errors of the operating system the meaning scanners know.
func outcome(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", scanners.ErrGone, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", scanners.ErrDenied, err)
	}
	return err
}

func join(dir, name string) string {
	if dir == "" {
		return name
	}
	return path.Join(dir, name)
}
