// Package accuracy measures how often the inspection of a file is right, on
// the documents of internal/corpus, whose labels were planted.
package accuracy

import (
	"fmt"
	"math"
)

// Count is how often something was right and wrong.
type Count struct{ Right, Wrong, Missed int }

func (c *Count) add(d Count) {
	c.Right, c.Wrong, c.Missed = c.Right+d.Right, c.Wrong+d.Wrong, c.Missed+d.Missed
}

// Precision is the share of what was found that is right; 1 of nothing.
func (c Count) Precision() float64 { return share(c.Right, c.Right+c.Wrong) }

// Recall is the share of what is there that was found; 1 of nothing.
func (c Count) Recall() float64 { return share(c.Right, c.Right+c.Missed) }

// F1 is the harmonic mean of both.
func (c Count) F1() float64 { return share(2*c.Right, 2*c.Right+c.Wrong+c.Missed) }

func share(k, n int) float64 {
	if n == 0 {
		return 1
	}
	return float64(k) / float64(n)
}

// wilson is the interval in which a share of k in n lies with a confidence of
// 95 % (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).
func wilson(k, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959964
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, middle-half), min(1, middle+half)
}

// bounds is a share with its interval.
func bounds(k, n int) string {
	if n == 0 {
		return "–"
	}
	low, high := wilson(k, n)
	return fmt.Sprintf("%.3f (%.3f–%.3f)", float64(k)/float64(n), low, high)
}

func (c Count) cells() string {
	if c == (Count{}) {
		return "– | – | –"
	}
	return fmt.Sprintf("%s | %s | %.3f", bounds(c.Right, c.Right+c.Wrong), bounds(c.Right, c.Right+c.Missed), c.F1())
}
