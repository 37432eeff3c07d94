package gdrivetest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

const rfc3339 = "2006-01-02T15:04:05.000Z"

func stamp(t time.Time) string { return t.UTC().Format(rfc3339) }

// fileFields make the fields of a file as a user sees it; nil is left out.
var fileFields = map[string]func(c *call, f *File) any{
	"kind":         func(*call, *File) any { return "drive#file" },
	"id":           func(_ *call, f *File) any { return f.ID },
	"name":         func(_ *call, f *File) any { return f.Name },
	"mimeType":     func(_ *call, f *File) any { return f.Mime },
	"createdTime":  func(_ *call, f *File) any { return stamp(f.created) },
	"modifiedTime": func(_ *call, f *File) any { return stamp(f.Modified) },
	"version":      func(_ *call, f *File) any { return strconv.FormatInt(f.version, 10) },
	"trashed":      func(c *call, f *File) any { return c.s.inTrash(f) },
	"explicitlyTrashed": func(_ *call, f *File) any {
		return f.trashed
	},
	"starred": func(*call, *File) any { return false },
	"spaces":  func(*call, *File) any { return []any{"drive"} },
	"parents": func(c *call, f *File) any {
		// What somebody else owns has no folder here, unless that is shared, too.
		p := c.s.files[f.Parent]
		if p == nil || f.drive == nil && !c.s.may(c.user, p, false) {
			return nil
		}
		return []any{f.Parent}
	},
	"size": func(_ *call, f *File) any {
		switch {
		case f.blob():
			return strconv.Itoa(len(f.Data))
		case len(f.Exports) > 0:
			return "1024" // of a document: never what an export of it has
		}
		return nil
	},
	"quotaBytesUsed": func(_ *call, f *File) any { return strconv.Itoa(len(f.Data)) },
	"md5Checksum":    func(_ *call, f *File) any { return text(f.md5) },
	"sha256Checksum": func(_ *call, f *File) any {
		if !f.blob() || f.created.Year() < 2020 { // old files may be without
			return nil
		}
		return sum256(f.Data)
	},
	"headRevisionId": func(_ *call, f *File) any {
		if !f.blob() {
			return nil
		}
		return fmt.Sprintf("0B%s%d", f.ID[:6], f.head)
	},
	"owners": func(c *call, f *File) any {
		if f.owner == nil {
			return nil
		}
		return []any{c.person(f.owner)}
	},
	"ownedByMe": func(c *call, f *File) any { return f.owner == c.user },
	"shared":    func(c *call, f *File) any { return f.drive != nil || len(c.s.permissions(f)) > 1 },
	"driveId": func(_ *call, f *File) any {
		if f.drive == nil {
			return nil
		}
		return f.drive.ID
	},
	"permissions": func(c *call, f *File) any {
		if f.drive != nil || !c.writes(f) { // not for items of shared drives, nor for those who only read
			return nil
		}
		return permissionList(c, f)
	},
	"permissionIds": func(c *call, f *File) any {
		if !c.writes(f) {
			return nil
		}
		ids := []any{}
		for _, p := range c.s.permissions(f) {
			ids = append(ids, p.ID)
		}
		return ids
	},
	"hasAugmentedPermissions": func(c *call, f *File) any {
		if f.drive == nil {
			return nil
		}
		return c.s.augmented(f)
	},
	"inheritedPermissionsDisabled": func(_ *call, f *File) any { return f.Limited },
	"capabilities": func(c *call, f *File) any {
		return object{"canDownload": f.Mime != MimeFolder && !f.NoCopy, "canEdit": c.writes(f), "canReadRevisions": c.writes(f)}
	},
	"copyRequiresWriterPermission": func(_ *call, f *File) any { return f.NoCopy },
	"shortcutDetails": func(c *call, f *File) any {
		if f.Mime != MimeShortcut {
			return nil
		}
		d := object{"targetId": f.Target}
		if t := c.s.files[f.Target]; t != nil {
			d["targetMimeType"] = t.Mime
		}
		return d
	},
	"clientEncryptionDetails": func(_ *call, f *File) any {
		if !f.Sealed {
			return nil
		}
		return object{"encryptionState": "encrypted"}
	},
	"exportLinks": func(c *call, f *File) any {
		if len(f.Exports) == 0 {
			return nil
		}
		links := object{}
		for m := range f.Exports {
			links[m] = c.docs() + "/export/" + f.ID + "?mimeType=" + strings.ReplaceAll(m, "+", "%2B")
		}
		return links
	},
	"webViewLink": func(_ *call, f *File) any { return "https://drive.google.com/file/d/" + f.ID + "/view" },
	"fileExtension": func(_ *call, f *File) any {
		i := strings.LastIndexByte(f.Name, '.')
		if !f.blob() || i < 0 {
			return nil
		}
		return f.Name[i+1:]
	},
}

// text is nil instead of nothing.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// docs is the host of export links: Google's own, where the client came for
// Google's API.
func (c *call) docs() string {
	if strings.HasSuffix(c.r.Host, ".googleapis.com") {
		return "https://docs.google.com"
	}
	return c.s.URL
}

func (c *call) person(u *User) object {
	return object{"kind": "drive#user", "displayName": u.Name, "me": u == c.user, "permissionId": u.permissionID, "emailAddress": u.Email}
}

// writes reports whether the user may do more than read.
func (c *call) writes(f *File) bool {
	if f.owner == c.user {
		return true
	}
	return slices.ContainsFunc(c.s.permissions(f), func(p Permission) bool {
		return p.Role != "reader" && p.Role != "commenter" && c.s.reaches(p, c.user, true)
	})
}

// file is the resource, as far as the mask wants it.
func (c *call) file(f *File, m mask) object {
	out := object{}
	for name, field := range fileFields {
		below, ok := m.wants(name)
		if !ok {
			continue
		}
		if v := field(c, f); v != nil {
			out[name] = below.cut(v)
		}
	}
	return out
}

// snapshot is what the pages of one listing are taken from.
type snapshot struct {
	user  *User
	of    string // the request
	files []*File
	from  int
	n     int // of the page
	until time.Time
}

// of is what must not change from page to page.
func (c *call) of() string {
	q := c.r.URL.Query()
	q.Del("pageToken")
	q.Del("pageSize")
	q.Del("fields")
	return q.Encode()
}

func listFiles(c *call) (any, *problem) {
	s := c.s
	s.mu.RLock()
	defer s.mu.RUnlock()
	var snap *snapshot
	var p *problem
	if tok := c.query("pageToken"); tok == "" {
		snap, p = c.search()
	} else {
		s.state.Lock()
		snap = s.pages[tok]
		s.state.Unlock()
		if snap == nil || snap.user != c.user || snap.of != c.of() || snap.until.Before(s.now()) {
			p = &problem{400, "invalid", "pageToken", "Invalid Value"}
		}
	}
	if p != nil {
		return nil, p
	}
	size := c.size("pageSize", 100, 1000)
	if s.MostOfPage > 0 {
		size = min(size, s.MostOfPage)
	}
	if s.EmptyPages && snap.n%3 == 1 {
		size = 0
	}
	to := min(snap.from+size, len(snap.files))
	m := c.usual("kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)")
	out := object{"kind": "drive#fileList", "incompleteSearch": s.Incomplete}
	if _, ok := m.wants("files"); ok {
		below, _ := m.wants("files")
		files := make([]object, 0, to-snap.from)
		for _, f := range snap.files[snap.from:to] {
			if s.files[f.ID] == f { // not deleted meanwhile
				files = append(files, c.file(f, below))
			}
		}
		out["files"] = files
	}
	if to < len(snap.files) || size == 0 {
		tok := "~!!~AI" + s.random()
		s.state.Lock()
		s.pages[tok] = &snapshot{snap.user, snap.of, snap.files, to, snap.n + 1, s.now().Add(s.PageLife)}
		s.state.Unlock()
		out["nextPageToken"] = tok
	}
	for k := range out {
		if _, ok := m.wants(k); !ok {
			delete(out, k)
		}
	}
	return out, nil
}

// search finds what a listing shows.
func (c *call) search() (*snapshot, *problem) {
	s := c.s
	ok, err := parseQuery(c.query("q"))
	if err != nil {
		return nil, &problem{400, "invalid", "q", err.Error()}
	}
	by, err := parseOrder(c.query("orderBy"))
	if err != nil {
		return nil, &problem{400, "invalid", "orderBy", err.Error()}
	}
	all, p := c.corpus()
	if p != nil {
		return nil, p
	}
	snap := &snapshot{user: c.user, of: c.of(), until: s.now().Add(s.PageLife)}
	for _, f := range all {
		if ok(s.Tenant, c.user, f) {
			snap.files = append(snap.files, f)
		}
	}
	if by != nil {
		slices.SortStableFunc(snap.files, by)
	}
	return snap, nil
}

// corpus is what is searched.
func (c *call) corpus() ([]*File, *problem) {
	s := c.s
	switch c.query("corpora") {
	case "", "user":
		all := slices.Clone(s.owned[c.user])
		for _, f := range s.shared[c.user] {
			all = append(all, c.below(f)...)
		}
		if c.yes("includeItemsFromAllDrives") && !c.user.Suspended {
			for _, d := range s.drives {
				if s.may(c.user, s.files[d.ID], false) {
					all = append(all, s.held[d]...)
				}
			}
		}
		seen := map[*File]bool{}
		return slices.DeleteFunc(all, func(f *File) bool {
			again := seen[f]
			seen[f] = true
			return again
		}), nil
	case "drive":
		if !c.yes("includeItemsFromAllDrives") || !c.yes("supportsAllDrives") {
			return nil, &problem{403, "teamDrivesParameterIsRequired", "", "The supportsAllDrives and includeItemsFromAllDrives parameters are required"}
		}
		d, p := c.drive(c.query("driveId"))
		if p != nil {
			return nil, p
		}
		return slices.DeleteFunc(slices.Clone(s.held[d]), func(f *File) bool { return f.Limited && !s.may(c.user, f, false) }), nil
	}
	return nil, &problem{400, "invalid", "corpora", "Invalid Value"}
}

// below is a file and what lies in it.
func (c *call) below(f *File) []*File {
	out := []*File{f}
	for _, in := range c.s.inside[f.ID] {
		out = append(out, c.below(in)...)
	}
	return out
}

// drive is a shared drive of which the user is a member.
func (c *call) drive(id string) (*Drive, *problem) {
	for _, d := range c.s.drives {
		if d.ID == id && c.s.may(c.user, c.s.files[id], false) {
			return d, nil
		}
	}
	return nil, &problem{404, "notFound", "driveId", "Shared drive not found: " + id}
}

// one is a file that the user may see.
func (c *call) one(id string) (*File, *problem) {
	if id == "root" {
		return c.user.root, nil
	}
	f := c.s.files[id]
	// Contents are handed out to clients that do not say they know shared drives, too.
	unaware := f != nil && f.drive != nil && !c.yes("supportsAllDrives") && c.query("alt") != "media"
	if f == nil || unaware || !c.s.may(c.user, f, true) {
		return nil, notFound("fileId", id)
	}
	return f, nil
}

func getFile(c *call) (any, *problem) {
	c.s.mu.RLock()
	f, p := c.one(c.path[0])
	if p != nil {
		c.s.mu.RUnlock()
		return nil, p
	}
	if c.query("alt") == "media" {
		data, p := c.contents(f)
		c.s.mu.RUnlock()
		if p != nil {
			return nil, p
		}
		c.send(f.Mime, data)
		return nil, nil //nolint:nilnil // the answer was sent
	}
	defer c.s.mu.RUnlock()
	return c.file(f, c.usual("kind,id,name,mimeType")), nil
}
