package onedrivetest

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// contentsPath is where contents are served, as SharePoint serves them: by an
// address that holds a credential of its own, and that refuses any other.
const contentsPath = "/download.aspx"

// contentsAt is such an address.
func (s *Server) contentsAt(it *Item) string {
	s.state.Lock()
	lapse := s.lapse
	s.state.Unlock()
	return s.URL + contentsPath + "?UniqueId=" + it.id + "&drive=" + url.QueryEscape(it.drive.ID) + "&tempauth=v1." + s.secret + "." + strconv.Itoa(lapse)
}

// address is where a redirect from an item's contents leads.
func (s *Server) address(_ *http.Request, parameters []string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.contentsAt(s.drives[parameters[0]].byID[parameters[1]])
}

func (s *Server) serveContents(w http.ResponseWriter, r *http.Request) {
	if f := s.fault(r); f != nil {
		for k, v := range f.Header {
			w.Header()[k] = v
		}
		w.WriteHeader(f.Status)
		w.Write([]byte(f.Content)) //nolint:errcheck // the client went away
		return
	}
	q := r.URL.Query()
	s.state.Lock()
	valid := q.Get("tempauth") == "v1."+s.secret+"."+strconv.Itoa(s.lapse)
	s.state.Unlock()
	switch {
	case r.Header.Get("Authorization") != "":
		s.complain("a credential was sent to %s", contentsPath)
		http.Error(w, "invalid_request: more than one credential", http.StatusUnauthorized)
		return
	case !valid:
		http.Error(w, "Token expired", http.StatusUnauthorized)
		return
	}
	s.mu.Lock()
	d := s.drives[q.Get("drive")]
	var it *Item
	if d != nil {
		it = d.byID[q.Get("UniqueId")]
	}
	if it == nil || it.deleted {
		s.mu.Unlock()
		http.NotFound(w, r)
		return
	}
	content := it.content
	etag, _ := it.tags()
	media := it.media()
	modified := it.modified
	s.mu.Unlock()
	s.state.Lock()
	s.contents++
	s.state.Unlock()
	h := w.Header()
	h.Set("ETag", etag)
	h.Set("Last-Modified", modified.Format(http.TimeFormat))
	h.Set("Content-Type", media)
	span := r.Header.Get("Range")
	if s.IgnoreRanges {
		span = ""
	}
	part, status := content, http.StatusOK
	if span != "" {
		off, end, ok := parseRange(span, len(content))
		if !ok {
			h.Set("Content-Range", fmt.Sprintf("bytes */%d", len(content)))
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			return
		}
		h.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", off, end-1, len(content)))
		part, status = content[off:end], http.StatusPartialContent
	}
	h.Set("Content-Length", strconv.Itoa(len(part)))
	w.WriteHeader(status)
	w.Write([]byte(part)) //nolint:errcheck // the client went away
}

func parseRange(span string, size int) (off, end int, ok bool) {
	a, b, found := strings.Cut(strings.TrimPrefix(span, "bytes="), "-")
	if !found {
		return 0, 0, false
	}
	off, err := strconv.Atoi(a)
	if err != nil || off >= size {
		return 0, 0, false
	}
	end = size
	if last, err := strconv.Atoi(b); err == nil {
		end = min(size, last+1)
	}
	return off, end, end > off
}
