package folder

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tenken/scanners"
)

// pageSize is how many items a page holds at most.
const pageSize = 2000

// List yields the files below a root, depth first, names in byte order within
// each folder. The cursor is the last path; it is compared folder by folder,
// because "a-b" sorts before "a/c" as a string but may come after it in a walk.
func (f *Folder) List(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		after, err := unescape(from)
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		w := &walk{Folder: f, ctx: ctx, root: root, yield: yield}
		if err := w.start(after); err != nil && !errors.Is(err, errStop) {
			yield(scanners.Page{}, err)
		}
	}
}

// errStop says that nobody takes further pages.
var errStop = errors.New("stop")

type walk struct {
	*Folder
	ctx   context.Context
	root  string
	page  scanners.Page
	last  string // path of the last item listed
	yield func(scanners.Page, error) bool
}

func (w *walk) start(after string) error {
	info, err := os.Lstat(w.root)
	if err != nil {
		return outcome(err)
	}
	if !info.IsDir() {
		if after == "" {
			w.page.Items = append(w.page.Items, w.item(filepath.Dir(w.root), filepath.Base(w.root), info))
			w.page.Items[0].Root = w.root
		}
		return w.flush("")
	}
	var resume []string
	if after != "" {
		resume = strings.Split(after, "/")
	}
	if err := w.dir("", resume); err != nil {
		return err
	}
	return w.flush("")
}

// dir lists one folder. resume holds the rest of the cursor while the walk is
// still on the way to it: entries before its first name were listed.
func (w *walk) dir(name string, resume []string) error {
	entries, err := os.ReadDir(filepath.Join(w.root, filepath.FromSlash(name)))
	if err != nil { // what could be read of it is listed all the same
		w.page.Refused = append(w.page.Refused, scanners.Refusal{ID: escape(name), Path: forPeople(name), Err: outcome(err)})
	}
	entries, resume = skipListed(entries, resume)
	for _, e := range entries {
		if err := w.entry(join(name, e.Name()), e, resume); err != nil {
			return err
		}
		resume = nil
	}
	return nil
}

// skipListed drops the entries up to the cursor. What is left of the cursor
// belongs to the first entry, if that is the folder the cursor lies in.
func skipListed(entries []fs.DirEntry, resume []string) ([]fs.DirEntry, []string) {
	if len(resume) == 0 {
		return entries, nil
	}
	i, found := slices.BinarySearchFunc(entries, resume[0], func(e fs.DirEntry, s string) int { return strings.Compare(e.Name(), s) })
	entries = entries[i:]
	switch {
	case !found || len(resume) > 1 && !entries[0].IsDir():
		return entries, nil // what the cursor pointed into is gone
	case len(resume) == 1 && !entries[0].IsDir():
		return entries[1:], nil // the item at the cursor
	}
	return entries, resume[1:]
}

func (w *walk) entry(name string, e fs.DirEntry, resume []string) error {
	if e.IsDir() {
		return w.dir(name, resume)
	}
	info, err := e.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it went away while the folder was read: it was never listed
	}
	if err != nil {
		w.page.Refused = append(w.page.Refused, scanners.Refusal{ID: escape(name), Path: forPeople(name), Err: outcome(err)})
		return nil
	}
	w.page.Items = append(w.page.Items, w.item(w.root, name, info))
	if w.last = name; len(w.page.Items) == pageSize {
		return w.flush(escape(w.last))
	}
	return nil
}

func (w *walk) flush(next string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.page.Next = next
	ok := w.yield(w.page, nil)
	w.page = scanners.Page{Items: make([]scanners.Item, 0, pageSize)}
	if !ok {
		return errStop
	}
	return nil
}
