package accuracy

import (
	"math"
	"testing"
)

// The bounds are those of the paper's formula for 8 of 10 and 0 of 10, as
// statistical tables print them.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{8, 10, 0.490, 0.943}, {0, 10, 0, 0.278}, {10, 10, 0.722, 1}, {0, 0, 0, 1}} {
		if low, high := wilson(c.k, c.n); math.Abs(low-c.low) > 0.001 || math.Abs(high-c.high) > 0.001 {
			t.Errorf("%d of %d: %.3f–%.3f, want %.3f–%.3f", c.k, c.n, low, high, c.low, c.high)
		}
	}
	if c := (Count{Right: 6, Wrong: 2, Missed: 4}); c.Precision() != 0.75 || c.Recall() != 0.6 || math.Abs(c.F1()-2./3) > 1e-9 {
		t.Errorf("%v: %f %f %f", c, c.Precision(), c.Recall(), c.F1())
	}
}
