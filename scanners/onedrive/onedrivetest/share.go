package onedrivetest

import (
	"strings"
	"time"
)

// Grant gives somebody access to an item and all below it.
type Grant struct {
	Scope    string // of a link: "anonymous", "organization", "users"; "": no link
	Type     string // of a link: "view", "edit"
	Expires  time.Time
	Password bool
	Users    []*User
	Group    *Group
	Mail     string // invited by mail address, without an account yet
	Login    string // claim of SharePoint, such as everyone except external users
	Claim    string // display name of that claim
}

// EveryoneInside is the claim of everyone except external users.
const EveryoneInside = "c:0-.f|rolemanager|spo-grid-all-users/"

// Share adds a grant.
func (it *Item) Share(g Grant) { it.change(func() { it.grants = append(it.grants, g) }) }

// Unshare takes all grants of an item's own away; apart also cuts it off from
// what the folders above are shared with.
func (it *Item) Unshare(apart bool) { it.change(func() { it.grants, it.apart = nil, apart }) }

// scope is the widest scope of an item's own grants.
func (it *Item) scope() string {
	rank := map[string]int{"": 0, "users": 1, "organization": 2, "anonymous": 3}
	widest := ""
	for _, g := range it.grants {
		s := "users"
		switch {
		case g.Scope != "":
			s = g.Scope
		case strings.HasPrefix(g.Login, EveryoneInside):
			s = "organization"
		}
		if rank[s] > rank[widest] {
			widest = s
		}
	}
	return widest
}

// shared is the facet of that name; nil where there is none. A hierarchical
// answer shows it only where sharing begins or is cut off.
func (it *Item) shared(hierarchical bool) object {
	for at := it; at != nil; at = at.parent {
		switch {
		case len(at.grants) > 0:
			return object{"scope": at.scope()}
		case at.apart && hierarchical:
			return object{}
		case at.apart || hierarchical:
			return nil
		}
	}
	return nil
}

// permissions are all that hold at an item: its own, and those inherited.
func (it *Item) permissions() []object {
	var out []object
	for at := it; at != nil; at = at.parent {
		for i, g := range at.grants {
			p := g.permission()
			p["id"] = at.id + "-" + string(rune('a'+i))
			if at != it {
				p["inheritedFrom"] = object{"driveId": at.drive.ID, "id": at.id, "path": at.place()}
			}
			out = append(out, p)
		}
		if at.apart {
			return append(out, it.owning()...)
		}
	}
	return append(out, it.owning()...)
}

// owning are the permissions that everything in the drive has.
func (it *Item) owning() []object {
	d := it.drive
	if d.owner != nil {
		return []object{{"id": "owner", "roles": []string{"owner"}, "grantedToV2": object{"user": d.owner.identity(), "siteUser": d.owner.siteUser()}}}
	}
	return []object{
		{"id": "owners", "roles": []string{"owner"}, "grantedToV2": object{"siteGroup": object{"id": "3", "displayName": d.site.Name + " の所有者", "loginName": d.site.Name + " の所有者"}}},
		{"id": "members", "roles": []string{"write"}, "grantedToV2": object{"siteGroup": object{"id": "5", "displayName": d.site.Name + " のメンバー", "loginName": d.site.Name + " のメンバー"}}},
	}
}

func (g Grant) permission() object {
	p := object{"roles": []string{"read"}}
	if g.Type == "edit" {
		p["roles"] = []string{"write"}
	}
	if !g.Expires.IsZero() {
		p["expirationDateTime"] = stamp(g.Expires)
	}
	var to []object
	for _, u := range g.Users {
		to = append(to, object{"user": u.identity(), "siteUser": u.siteUser()})
	}
	if g.Group != nil {
		to = append(to, object{"group": object{"id": g.Group.ID, "displayName": g.Group.Name}})
	}
	if g.Login != "" {
		to = append(to, object{"siteUser": object{"id": "4", "displayName": g.Claim, "loginName": g.Login}})
	}
	if g.Mail != "" {
		p["invitation"] = object{"email": g.Mail, "signInRequired": true}
	}
	if g.Scope != "" {
		p["hasPassword"] = g.Password
		p["link"] = object{"scope": g.Scope, "type": g.Type, "webUrl": "https://sharing.example/s", "preventsDownload": false}
		if len(to) > 0 {
			p["grantedToIdentitiesV2"] = to
		}
	} else if len(to) > 0 {
		p["grantedToV2"] = to[0]
	}
	return p
}

func (u *User) identity() object { return object{"id": u.ID, "displayName": u.Name} }

func (u *User) siteUser() object {
	return object{"id": "9", "displayName": u.Name, "loginName": "i:0#.f|membership|" + strings.ToLower(u.Principal)}
}

func (u *User) mail() string {
	if u.Guest {
		return u.Domain
	}
	return u.Principal
}
