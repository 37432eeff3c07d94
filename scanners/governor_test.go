package scanners

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// drive runs calls against a provider that moves at most capacity bytes a
// second in all, for a while, and returns the limit the governor found.
func drive(t *testing.T, g *Governor, each time.Duration, capacity int) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	var inFlight atomic.Int64
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			for g.Enter(ctx) == nil {
				n := inFlight.Add(1)
				d := each
				if fair := time.Duration(float64(n) * 1000 / float64(capacity) * float64(time.Second)); fair > d {
					d = fair // the line is shared by all
				}
				time.Sleep(d)
				inFlight.Add(-1)
				g.Leave(1000, false)
			}
		})
	}
	wg.Wait()
	return g.Limit()
}

func TestGovernorGrowsWhileItHelps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// 100 ms a call, 1,000 bytes each, 200 kB/s in all: 20 calls fill the line.
		if got := drive(t, NewGovernor(1, 64), 100*time.Millisecond, 200_000); got < 15 || got > 30 {
			t.Errorf("found %d calls in flight; 20 fill the line", got)
		}
	})
}

func TestGovernorHalvesWhenThrottled(t *testing.T) {
	g := NewGovernor(16, 64)
	for range 3 {
		if err := g.Enter(t.Context()); err != nil {
			t.Fatal(err)
		}
		g.Leave(0, true)
	}
	if g.Limit() != 2 {
		t.Errorf("after three refusals the limit is %d; want 2", g.Limit())
	}
}

func TestGovernorLetsGoWhenTheRunEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGovernor(1, 1)
		if err := g.Enter(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := g.Enter(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}
