package inspect_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"tenken/internal/record"
	"tenken/scanners"
	"tenken/scanners/folder"
)

// meddled is a folder in which somebody works: once the first bytes of a file
// are read, meddle changes it.
type meddled struct {
	*folder.Folder
	meddle func()
}

func (m meddled) Open(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	f, err := m.Folder.Open(ctx, it)
	if err != nil {
		return nil, err
	}
	return &meddledFile{File: f.(*os.File), meddle: sync.OnceFunc(m.meddle)}, nil //nolint:forcetypeassert // what Open promises
}

type meddledFile struct {
	*os.File
	meddle func()
}

func (f *meddledFile) Read(p []byte) (int, error) {
	defer f.meddle()
	return f.File.Read(p)
}

func (f *meddledFile) ReadAt(p []byte, off int64) (int, error) {
	defer f.meddle()
	return f.File.ReadAt(p, off)
}

// TestAFileThatChangesWhileItIsRead lets files grow, shrink, vanish and be
// written anew under the reader: none counts as inspected, and what was there
// to be read is found.
func TestAFileThatChangesWhileItIsRead(t *testing.T) {
	const people = 20000
	table := []byte(roster(people))
	var zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, err := z.Create("a.csv")
	if err == nil {
		_, err = w.Write(table)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	in := newInspector(t)
	for _, file := range []struct {
		name string
		data []byte
	}{{"roster.csv", table}, {"roster.zip", zipped.Bytes()}} {
		for _, c := range []struct {
			name   string
			change func(path string) error
			least  int // people that must be found
			code   record.Code
		}{
			{"grows", func(path string) error {
				f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
				if err == nil {
					_, err = f.Write(table[:1<<20])
				}
				return err
			}, people, record.Changed},
			{"shrinks", func(path string) error { return os.Truncate(path, int64(len(file.data)/2)) }, people / 3, record.Changed},
			{"vanishes", os.Remove, people, record.Gone},
			{"is written anew", func(path string) error {
				return os.WriteFile(path, bytes.Repeat([]byte{'x'}, len(file.data)), 0)
			}, 0, record.Changed},
		} {
			t.Run(file.name+" "+c.name, func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, file.name)
				if err := os.WriteFile(path, file.data, 0o600); err != nil {
					t.Fatal(err)
				}
				f, err := folder.New("test", scanners.Private, dir)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				roots, err := f.Roots(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				var items []scanners.Item
				for p, err := range f.List(t.Context(), roots[0], "") {
					if err != nil {
						t.Fatal(err)
					}
					items = append(items, p.Items...)
				}
				if len(items) != 1 {
					t.Fatalf("%d items, want one", len(items))
				}
				got, err := in.Item(t.Context(), meddled{f, func() {
					if err := c.change(path); err != nil {
						t.Error(err)
					}
				}}, items[0])
				if err != nil {
					t.Fatal(err)
				}
				told := slices.ContainsFunc(got.Reasons, func(r record.Reason) bool { return r.Code == c.code })
				if got.Status != record.Partial && (c.least > 0 || got.Status != record.Unreadable) || !told {
					t.Errorf("%s, %v; want partial because of %s", got.Status, got.Reasons, c.code)
				}
				if got.Persons < c.least {
					t.Errorf("%d people, want %d at least", got.Persons, c.least)
				}
			})
		}
	}
}
