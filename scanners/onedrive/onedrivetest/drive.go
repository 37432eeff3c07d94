package onedrivetest

import (
	"fmt"
	"mime"
	"net/url"
	"path"
	"strings"
	"time"
)

// Drive is a OneDrive or a library.
type Drive struct {
	t     *Tenant
	ID    string
	name  string
	web   string
	site  *Site
	owner *User // of a OneDrive
	root  *Item
	byID  map[string]*Item
	all   []*Item // in the order in which they were made
	seq   int     // of the last change
	log   []change
	floor int // changes up to here are forgotten
}

// change is an entry of the change feed; it stands for the item's state as long
// as no later entry does.
type change struct {
	seq  int
	item *Item
}

type kind int

const (
	fileKind kind = iota
	folderKind
	notebookKind
	shortcutKind
)

// Item is a file, folder, notebook or shortcut.
type Item struct {
	drive    *Drive
	parent   *Item
	children map[string]*Item
	id, name string
	kind     kind
	content  string
	hash     string // quickXorHash, once it was asked for
	told     int64  // size as listings tell it, where it is told wrong
	etag     int
	ctag     int
	seq      int
	made     time.Time
	modified time.Time
	by       *User
	grants   []Grant
	apart    bool // inheritance was broken
	malware  bool
	deleted  bool
}

func escape(p string) string {
	parts := strings.Split(p, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// enter adds a new item.
func (d *Drive) enter(it *Item) {
	d.byID[it.id] = it
	d.all = append(d.all, it)
	it.etag, it.ctag = 1, 1
	d.touch(it)
}

// touch writes an item into the change feed, after the folders above it, whose
// contents it changes.
func (d *Drive) touch(it *Item) {
	if it.parent != nil {
		it.parent.ctag++
		d.touch(it.parent)
	}
	d.seq++
	it.seq = d.seq
	d.log = append(d.log, change{d.seq, it})
}

// Put writes a file, making the folders above it.
func (d *Drive) Put(at, content string) *Item {
	d.t.mu.Lock()
	defer d.t.mu.Unlock()
	it := d.make(at, fileKind)
	it.content, it.hash = content, ""
	return it
}

// Folder makes a folder, or finds it.
func (d *Drive) Folder(at string) *Item {
	d.t.mu.Lock()
	defer d.t.mu.Unlock()
	return d.folder(at)
}

// Notebook makes a OneNote notebook: a package that is neither file nor folder.
func (d *Drive) Notebook(at string) *Item {
	d.t.mu.Lock()
	defer d.t.mu.Unlock()
	return d.make(at, notebookKind)
}

// Shortcut makes a shortcut to a folder of somebody else.
func (d *Drive) Shortcut(at string) *Item {
	d.t.mu.Lock()
	defer d.t.mu.Unlock()
	return d.make(at, shortcutKind)
}

// Root is the folder that holds all others.
func (d *Drive) Root() *Item { return d.root }

// ByID finds an item.
func (d *Drive) ByID(id string) *Item {
	d.t.mu.Lock()
	defer d.t.mu.Unlock()
	return d.byID[id]
}

// At finds an item by its path; nil where there is none.
func (d *Drive) At(at string) *Item {
	d.t.mu.Lock()
	defer d.t.mu.Unlock()
	return d.at(at)
}

func (d *Drive) at(at string) *Item {
	it := d.root
	for level := range strings.SplitSeq(strings.Trim(at, "/"), "/") {
		if level == "" {
			continue
		}
		if it = it.children[level]; it == nil {
			return nil
		}
	}
	return it
}

func (d *Drive) folder(at string) *Item {
	if at = strings.Trim(at, "/"); at == "" || at == "." {
		return d.root
	}
	if it := d.at(at); it != nil {
		return it
	}
	return d.make(at, folderKind)
}

// make makes an item, or changes the contents of the one that is there.
func (d *Drive) make(at string, k kind) *Item {
	dir, name := path.Split(strings.Trim(at, "/"))
	parent := d.folder(dir)
	now := d.t.tick()
	if it := parent.children[name]; it != nil {
		it.ctag++
		it.etag++
		it.modified = now
		d.touch(it)
		return it
	}
	it := &Item{drive: d, parent: parent, id: d.t.itemID(), name: name, kind: k, made: now, modified: now, by: d.owner}
	parent.adopt(it)
	d.enter(it)
	return it
}

func (it *Item) adopt(child *Item) {
	if it.children == nil {
		it.children = map[string]*Item{}
	}
	it.children[child.name], child.parent = child, it
}

// change runs f and enters the item as changed in its properties.
func (it *Item) change(f func()) {
	t := it.drive.t
	t.mu.Lock()
	defer t.mu.Unlock()
	f()
	it.etag++
	it.drive.touch(it)
}

// Write gives a file other contents.
func (it *Item) Write(content string) {
	it.change(func() { it.content, it.hash, it.modified = content, "", it.drive.t.tick(); it.ctag++ })
}

// Rename gives an item another name.
func (it *Item) Rename(name string) {
	it.change(func() {
		delete(it.parent.children, it.name)
		it.name = name
		it.parent.adopt(it)
	})
}

// Move puts an item into another folder of the same drive.
func (it *Item) Move(to *Item) {
	it.change(func() {
		delete(it.parent.children, it.name)
		to.adopt(it)
	})
}

// Remove deletes an item and all below it. The change feed names the item; what
// lies below a folder is not named.
func (it *Item) Remove() {
	it.change(func() {
		delete(it.parent.children, it.name)
		it.bury()
	})
}

func (it *Item) bury() {
	it.deleted = true
	for _, c := range it.children {
		c.bury()
	}
}

// Infect has the provider find malware in a file.
func (it *Item) Infect() { it.change(func() { it.malware = true }) }

// TellSize has listings tell another size than the contents have, as of Office
// files that the server rewrites.
func (it *Item) TellSize(n int64) { it.change(func() { it.told = n }) }

// ChangedBy says who changed an item last.
func (it *Item) ChangedBy(u *User) { it.change(func() { it.by = u }) }

// ID is the item's identifier.
func (it *Item) ID() string { return it.id }

// Path is where an item lies in its drive, without a slash before it.
func (it *Item) Path() string {
	if it.parent == nil {
		return ""
	}
	return strings.TrimPrefix(it.parent.Path()+"/"+it.name, "/")
}

func (it *Item) size() int64 {
	switch {
	case it.told != 0:
		return it.told
	case it.kind == fileKind:
		return int64(len(it.content))
	}
	return 0
}

func (it *Item) media() string {
	if m := mime.TypeByExtension(path.Ext(it.name)); m != "" {
		m, _, _ = strings.Cut(m, ";")
		return m
	}
	return "application/octet-stream"
}

// Forget has the change feed forget everything up to now: older cursors get
// 410.
func (d *Drive) Forget() {
	d.t.mu.Lock()
	defer d.t.mu.Unlock()
	d.seq++
	d.floor = d.seq
}

func (it *Item) tags() (etag, ctag string) {
	g := strings.ToUpper(fmt.Sprintf("%032x", it.id[8:]))[:32]
	g = g[:8] + "-" + g[8:12] + "-" + g[12:16] + "-" + g[16:20] + "-" + g[20:]
	return fmt.Sprintf(`"{%s},%d"`, g, it.etag), fmt.Sprintf(`"c:{%s},%d"`, g, it.ctag)
}
