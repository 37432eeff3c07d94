package gdrive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"

	"tenken/scanners"
)

// sharedWithMe precedes an address in the root of what people outside share
// with a user.
const sharedWithMe = "shared-with-me/"

// Roots are the addresses of the users, and the IDs of the shared drives.
func (s *Scanner) Roots(ctx context.Context) ([]string, error) {
	all, err := s.everybody(ctx)
	if err != nil {
		return nil, err
	}
	var roots []string
	for _, p := range all.list {
		if !s.wanted(p.email) {
			continue
		}
		roots = append(roots, p.email)
		if s.conf.SharedWithMe {
			roots = append(roots, sharedWithMe+p.email)
		}
	}
	if s.conf.NoDrives {
		return roots, nil
	}
	drives, err := s.listDrives(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range drives {
		if len(s.conf.Drives) == 0 || matches(s.conf.Drives, d.Name) {
			roots = append(roots, d.Id)
		}
	}
	return roots, nil
}

// listDrives lists the shared drives of the tenant, or those of one user.
func (s *Scanner) listDrives(ctx context.Context) ([]*drive.Drive, error) {
	me, err := s.sessions.get(s.conf.Admin)
	if err != nil {
		return nil, err
	}
	var out []*drive.Drive
	token := ""
	for {
		call := me.drive.Drives.List().PageSize(100).Fields("nextPageToken,drives(id,name)").Context(ctx)
		if s.whole() {
			call.UseDomainAdminAccess(true)
		}
		if token != "" {
			call.PageToken(token)
		}
		page, err := call.Do()
		if err != nil {
			return nil, fmt.Errorf("list shared drives: %w", outcome(err))
		}
		out = append(out, page.Drives...)
		if token = page.NextPageToken; token == "" {
			break
		}
	}
	slices.SortFunc(out, func(a, b *drive.Drive) int { return strings.Compare(a.Id, b.Id) })
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range out {
		s.names[d.Id] = d.Name
	}
	return out, nil
}

// sharedDrive is what is known of a shared drive.
type sharedDrive struct {
	name        string
	as          string // a member through whom it is read
	owner       string // an organizer, whom the department asks; "" without one
	unit        string
	permissions []*drive.Permission
}

// permissionFields are what is read of a permission.
const permissionFields = "id,type,role,emailAddress,domain,allowFileDiscovery,expirationTime,deleted,view"

// sharedDrive asks for a shared drive's name and members, once.
func (s *Scanner) sharedDrive(ctx context.Context, id string) (*sharedDrive, error) {
	return s.drives.Get(id, func() (*sharedDrive, error) {
		all, err := s.everybody(ctx)
		if err != nil {
			return nil, err
		}
		me, err := s.sessions.get(s.conf.Admin)
		if err != nil {
			return nil, err
		}
		d := &sharedDrive{}
		s.mu.Lock()
		name, known := s.names[id]
		s.mu.Unlock()
		if d.name = name; !known {
			out, err := me.drive.Drives.Get(id).UseDomainAdminAccess(s.whole()).Fields("name").Context(ctx).Do()
			if err != nil {
				return nil, fmt.Errorf("shared drive %q: %w", id, outcome(err))
			}
			d.name = out.Name
		}
		if d.permissions, err = me.permissions(ctx, id, s.whole()); err != nil {
			if !s.whole() && errors.Is(err, scanners.ErrDenied) { // a reader is not shown the members
				return d, nil
			}
			return nil, fmt.Errorf("members of the shared drive %q: %w", d.name, err)
		}
		return d, s.reader(ctx, d, all)
	})
}

// permissions lists who can reach a file or shared drive.
func (x *session) permissions(ctx context.Context, id string, byAdmin bool) ([]*drive.Permission, error) {
	var out []*drive.Permission
	token := ""
	for {
		call := x.drive.Permissions.List(id).SupportsAllDrives(true).PageSize(100).Context(ctx).
			Fields(googleapi.Field("nextPageToken,permissions(" + permissionFields + ")"))
		if byAdmin {
			call.UseDomainAdminAccess(true)
		}
		if token != "" {
			call.PageToken(token)
		}
		page, err := call.Do()
		if err != nil {
			return nil, outcome(err)
		}
		out = append(out, page.Permissions...)
		if token = page.NextPageToken; token == "" {
			return out, nil
		}
	}
}

// roles are those of shared drives, by what they may see.
var roles = []string{"organizer", "fileOrganizer", "writer", "commenter", "reader"}

// reader chooses through whom a shared drive is read: the first member with the
// widest role who is a user of the tenant and not suspended, because to those
// who are, Drive shows no shared drives. Groups count for their members.
func (s *Scanner) reader(ctx context.Context, d *sharedDrive, all *people) error {
	if !s.whole() {
		return nil
	}
	for _, role := range roles {
		var members []string
		for _, p := range d.permissions {
			switch {
			case p.Role != role || p.Deleted:
			case p.Type == "user":
				members = append(members, p.EmailAddress)
			case p.Type == "group":
				m, err := s.membership(ctx, p.EmailAddress)
				if err != nil {
					return err
				}
				members = append(members, m.inside...)
			}
		}
		slices.Sort(members)
		for _, m := range members {
			p, known := all.of[m]
			if !known || p.idle {
				continue
			}
			d.as = m
			if role == roles[0] {
				d.owner, d.unit = m, p.unit
			}
			return nil
		}
	}
	return fmt.Errorf("shared drive %q has no member in the tenant through whom it could be read: %w", d.name, scanners.ErrDenied)
}

// view is a root, seen through the user who lists and reads it.
type view struct {
	*session
	scanner *Scanner
	root    string
	name    string // first level of paths
	people  *people
	driveID string // ID of the shared drive; "" for users
	outside bool   // what people outside share with the user
	shared  *sharedDrive
	owner   string
	unit    string
}

// view opens a root.
func (s *Scanner) view(ctx context.Context, root string) (*view, error) {
	all, err := s.everybody(ctx)
	if err != nil {
		return nil, err
	}
	v := &view{scanner: s, root: root, people: all}
	as := root
	switch email, outside := strings.CutPrefix(root, sharedWithMe); {
	case outside:
		v.outside, v.name, v.owner, as = true, email, email, email
	case strings.Contains(root, "@"):
		v.name, v.owner = root, root
	default:
		if v.shared, err = s.sharedDrive(ctx, root); err != nil {
			return nil, err
		}
		v.driveID, v.name, v.owner, v.unit, as = root, segment(cmp.Or(v.shared.name, root)), v.shared.owner, v.shared.unit, v.shared.as
	}
	if p, ok := all.of[v.owner]; ok && v.unit == "" {
		v.unit = p.unit
	}
	if v.unit == "" && v.driveID == "" && s.whole() { // or each user would be a department
		v.unit = domain(v.owner)
	}
	if !s.whole() {
		as = ""
	}
	v.session, err = s.sessions.get(as)
	return v, err
}
