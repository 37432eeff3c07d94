package onedrive

import (
	"context"
	"sync"
	"time"
)

// savedUp is how much of its quota discovery may spend at once.
const savedUp = time.Minute / 2

// discovery keeps the many requests behind one question, such as Roots, within
// what the provider grants a minute: those who pace the connector see one call.
type discovery struct {
	mu   sync.Mutex
	unit time.Duration // of waiting for a resource unit
	paid time.Time     // what was spent is paid for by then
}

func newDiscovery(perMinute float64) *discovery {
	return &discovery{unit: time.Duration(float64(time.Minute) / perMinute)}
}

// spend waits until the quota allows a request.
func (d *discovery) spend(ctx context.Context, units int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d.mu.Lock()
	if earliest := time.Now().Add(-savedUp); d.paid.Before(earliest) {
		d.paid = earliest
	}
	d.paid = d.paid.Add(time.Duration(units) * d.unit)
	wait := time.Until(d.paid)
	d.mu.Unlock()
	if wait <= 0 {
		return nil
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
