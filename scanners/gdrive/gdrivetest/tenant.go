// Package gdrivetest is a Google Workspace tenant on loopback: users, groups,
// shared drives, files, permissions and a log of changes, behind as much of the
// Drive and Directory APIs as a reader needs. It keeps state, has one clock that
// a test can move, grants quotas and checks what it is sent. Files are written
// by methods of Tenant; over HTTP it can only be read.
package gdrivetest

import (
	"crypto/md5" //nolint:gosec // Drive's own checksum
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"time"
)

// Tenant is the state. Its methods may be called while it is served.
type Tenant struct {
	Domain string // primary

	mu     sync.RWMutex
	users  []*User
	byMail map[string]*User // by address and ID
	groups map[string]*Group
	drives []*Drive
	files  map[string]*File
	inside map[string][]*File // by parent
	owned  map[*User][]*File
	held   map[*Drive][]*File
	shared map[*User][]*File // one by one, or through a group
	log    map[string]*changes
	last   int64 // number of the last change
	serial int64
	quiet  bool // changes are not logged

	start time.Time
	moved time.Duration
}

// User is an account.
type User struct {
	ID, Email, Name      string
	Department, OrgUnit  string
	Enrolled, Enforced   bool // in two-step verification
	Admin                bool
	Suspended, Archived  bool
	root                 *File
	permissionID, domain string
	foreign              bool
}

// Group is a mailing list, whose members may be groups.
type Group struct {
	Email   string
	Members []string // addresses; "*" is everybody of the tenant
}

// Drive is a shared drive.
type Drive struct {
	ID, Name string
	members  []Permission
	hidden   bool
}

// Permission lets somebody in.
type Permission struct {
	ID, Type, Role string // user, group, domain, anyone; owner, organizer, writer, reader
	Email, Domain  string
	Discoverable   bool
	Expires        time.Time
	View           string
}

// File is a file, a folder, a shortcut or a document of an editor.
type File struct {
	ID, Name, Mime string
	Parent         string // ID; empty: without one
	Data           []byte
	Exports        map[string][]byte // of a document, by media type
	Modified       time.Time
	Sealed         bool   // encrypted by its owner's client
	Abusive        bool   // held for malware
	NoCopy         bool   // nobody may download it
	NoLinks        bool   // its export links do not work
	Target         string // of a shortcut
	Limited        bool   // what the shared drive grants does not count

	owner   *User
	drive   *Drive
	created time.Time
	direct  []Permission
	trashed bool
	version int64
	head    int64
	md5     string
}

// Media types of Drive's own.
const (
	MimeFolder   = "application/vnd.google-apps.folder"
	MimeShortcut = "application/vnd.google-apps.shortcut"
	MimeDocument = "application/vnd.google-apps.document"
	MimeSheet    = "application/vnd.google-apps.spreadsheet"
	MimeSlides   = "application/vnd.google-apps.presentation"
	MimeDrawing  = "application/vnd.google-apps.drawing"
	MimeForm     = "application/vnd.google-apps.form"
)

// NewTenant is an institution without users.
func NewTenant(domain string) *Tenant {
	return &Tenant{
		Domain: domain, byMail: map[string]*User{}, groups: map[string]*Group{}, files: map[string]*File{},
		inside: map[string][]*File{}, owned: map[*User][]*File{}, held: map[*Drive][]*File{}, shared: map[*User][]*File{},
		log: map[string]*changes{}, start: time.Now(),
	}
}

// Now is the tenant's time, which passes by itself and by Pass.
func (t *Tenant) Now() time.Time {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.now()
}

func (t *Tenant) now() time.Time { return time.Now().Add(t.moved).UTC().Truncate(time.Millisecond) }

// Pass lets time go by.
func (t *Tenant) Pass(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.moved += d
}

// Quietly makes changes that are not logged, as those before the tenant's log
// began.
func (t *Tenant) Quietly(f func()) {
	t.mu.Lock()
	t.quiet = true
	t.mu.Unlock()
	f()
	t.mu.Lock()
	t.quiet = false
	t.mu.Unlock()
}

// id is an identifier as Drive makes them: long, and the same each time.
func (t *Tenant) id(prefix string, more ...string) string {
	t.serial++
	h := fnv.New128a()
	fmt.Fprint(h, t.Domain, t.serial, more)
	return prefix + hex.EncodeToString(h.Sum(nil))[:26]
}

func number(of string) string {
	h := fnv.New64a()
	fmt.Fprint(h, of)
	return fmt.Sprintf("%020d", h.Sum64())
}

// AddUser makes an account with its own drive.
func (t *Tenant) AddUser(u User) *User {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.account(u)
	t.users = append(t.users, n)
	return n
}

// AddForeigner makes an account of another tenant, which the directory does not
// show and nobody here can act for.
func (t *Tenant) AddForeigner(u User) *User {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.account(u)
	n.foreign = true
	return n
}

func (t *Tenant) account(u User) *User {
	n := &u
	if n.ID == "" {
		n.ID = "1" + number(u.Email)[:20]
	}
	n.permissionID = number("permission " + u.Email)
	_, n.domain, _ = strings.Cut(u.Email, "@")
	n.root = &File{ID: t.id("0A") + "PVA", Name: "マイドライブ", Mime: MimeFolder, owner: n, created: t.now(), Modified: t.now()}
	t.byMail[n.Email], t.byMail[n.ID] = n, n
	t.files[n.root.ID] = n.root
	return n
}

// AddGroup makes a group.
func (t *Tenant) AddGroup(g Group) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.groups[g.Email] = &g
}

// AddDrive makes a shared drive with its members.
func (t *Tenant) AddDrive(name string, members ...Permission) *Drive {
	t.mu.Lock()
	defer t.mu.Unlock()
	d := &Drive{ID: t.id("0A") + "9PVA", Name: name}
	for _, m := range members {
		d.members = append(d.members, identified(m))
	}
	t.drives = append(t.drives, d)
	t.files[d.ID] = &File{ID: d.ID, Name: "Drive", Mime: MimeFolder, drive: d, created: t.now(), Modified: t.now()}
	return d
}

// identified gives a permission its ID, which tells whom it lets in.
func identified(p Permission) Permission {
	switch {
	case p.ID != "":
	case p.Type == "anyone" && p.Discoverable:
		p.ID = "anyone"
	case p.Type == "anyone":
		p.ID = "anyoneWithLink"
	case p.Type == "domain":
		p.ID = number("domain "+p.Domain) + "k"
	default:
		p.ID = number("permission " + p.Email)
	}
	return p
}

// RootOf is the ID of a user's own folder.
func (t *Tenant) RootOf(u *User) string { return u.root.ID }

// Put makes a file of a user, in a folder or directly in the user's drive.
func (t *Tenant) Put(u *User, f File) *File {
	if f.Parent == "" {
		f.Parent = u.root.ID
	}
	return t.put(u, nil, f)
}

// PutOrphan makes a file that lies in no folder.
func (t *Tenant) PutOrphan(u *User, f File) *File { return t.put(u, nil, f) }

// PutShared makes a file of a shared drive.
func (t *Tenant) PutShared(d *Drive, f File) *File {
	if f.Parent == "" {
		f.Parent = d.ID
	}
	return t.put(nil, d, f)
}

func (t *Tenant) put(u *User, d *Drive, f File) *File {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := &f
	n.owner, n.drive = u, d
	if n.ID == "" {
		n.ID = t.id("1", n.Name)
	}
	n.created = t.now()
	if n.Modified.IsZero() {
		n.Modified = n.created
	}
	if n.Mime == "" {
		n.Mime = "application/octet-stream"
	}
	n.version, n.head = 1, 1
	if n.blob() {
		n.md5 = sum(n.Data)
	}
	t.files[n.ID] = n
	if n.Parent != "" {
		t.inside[n.Parent] = append(t.inside[n.Parent], n)
	}
	if d != nil {
		t.held[d] = append(t.held[d], n)
	} else {
		t.owned[u] = append(t.owned[u], n)
	}
	t.changed(n)
	return n
}

func sum(data []byte) string {
	s := md5.Sum(data) //nolint:gosec // Drive's own checksum
	return hex.EncodeToString(s[:])
}

func sum256(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// blob reports whether the file has bytes of its own.
func (f *File) blob() bool { return !strings.HasPrefix(f.Mime, "application/vnd.google-apps.") }

// Write gives a file other contents.
func (t *Tenant) Write(f *File, data []byte) {
	t.edit(f, func() {
		f.Modified = t.now()
		if f.head++; f.blob() {
			f.Data, f.md5 = data, sum(data)
			return
		}
		for m := range f.Exports {
			f.Exports[m] = data
		}
	})
}

// Date sets when a file was modified, as a client may.
func (t *Tenant) Date(f *File, at time.Time) { t.edit(f, func() { f.Modified = at }) }

// Rename gives a file or folder another name.
func (t *Tenant) Rename(f *File, name string) { t.edit(f, func() { f.Name = name }) }

// Move puts a file or folder into another folder.
func (t *Tenant) Move(f *File, folder string) {
	t.edit(f, func() {
		t.inside[f.Parent] = slices.DeleteFunc(t.inside[f.Parent], func(x *File) bool { return x == f })
		f.Parent = folder
		t.inside[folder] = append(t.inside[folder], f)
	})
}

// GiveTo makes somebody else the owner of a file.
func (t *Tenant) GiveTo(f *File, u *User) {
	t.edit(f, func() {
		t.owned[f.owner] = slices.DeleteFunc(t.owned[f.owner], func(x *File) bool { return x == f })
		f.direct = append(f.direct, identified(Permission{Type: "user", Role: "writer", Email: f.owner.Email}))
		t.shared[f.owner] = append(t.shared[f.owner], f)
		f.owner = u
		t.owned[u] = append(t.owned[u], f)
	})
}

// Share lets somebody into a file or folder.
func (t *Tenant) Share(f *File, p Permission) {
	t.edit(f, func() {
		f.direct = append(f.direct, identified(p))
		for _, u := range t.users {
			if t.reaches(p, u, false) && u != f.owner {
				t.shared[u] = append(t.shared[u], f)
			}
		}
	})
}

// Unshare takes every permission back that was given to the file itself.
func (t *Tenant) Unshare(f *File) {
	t.edit(f, func() {
		f.direct = nil
		for u, list := range t.shared {
			t.shared[u] = slices.DeleteFunc(list, func(x *File) bool { return x == f })
		}
	})
}

// Trash puts a file or folder into the trash. What lies in the folder is there,
// too, but only the folder is told as changed.
func (t *Tenant) Trash(f *File) { t.edit(f, func() { f.trashed = true }) }

// edit is one change of a file.
func (t *Tenant) edit(f *File, change func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.changed(f) // who loses it is told, too
	change()
	f.version++
	t.changed(f)
}

// Delete removes a file, or a folder with what lies in it, for good.
func (t *Tenant) Delete(f *File) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.remove(f)
}

func (t *Tenant) remove(f *File) {
	for _, c := range slices.Clone(t.inside[f.ID]) {
		t.remove(c)
	}
	t.changed(f)
	is := func(x *File) bool { return x == f }
	delete(t.files, f.ID)
	delete(t.inside, f.ID)
	t.inside[f.Parent] = slices.DeleteFunc(t.inside[f.Parent], is)
	if f.drive != nil {
		t.held[f.drive] = slices.DeleteFunc(t.held[f.drive], is)
	} else {
		t.owned[f.owner] = slices.DeleteFunc(t.owned[f.owner], is)
	}
	for u, list := range t.shared {
		t.shared[u] = slices.DeleteFunc(list, is)
	}
}

// Find is the file that a user or a shared drive shows under a path of names;
// nil when there is none.
func (t *Tenant) Find(root string, names ...string) *File {
	t.mu.RLock()
	defer t.mu.RUnlock()
	at := t.files[root]
	for _, n := range names {
		i := slices.IndexFunc(t.inside[at.ID], func(f *File) bool { return f.Name == n && !f.trashed })
		if i < 0 {
			return nil
		}
		at = t.inside[at.ID][i]
	}
	return at
}
