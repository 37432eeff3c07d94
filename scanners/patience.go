package scanners

import (
	"math/rand/v2"
	"time"
)

// Patience says how long a wrapper waits for a busy provider.
type Patience struct {
	Attempts int           // tries of one call; default 8
	First    time.Duration // wait before the second try where the provider names none; default 500 ms
	Longest  time.Duration // of one wait; default 2 min. A provider that asks for more is left alone until later
}

func (p Patience) withDefaults() Patience {
	if p.Attempts == 0 {
		p.Attempts = 8
	}
	if p.First == 0 {
		p.First = 500 * time.Millisecond
	}
	if p.Longest == 0 {
		p.Longest = 2 * time.Minute
	}
	return p
}

// wait is how long to wait before try n+1 (n counts from 1): what the provider
// asked for, or twice as long each time with full jitter, which keeps many
// clients from coming back together. ok is false when it is not worth waiting.
func (p Patience) wait(n int, busy Busy) (d time.Duration, ok bool) {
	if n >= p.Attempts || busy.After > p.Longest {
		return 0, false
	}
	if busy.After > 0 {
		return busy.After + rand.N(p.First), true
	}
	most := min(p.First<<min(n-1, 20), p.Longest)
	return most/2 + rand.N(most/2+1), true
}
