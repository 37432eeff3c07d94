package followup

import "math"

// Wilson bounds a share of k in n with 95 % confidence (E. B. Wilson, Probable
// Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927).
// It is 0 to 1 where n is 0.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	const z = 1.959963984540054
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, middle-half), min(1, middle+half)
}
