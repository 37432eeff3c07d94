package onedrivetest

import (
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Server serves a tenant over https on loopback: Graph below /v1.0, sign-in,
// and contents at addresses that need no credential.
type Server struct {
	*Tenant
	URL string
	App App // the one that is registered

	// PageSize bounds pages whatever was asked for; EmptyPages puts an empty
	// page before every so many-th; Upside has whole listings begin at the leaves;
	// IgnoreRanges answers ranges of contents with all of it.
	PageSize     int
	EmptyPages   int
	Upside       bool
	IgnoreRanges bool

	// KeepPages has answers of change feeds made once, for those who measure a
	// client.
	KeepPages bool

	// PerMinute is the quota in resource units; 0: none.
	PerMinute int

	ca     []byte // PEM
	http   *http.Server
	secret string // a part of every address of contents

	state    sync.Mutex
	tokens   map[string]grant
	devices  map[string]*device
	person   *User // who signs in by device code
	lapse    int   // addresses made before are no longer taken
	inject   func(*http.Request) *Fault
	asked    []string
	units    int
	used     int // in the current minute
	minute   time.Time
	wrong    []string // requests that a client of Graph would not make
	contents int
	pages    map[string][]byte
}

// Fault is an answer given instead of the right one.
type Fault struct {
	Status  int
	Code    string
	Header  http.Header
	Content string
}

// Serve starts serving.
func Serve(t *Tenant) (*Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	cert, ca, err := certificate()
	if err != nil {
		l.Close()
		return nil, err
	}
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		l.Close()
		return nil, err
	}
	s := &Server{Tenant: t, URL: "https://" + l.Addr().String(), PageSize: 1000, ca: ca, secret: hex.EncodeToString(b[:]),
		tokens: map[string]grant{}, devices: map[string]*device{}}
	s.App = App{ID: t.guid(), Name: "tenken", Secret: hex.EncodeToString(b[:8]), Roles: slices.Clone(ReadRoles)}
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, TLSConfig: &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}}
	go s.http.ServeTLS(l, "", "") //nolint:errcheck // ends with Stop
	return s, nil
}

// Stop stops serving.
func (s *Server) Stop() { s.http.Close() }

// WriteCA writes the certificate authority to trust into a file of dir.
func (s *Server) WriteCA(dir string) (string, error) {
	file := filepath.Join(dir, "ca.pem")
	return file, os.WriteFile(file, s.ca, 0o600)
}

// Inject has f decide about every request to Graph and to contents; nil answers
// it as usual.
func (s *Server) Inject(f func(*http.Request) *Fault) {
	s.state.Lock()
	defer s.state.Unlock()
	s.inject = f
}

// Lapse makes all addresses of contents that were given invalid.
func (s *Server) Lapse() {
	s.state.Lock()
	defer s.state.Unlock()
	s.lapse++
}

// Units are the resource units that were spent.
func (s *Server) Units() int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.units
}

// Contents is how often contents were read since the last time it was asked.
func (s *Server) Contents() int {
	s.state.Lock()
	defer s.state.Unlock()
	n := s.contents
	s.contents = 0
	return n
}

// Asked are the requests to Graph, as "GET /v1.0/…", and forgets them.
func (s *Server) Asked() []string {
	s.state.Lock()
	defer s.state.Unlock()
	out := s.asked
	s.asked = nil
	return out
}

// Wrong are requests that nobody who reads the documentation would make:
// unknown paths and parameters, credentials sent to addresses that refuse them.
func (s *Server) Wrong() []string {
	s.state.Lock()
	defer s.state.Unlock()
	return slices.Clone(s.wrong)
}

func (s *Server) complain(format string, args ...any) {
	s.state.Lock()
	defer s.state.Unlock()
	s.wrong = append(s.wrong, fmt.Sprintf(format, args...))
}

func (s *Server) fault(r *http.Request) *Fault {
	s.state.Lock()
	f := s.inject
	s.state.Unlock()
	if f == nil {
		return nil
	}
	return f(r)
}

// ServeHTTP answers.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch p := r.URL.Path; {
	case strings.HasPrefix(p, "/v1.0/"):
		s.graph(w, r)
	case strings.HasPrefix(p, contentsPath):
		s.serveContents(w, r)
	case strings.HasSuffix(p, "/.well-known/openid-configuration"), strings.Contains(p, "/oauth2/v2.0/"), p == identityPath:
		s.signIn(w, r)
	default:
		s.complain("%s %s", r.Method, r.URL)
		http.NotFound(w, r)
	}
}

// refusal is an answer that tells an error.
type refusal struct {
	status  int
	code    string
	message string
	header  http.Header
}

func (s *Server) refuse(w http.ResponseWriter, e refusal) {
	for k, v := range e.header {
		w.Header()[k] = v
	}
	s.answer(w, e.status, object{"error": object{"code": e.code, "message": e.message, "innerError": object{
		"date": stamp(time.Now()), "request-id": "00000000-0000-4000-8000-000000000000", "client-request-id": "00000000-0000-4000-8000-000000000000"}}})
}

func (s *Server) answer(w http.ResponseWriter, status int, body any) { s.send(w, status, encode(body)) }

func encode(body any) []byte {
	b, err := json.Marshal(body)
	if err != nil {
		panic(err) // objects are made here
	}
	return b
}

// kept is the answer to a request that was answered before.
func (s *Server) kept(r *http.Request) []byte {
	s.state.Lock()
	defer s.state.Unlock()
	return s.pages[r.URL.RequestURI()]
}

func (s *Server) keep(r *http.Request, body []byte) []byte {
	s.state.Lock()
	defer s.state.Unlock()
	if s.KeepPages && strings.Contains(r.URL.Path, "/delta") {
		if s.pages == nil {
			s.pages = map[string][]byte{}
		}
		s.pages[r.URL.RequestURI()] = body
	}
	return body
}

func (s *Server) send(w http.ResponseWriter, status int, b []byte) {
	w.Header().Set("Content-Type", "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	w.WriteHeader(status)
	w.Write(b) //nolint:errcheck // the client went away
}

// graph answers a request to Graph.
func (s *Server) graph(w http.ResponseWriter, r *http.Request) {
	s.state.Lock()
	s.asked = append(s.asked, r.Method+" "+r.URL.RequestURI())
	s.state.Unlock()
	if f := s.fault(r); f != nil {
		s.refuse(w, refusal{f.Status, f.Code, "injected", f.Header})
		return
	}
	if r.Method != http.MethodGet {
		s.complain("%s %s", r.Method, r.URL)
		s.refuse(w, refusal{http.StatusForbidden, "accessDenied", "only reading is known here", nil})
		return
	}
	path, err := url.PathUnescape(strings.TrimPrefix(r.URL.EscapedPath(), "/v1.0"))
	if err != nil {
		s.refuse(w, refusal{http.StatusBadRequest, "invalidRequest", err.Error(), nil})
		return
	}
	for _, route := range routes {
		m := route.path.FindStringSubmatch(path)
		if m == nil {
			continue
		}
		q := r.URL.Query()
		for k := range q {
			if !slices.Contains(route.parameters, k) {
				s.complain("parameter %s of %s", k, r.URL)
				s.refuse(w, refusal{http.StatusNotImplemented, "notSupported", "parameter " + k, nil})
				return
			}
		}
		g, ok := s.bearer(r)
		if !ok {
			s.refuse(w, refusal{http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is missing or not valid.", http.Header{"Www-Authenticate": {`Bearer realm=""`}}})
			return
		}
		if !g.any(route.allowed) {
			s.refuse(w, refusal{http.StatusForbidden, "accessDenied", "Insufficient privileges: one of " + strings.Join(route.allowed, ", "), nil})
			return
		}
		if wait, ok := s.charge(w.Header(), route.units(q)); !ok {
			s.refuse(w, refusal{http.StatusTooManyRequests, "activityLimitReached", "The request has been throttled.", http.Header{"Retry-After": {strconv.Itoa(wait)}}})
			return
		}
		if kept := s.kept(r); kept != nil {
			s.send(w, http.StatusOK, kept)
			return
		}
		s.mu.Lock()
		body, e := route.answer(&asking{s, g, r, q, m[1:]})
		s.mu.Unlock()
		switch {
		case e != nil:
			s.refuse(w, *e)
		case body == nil: // a redirect
			w.Header().Set("Location", s.address(r, m[1:]))
			w.WriteHeader(http.StatusFound)
		default:
			s.send(w, http.StatusOK, s.keep(r, encode(body)))
		}
		return
	}
	s.complain("%s %s", r.Method, r.URL)
	s.refuse(w, refusal{http.StatusNotImplemented, "notSupported", "no such path: " + path, nil})
}

// charge spends resource units; from 80 % of the quota on, headers say what is
// left. Requests that are refused count, too.
func (s *Server) charge(h http.Header, units int) (wait int, ok bool) {
	s.state.Lock()
	defer s.state.Unlock()
	s.units += units
	if s.PerMinute == 0 {
		return 0, true
	}
	now := time.Now()
	if now.Sub(s.minute) >= time.Minute {
		s.minute, s.used = now, 0
	}
	s.used += units
	left := int(time.Minute.Seconds() - now.Sub(s.minute).Seconds() + 1)
	if s.used*5 >= s.PerMinute*4 {
		h.Set("RateLimit-Limit", strconv.Itoa(s.PerMinute))
		h.Set("RateLimit-Remaining", strconv.Itoa(max(0, s.PerMinute-s.used)))
		h.Set("RateLimit-Reset", strconv.Itoa(left))
	}
	return left, s.used <= s.PerMinute
}
