package campus

import (
	"math/rand/v2"
	"time"
)

// random is the one source of chance, so that a seed gives the same campus.
type random struct{ *rand.Rand }

func newRandom(seed uint64) *random { return &random{rand.New(rand.NewPCG(seed, 0x7e4e4b454e))} }

func (r *random) pick(of ...string) string { return of[r.IntN(len(of))] }

func (r *random) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	if b[0] == '0' {
		b[0] = byte('1' + r.IntN(9))
	}
	return string(b)
}

// between is a day from one year's beginning to another's end.
func (r *random) between(from, to int) time.Time {
	return time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN((to-from+1)*365))
}
