package scanners

import (
	"context"
	"sync"
)

// Memory bounds the bytes of items that are open at the same time. A nil
// Memory bounds nothing.
type Memory struct {
	mu    sync.Mutex
	freed *sync.Cond
	left  int64
	all   int64
}

// NewMemory allows n bytes; a single item larger than that is let through
// alone.
func NewMemory(n int64) *Memory {
	m := &Memory{left: n, all: n}
	m.freed = sync.NewCond(&m.mu)
	return m
}

// take waits for n bytes; free gives them back.
func (m *Memory) take(ctx context.Context, n int64) (free func(), err error) {
	if m == nil || n <= 0 {
		return func() {}, ctx.Err()
	}
	n = min(n, m.all)
	stop := context.AfterFunc(ctx, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.freed.Broadcast()
	})
	defer stop()
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.left < n && ctx.Err() == nil {
		m.freed.Wait()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.left -= n
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.left += n
		m.freed.Broadcast()
	}, nil
}
