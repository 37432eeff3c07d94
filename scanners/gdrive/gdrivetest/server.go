package gdrivetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"
)

// Server serves a tenant on loopback.
type Server struct {
	*Tenant
	URL string

	// Scopes are delegated to the service account for the whole domain.
	Scopes []string

	PageLife   time.Duration // of the page tokens of listings; default 4 h
	MostOfPage int           // files on a page, at most; 0: what is asked for
	EmptyPages bool          // every third page of files is empty, and not the last
	Incomplete bool          // searches say that they did not search everything
	Limits     Limits

	// Oracle checks every request and answer against Google's own description;
	// nil: none does.
	Oracle *Oracle
	// Fail is told what an honest client would not have asked, and what an
	// honest server would not have answered.
	Fail func(format string, args ...any)

	http *httptest.Server
	key  key

	state   sync.Mutex // of what follows
	tokens  map[string]grant
	refresh map[string]grant
	pages   map[string]*snapshot
	made    map[string]made
	fault   func(*http.Request) *Fault
	spent   spent
}

// Limits are what the tenant's project may spend; zero is no limit.
type Limits struct {
	PerMinute     int64 // units
	UserPerMinute int64
	PerDay        int64
	Export        int64 // bytes of an export; default 10 MB
}

// Fault is an answer that a test puts in place of the right one.
type Fault struct {
	Status  int
	Reason  string
	Header  http.Header
	Cut     int64 // the right answer, broken off after so many bytes; Status is 0
	Message string
}

// NewServer serves the tenant until Close is called.
func NewServer(t *Tenant) (*Server, error) {
	s := &Server{
		Tenant: t, Scopes: []string{ScopeDrive, ScopeUsers, ScopeMembers}, PageLife: 4 * time.Hour,
		tokens: map[string]grant{}, refresh: map[string]grant{}, pages: map[string]*snapshot{}, made: map[string]made{},
		Fail: func(string, ...any) {},
	}
	var err error
	if s.key, err = newKey(); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // there is nothing to cancel
	if err != nil {
		return nil, fmt.Errorf("listen on loopback: %w", err)
	}
	s.http = &httptest.Server{Listener: l, Config: &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}}
	s.http.Start()
	s.URL = s.http.URL
	return s, nil
}

// Close stops serving.
func (s *Server) Close() { s.http.Close() }

// Inject has f decide, for each request, whether it fails.
func (s *Server) Inject(f func(*http.Request) *Fault) {
	s.state.Lock()
	defer s.state.Unlock()
	s.fault = f
}

// Expire forgets the page tokens that were given out.
func (s *Server) Expire() { s.Pass(s.PageLife + time.Second) }

// call is one request that is being answered.
type call struct {
	s    *Server
	w    http.ResponseWriter
	r    *http.Request
	user *User
	mask mask
	path []string // what the route's {} stand for
	rule *rule
}

// route is one method of the APIs.
type route struct {
	method  string
	pattern string // {} is one element
	id      string // in the discovery document
	kind    string // of units: list, download, get; "" costs none
	scopes  []string
	admin   bool // only for administrators
	answer  func(c *call) (any, *problem)
}

var readers = []string{ScopeDrive, scopeAll, "https://www.googleapis.com/auth/drive.metadata.readonly"}

var routes = []route{
	{"GET", "/drive/v3/about", "drive.about.get", "get", readers, false, about},
	{"GET", "/drive/v3/files", "drive.files.list", "list", readers, false, listFiles},
	{"GET", "/drive/v3/files/{}", "drive.files.get", "get", readers, false, getFile},
	{"GET", "/drive/v3/files/{}/export", "drive.files.export", "download", []string{ScopeDrive, scopeAll}, false, export},
	{"POST", "/drive/v3/files/{}/download", "drive.files.download", "download", []string{ScopeDrive, scopeAll}, false, download},
	{"GET", "/drive/v3/operations/{}", "drive.operations.get", "get", []string{ScopeDrive, scopeAll}, false, operation},
	{"GET", "/drive/v3/files/{}/permissions", "drive.permissions.list", "get", readers, false, listPermissions},
	{"GET", "/drive/v3/changes/startPageToken", "drive.changes.getStartPageToken", "get", readers, false, startToken},
	{"GET", "/drive/v3/changes", "drive.changes.list", "list", readers, false, listChanges},
	{"GET", "/drive/v3/drives", "drive.drives.list", "list", []string{ScopeDrive, scopeAll}, false, listDrives},
	{"GET", "/drive/v3/drives/{}", "drive.drives.get", "get", []string{ScopeDrive, scopeAll}, false, getDrive},
	{"GET", "/admin/directory/v1/users", "directory.users.list", "", []string{ScopeUsers, scopeUsersAll}, true, listUsers},
	{"GET", "/admin/directory/v1/users/{}", "directory.users.get", "", []string{ScopeUsers, scopeUsersAll}, true, getUser},
	{"GET", "/admin/directory/v1/groups/{}/members", "directory.members.list", "", []string{ScopeMembers}, true, listMembers},
	{"GET", "/export/{}", "", "", []string{ScopeDrive, scopeAll}, false, exportLink},
	{"GET", "/made/{}", "", "", []string{ScopeDrive, scopeAll}, false, getMade},
}

func (r route) match(method, path string) ([]string, bool) {
	want, have := strings.Split(r.pattern, "/"), strings.Split(path, "/")
	if r.method != method || len(want) != len(have) {
		return nil, false
	}
	var out []string
	for i := range want {
		if want[i] == "{}" {
			out = append(out, have[i])
		} else if want[i] != have[i] {
			return nil, false
		}
	}
	return out, true
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/token" {
		s.token(w, r)
		return
	}
	c := &call{s: s, w: w, r: r}
	for _, rt := range routes {
		if path, ok := rt.match(r.Method, r.URL.Path); ok {
			c.path = path
			c.serve(rt)
			return
		}
	}
	s.Fail("%s %s: no such method", r.Method, r.URL)
	c.refuse(&problem{http.StatusNotImplemented, "notImplemented", "", "no such method"})
}

func (c *call) serve(rt route) {
	s := c.s
	if s.Oracle != nil && rt.id != "" {
		rule, err := s.Oracle.request(rt.id, c.r)
		if err != nil {
			s.Fail("%s %s: %v", c.r.Method, c.r.URL, err)
		}
		c.rule = rule
	}
	p := s.signedIn(c, rt)
	if p == nil {
		p = s.spend(c, rt)
	}
	if p == nil {
		p = c.injected()
	}
	if p == nil && c.r.URL.Query().Has("fields") {
		m, err := parseMask(c.r.URL.Query().Get("fields"))
		if c.mask = m; err != nil {
			p = &problem{400, "invalidParameter", "fields", err.Error()}
		}
	}
	if p != nil {
		c.refuse(p)
		return
	}
	answer, p := rt.answer(c)
	switch {
	case p != nil:
		c.refuse(p)
	case answer != nil:
		c.write(http.StatusOK, answer)
	}
}

// injected is the fault of a test.
func (c *call) injected() *problem {
	c.s.state.Lock()
	f := c.s.fault
	var fault *Fault
	if f != nil {
		fault = f(c.r)
	}
	c.s.state.Unlock()
	switch {
	case fault == nil:
		return nil
	case fault.Status == 0:
		c.w = &broken{c.w, fault.Cut}
		return nil
	}
	maps.Copy(c.w.Header(), fault.Header)
	return &problem{fault.Status, fault.Reason, "", fault.Message}
}

// broken breaks the connection off after so many bytes.
type broken struct {
	http.ResponseWriter
	left int64
}

func (b *broken) Write(p []byte) (int, error) {
	n := min(int64(len(p)), b.left)
	b.left -= n
	if _, err := b.ResponseWriter.Write(p[:n]); err != nil {
		return 0, err
	}
	if n < int64(len(p)) {
		if f, ok := b.ResponseWriter.(http.Flusher); ok {
			f.Flush()
		}
		panic(http.ErrAbortHandler)
	}
	return len(p), nil
}

func (c *call) write(status int, answer any) {
	b, err := json.Marshal(answer)
	if err != nil {
		c.s.Fail("%s: %v", c.r.URL, err)
	}
	if c.rule != nil && status == http.StatusOK {
		if err := c.rule.response(b); err != nil {
			c.s.Fail("%s %s: the answer: %v", c.r.Method, c.r.URL, err)
		}
	}
	c.w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	c.w.WriteHeader(status)
	c.w.Write(b) //nolint:errcheck // the client is gone
}

// problem is an error as Google's APIs tell it.
type problem struct {
	status   int
	reason   string
	location string // the parameter
	message  string
}

func (c *call) refuse(p *problem) {
	domain := "global"
	if strings.HasSuffix(p.reason, "LimitExceeded") || strings.HasSuffix(p.reason, "QuotaExceeded") {
		domain = "usageLimits"
	}
	message := p.message
	if message == "" {
		message = p.reason
	}
	e := object{"domain": domain, "reason": p.reason, "message": message}
	if p.location != "" {
		e["location"], e["locationType"] = p.location, "parameter"
	}
	c.write(p.status, object{"error": object{"code": p.status, "message": message, "errors": []object{e}}})
}

func notFound(what, id string) *problem {
	return &problem{404, "notFound", what, fmt.Sprintf("File not found: %s.", id)}
}

// query is a parameter.
func (c *call) query(name string) string { return c.r.URL.Query().Get(name) }

// yes reports whether a parameter is true.
func (c *call) yes(name string) bool { return c.query(name) == "true" }

// size is the page size that is asked for.
func (c *call) size(name string, usual, most int) int {
	n := usual
	if v := c.query(name); v != "" {
		if _, err := fmt.Sscan(v, &n); err != nil || n < 1 {
			n = usual
		}
	}
	return min(n, most)
}

// usual is the mask where the client gave none.
func (c *call) usual(fields string) mask {
	if c.mask != nil {
		return c.mask
	}
	m, err := parseMask(fields)
	if err != nil {
		panic(err) // a constant of this package
	}
	return m
}

// only is a page of n things from the one that the token tells.
func only[T any](c *call, all []T, size int) (page []T, next string, p *problem) {
	from := 0
	if tok := c.query("pageToken"); tok != "" {
		if _, err := fmt.Sscanf(tok, "~!!~%d", &from); err != nil || from > len(all) {
			return nil, "", &problem{400, "invalid", "pageToken", "Invalid Value"}
		}
	}
	to := min(from+size, len(all))
	if to < len(all) {
		next = fmt.Sprintf("~!!~%d", to)
	}
	return append([]T{}, all[from:to]...), next, nil
}

func sorted[T any](list []T, by func(T) string) []T {
	return slices.SortedStableFunc(slices.Values(list), func(a, b T) int { return strings.Compare(by(a), by(b)) })
}
