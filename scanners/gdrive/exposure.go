package gdrive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/api/drive/v3"

	"tenken/scanners"
)

// reach is an exposure and what makes it so.
type reach struct {
	exposure scanners.Exposure
	because  string
}

func (r *reach) widen(e scanners.Exposure, format string, args ...any) {
	if e > r.exposure {
		*r = reach{e, fmt.Sprintf(format, args...)}
	}
}

// listed is what the listing tells of who can reach a file; Unknown where it is
// not enough: groups have members, and items of shared drives permissions that
// the listing does not show.
func (v *view) listed(f *drive.File) reach {
	ps := f.Permissions
	if v.driveID != "" {
		if ps = v.inherited(f); ps == nil {
			return reach{}
		}
	}
	if len(ps) == 0 { // who may not see them cannot tell
		return reach{}
	}
	r, groups := v.judge(ps)
	if len(groups) > 0 && r.exposure < scanners.External {
		return reach{}
	}
	return r
}

// inherited are the permissions of a shared drive that an item of it has; nil
// if it has others.
func (v *view) inherited(f *drive.File) []*drive.Permission {
	if f.HasAugmentedPermissions || len(f.PermissionIds) == 0 {
		return nil
	}
	var out []*drive.Permission
	for _, id := range f.PermissionIds {
		i := slices.IndexFunc(v.shared.permissions, func(p *drive.Permission) bool { return p.Id == id })
		if i < 0 {
			return nil
		}
		out = append(out, v.shared.permissions[i])
	}
	return out
}

// judge is how far permissions open a file, and the groups of the institution
// whose members may open it further.
func (v *view) judge(ps []*drive.Permission) (r reach, groups []string) {
	r = reach{scanners.Private, "nobody but its owner"}
	alone := v.driveID != "" // a shared drive has no owner: its first member is as good as one
	if alone {
		r.because = "one member of the shared drive"
	}
	for _, p := range ps {
		if lapsed(p) {
			continue
		}
		switch p.Type {
		case "anyone":
			if p.AllowFileDiscovery {
				r.widen(scanners.Anyone, "anyone, and search engines find it")
			} else {
				r.widen(scanners.Anyone, "anyone with the link")
			}
		case "domain":
			switch {
			case !v.people.domains[strings.ToLower(p.Domain)]:
				r.widen(scanners.External, "everybody at %s", p.Domain)
			case p.AllowFileDiscovery:
				r.widen(scanners.Organization, "everybody at %s, students included, who searches for it", p.Domain)
			default:
				r.widen(scanners.Organization, "everybody at %s, students included, with the link", p.Domain)
			}
		case "group":
			if !v.people.own(p.EmailAddress) {
				r.widen(scanners.External, "a group of another institution")
				continue
			}
			groups = append(groups, p.EmailAddress)
		case "user":
			switch {
			case p.Role == "owner":
			case !v.people.own(p.EmailAddress):
				r.widen(scanners.External, "somebody at %s", domain(p.EmailAddress))
			case alone:
				alone = false
			default:
				r.widen(scanners.People, "named people")
			}
		}
	}
	return r, groups
}

// lapsed reports whether a permission no longer counts, or is one for a view of
// the file that does not show its contents.
func lapsed(p *drive.Permission) bool {
	if p.Deleted || p.View != "" {
		return true
	}
	until, err := time.Parse(time.RFC3339Nano, p.ExpirationTime)
	return err == nil && until.Before(time.Now())
}

// Exposure asks for the permissions of an item, and for the members of the
// groups among them.
func (s *Scanner) Exposure(ctx context.Context, it scanners.Item) (scanners.Exposure, string, error) {
	v, ps, err := s.reachers(ctx, it)
	if err != nil {
		return scanners.Unknown, "", fmt.Errorf("exposure of %q: %w", it.Path, err)
	}
	r, groups := v.judge(ps)
	for _, g := range groups {
		m, err := s.membership(ctx, g)
		switch {
		case err != nil:
			return scanners.Unknown, "", fmt.Errorf("exposure of %q: %w", it.Path, err)
		case m.outside > 0:
			r.widen(scanners.External, "the group %s, which has %d members from outside", g, m.outside)
		case m.everybody:
			r.widen(scanners.Organization, "everybody, students included, through the group %s", g)
		case m.unread:
			r.widen(scanners.People, "the group %s, whose members cannot be read", g)
		default:
			r.widen(scanners.People, "the group %s", g)
		}
	}
	return r.exposure, r.because, nil
}

func (s *Scanner) reachers(ctx context.Context, it scanners.Item) (*view, []*drive.Permission, error) {
	v, err := s.view(ctx, it.Root)
	if err != nil {
		return nil, nil, err
	}
	ps, err := v.permissions(ctx, it.ID, false)
	return v, ps, err
}

// SharedWith names the users of the tenant who can reach an item by their name
// or through a group.
func (s *Scanner) SharedWith(ctx context.Context, it scanners.Item) ([]string, error) {
	v, ps, err := s.reachers(ctx, it)
	if err != nil {
		return nil, fmt.Errorf("sharing of %q: %w", it.Path, err)
	}
	var out []string
	for _, p := range ps {
		switch {
		case lapsed(p) || p.Role == "owner":
		case p.Type == "user" && v.people.own(p.EmailAddress):
			out = append(out, p.EmailAddress)
		case p.Type == "group" && v.people.own(p.EmailAddress):
			m, err := s.membership(ctx, p.EmailAddress)
			if err != nil {
				return nil, fmt.Errorf("sharing of %q: %w", it.Path, err)
			}
			out = append(out, m.inside...)
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(a string) bool { return a == it.Owner }), nil
}

// membership is who is in a group, members of its groups included.
type membership struct {
	inside    []string
	outside   int
	everybody bool // all users of the tenant
	unread    bool
}

// membership asks each group once. What may not be read counts as such: its
// address says that the group is the institution's.
func (s *Scanner) membership(ctx context.Context, group string) (membership, error) {
	return s.groups.Get(group, func() (membership, error) {
		if !s.whole() {
			return membership{unread: true}, nil
		}
		all, err := s.everybody(ctx)
		if err != nil {
			return membership{}, err
		}
		dir, err := s.admin(ScopeMembers)
		if err != nil {
			return membership{}, err
		}
		var m membership
		token := ""
		for {
			call := dir.Members.List(group).IncludeDerivedMembership(true).MaxResults(200).Fields("nextPageToken,members(email,type,status)").Context(ctx)
			if token != "" {
				call.PageToken(token)
			}
			out, err := call.Do()
			if err = outcome(err); errors.Is(err, scanners.ErrDenied) || errors.Is(err, scanners.ErrGone) {
				return membership{unread: true}, nil
			}
			if err != nil {
				return m, fmt.Errorf("members of %s: %w", group, err)
			}
			for _, x := range out.Members {
				switch {
				case x.Type == "CUSTOMER":
					m.everybody = true
				case x.Email == "":
				case !all.own(x.Email):
					m.outside++
				case x.Type == "USER":
					m.inside = append(m.inside, x.Email)
				}
			}
			if token = out.NextPageToken; token == "" {
				return m, nil
			}
		}
	})
}
