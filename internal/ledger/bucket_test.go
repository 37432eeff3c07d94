package ledger

import (
	"errors"
	"sync"
	"testing"
	"time"

	"tenken/scanners"
)

// TestNoMinuteSeesMoreThanItsQuota lets two greedy processes spend for an hour.
func TestNoMinuteSeesMoreThanItsQuota(t *testing.T) {
	q := scanners.Quota{PerMinute: 600}
	const second = int64(time.Second)
	var s bucketState
	var spent []float64 // in each second
	for now := int64(1e18); len(spent) < 3600; now += second {
		sum := 0.0
		for range 2 {
			s.refill(q, now)
			for g := s.grant(q, 5, now); g.wait == 0; g = s.grant(q, 5, now) {
				sum += g.units
			}
		}
		spent = append(spent, sum)
	}
	total, minute, most := 0.0, 0.0, 0.0
	for i, n := range spent {
		total += n
		minute += n
		if i >= 60 {
			minute -= spent[i-60]
		}
		most = max(most, minute)
	}
	if most > 600 {
		t.Errorf("%v units in one minute, 600 are granted", most)
	}
	if total < 0.85*600*60 {
		t.Errorf("%v units in an hour: too timid", total)
	}
}

func TestTheDaysBudget(t *testing.T) {
	q := scanners.Quota{PerDay: 100, BytesPerDay: 1000}
	now := int64(1e18)
	var s bucketState
	s.refill(q, now)
	spent := 0.0
	g := s.grant(q, 1, now)
	for ; g.wait == 0; g = s.grant(q, 1, now) {
		spent += g.units
	}
	if spent > 100 || spent < 99 || !g.usedUp || g.wait != day {
		t.Errorf("%v units, then %+v", spent, g)
	}
	now += int64(day)
	s.refill(q, now)
	if g := s.grant(q, 1, now); g.wait != 0 {
		t.Errorf("the next day: %+v", g)
	}
	s.bytes = 1000
	if g := s.grant(q, 1, now+int64(time.Hour)); !g.usedUp || g.wait != day-time.Hour {
		t.Errorf("all bytes read: %+v", g)
	}
	s = bucketState{}
	s.refill(q, now)
	if g := s.grant(q, 500, now); g.wait != 0 {
		t.Errorf("a call dearer than a day's budget would wait for ever: %+v", g)
	}
}

// TestBucketsAreShared spends from two places at once.
func TestBucketsAreShared(t *testing.T) {
	l := open1(t, t.TempDir())
	q := scanners.Quota{Tenant: "drive:example.ac.jp", PerDay: 1000}
	var wg sync.WaitGroup
	var mu sync.Mutex
	spent := 0
	for range 2 {
		b := l.Bucket(q)
		for range 2 {
			wg.Go(func() {
				for {
					err := b.Spend(t.Context(), 7)
					var busy scanners.Busy
					if errors.As(err, &busy) && busy.After > 23*time.Hour {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					spent += 7
					mu.Unlock()
				}
			})
		}
	}
	wg.Wait()
	if spent > 1000 || spent < 980 {
		t.Errorf("spent %d of 1000 units", spent)
	}
}

func TestAPauseIsForAll(t *testing.T) {
	l := open1(t, t.TempDir())
	q := scanners.Quota{Tenant: "t", PerMinute: 6e6}
	l.Bucket(q).Pause(t.Context(), time.Hour)
	var g grant
	if err := l.Bucket(q).update(t.Context(), func(s *bucketState, now int64) { g = s.grant(q, 1, now) }); err != nil || g.wait < 59*time.Minute {
		t.Errorf("%+v, %v", g, err)
	}
}

func TestWhatWasNotSpentIsGivenBack(t *testing.T) {
	l := open1(t, t.TempDir())
	q := scanners.Quota{Tenant: "t", PerDay: 1000}
	b := l.Bucket(q)
	if err := b.Spend(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	b.Moved(12)
	if err := b.Return(t.Context()); err != nil {
		t.Fatal(err)
	}
	var s bucketState
	if err := l.Bucket(q).update(t.Context(), func(now *bucketState, _ int64) { s = *now }); err != nil || s.units != 1 || s.bytes != 12 {
		t.Errorf("%+v, %v", s, err)
	}
}
