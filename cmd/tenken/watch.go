package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/record"
)

// watched is how far a run is, as its own process and its workers told the
// ledger.
type watched struct {
	MessageType string           `json:"message_type"`
	Run         int64            `json:"run"`
	State       string           `json:"state"`
	Listing     bool             `json:"listing"` // more may come
	Listed      int64            `json:"listed"`
	Due         int64            `json:"due"` // to be inspected, of what is listed so far
	Done        int64            `json:"done"`
	Bytes       int64            `json:"bytes"` // of those inspected
	Rate        float64          `json:"files_per_second"`
	ETA         float64          `json:"eta_seconds,omitempty"` // 0 while unknown
	Flagged     int64            `json:"flagged"`
	Unread      int64            `json:"unread"`
	Reasons     map[string]int64 `json:"reasons"` // why not
	Workers     int              `json:"workers"`
	Paused      []paused         `json:"paused,omitempty"`
}

// paused is a tenant that asked to wait.
type paused struct {
	Tenant string    `json:"tenant"`
	Until  time.Time `json:"until"`
}

const watchEvery = 2 * time.Second

// watch shows a run that another process works on, until it ends.
func (a *app) watch(ctx context.Context, l *ledger.Ledger) error {
	var before watched
	at := time.Now()
	for {
		w, err := watching(ctx, l)
		if err != nil {
			return err
		}
		now := time.Now()
		if d := now.Sub(at).Seconds(); before.Run == w.Run && d > 0 {
			w.Rate = float64(w.Done-before.Done) / d
		}
		if w.Rate > 0 && !w.Listing {
			w.ETA = float64(w.Due-w.Done) / w.Rate
		}
		before, at = w, now
		if err := a.showWatched(w); err != nil || w.State != ledger.Running {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(watchEvery):
		}
	}
}

func watching(ctx context.Context, l *ledger.Ledger) (watched, error) {
	w := watched{MessageType: "progress", Reasons: map[string]int64{}}
	run, err := l.LastRun(ctx)
	if err != nil {
		return w, err
	}
	w.Run, w.State, w.Listed, w.Due = run.ID, run.State, run.Counts.Listed, run.Counts.New
	unlisted, err := l.Unlisted(ctx, run)
	if err != nil {
		return w, err
	}
	w.Listing = unlisted > 0
	workers, err := l.Workers(ctx, run.ID)
	if err != nil {
		return w, err
	}
	for _, k := range workers {
		w.Done += k.Tally.Done
		w.Bytes += k.Tally.Bytes
		w.Flagged += k.Tally.Flagged
		w.Unread += k.Tally.Unread
		for r, n := range k.Tally.Reasons {
			w.Reasons[r] += n
		}
		if time.Since(k.Beat) < time.Minute {
			w.Workers++
		}
	}
	tenants, err := l.Tenants(ctx)
	for _, t := range tenants {
		if until := time.Unix(0, t.Paused); time.Until(until) > 0 {
			w.Paused = append(w.Paused, paused{t.Name, until})
		}
	}
	return w, err
}

func (a *app) showWatched(w watched) error {
	if a.json {
		return a.line(w)
	}
	more, left, why, wait := "", a.text(msgUnknown), "", ""
	if w.Listing {
		more = a.text(msgWatchMore)
	}
	if w.ETA > 0 {
		left = (time.Duration(w.ETA) * time.Second).String()
	}
	var reasons []string
	for _, r := range slices.Sorted(maps.Keys(w.Reasons)) {
		reasons = append(reasons, fmt.Sprintf("%s %d", record.Code(r).What(a.lang), w.Reasons[r]))
	}
	if len(reasons) > 0 {
		why = " (" + strings.Join(reasons, ", ") + ")"
	}
	for _, p := range w.Paused {
		wait += a.text(msgWatchPaused, p.Tenant, p.Until.Format(time.TimeOnly))
	}
	a.say(msgWatch, w.Run, w.Listed, more, w.Done, w.Due, w.Rate, left, w.Flagged, w.Unread, why, wait)
	return nil
}
