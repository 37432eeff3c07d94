package gdrivetest

import "slices"

// reaches reports whether a permission lets a user in. Links count only where
// the file is asked for by its ID.
func (t *Tenant) reaches(p Permission, u *User, links bool) bool {
	if !p.Expires.IsZero() && p.Expires.Before(t.now()) {
		return false
	}
	switch p.Type {
	case "user":
		return p.Email == u.Email
	case "group":
		return t.member(p.Email, u, 0)
	case "domain":
		return links && p.Domain == u.domain
	case "anyone":
		return links
	}
	return false
}

func (t *Tenant) member(group string, u *User, depth int) bool {
	g := t.groups[group]
	if g == nil || depth > 8 {
		return false
	}
	return slices.ContainsFunc(g.Members, func(m string) bool {
		return m == "*" || m == u.Email || t.member(m, u, depth+1)
	})
}

// permissions are all that count for a file: its own, those of the folders
// above it, its owner's or its drive's.
func (t *Tenant) permissions(f *File) []Permission {
	var out []Permission
	limited := false
	add := func(ps []Permission) {
		for _, p := range ps {
			if !slices.ContainsFunc(out, func(q Permission) bool { return q.ID == p.ID }) {
				out = append(out, p)
			}
		}
	}
	if f.owner != nil {
		add([]Permission{{ID: f.owner.permissionID, Type: "user", Role: "owner", Email: f.owner.Email}})
	}
	for at := f; at != nil; at = t.files[at.Parent] {
		add(at.direct)
		if limited = limited || at.Limited; limited {
			break
		}
	}
	if f.drive != nil && !limited {
		add(f.drive.members)
	}
	return out
}

// augmented reports whether an item of a shared drive has permissions besides
// its drive's.
func (t *Tenant) augmented(f *File) bool {
	for at := f; at != nil; at = t.files[at.Parent] {
		if len(at.direct) > 0 {
			return true
		}
	}
	return false
}

// may reports whether a user can see a file.
func (t *Tenant) may(u *User, f *File, links bool) bool {
	if f.owner == u {
		return true
	}
	if f.drive != nil && u.Suspended {
		return false // shared drives do not show to suspended users
	}
	return slices.ContainsFunc(t.permissions(f), func(p Permission) bool { return t.reaches(p, u, links) })
}

// inTrash reports whether a file or a folder above it was put into the trash.
func (t *Tenant) inTrash(f *File) bool {
	for at := f; at != nil; at = t.files[at.Parent] {
		if at.trashed {
			return true
		}
	}
	return false
}

// changes are the last change of each file, of one user or shared drive.
type changes struct {
	at map[string]int64 // number of the change, by file
}

// changed tells a change to everybody who sees the file.
func (t *Tenant) changed(f *File) {
	if t.quiet {
		return
	}
	t.last++
	note := func(corpus string) {
		if t.log[corpus] == nil {
			t.log[corpus] = &changes{at: map[string]int64{}}
		}
		t.log[corpus].at[f.ID] = t.last
	}
	if f.drive != nil {
		note(f.drive.ID)
		return
	}
	note(f.owner.Email)
	for _, p := range t.permissions(f) {
		switch p.Type {
		case "user":
			note(p.Email)
		case "group":
			for _, u := range t.users {
				if t.member(p.Email, u, 0) {
					note(u.Email)
				}
			}
		}
	}
}
