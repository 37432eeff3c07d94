package onedrive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// mostQuestions is how many requests of discovery are under way at a time.
const mostQuestions = 16

// A drive that could not be asked for is a root that will not list, so that it
// is in the record. Its name begins with one of these.
const (
	sealedUser = "user:"
	sealedSite = "site:"
)

// found is what a user's OneDrive turned out to be; the zero value: there is
// none, which is no error.
type found struct {
	graph.Drive
	sealed bool
}

// Roots are the IDs of all drives that the patterns let through: those of
// users, then the libraries of sites. Personal sites whose user is gone from
// the directory are among the latter. What was found stays known, so that a
// busy provider is not asked again from the beginning.
func (s *Scanner) Roots(ctx context.Context) ([]string, error) {
	if s.alone() {
		d, err := s.graph.DriveOf(ctx, "me")
		if err != nil {
			return nil, fmt.Errorf("find the OneDrive: %w", err)
		}
		return []string{s.know(ctx, d).ID}, nil
	}
	dir, err := s.directory(ctx)
	if err != nil {
		return nil, err
	}
	roots, homes, err := s.ofUsers(ctx, dir)
	if err != nil {
		return nil, err
	}
	more, err := s.ofSites(ctx, homes)
	if err != nil {
		return nil, err
	}
	roots = append(s.unsealed(ctx, roots, more), more...)
	slices.Sort(roots)
	return slices.Compact(roots), nil
}

// ofUsers are the drives of users, and the addresses of their sites.
func (s *Scanner) ofUsers(ctx context.Context, dir *directory) (roots []string, homes map[string]bool, err error) {
	homes = map[string]bool{}
	var mu sync.Mutex
	g, asking := errgroup.WithContext(ctx)
	g.SetLimit(mostQuestions)
	for _, u := range dir.members {
		if asking.Err() != nil {
			break
		}
		g.Go(func() error {
			f, err := s.home(asking, u)
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			homes[siteOf(f.Link)] = true
			switch {
			case !s.wanted(s.conf.Users, u.Principal):
			case f.sealed:
				roots = append(roots, sealedUser+u.Principal)
			case f.ID != "":
				roots = append(roots, s.know(asking, f.Drive).ID)
			}
			return nil
		})
	}
	return roots, homes, g.Wait()
}

// unsealed leaves out the users whose drive was found by its site after all.
func (s *Scanner) unsealed(ctx context.Context, roots, found []string) []string {
	owners := map[string]bool{}
	for _, id := range found {
		if d, err := s.drive(ctx, id); err == nil {
			owners[d.owner] = true
		}
	}
	return slices.DeleteFunc(roots, func(root string) bool {
		name, sealed := strings.CutPrefix(root, sealedUser)
		return sealed && owners[name]
	})
}

// home is the drive of a user.
func (s *Scanner) home(ctx context.Context, u graph.User) (found, error) {
	return s.homes.Get(u.ID, func() (found, error) {
		if err := s.discovery.spend(ctx, graph.UnitsOne); err != nil {
			return found{}, err
		}
		d, err := s.graph.DriveOf(ctx, u.ID)
		switch {
		case errors.Is(err, scanners.ErrGone): // not provisioned: never opened by its user
			return found{}, nil
		case errors.Is(err, scanners.ErrDenied):
			return found{sealed: true}, nil
		case err != nil:
			return found{}, fmt.Errorf("find the OneDrive of %s: %w", u.Principal, err)
		}
		return found{Drive: d}, nil
	})
}

// ofSites are the libraries of all sites but those in homes, and of the sites
// below them.
func (s *Scanner) ofSites(ctx context.Context, homes map[string]bool) ([]string, error) {
	var level []graph.Site
	err := s.discovery.spend(ctx, graph.UnitsMany)
	if err == nil {
		err = s.graph.Sites(ctx, func(site *graph.Site) error {
			level = append(level, *site)
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("list the sites: %w", err)
	}
	var roots []string
	seen := map[string]bool{}
	for len(level) > 0 {
		var below []graph.Site
		var mu sync.Mutex
		g, asking := errgroup.WithContext(ctx)
		g.SetLimit(mostQuestions)
		for _, site := range level {
			if asking.Err() != nil {
				break
			}
			if seen[site.ID] || site.Personal && homes[site.Link] || !s.inside(site) {
				continue
			}
			seen[site.ID] = true
			g.Go(func() error {
				c, err := s.site(asking, site)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case errors.Is(err, scanners.ErrDenied): // locked, say
					roots = append(roots, sealedSite+site.Name)
				case errors.Is(err, scanners.ErrGone): // deleted since it was listed
				case err != nil:
					return fmt.Errorf("find the libraries of %s: %w", site.Name, err)
				}
				for _, d := range c.drives {
					roots = append(roots, s.know(asking, d).ID)
				}
				below = append(below, c.below...)
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return nil, err
		}
		level = below
	}
	return roots, nil
}

// inside reports whether patterns let a site through.
func (s *Scanner) inside(site graph.Site) bool {
	patterns := s.conf.Sites
	if site.Personal {
		patterns = s.conf.Users
	}
	return s.wanted(patterns, site.Name, path.Base(site.Link))
}

// contents are what a site holds.
type contents struct {
	drives []graph.Drive
	below  []graph.Site
}

// site asks for the libraries of a site, and for the sites below it: the list
// of all sites need not hold these. A personal site has none.
func (s *Scanner) site(ctx context.Context, site graph.Site) (contents, error) {
	return s.shelves.Get(site.ID, func() (c contents, err error) {
		if err := s.discovery.spend(ctx, graph.UnitsMany); err != nil {
			return c, err
		}
		if c.drives, err = s.graph.DrivesOf(ctx, site.ID); err != nil {
			return c, err
		}
		for i := range c.drives {
			c.drives[i].Site = cmp.Or(site.Name, path.Base(site.Link))
		}
		if site.Personal {
			return c, nil
		}
		if err := s.discovery.spend(ctx, graph.UnitsMany); err != nil {
			return c, err
		}
		err = s.graph.SitesBelow(ctx, site.ID, func(sub *graph.Site) error {
			c.below = append(c.below, *sub)
			return nil
		})
		return c, err
	})
}

// siteOf is the address of the site to which a drive belongs: a library is the
// last level of its own.
func siteOf(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return ""
	}
	u.Path, u.RawPath = strings.TrimSuffix(path.Dir(u.Path), "/"), ""
	return u.String()
}
