package onedrive

import (
	"context"
	"fmt"
	"strings"

	"tenken/scanners/onedrive/graph"
)

// directory is who belongs to the institution.
type directory struct {
	members []graph.User // in the provider's order; guests are not among them
	byID    map[string]graph.User
	byName  map[string]graph.User // by principal name and mail address, in lower case
	domains map[string]bool       // of members, in lower case
}

// directory is asked for once.
func (s *Scanner) directory(ctx context.Context) (*directory, error) {
	return s.people.Get("", func() (*directory, error) {
		d := &directory{byID: map[string]graph.User{}, byName: map[string]graph.User{}, domains: map[string]bool{}}
		for _, domain := range s.conf.Domains {
			d.domains[strings.ToLower(domain)] = true
		}
		if s.alone() {
			me, err := s.graph.Me(ctx)
			if err != nil {
				return nil, fmt.Errorf("who am I: %w", err)
			}
			d.add(me, len(s.conf.Domains) == 0)
			return d, nil
		}
		if err := s.discovery.spend(ctx, graph.UnitsMany); err != nil {
			return nil, err
		}
		err := s.graph.Users(ctx, func(u *graph.User) error {
			d.add(*u, len(s.conf.Domains) == 0)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("list the accounts: %w", err)
		}
		return d, nil
	})
}

func (d *directory) add(u graph.User, learn bool) {
	d.byID[u.ID] = u
	for _, name := range []string{u.Principal, u.Mail} {
		if name != "" {
			d.byName[strings.ToLower(name)] = u
		}
	}
	if guest(u) {
		return
	}
	d.members = append(d.members, u)
	if !learn {
		return
	}
	for _, name := range []string{u.Principal, u.Mail} {
		if _, domain, ok := strings.Cut(name, "@"); ok {
			d.domains[strings.ToLower(domain)] = true
		}
	}
}

// guest reports whether an account is of somebody outside.
func guest(u graph.User) bool {
	return strings.EqualFold(u.Type, "Guest") || strings.Contains(strings.ToUpper(u.Principal), "#EXT#")
}

// user completes an identity by the directory, where that may be read.
func (s *Scanner) user(ctx context.Context, id graph.Identity) graph.User {
	if d, err := s.directory(ctx); err == nil {
		if u, ok := d.byID[id.ID]; ok {
			return u
		}
		if u, ok := d.byName[strings.ToLower(id.Email)]; ok && id.Email != "" {
			return u
		}
	}
	return graph.User{ID: id.ID, Principal: id.Email, Name: id.Name}
}
