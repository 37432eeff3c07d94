package inspect

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestSketchCounts(t *testing.T) {
	for _, n := range []int{0, 1, 100, 8192, 100_000, 1_000_000} {
		r := rand.New(rand.NewPCG(1, uint64(n)))
		var s sketch
		for range n {
			d := r.Uint64()
			s.add(d)
			s.add(d) // again: not another one
		}
		got := s.count()
		if n <= 2*sketchSize && got != n {
			t.Errorf("%d distinct: counted %d; want it exact", n, got)
		}
		if diff := math.Abs(float64(got-n)) / float64(max(n, 1)); diff > 0.06 {
			t.Errorf("%d distinct: counted %d, off by %.1f %%", n, got, diff*100)
		}
		if len(s.set) > 2*sketchSize {
			t.Errorf("%d distinct: keeps %d", n, len(s.set))
		}
	}
}

func TestSketchUnion(t *testing.T) {
	var a, b sketch
	r := rand.New(rand.NewPCG(2, 2))
	for i := range 60_000 {
		d := r.Uint64()
		if i < 40_000 {
			a.add(d)
		}
		if i >= 20_000 {
			b.add(d)
		}
	}
	if got := union(&a, &b).count(); got < 56_000 || got > 64_000 {
		t.Errorf("union of two sketches that overlap: counted %d of 60,000", got)
	}
}

func TestSmallestIsTheSameForTheSameValues(t *testing.T) {
	var a, b sketch
	for i := range uint64(100) {
		a.add(i * 7919)
		b.add((99 - i) * 7919)
	}
	x, y := a.smallest(5), b.smallest(5)
	if len(x) != 5 || len(y) != 5 {
		t.Fatalf("got %d and %d digests", len(x), len(y))
	}
	for i := range x {
		if string(x[i]) != string(y[i]) {
			t.Fatalf("digest %d differs with the order of values", i)
		}
	}
}
