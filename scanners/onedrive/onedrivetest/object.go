package onedrivetest

import (
	"time"
)

// object is a JSON object of an answer.
type object = map[string]any

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// place is the path of an item as references to it write it.
func (it *Item) place() string {
	if it.parent == nil {
		return "/drives/" + it.drive.ID + "/root:"
	}
	return "/drives/" + it.drive.ID + "/root:/" + it.Path()
}

// object is the item as Graph tells it. Places in a change feed lack paths.
func (it *Item) object(hierarchical, feed bool) object {
	d := it.drive
	etag, ctag := it.tags()
	o := object{"id": it.id, "name": it.name, "eTag": etag, "cTag": ctag, "size": it.size(),
		"createdDateTime": stamp(it.made), "lastModifiedDateTime": stamp(it.modified),
		"webUrl":         d.web + "/" + escape(it.Path()),
		"fileSystemInfo": object{"createdDateTime": stamp(it.made), "lastModifiedDateTime": stamp(it.modified)},
	}
	parent := object{"driveId": d.ID, "driveType": d.kind(), "siteId": d.site.siteID}
	if it.parent != nil {
		parent["id"], parent["name"] = it.parent.id, it.parent.name
		if !feed {
			parent["path"] = it.parent.place()
		}
	} else {
		o["root"] = object{}
	}
	o["parentReference"] = parent
	if it.deleted {
		o["deleted"] = object{"state": "deleted"}
		delete(o, "name")
		delete(o, "size")
		return o
	}
	if it.by != nil {
		o["lastModifiedBy"] = object{"user": it.by.identity()}
		o["createdBy"] = object{"user": it.by.identity()}
	}
	switch it.kind {
	case folderKind:
		o["folder"] = object{"childCount": len(it.children)}
	case notebookKind:
		o["package"] = object{"type": "oneNote"}
	case shortcutKind:
		o["remoteItem"] = object{"id": "01ELSEWHERE", "name": it.name, "folder": object{"childCount": 3}, "parentReference": object{"driveId": "b!elsewhere", "driveType": "business", "id": "01PARENT"}}
	case fileKind:
		if it.hash == "" {
			it.hash = quickXor(it.content)
		}
		o["file"] = object{"mimeType": it.media(), "hashes": object{"quickXorHash": it.hash}}
	}
	if it.malware {
		o["malware"] = object{"description": "EICAR_Test_File"}
	}
	if s := it.shared(hierarchical); s != nil {
		o["shared"] = s
	}
	return o
}

func (d *Drive) kind() string {
	if d.owner != nil {
		return "business"
	}
	return "documentLibrary"
}

func (d *Drive) object() object {
	o := object{"id": d.ID, "name": d.name, "driveType": d.kind(), "webUrl": d.web,
		"createdDateTime": stamp(d.root.made), "lastModifiedDateTime": stamp(d.root.modified),
		"quota":         object{"deleted": 0, "remaining": 1 << 40, "state": "normal", "total": 1 << 40, "used": 0},
		"sharePointIds": object{"siteId": d.site.siteID, "webId": d.site.webID, "siteUrl": d.site.web},
	}
	switch {
	case d.owner != nil:
		o["owner"] = object{"user": d.owner.identity()}
	case d.site.Group != nil:
		o["owner"] = object{"group": object{"id": d.site.Group.ID, "displayName": d.site.Group.Name}}
	}
	return o
}

func (s *Site) object() object {
	return object{"id": s.ID, "name": s.Name, "displayName": s.Name, "webUrl": s.web, "isPersonalSite": s.personal,
		"createdDateTime": "2024-04-01T00:00:00Z", "lastModifiedDateTime": "2026-04-01T00:00:00Z", "root": object{}}
}

func (u *User) object() object {
	o := object{"id": u.ID, "userPrincipalName": u.Principal, "displayName": u.Name, "mail": u.mail(), "accountEnabled": true,
		"userType": "Member", "department": nil}
	if u.Department != "" {
		o["department"] = u.Department
	}
	if u.Guest {
		o["userType"] = "Guest"
	}
	return o
}

func (u *User) registration() object {
	return object{"id": u.ID, "userPrincipalName": u.Principal, "userDisplayName": u.Name, "userType": "member",
		"isAdmin": false, "isMfaRegistered": u.MFA.Registered, "isMfaCapable": u.MFA.Capable, "isPasswordlessCapable": false,
		"isSsprRegistered": false, "isSsprEnabled": false, "isSsprCapable": false, "isSystemPreferredAuthenticationMethodEnabled": false,
		"systemPreferredAuthenticationMethods": []string{}, "userPreferredMethodForSecondaryAuthentication": "none",
		"methodsRegistered": append([]string{}, u.MFA.Methods...), "lastUpdatedDateTime": "2026-04-01T03:00:00Z"}
}

// selected keeps the properties that were asked for; identifiers and
// annotations that were not asked for by name are kept as Graph keeps them.
func selected(o object, names []string) object {
	if len(names) == 0 {
		return o
	}
	out := object{}
	for _, n := range names {
		if v, ok := o[n]; ok {
			out[n] = v
		}
	}
	return out
}
