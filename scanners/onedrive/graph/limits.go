package graph

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"tenken/scanners"
)

// limits remembers what the provider says of the quota that is left: a request
// that would be refused counts, too, so it is not sent
// (https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online).
type limits struct {
	mu    sync.Mutex
	until time.Time // nothing is left before
}

// note reads RateLimit-Remaining and RateLimit-Reset, which come from 80 % on.
func (l *limits) note(h http.Header) {
	left, err := strconv.ParseFloat(h.Get("RateLimit-Remaining"), 64)
	if err != nil || left > 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if t := time.Now().Add(reset(h)); t.After(l.until) {
		l.until = t
	}
}

// held answers Busy while nothing is left.
func (l *limits) held() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if d := time.Until(l.until); d > 0 {
		return fmt.Errorf("the quota is used up: %w", scanners.Busy{After: d})
	}
	return nil
}

// reset is when the quota is granted anew, in seconds from now.
func reset(h http.Header) time.Duration {
	s, err := strconv.ParseFloat(h.Get("RateLimit-Reset"), 64)
	if err != nil || s < 0 {
		return 0
	}
	return time.Duration(s * float64(time.Second))
}
