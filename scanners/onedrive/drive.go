package onedrive

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// drive is what every item of a drive has in common.
type drive struct {
	ID       string
	label    string // the first level of paths
	owner    string // principal name; empty for libraries
	unit     string // department of the owner
	group    string // ID of the group that a library belongs to
	personal bool   // a OneDrive
}

// know remembers a drive that was found.
func (s *Scanner) know(ctx context.Context, d graph.Drive) drive {
	known, _ := s.drives.Get(d.ID, func() (drive, error) { return s.describe(ctx, d), nil })
	return known
}

// drive is what a root stands for. One that was found by an earlier process is
// asked for.
func (s *Scanner) drive(ctx context.Context, root string) (drive, error) {
	for _, sealed := range []string{sealedUser, sealedSite} {
		if name, ok := strings.CutPrefix(root, sealed); ok {
			return drive{}, fmt.Errorf("%s: %w", name, scanners.ErrDenied)
		}
	}
	return s.drives.Get(root, func() (drive, error) {
		d, err := s.graph.Drive(ctx, root)
		if err != nil {
			return drive{}, fmt.Errorf("find drive %q: %w", root, err)
		}
		if d.Type == library && d.SharePoint.Site != "" {
			site, err := s.siteOf(ctx, d)
			if err != nil {
				return drive{}, err
			}
			d.Site = cmp.Or(site.Name, path.Base(site.Link))
		}
		return s.describe(ctx, d), nil
	})
}

const library = "documentLibrary"

func (s *Scanner) siteOf(ctx context.Context, d graph.Drive) (graph.Site, error) {
	id := d.SharePoint.Site
	if u, err := url.Parse(d.Link); err == nil && u.Host != "" && d.SharePoint.Web != "" {
		id = u.Hostname() + "," + d.SharePoint.Site + "," + d.SharePoint.Web
	}
	return s.sites.Get(id, func() (graph.Site, error) { return s.graph.Site(ctx, id) })
}

func (s *Scanner) describe(ctx context.Context, d graph.Drive) drive {
	out := drive{ID: d.ID, personal: d.Type != library}
	if d.Owner != nil && d.Owner.Group != nil {
		out.group = d.Owner.Group.ID
	}
	if d.Owner != nil && d.Owner.User != nil && out.personal {
		u := s.user(ctx, *d.Owner.User)
		out.owner, out.unit = u.Principal, u.Department
	}
	last := path.Base(siteOf(d.Link)) // of a OneDrive: the user's name, as addresses can have it
	if out.personal {
		out.label = cmp.Or(out.owner, last)
	} else {
		out.label = path.Join(level(cmp.Or(d.Site, last)), level(d.Name))
	}
	return out
}

// level makes a name one level of a path.
func level(name string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(name, "\uFFFD"), "/", "／")
}
