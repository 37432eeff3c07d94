package gdrivetest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

func about(c *call) (any, *problem) {
	if c.mask == nil {
		return nil, &problem{400, "required", "fields", "The 'fields' parameter is required for this method."}
	}
	return c.mask.cut(object{
		"kind": "drive#about", "user": c.person(c.user),
		"storageQuota": object{"limit": "32985348833280", "usage": "0"},
		"exportFormats": object{
			MimeDocument: []any{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/plain", "application/pdf"},
			MimeSheet:    []any{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv", "application/pdf"},
			MimeSlides:   []any{"application/vnd.openxmlformats-officedocument.presentationml.presentation", "text/plain", "application/pdf"},
			MimeDrawing:  []any{"application/pdf", "image/png", "image/svg+xml"},
		},
		"importFormats": object{},
	}), nil
}

// permissionList is who can reach a file.
func permissionList(c *call, f *File) []object {
	out := []object{}
	for _, p := range c.s.permissions(f) {
		out = append(out, c.permission(f, p))
	}
	return out
}

func (c *call) permission(f *File, p Permission) object {
	o := object{"kind": "drive#permission", "id": p.ID, "type": p.Type, "role": p.Role}
	for k, v := range map[string]string{"emailAddress": p.Email, "domain": p.Domain, "view": p.View} {
		if v != "" {
			o[k] = v
		}
	}
	if p.Type == "anyone" || p.Type == "domain" {
		o["allowFileDiscovery"] = p.Discoverable
	} else {
		o["deleted"] = false
	}
	if !p.Expires.IsZero() {
		o["expirationTime"] = stamp(p.Expires)
	}
	if u := c.s.byMail[p.Email]; u != nil {
		o["displayName"] = u.Name
	}
	if f.drive != nil {
		inherited := !slices.ContainsFunc(f.direct, func(q Permission) bool { return q.ID == p.ID })
		kind := "member"
		if !slices.ContainsFunc(f.drive.members, func(q Permission) bool { return q.ID == p.ID }) {
			kind = "file"
		}
		o["permissionDetails"] = []object{{"permissionType": kind, "role": p.Role, "inherited": inherited && f.ID != f.drive.ID}}
	}
	return o
}

func listPermissions(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	f := c.s.files[c.path[0]]
	byAdmin := c.yes("useDomainAdminAccess") && c.user.Admin && f != nil && f.drive != nil && f.ID == f.drive.ID
	if !byAdmin {
		var p *problem
		if f, p = c.one(c.path[0]); p != nil {
			return nil, p
		}
		if !c.writes(f) {
			return nil, &problem{403, "insufficientFilePermissions", "", "The user does not have sufficient permissions for this file."}
		}
	}
	page, next, p := only(c, permissionList(c, f), c.size("pageSize", 100, 100))
	if p != nil {
		return nil, p
	}
	out := object{"kind": "drive#permissionList", "permissions": page}
	if next != "" {
		out["nextPageToken"] = next
	}
	return c.usual("kind,nextPageToken,permissions(kind,id,type,role)").cut(out), nil
}

func listDrives(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	admin := c.yes("useDomainAdminAccess")
	if admin && !c.user.Admin {
		return nil, &problem{403, "forbidden", "", "The user is no administrator."}
	}
	var all []object
	for _, d := range c.s.drives {
		if admin || c.s.may(c.user, c.s.files[d.ID], false) {
			all = append(all, c.shared(d, admin))
		}
	}
	page, next, p := only(c, all, c.size("pageSize", 10, 100))
	if p != nil {
		return nil, p
	}
	out := object{"kind": "drive#driveList", "drives": page}
	if next != "" {
		out["nextPageToken"] = next
	}
	return c.usual("kind,nextPageToken,drives(kind,id,name)").cut(out), nil
}

func (c *call) shared(d *Drive, admin bool) object {
	o := object{"kind": "drive#drive", "id": d.ID, "name": d.Name, "hidden": d.hidden}
	if admin {
		o["orgUnitId"] = "03ph8a2z1"
	}
	return o
}

func getDrive(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	if c.yes("useDomainAdminAccess") && c.user.Admin {
		for _, d := range c.s.drives {
			if d.ID == c.path[0] {
				return c.usual("kind,id,name").cut(c.shared(d, true)), nil
			}
		}
	}
	d, p := c.drive(c.path[0])
	if p != nil {
		return nil, p
	}
	return c.usual("kind,id,name").cut(c.shared(d, false)), nil
}

func startToken(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	if id := c.query("driveId"); id != "" {
		if _, p := c.drive(id); p != nil {
			return nil, p
		}
	}
	return c.usual("*").cut(object{"kind": "drive#startPageToken", "startPageToken": strconv.FormatInt(c.s.last+1, 10)}), nil
}

// listChanges tells the last state of what changed. Its tokens never expire.
func listChanges(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	corpus := c.user.Email
	if id := c.query("driveId"); id != "" {
		if _, p := c.drive(id); p != nil {
			return nil, p
		}
		corpus = id
	}
	from, err := strconv.ParseInt(c.query("pageToken"), 10, 64)
	if err != nil || from < 1 || from > c.s.last+1 {
		return nil, &problem{400, "invalid", "pageToken", "Invalid Value"}
	}
	type change struct {
		at   int64
		file string
	}
	var all []change
	if log := c.s.log[corpus]; log != nil {
		for id, at := range log.at {
			if at >= from {
				all = append(all, change{at, id})
			}
		}
	}
	slices.SortFunc(all, func(a, b change) int { return cmp.Compare(a.at, b.at) })
	size := c.size("pageSize", 100, 1000)
	if c.s.MostOfPage > 0 {
		size = min(size, c.s.MostOfPage)
	}
	out := object{"kind": "drive#changeList"}
	if len(all) > size {
		out["nextPageToken"] = strconv.FormatInt(all[size].at, 10)
		all = all[:size]
	} else {
		out["newStartPageToken"] = strconv.FormatInt(c.s.last+1, 10)
	}
	list := []object{}
	m := c.usual("kind,newStartPageToken,nextPageToken,changes(kind,changeType,time,removed,fileId,driveId,file(kind,id,name,mimeType))")
	changes, _ := m.wants("changes")
	file, _ := changes.wants("file")
	for _, ch := range all {
		o := object{"kind": "drive#change", "changeType": "file", "fileId": ch.file, "removed": true, "time": stamp(c.s.now())}
		if f := c.s.files[ch.file]; f != nil && c.s.may(c.user, f, false) {
			o["removed"] = false
			o["file"] = c.file(f, file)
		} else if c.query("includeRemoved") == "false" {
			continue
		}
		delete(o, map[bool]string{true: "file"}[o["removed"] == true])
		list = append(list, o)
	}
	out["changes"] = list
	return m.cut(out), nil
}

func listUsers(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	if c.query("customer") == "" && c.query("domain") == "" {
		return nil, &problem{400, "badRequest", "", "Bad Request"}
	}
	all := slices.Clone(c.s.users)
	all = slices.DeleteFunc(all, func(u *User) bool { return c.query("domain") != "" && u.domain != c.query("domain") })
	if c.query("orderBy") == "email" {
		all = sorted(all, func(u *User) string { return u.Email })
	}
	page, next, p := only(c, all, c.size("maxResults", 100, 500))
	if p != nil {
		return nil, p
	}
	list := []object{}
	for _, u := range page {
		list = append(list, account(u))
	}
	out := object{"kind": "admin#directory#users", "users": list}
	if next != "" {
		out["nextPageToken"] = next
	}
	return c.mask.cut(out), nil
}

func account(u *User) object {
	o := object{
		"kind": "admin#directory#user", "id": u.ID, "primaryEmail": u.Email, "name": object{"fullName": u.Name},
		"isAdmin": u.Admin, "suspended": u.Suspended, "archived": u.Archived, "orgUnitPath": cmp.Or(u.OrgUnit, "/"),
		"isEnrolledIn2Sv": u.Enrolled, "isEnforcedIn2Sv": u.Enforced,
	}
	if u.Department != "" {
		o["organizations"] = []object{{"department": "兼務先"}, {"primary": true, "department": u.Department, "customType": ""}}
	}
	return o
}

func getUser(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	u := c.s.byMail[c.path[0]]
	if u == nil || u.foreign {
		return nil, &problem{404, "notFound", "userKey", "Resource Not Found: userKey"}
	}
	return c.mask.cut(account(u)), nil
}

func listMembers(c *call) (any, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	g := c.s.groups[c.path[0]]
	if g == nil {
		return nil, &problem{404, "notFound", "groupKey", "Resource Not Found: groupKey"}
	}
	members := g.Members
	if c.yes("includeDerivedMembership") {
		members = c.s.derived(g, nil)
	}
	var all []object
	for _, m := range members {
		o := object{"kind": "admin#directory#member", "email": m, "role": "MEMBER", "type": "USER", "status": "ACTIVE"}
		switch {
		case m == "*": // everybody of the tenant
			delete(o, "email")
			o["type"], o["id"] = "CUSTOMER", "C01"
		case c.s.groups[m] != nil:
			o["type"] = "GROUP"
		case !strings.HasSuffix(m, "@"+c.s.Domain):
			delete(o, "status") // told of users of the tenant alone
		}
		all = append(all, o)
	}
	page, next, p := only(c, all, c.size("maxResults", 200, 200))
	if p != nil {
		return nil, p
	}
	out := object{"kind": "admin#directory#members", "members": page}
	if next != "" {
		out["nextPageToken"] = next
	}
	return c.mask.cut(out), nil
}

// derived are the members of a group and of the groups in it, these included.
func (t *Tenant) derived(g *Group, seen []string) []string {
	var out []string
	for _, m := range g.Members {
		if slices.Contains(seen, m) {
			continue
		}
		out = append(out, m)
		if in := t.groups[m]; in != nil {
			out = append(out, t.derived(in, append(seen, g.Email))...)
		}
	}
	return out
}
