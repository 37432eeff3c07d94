package ledger

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"tenken/scanners"
)

// Bucket is the quota of a tenant as all processes that use the ledger share
// it: units a minute, the budgets of a day, and the pause that a provider asked
// for. Units are leased for a moment at a time, so that a call costs no
// transaction. It is a scanners.Limiter.
type Bucket struct {
	ledger *Ledger
	quota  scanners.Quota

	mu     sync.Mutex
	leased float64   // units not spent yet
	until  time.Time // when to ask again
	moved  int64     // bytes of which the ledger does not know yet
}

// lease is how long a process uses what it was granted before it asks again,
// and so how late it hears of a pause.
const lease = time.Second

// Bucket is the one of the quota's tenant.
func (l *Ledger) Bucket(q scanners.Quota) *Bucket { return &Bucket{ledger: l, quota: q} }

// Spend implements scanners.Limiter. A ledger that does not answer is a reason
// to wait, not one to give a file up.
func (b *Bucket) Spend(ctx context.Context, units float64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if b.leased >= units && time.Now().Before(b.until) {
			b.leased -= units
			return nil
		}
		var g grant
		err := b.update(ctx, func(s *bucketState, now int64) { g = s.grant(b.quota, max(0, units-b.leased), now) })
		switch {
		case err != nil:
			g.wait = lease
		case g.usedUp:
			return scanners.Busy{After: g.wait}
		case g.wait == 0:
			b.leased += g.units
			b.until = time.Now().Add(lease)
			continue
		}
		b.mu.Unlock()
		err = sleep(ctx, min(g.wait, lease))
		b.mu.Lock()
		if err != nil {
			return err
		}
	}
}

// Moved implements scanners.Limiter.
func (b *Bucket) Moved(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.moved += n
}

// Pause implements scanners.Limiter. Where the ledger does not answer, the
// caller's own gate is all there is.
func (b *Bucket) Pause(ctx context.Context, d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.until = time.Time{}
	b.update(ctx, func(s *bucketState, now int64) { s.paused = max(s.paused, now+int64(d)) }) //nolint:errcheck // see above
}

// Return gives back what was leased and not spent.
func (b *Bucket) Return(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	back := b.leased
	b.leased = 0
	return b.update(ctx, func(s *bucketState, _ int64) {
		s.tokens += back
		s.units -= back
	})
}

// update changes the tenant's row, which no other process touches meanwhile.
func (b *Bucket) update(ctx context.Context, f func(s *bucketState, now int64)) error {
	tenant := b.quota.Tenant
	err := b.ledger.tx(ctx, func(tx *sql.Tx) error {
		// Writing first locks the row on every home.
		if _, err := tx.ExecContext(ctx, `INSERT INTO bucket (tenant, tokens, at) VALUES (?, 0, 0)
			ON CONFLICT (tenant) DO UPDATE SET at = bucket.at`, tenant); err != nil {
			return err
		}
		var s bucketState
		if err := tx.QueryRowContext(ctx, "SELECT tokens, at, paused, day, units, bytes FROM bucket WHERE tenant = ?", tenant).
			Scan(&s.tokens, &s.at, &s.paused, &s.day, &s.units, &s.bytes); err != nil {
			return err
		}
		now, err := b.ledger.home.now(ctx, tx)
		if err != nil {
			return err
		}
		s.refill(b.quota, now)
		s.bytes += b.moved
		f(&s, now)
		_, err = tx.ExecContext(ctx, "UPDATE bucket SET tokens = ?, at = ?, paused = ?, day = ?, units = ?, bytes = ? WHERE tenant = ?",
			s.tokens, s.at, s.paused, s.day, s.units, s.bytes, tenant)
		return err
	})
	if err == nil {
		b.moved = 0
	}
	return err
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
