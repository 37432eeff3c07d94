package engine

import (
	"sync"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/record"
)

// Progress is how far a scan is.
type Progress struct {
	Listed      int64 // items listed so far
	Due         int64 // of them to be inspected
	Done        int64 // of those inspected
	Flagged     int64
	Unread      int64 // unreadable or only partly read
	Bytes       int64 // of the items inspected
	BytesDue    int64 // of the items to be inspected
	Listing     bool  // more may come
	FilesPerSec float64
	ETA         time.Duration // 0 while unknown
}

// meter counts, and tells at most ten times a second.
type meter struct {
	mu    sync.Mutex
	c     ledger.Counts
	p     Progress
	start time.Time
	tell  func(Progress)
	quit  chan struct{}
	ended sync.WaitGroup
}

func newMeter(c ledger.Counts, left ledger.Left, tell func(Progress)) *meter {
	m := &meter{c: c, start: time.Now(), tell: tell, quit: make(chan struct{}),
		p: Progress{Listing: true, Listed: c.Listed, Due: left.Items, BytesDue: left.Bytes}}
	m.ended.Go(func() {
		t := time.NewTicker(100 * time.Millisecond)
		defer t.Stop()
		for {
			select {
			case <-m.quit:
				m.tell(m.progress())
				return
			case <-t.C:
				m.tell(m.progress())
			}
		}
	})
	return m
}

func (m *meter) stop() {
	close(m.quit)
	m.ended.Wait()
}

func (m *meter) progress() Progress {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := m.p
	if d := time.Since(m.start).Seconds(); d > 0 {
		p.FilesPerSec = float64(p.Done) / d
		if p.Bytes > 0 && !p.Listing {
			p.ETA = time.Duration(d * float64(p.BytesDue-p.Bytes) / float64(p.Bytes) * float64(time.Second))
		}
	}
	return p
}

// entered takes a page that was entered.
func (m *meter) entered(in ledger.Entered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.c = m.c.Plus(in)
	m.p.Listed = m.c.Listed
	m.p.Due += int64(len(in.Due))
	for _, d := range in.Due {
		m.p.BytesDue += d.Size
	}
}

func (m *meter) done(f record.File) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.p.Done++
	m.p.Bytes += f.Size
	if f.Flagged() {
		m.p.Flagged++
	}
	if f.Status == record.Unreadable || f.Status == record.Partial {
		m.p.Unread++
	}
}

func (m *meter) listed() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.p.Listing = false
}

func (m *meter) counts() ledger.Counts {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.c
}
