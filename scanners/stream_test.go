package scanners

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// leaky is a store of one item whose streams break after every few bytes.
type leaky struct {
	data  []byte
	step  int64
	opens atomic.Int32
	sunk  error // of OpenRange, when set
}

func (l *leaky) Roots(context.Context) ([]string, error) { return []string{"r"}, nil }

func (l *leaky) List(context.Context, string, string) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) { yield(Page{}, nil) }
}

func (l *leaky) Open(ctx context.Context, it Item) (io.ReadCloser, error) {
	return l.part(0), nil
}

func (l *leaky) OpenRange(_ context.Context, _ Item, off, n int64) (io.ReadCloser, error) {
	if l.sunk != nil {
		return nil, l.sunk
	}
	return l.part(off), nil
}

func (l *leaky) part(off int64) io.ReadCloser {
	l.opens.Add(1)
	end := min(off+l.step, int64(len(l.data)))
	r := io.Reader(bytes.NewReader(l.data[off:end]))
	if end < int64(len(l.data)) {
		r = io.MultiReader(r, iotest.ErrReader(io.ErrUnexpectedEOF))
	}
	return io.NopCloser(r)
}

func TestABrokenStreamGoesOnAfterItsLastByte(t *testing.T) {
	l := &leaky{data: bytes.Repeat([]byte("0123456789"), 1000), step: 999}
	m := &Metrics{}
	rc, err := Paced(l, Pace{Metrics: m}).Open(t.Context(), Item{Path: "a", Size: int64(len(l.data))})
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(rc)
	if rc.Close(); err != nil || !bytes.Equal(got, l.data) {
		t.Fatalf("%d bytes, %v; want %d", len(got), err, len(l.data))
	}
	if c := m.Measured(); l.opens.Load() != 11 || c.Calls[CallOpen] != 1 || c.Calls[CallRange] != 10 || c.Bytes != int64(len(l.data)) {
		t.Errorf("%d streams, %+v", l.opens.Load(), c)
	}
}

func TestAStreamThatNeverMovesIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, l := range map[string]*leaky{
			"no byte": {data: make([]byte, 100), step: 0},
			"changed": {data: make([]byte, 100), step: 10, sunk: ErrChanged},
		} {
			rc, err := Paced(l, Pace{}).Open(t.Context(), Item{Path: "a", Size: 100})
			if err != nil {
				t.Fatal(err)
			}
			if n, err := io.ReadAll(rc); err == nil {
				t.Errorf("%s: %d bytes and no error", name, len(n))
			} else if l.sunk != nil && !errors.Is(err, l.sunk) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestAPlaceIsFreeWhenItsStreamEnds(t *testing.T) {
	l := &leaky{data: make([]byte, 100), step: 100}
	sc := Paced(l, Pace{Governor: NewGovernor(1, 1)})
	for range 3 { // a second one would wait for ever if the first kept its place after its last byte
		rc, err := sc.Open(t.Context(), Item{Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, rc); err != nil {
			t.Fatal(err)
		}
		defer rc.Close()
	}
}

func TestMemoryBoundsWhatIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &leaky{data: make([]byte, 100), step: 100}
		sc := Paced(l, Pace{Memory: NewMemory(250)})
		var mu sync.Mutex
		open, most := 0, 0
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				rc, err := sc.Open(t.Context(), Item{Size: 100})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				open++
				most = max(most, open)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				open--
				mu.Unlock()
				rc.Close()
			})
		}
		wg.Wait()
		if most != 2 {
			t.Errorf("%d items were open at once; 250 bytes hold two", most)
		}
		rc, err := sc.Open(t.Context(), Item{Size: 1000}) // more than all
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Minute, cancel)
		if _, err := sc.Open(ctx, Item{Size: 1}); !errors.Is(err, context.Canceled) {
			t.Errorf("waiting ended with %v", err)
		}
		rc.Close()
	})
}

// purse is a Limiter that never refuses.
type purse struct {
	units  float64
	moved  int64
	paused time.Duration
}

func (p *purse) Spend(_ context.Context, units float64) error {
	p.units += units
	return nil
}
func (p *purse) Moved(n int64)                            { p.moved += n }
func (p *purse) Pause(_ context.Context, d time.Duration) { p.paused += d }

func TestQuotaIsSpentPerPage(t *testing.T) {
	l := &purse{}
	cost := func(c Call) float64 { return map[Call]float64{CallList: 10, CallOpen: 1}[c] }
	got, err := ids(t, Paced(&moody{}, Pace{Limiter: l, Cost: cost}).List(t.Context(), "r", ""))
	if err != nil || len(got) != 10 || l.units != 100 {
		t.Errorf("%d items, %v, %v units; want 10 pages of 10 units", len(got), err, l.units)
	}
}
