// Package onedrive lists and opens what an institution keeps in Microsoft 365:
// the OneDrive of every account and every library of every SharePoint site, or,
// for one person who signs in, the own OneDrive. It issues read calls only and
// tries nothing twice: scanners.Paced waits. What is protected by rights
// management comes encrypted, and is recorded as that; the personal vault exists
// in OneDrive for consumers alone. Recycle bins and old versions are not listed.
package onedrive

import (
	"fmt"
	"path"
	"strings"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// Config names one tenant and what of it is wanted.
type Config struct {
	Name     string // of the source
	Graph    graph.Config
	Licences int      // of the tenant, by which its quota is measured; 0: the smallest
	Users    []string // glob patterns of principal names whose OneDrive is wanted; none: all
	Sites    []string // glob patterns of names of sites, or of the last part of their address; none: all
	Exclude  []string // glob patterns of principal names and of sites
	Domains  []string // mail domains of the institution; none: those of the members of its directory
}

// Scanner is one tenant.
type Scanner struct {
	conf      Config
	graph     *graph.Client
	quota     scanners.Quota
	discovery *discovery

	people    scanners.Once[*directory]   // under ""
	homes     scanners.Once[found]        // drives of users, by the user's ID
	shelves   scanners.Once[contents]     // of sites, by ID
	drives    scanners.Once[drive]        // by ID
	sites     scanners.Once[graph.Site]   // by ID
	granted   scanners.Once[access]       // by drive and sharing root
	owners    scanners.Once[[]graph.User] // by group
	members   scanners.Once[[]graph.User] // by group
	addresses addresses
	stalled   stalls
}

// New prepares the sign-in; it sends nothing.
func New(c Config) (*Scanner, error) {
	for _, patterns := range [][]string{c.Users, c.Sites, c.Exclude} {
		for _, p := range patterns {
			if _, err := path.Match(p, ""); err != nil {
				return nil, fmt.Errorf("pattern %q: %w", p, err)
			}
		}
	}
	g, err := graph.New(c.Graph)
	if err != nil {
		return nil, err
	}
	q := quota(c)
	return &Scanner{
		conf: c, graph: g, quota: q,
		discovery: newDiscovery(q.PerMinute),
	}, nil
}

// alone reports whether one person inspects the own OneDrive.
func (s *Scanner) alone() bool { return s.conf.Graph.SignIn.Method == graph.DeviceCode }

// wanted reports whether patterns let one of the names through.
func (s *Scanner) wanted(patterns []string, names ...string) bool {
	return (len(patterns) == 0 || matches(patterns, names)) && !matches(s.conf.Exclude, names)
}

func matches(patterns, names []string) bool {
	for _, p := range patterns {
		for _, n := range names {
			if ok, _ := path.Match(strings.ToLower(p), strings.ToLower(n)); ok { // patterns were checked by New
				return true
			}
		}
	}
	return false
}
