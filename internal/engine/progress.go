package engine

import (
	"maps"
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

// meter counts what a process does, and what others do beside it.
type meter struct {
	mu     sync.Mutex
	c      ledger.Counts
	p      Progress
	t      ledger.Tally
	beside ledger.Tally
	start  time.Time
}

func newMeter() *meter {
	return &meter{start: time.Now(), p: Progress{Listing: true}, t: ledger.Tally{Reasons: map[string]int64{}}}
}

// counting is called before what is left is counted. Its result takes that, and
// adds what came due meanwhile.
func (m *meter) counting() func(ledger.Left) {
	m.mu.Lock()
	defer m.mu.Unlock()
	due, bytes, done := m.p.Due, m.p.BytesDue, m.t
	return func(left ledger.Left) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.p.Due += left.Items + done.Done - due
		m.p.BytesDue += left.Bytes + done.Bytes - bytes
	}
}

// recount takes the counts of the ledger.
func (m *meter) recount(c ledger.Counts) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.c, m.p.Listed = c, c.Listed
}

// show tells the progress ten times a second until its result is called.
func (m *meter) show(tell func(Progress)) (stop func()) {
	quit := make(chan struct{})
	var ended sync.WaitGroup
	ended.Go(func() {
		t := time.NewTicker(100 * time.Millisecond)
		defer t.Stop()
		for {
			select {
			case <-quit:
				tell(m.progress())
				return
			case <-t.C:
				tell(m.progress())
			}
		}
	})
	return func() {
		close(quit)
		ended.Wait()
	}
}

func (m *meter) progress() Progress {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := m.p
	p.Done, p.Flagged, p.Unread, p.Bytes = m.t.Done+m.beside.Done, m.t.Flagged+m.beside.Flagged, m.t.Unread+m.beside.Unread, m.t.Bytes+m.beside.Bytes
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
	m.t.Done++
	m.t.Bytes += f.Size
	if f.Flagged() {
		m.t.Flagged++
	}
	if f.Status == record.Unreadable || f.Status == record.Partial {
		m.t.Unread++
	}
	for _, r := range f.Reasons {
		m.t.Reasons[string(r.Code)]++
	}
}

// tally is what this process has done.
func (m *meter) tally() ledger.Tally {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.t
	t.Reasons = maps.Clone(m.t.Reasons)
	return t
}

// others takes what other processes have done.
func (m *meter) others(ws []ledger.Worker) {
	var t ledger.Tally
	for _, w := range ws {
		t.Done += w.Tally.Done
		t.Bytes += w.Tally.Bytes
		t.Flagged += w.Tally.Flagged
		t.Unread += w.Tally.Unread
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.beside = t
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
