package scanners

import (
	"context"
	"sync"
	"time"
)

// Gate pauses all calls to one tenant: when one is told to wait, the others
// would be, too. The zero Gate is open.
type Gate struct {
	mu    sync.Mutex
	until time.Time
}

// Close keeps the gate shut for d, or longer if it already is.
func (g *Gate) Close(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if t := time.Now().Add(d); t.After(g.until) {
		g.until = t
	}
}

// Pass waits until the gate is open or ctx is done.
func (g *Gate) Pass(ctx context.Context) error {
	for {
		g.mu.Lock()
		d := time.Until(g.until)
		g.mu.Unlock()
		if d <= 0 {
			return ctx.Err()
		}
		t := time.NewTimer(d)
		select {
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		case <-t.C:
		}
	}
}

// PausedUntil is when the gate opens; the zero time when it is open.
func (g *Gate) PausedUntil() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Until(g.until) <= 0 {
		return time.Time{}
	}
	return g.until
}
