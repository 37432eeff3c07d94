package main

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"tenken/internal/engine"
)

// progress shows a scan to a person at a terminal, and nothing to others.
type progress struct {
	bars *mpb.Progress
	bar  *mpb.Bar
	last atomic.Pointer[engine.Progress]
	app  *app
}

func (a *app) progress() *progress {
	p := &progress{app: a}
	if !a.terminal() {
		return p
	}
	p.bars = mpb.New(mpb.WithOutput(a.errs), mpb.WithAutoRefresh())
	p.bar = p.bars.AddBar(0, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Percentage(decor.WCSyncSpace)),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.line() })))
	return p
}

func (p *progress) show(now engine.Progress) {
	if p.bar == nil {
		return
	}
	p.last.Store(&now)
	// Files count a little, too: many small ones take their time.
	const each = 4 << 10
	p.bar.SetTotal(now.BytesDue+now.Due*each+1, false)
	p.bar.SetCurrent(now.Bytes + now.Done*each)
}

func (p *progress) line() string {
	n := p.last.Load()
	if n == nil {
		n = &engine.Progress{Listing: true}
	}
	left := p.app.text(msgUnknown)
	switch {
	case n.Listing:
		left = p.app.text(msgListing)
	case n.ETA > 0:
		left = n.ETA.Round(time.Second).String()
	}
	return " " + p.app.text(msgProgress, n.Done, n.Due, size(n.Bytes), size(n.BytesDue), n.Flagged, left)
}

func (p *progress) done() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.bars.Wait()
	}
}

// size writes a number of bytes as people read it.
func size(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%d KB", (n+999)/1000)
}
