package scanners

import (
	"context"
	"sync"
	"time"
)

// Governor bounds the calls in flight and finds the useful number by itself:
// one more for every window that moved more bytes than the one before, half as
// many when the provider throttles, no more when throughput stops growing
// (additive increase, multiplicative decrease; Chiu and Jain, 1989). A nil
// Governor lets every call through.
type Governor struct {
	mu       sync.Mutex
	free     *sync.Cond
	inFlight int
	limit    int
	most     int
	window   time.Duration

	start    time.Time // of the current window
	bytes    int64
	before   float64 // bytes a second in the window before
	full     bool    // the limit was reached in this window
	trialing bool    // the limit was raised for this window
}

// NewGovernor begins with first calls in flight and never allows more than most.
func NewGovernor(first, most int) *Governor {
	g := &Governor{limit: max(1, first), most: max(1, most), window: time.Second, start: time.Now()}
	g.free = sync.NewCond(&g.mu)
	return g
}

// Enter waits for a place. The caller must Leave with what the call moved.
func (g *Governor) Enter(ctx context.Context) error {
	if g == nil {
		return ctx.Err()
	}
	stop := context.AfterFunc(ctx, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.free.Broadcast()
	})
	defer stop()
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.inFlight >= g.limit && ctx.Err() == nil {
		g.full = true
		g.free.Wait()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	g.inFlight++
	return nil
}

// Leave ends a call that moved so many bytes; throttled says that the provider
// refused it for coming too fast.
func (g *Governor) Leave(bytes int64, throttled bool) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inFlight--
	g.bytes += bytes
	now := time.Now()
	switch d := now.Sub(g.start); {
	case throttled:
		g.limit = max(1, g.limit/2)
		g.next(now, 0)
	case d >= g.window:
		rate := float64(g.bytes) / d.Seconds()
		switch {
		case g.trialing && rate < g.before*1.02: // the last step brought nothing: take it back
			g.limit = max(1, g.limit-1)
			g.trialing = false
		case g.full && g.limit < g.most:
			g.limit++
			g.trialing = true
		}
		g.next(now, rate)
	}
	g.free.Broadcast()
}

func (g *Governor) next(now time.Time, rate float64) {
	g.start, g.bytes, g.before, g.full = now, 0, rate, false
}

// Limit is the number of calls allowed in flight now.
func (g *Governor) Limit() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.limit
}
