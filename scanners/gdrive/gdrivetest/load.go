package gdrivetest

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"mime"
	"os"
	"path/filepath"
	"strings"
)

// Load puts the folders of a folder into the tenant: one that is named like an
// address is the drive of that user, any other a shared drive of all
// administrators. Office files become documents of Google's editors.
func (t *Tenant) Load(dir string) error {
	tops, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, top := range tops {
		if !top.IsDir() {
			continue
		}
		if err := t.load(filepath.Join(dir, top.Name()), t.putter(top.Name())); err != nil {
			return err
		}
	}
	return nil
}

// putter puts files where they belong.
func (t *Tenant) putter(name string) func(File) *File {
	if strings.Contains(name, "@") {
		u := t.User(name)
		if u == nil {
			u = t.AddUser(User{Email: name, Name: name})
		}
		return func(f File) *File { return t.Put(u, f) }
	}
	var members []Permission
	t.mu.RLock()
	for _, u := range t.users {
		if u.Admin {
			members = append(members, Permission{Type: "user", Role: "organizer", Email: u.Email})
		}
	}
	t.mu.RUnlock()
	d := t.AddDrive(name, members...)
	return func(f File) *File { return t.PutShared(d, f) }
}

// User is an account by its address; nil when there is none.
func (t *Tenant) User(email string) *User {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.byMail[email]
}

func (t *Tenant) load(dir string, put func(File) *File) error {
	folders := map[string]string{dir: ""}
	return filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p == dir:
			return nil
		}
		f := File{Name: e.Name(), Parent: folders[filepath.Dir(p)]}
		if e.IsDir() {
			f.Mime = MimeFolder
			folders[p] = put(f).ID
			return nil
		}
		if f.Data, err = os.ReadFile(p); err != nil {
			return err
		}
		put(edited(f))
		return nil
	})
}

// editors are those of office files, by their extensions.
var editors = map[string]struct{ mime, export string }{
	".docx": {MimeDocument, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	".xlsx": {MimeSheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	".pptx": {MimeSlides, "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
}

// edited makes a document of an office file that an editor could open.
func edited(f File) File {
	ext := filepath.Ext(f.Name)
	f.Mime = mime.TypeByExtension(ext)
	e, ok := editors[ext]
	if _, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data))); !ok || err != nil {
		return f
	}
	return File{Name: f.Name, Parent: f.Parent, Mime: e.mime, Exports: map[string][]byte{e.export: f.Data}}
}
