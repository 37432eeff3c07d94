// Package onedrivetest is a tenant of Microsoft 365 on loopback, as far as a
// read-only client of its files can tell: directory, OneDrive, SharePoint,
// change feeds, permissions, sign-in, quota. What it does and does not is from
// Microsoft's documentation; tests decode what it answers by the official
// models, and have rclone read it, too. It is changed through methods, never
// over HTTP.
package onedrivetest

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"time"
)

// Tenant is what an institution has there. Its methods may be called while it
// is being served.
type Tenant struct {
	Domain string
	ID     string

	mu     sync.Mutex
	users  []*User
	sites  []*Site
	groups map[string]*Group
	drives map[string]*Drive
	clock  time.Time
	serial uint64
}

// New makes an empty tenant.
func New(domain string) *Tenant {
	t := &Tenant{
		Domain: domain, groups: map[string]*Group{}, drives: map[string]*Drive{},
		clock: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC),
	}
	t.ID = t.guid()
	return t
}

// guid makes an identifier in the form of a GUID. The same calls give the same
// ones.
func (t *Tenant) guid() string {
	t.serial++
	return fmt.Sprintf("00000000-0000-4000-8000-%012x", t.serial)
}

// tick moves the clock on.
func (t *Tenant) tick() time.Time {
	t.clock = t.clock.Add(time.Second)
	return t.clock
}

// User is an account of the directory.
type User struct {
	t                            *Tenant
	ID, Name, Department, Domain string
	Principal                    string
	Guest                        bool
	MFA                          *MFA   // nil: not in the report
	Sealed                       bool   // its OneDrive is shown by its site alone
	drive                        *Drive // nil: never opened
}

// MFA is what the report on authentication methods says of a user.
type MFA struct {
	Registered, Capable bool
	Methods             []string
}

// Group is a Microsoft 365 group.
type Group struct {
	ID, Name        string
	Owners, Members []*User
}

// Site is a site of SharePoint.
type Site struct {
	t        *Tenant
	ID, Name string
	web      string // address
	siteID   string
	webID    string
	personal bool
	Group    *Group
	Locked   bool
	drives   []*Drive
	above    *Site // nil: listed among all sites
}

// AddUser adds a member of the institution.
func (t *Tenant) AddUser(name, display, department string) *User {
	t.mu.Lock()
	defer t.mu.Unlock()
	u := &User{t: t, ID: t.guid(), Name: display, Department: department, Principal: name + "@" + t.Domain}
	t.users = append(t.users, u)
	return u
}

// AddGuest adds somebody outside who was invited.
func (t *Tenant) AddGuest(mail string) *User {
	t.mu.Lock()
	defer t.mu.Unlock()
	u := &User{t: t, ID: t.guid(), Name: mail, Guest: true, Principal: strings.ReplaceAll(mail, "@", "_") + "#EXT#@" + t.Domain, Domain: mail}
	t.users = append(t.users, u)
	return u
}

// AddGroup adds a group.
func (t *Tenant) AddGroup(name string, owners, members []*User) *Group {
	t.mu.Lock()
	defer t.mu.Unlock()
	g := &Group{ID: t.guid(), Name: name, Owners: owners, Members: members}
	t.groups[g.ID] = g
	return g
}

// RemoveUser deletes an account; its OneDrive stays as a personal site.
func (t *Tenant) RemoveUser(u *User) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := range t.users {
		if t.users[i] == u {
			t.users = append(t.users[:i], t.users[i+1:]...)
			return
		}
	}
}

// OneDrive is the user's, which is made when it is first opened.
func (u *User) OneDrive() *Drive {
	t := u.t
	t.mu.Lock()
	defer t.mu.Unlock()
	if u.drive == nil {
		host := strings.Split(t.Domain, ".")[0] + "-my.sharepoint.example"
		s := t.site(u.Name, "https://"+host+"/personal/"+strings.NewReplacer("@", "_", ".", "_").Replace(u.Principal))
		s.personal = true
		u.drive = t.newDrive(s, "OneDrive", "Documents")
		u.drive.owner = u
	}
	return u.drive
}

// Seal locks a user's OneDrive and its site.
func (u *User) Seal() {
	u.t.mu.Lock()
	defer u.t.mu.Unlock()
	u.Sealed, u.drive.site.Locked = true, true
}

// AddSite adds a site; group may be nil.
func (t *Tenant) AddSite(name, address string, group *Group) *Site {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.site(name, "https://"+strings.Split(t.Domain, ".")[0]+".sharepoint.example/sites/"+address)
	s.Group = group
	return s
}

// Below adds a site below another, which the list of all sites does not show.
func (s *Site) Below(name, address string) *Site {
	s.t.mu.Lock()
	defer s.t.mu.Unlock()
	sub := s.t.site(name, s.web+"/"+address)
	sub.above = s
	return sub
}

func (t *Tenant) site(name, web string) *Site {
	s := &Site{t: t, Name: name, web: web, siteID: t.guid(), webID: t.guid()}
	s.ID = strings.Split(web, "/")[2] + "," + s.siteID + "," + s.webID
	t.sites = append(t.sites, s)
	return s
}

// Library adds a library to a site.
func (s *Site) Library(name string) *Drive {
	s.t.mu.Lock()
	defer s.t.mu.Unlock()
	return s.t.newDrive(s, name, name)
}

func (t *Tenant) newDrive(s *Site, name, folder string) *Drive {
	t.serial++
	var b [24]byte
	binary.BigEndian.PutUint64(b[16:], t.serial)
	d := &Drive{t: t, ID: "b!" + base64.RawURLEncoding.EncodeToString(b[:]), name: name, site: s, web: s.web + "/" + escape(folder), byID: map[string]*Item{}}
	d.root = &Item{drive: d, id: t.itemID(), name: "root", kind: folderKind, made: t.tick()}
	d.root.modified = d.root.made
	d.enter(d.root)
	s.drives = append(s.drives, d)
	t.drives[d.ID] = d
	return d
}

// itemID looks like an item's ID: letters and digits.
func (t *Tenant) itemID() string {
	t.serial++
	var b [10]byte
	binary.BigEndian.PutUint64(b[2:], t.serial)
	return "01TENKEN" + base32.StdEncoding.EncodeToString(b[:])
}
