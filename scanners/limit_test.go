package scanners

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestLimiterNeverGrantsMoreThanItsRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLimiter(100, 200)
		start := time.Now()
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				for range 10 {
					if err := l.Spend(t.Context(), 4); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		// 2,000 units, 200 of them saved up: the rest takes 18 s.
		if d := time.Since(start); d < 17900*time.Millisecond || d > 18100*time.Millisecond {
			t.Errorf("2,000 units took %s; want 18 s", d)
		}
		if l.Spent() != 2000 {
			t.Errorf("spent %d units", l.Spent())
		}
	})
}

func TestLimiterGrantsACostAboveItsBurst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLimiter(10, 10)
		start := time.Now()
		for range 3 {
			if err := l.Spend(t.Context(), 50); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(start); d < 9*time.Second || d > 11*time.Second {
			t.Errorf("three costs of 50 at 10 a second took %s; want 10 s before the third", d)
		}
	})
}

func TestLimiterGivesBackWhatWasNotUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLimiter(1, 1)
		if err := l.Spend(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		if err := l.Spend(ctx, 1); err == nil {
			t.Error("granted before its time")
		}
		start := time.Now()
		if err := l.Spend(t.Context(), 1); err != nil || time.Since(start) > 600*time.Millisecond {
			t.Errorf("waited %s, %v; the unit given back should have been free", time.Since(start), err)
		}
	})
}
