package scanners

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// moody is a store of ten pages that is busy as often as told.
type moody struct {
	busyAt map[string]int // cursor or "open" → how often to answer Busy
	after  time.Duration
	calls  int
}

func (m *moody) refuse(at string) error {
	m.calls++
	if m.busyAt[at] > 0 {
		m.busyAt[at]--
		return Busy{After: m.after}
	}
	return nil
}

func (m *moody) Roots(context.Context) ([]string, error) { return []string{"r"}, m.refuse("roots") }

func (m *moody) Open(context.Context, Item) (io.ReadCloser, error) { return nil, m.refuse("open") }

func (m *moody) List(_ context.Context, _, from string) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		first, _ := strconv.Atoi(from)
		for i := first; i < 10; i++ {
			if err := m.refuse(strconv.Itoa(i)); err != nil {
				yield(Page{}, err)
				return
			}
			next := strconv.Itoa(i + 1)
			if i == 9 {
				next = ""
			}
			if !yield(Page{Items: []Item{{ID: strconv.Itoa(i)}}, Next: next}, nil) {
				return
			}
		}
	}
}

func ids(t *testing.T, seq iter.Seq2[Page, error]) ([]string, error) {
	t.Helper()
	var out []string
	for p, err := range seq {
		if err != nil {
			return out, err
		}
		for _, it := range p.Items {
			out = append(out, it.ID)
		}
	}
	return out, nil
}

func TestPacedListsEveryPageOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &moody{busyAt: map[string]int{"0": 2, "4": 7, "5": 7, "9": 3}}
		got, err := ids(t, Paced(m, Pace{Gate: &Gate{}, Patience: Patience{}}).List(t.Context(), "r", ""))
		want := []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("got %v, %v; want %v", got, err, want)
		}
	})
}

func TestPacedEndsWithItsPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &moody{busyAt: map[string]int{"open": 100, "3": 100}}
		sc := Paced(m, Pace{Gate: &Gate{}, Patience: Patience{Attempts: 5}})
		var busy Busy
		if _, err := sc.Open(t.Context(), Item{}); !errors.As(err, &busy) || m.calls != 5 {
			t.Errorf("after %d calls: %v; want Busy after 5", m.calls, err)
		}
		got, err := ids(t, sc.List(t.Context(), "r", ""))
		if !errors.As(err, &busy) || len(got) != 3 {
			t.Errorf("got %v, %v; want three pages and Busy", got, err)
		}
	})
}

func TestPacedWaitsAsLongAsAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &moody{busyAt: map[string]int{"open": 1}, after: 30 * time.Second}
		start := time.Now()
		if _, err := Paced(m, Pace{Gate: &Gate{}, Patience: Patience{}}).Open(t.Context(), Item{}); err != nil {
			t.Fatal(err)
		}
		if d := time.Since(start); d < 30*time.Second || d > 31*time.Second {
			t.Errorf("waited %s; the provider asked for 30s", d)
		}
		m = &moody{busyAt: map[string]int{"open": 1}, after: time.Hour}
		var busy Busy
		if _, err := Paced(m, Pace{Gate: &Gate{}, Patience: Patience{}}).Open(t.Context(), Item{}); !errors.As(err, &busy) || busy.After != time.Hour {
			t.Errorf("an hour's pause gave %v; want it left to the caller", err)
		}
	})
}

func TestPacedPausesTheWholeTenant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := &Gate{}
		first := Paced(&moody{busyAt: map[string]int{"open": 1}, after: time.Minute}, Pace{Gate: gate, Patience: Patience{}})
		go first.Open(t.Context(), Item{})
		synctest.Wait()
		start := time.Now()
		if _, err := Paced(&moody{}, Pace{Gate: gate, Patience: Patience{}}).Open(t.Context(), Item{}); err != nil {
			t.Fatal(err)
		}
		if d := time.Since(start); d < time.Minute {
			t.Errorf("another caller went on after %s; the tenant was paused for a minute", d)
		}
	})
}

func TestGateLetsGoWhenTheRunEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	gate := &Gate{}
	gate.Close(time.Hour)
	cancel()
	if err := gate.Pass(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
