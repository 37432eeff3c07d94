package scanners

import (
	"sync"
	"time"
)

// Call is a kind of request, as quotas and metrics tell them apart.
type Call string

// The kinds of requests.
const (
	CallRoots     Call = "roots"
	CallList      Call = "list" // one page
	CallOpen      Call = "open"
	CallRange     Call = "range"
	CallExposure  Call = "exposure"
	CallOwner     Call = "owner"
	CallUnchanged Call = "unchanged"
	CallAccounts  Call = "accounts"
)

// Metrics count the calls of a tenant. The zero value is ready; methods may be
// called concurrently.
type Metrics struct {
	mu sync.Mutex
	m  Measured
}

// Measured is what was counted so far.
type Measured struct {
	Calls   map[Call]int64 // tries, refused ones included
	Busy    int64          // tries the provider refused for coming too fast
	Failed  int64          // other errors
	Bytes   int64          // of contents
	Waiting time.Duration  // asked of the tenant's callers
}

// Measured returns a copy of the counts.
func (m *Metrics) Measured() Measured {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := m.m
	out.Calls = make(map[Call]int64, len(m.m.Calls))
	for c, n := range m.m.Calls {
		out.Calls[c] = n
	}
	return out
}

func (m *Metrics) called(c Call, err error, busy bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.m.Calls == nil {
		m.m.Calls = map[Call]int64{}
	}
	m.m.Calls[c]++
	switch {
	case busy:
		m.m.Busy++
	case err != nil:
		m.m.Failed++
	}
}

func (m *Metrics) moved(n int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.m.Bytes += n
}

func (m *Metrics) waited(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.m.Waiting += d
}
