package ledger

import (
	"math"
	"time"

	"tenken/scanners"
)

// bucketState is a tenant's row. Times are Unix nanoseconds by the ledger's
// clock.
type bucketState struct {
	tokens          float64 // may be negative: a call dearer than the burst is paid off afterwards
	at, paused, day int64
	units           float64 // spent or leased this day
	bytes           int64
}

// grant is the answer to a process that asks for units.
type grant struct {
	units  float64
	wait   time.Duration // for the next try; 0: granted
	usedUp bool          // the day's; wait is until the next day
}

const day = 24 * time.Hour

// burstShare is the part of a minute's units that may be spent at once. Only
// the rest comes in steadily, so that no minute, wherever it begins, sees more
// than the provider grants.
const burstShare = 0.1

// rate and burst are units a second and units saved up.
func rate(q scanners.Quota) float64  { return q.PerMinute * (1 - burstShare) / 60 }
func burst(q scanners.Quota) float64 { return q.PerMinute * burstShare }

// refill lets time pass.
func (s *bucketState) refill(q scanners.Quota, now int64) {
	switch {
	case s.at == 0:
		s.tokens = burst(q)
	case now > s.at:
		s.tokens = min(burst(q), s.tokens+time.Duration(now-s.at).Seconds()*rate(q))
	}
	s.at = max(s.at, now)
	if s.day != 0 && now >= s.day+int64(day) {
		s.day, s.units, s.bytes = 0, 0, 0
	}
}

// grant leases at least need units: for a moment's calls in advance, but never
// more than a twentieth of what the day has left.
func (s *bucketState) grant(q scanners.Quota, need float64, now int64) grant {
	left := q.PerDay - s.units
	switch {
	case now < s.paused:
		return grant{wait: time.Duration(s.paused - now)}
	case q.PerDay > 0 && need > left && s.units > 0, q.BytesPerDay > 0 && s.bytes >= q.BytesPerDay:
		return grant{wait: time.Duration(s.day + int64(day) - now), usedUp: true}
	}
	ahead := math.Inf(1)
	if q.PerDay > 0 {
		ahead = left / 20
	}
	if r := rate(q); r > 0 {
		if owed := min(need, burst(q)) - s.tokens; owed > 0 {
			return grant{wait: time.Duration(owed / r * float64(time.Second))}
		}
		ahead = min(ahead, r*lease.Seconds(), s.tokens)
	}
	if ahead = max(need, ahead); math.IsInf(ahead, 1) {
		ahead = need
	}
	s.tokens -= ahead
	if s.day == 0 {
		s.day = now
	}
	s.units += ahead
	return grant{units: ahead}
}
