package scanners

import (
	"context"
	"sync"
	"time"
)

// Limiter grants units of a provider's quota at a steady rate. Calls cost what
// the provider charges for them, not one each.
type Limiter struct {
	mu     sync.Mutex
	rate   float64 // units per second
	burst  float64 // units that may be saved up
	tokens float64
	at     time.Time
	spent  int64
}

// NewLimiter grants rate units a second and lets burst units be saved up.
func NewLimiter(rate, burst float64) *Limiter {
	return &Limiter{rate: rate, burst: burst, tokens: burst, at: time.Now()}
}

// Spend waits until cost units are granted. A cost above the burst is granted
// once the bucket is full, and paid off afterwards.
func (l *Limiter) Spend(ctx context.Context, cost float64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	l.mu.Lock()
	now := time.Now()
	l.tokens = min(l.burst, l.tokens+now.Sub(l.at).Seconds()*l.rate)
	l.at = now
	l.tokens -= cost // below zero: later callers queue behind this one
	l.spent += int64(cost)
	owed := -l.tokens
	if cost > l.burst {
		owed -= cost - l.burst
	}
	l.mu.Unlock()
	if owed <= 0 {
		return nil
	}
	t := time.NewTimer(time.Duration(owed / l.rate * float64(time.Second)))
	defer t.Stop()
	select {
	case <-ctx.Done():
		l.mu.Lock()
		l.tokens += cost // not used after all
		l.spent -= int64(cost)
		l.mu.Unlock()
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Spent is the number of units granted so far.
func (l *Limiter) Spent() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.spent
}
