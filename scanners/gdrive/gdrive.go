// Package gdrive lists and opens the files of Google Drive: every user's own
// and those of every shared drive of a Google Workspace tenant, through one
// service account with domain-wide delegation; or those of one user who agreed
// by OAuth. It issues read calls only and waits for nobody: scanners.Paced does.
package gdrive

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"

	admin "google.golang.org/api/admin/directory/v1"
	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"

	"tenken/scanners"
)

// Config names the tenant of one source.
type Config struct {
	Name         string   // of the source
	Credentials  string   // file of the service account's key, or of a user's consent; empty: where Google's tools look
	Admin        string   // address of an administrator, as whom the directory is read; empty: one user's own drive
	Domains      []string // the institution's, besides those of its users; sharing with any other is external
	Users        []string // patterns of addresses; none: all
	Exclude      []string // patterns of addresses
	Drives       []string // patterns of names of shared drives; none: all
	NoUsers      bool     // shared drives alone
	NoDrives     bool     // users' own files alone
	SharedWithMe bool     // list what people outside share with each user, too, as a root of its own
	OrgUnits     bool     // a user's department is the organizational unit, not what the profile says
	Endpoint     string   // of the APIs; empty: Google's
	Quota        Granted
}

// Granted is what Google grants the project of the credential; zero fields are
// the defaults of 2026.
type Granted struct {
	PerMinute, PerDay float64 // units
	BytesPerDay       int64
}

// Scopes that are asked for. Each can only read.
const (
	ScopeDrive   = drive.DriveReadonlyScope
	ScopeUsers   = admin.AdminDirectoryUserReadonlyScope
	ScopeMembers = admin.AdminDirectoryGroupMemberReadonlyScope
)

// Scanner is one Drive source.
type Scanner struct {
	conf      Config
	cred      credential
	transport http.RoundTripper
	sessions  sessions
	directory scanners.Once[*people]
	drives    scanners.Once[*sharedDrive]
	groups    scanners.Once[membership]

	mu    sync.Mutex
	names map[string]string // of shared drives, by ID
}

// New reads the credential; it makes no request.
func New(c Config) (*Scanner, error) {
	for _, p := range append(append(append([]string{}, c.Users...), c.Exclude...), c.Drives...) {
		if _, err := path.Match(p, ""); err != nil {
			return nil, fmt.Errorf("pattern %q: %w", p, err)
		}
	}
	cred, err := findCredential(c.Credentials)
	if err != nil {
		return nil, err
	}
	switch {
	case cred.service && c.Admin == "":
		return nil, fmt.Errorf("%s is the key of a service account: name an administrator (admin) as whom the users are listed", cred.file)
	case !cred.service && c.Admin != "":
		return nil, fmt.Errorf("%s is one user's consent, which cannot act for others: leave admin out, or use the key of a service account", cred.file)
	}
	s := &Scanner{conf: c, cred: cred, transport: newTransport(), names: map[string]string{}}
	s.sessions.open = s.signIn
	return s, nil
}

// whole reports whether the source is a whole tenant, not one user.
func (s *Scanner) whole() bool { return s.cred.service }

// newTransport speaks HTTP/1.1: many connections carry large bodies faster than
// the streams of one.
func newTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 256
	t.ForceAttemptHTTP2 = false
	t.Protocols = new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	return t
}

// session acts for one user.
type session struct {
	email string
	http  *http.Client
	drive *drive.Service
}

// signIn opens a session; the token is asked for with the first call.
func (s *Scanner) signIn(email string) (*session, error) {
	hc := s.client(email, ScopeDrive)
	d, err := drive.NewService(context.Background(), s.options(hc, "/drive/v3/")...)
	if err != nil {
		return nil, fmt.Errorf("drive of %q: %w", email, err)
	}
	d.UserAgent = userAgent
	return &session{email, hc, d}, nil
}

// userAgent holds the word without which Google does not compress its answers.
const userAgent = "tenken (gzip)"

func (s *Scanner) options(hc *http.Client, service string) []option.ClientOption {
	o := []option.ClientOption{option.WithHTTPClient(hc)}
	if s.conf.Endpoint != "" {
		o = append(o, option.WithEndpoint(strings.TrimSuffix(s.conf.Endpoint, "/")+service))
	}
	return o
}

// admin is the directory as the administrator sees it, with one scope, so that
// one that was not granted takes nothing else away.
func (s *Scanner) admin(scope string) (*admin.Service, error) {
	a, err := admin.NewService(context.Background(), s.options(s.client(s.conf.Admin, scope), "/")...)
	if err != nil {
		return nil, fmt.Errorf("directory: %w", err)
	}
	a.UserAgent = userAgent
	return a, nil
}

// Quota is what a project may spend
// (https://developers.google.com/workspace/drive/api/guides/limits): a listing
// costs 100 units, a download 200, anything else that is read 5. Above the
// units and bytes of a day Google charges.
func (s *Scanner) Quota() scanners.Quota {
	g := s.conf.Quota
	return scanners.Quota{
		Tenant:      "gdrive:" + s.cred.project,
		PerMinute:   cmp.Or(g.PerMinute, 1_000_000),
		PerDay:      cmp.Or(g.PerDay, 400_000_000),
		BytesPerDay: cmp.Or(g.BytesPerDay, 1<<40),
		Cost:        cost,
		Whole:       true,
	}
}

func cost(c scanners.Call) float64 {
	switch c {
	case scanners.CallList, scanners.CallRoots:
		return 100
	case scanners.CallOpen, scanners.CallRange:
		return 200
	case scanners.CallAccounts: // the directory has a quota of its own
		return 0
	}
	return 5
}
