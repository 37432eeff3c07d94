package s3test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Fault is what the proxy does to a request instead of passing it on.
type Fault struct {
	Status int    // of the answer; 0: the server's own answer, cut as below
	Code   string // of the error in the answer's XML; "": Body is the answer
	Body   string
	Header http.Header
	Cut    int64 // break the connection after so many bytes of the body
}

// Proxy stands before a real server, does what servers do on bad days, and
// remembers what was asked.
type Proxy struct {
	Endpoint string
	server   *httptest.Server

	mu     sync.Mutex
	faults func(*http.Request) *Fault
	asked  []string
	bytes  int64
}

// NewProxy stands before endpoint until Close.
func NewProxy(endpoint string) (*Proxy, error) {
	target, err := url.Parse(endpoint)
	if err != nil {
		return nil, err
	}
	p := &Proxy{}
	back := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Host = r.In.Host // it is signed
	}}
	p.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := p.take(r)
		if f == nil {
			back.ServeHTTP(&counted{w, p, -1}, r)
			return
		}
		if f.Status == 0 {
			back.ServeHTTP(&counted{w, p, f.Cut}, r)
			return
		}
		for k, v := range f.Header {
			w.Header()[k] = v
		}
		body := f.Body
		if f.Code != "" {
			body = "<Error><Code>" + f.Code + "</Code><Message>" + f.Body + "</Message></Error>"
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(f.Status)
		if r.Method != http.MethodHead {
			io.WriteString(w, body) //nolint:errcheck // the client may be gone
		}
	}))
	p.Endpoint = p.server.URL
	return p, nil
}

// Close ends the proxy.
func (p *Proxy) Close() { p.server.Close() }

// Inject asks f about every request from now on; nil is no fault.
func (p *Proxy) Inject(f func(*http.Request) *Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = f
}

// Asked are the requests so far, as "GET /bucket/key?query".
func (p *Proxy) Asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

// Bytes is how much of contents and answers went to the client.
func (p *Proxy) Bytes() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes
}

func (p *Proxy) take(r *http.Request) *Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, strings.TrimSuffix(r.Method+" "+r.URL.Path+"?"+r.URL.RawQuery, "?"))
	if p.faults == nil {
		return nil
	}
	return p.faults(r)
}

// counted breaks the connection after left bytes, unless left is negative.
type counted struct {
	http.ResponseWriter
	p    *Proxy
	left int64
}

func (c *counted) Write(b []byte) (int, error) {
	if c.left >= 0 && int64(len(b)) > c.left {
		c.ResponseWriter.Write(b[:c.left]) //nolint:errcheck // it ends here
		if f, ok := c.ResponseWriter.(http.Flusher); ok {
			f.Flush()
		}
		panic(http.ErrAbortHandler)
	}
	if c.left >= 0 {
		c.left -= int64(len(b))
	}
	c.p.mu.Lock()
	c.p.bytes += int64(len(b))
	c.p.mu.Unlock()
	return c.ResponseWriter.Write(b)
}

// Unwrap lets the reverse proxy flush.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
