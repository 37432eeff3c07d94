package gdrivetest

import (
	"maps"
	"time"
)

// units is what a request of a kind costs
// (https://developers.google.com/workspace/drive/api/guides/limits).
var units = map[string]int64{"list": 100, "download": 200, "get": 5}

// spent is what requests have cost.
type spent struct {
	kinds        map[string]int64 // units
	minute, day  time.Time
	inMinute     int64
	inDay        int64
	userInMinute map[string]int64
}

// spend charges a request, or refuses it for coming too fast.
func (s *Server) spend(c *call, rt route) *problem {
	kind := rt.kind
	if kind == "get" && c.query("alt") == "media" {
		kind = "download"
	}
	cost := units[kind]
	if cost == 0 {
		return nil
	}
	now := s.Now()
	s.state.Lock()
	defer s.state.Unlock()
	sp := &s.spent
	if sp.kinds == nil {
		sp.kinds = map[string]int64{}
	}
	if m := now.Truncate(time.Minute); !m.Equal(sp.minute) {
		sp.minute, sp.inMinute, sp.userInMinute = m, 0, map[string]int64{}
	}
	if d := now.Truncate(24 * time.Hour); !d.Equal(sp.day) {
		sp.day, sp.inDay = d, 0
	}
	over := func(used, limit int64) bool { return limit > 0 && used+cost > limit }
	switch {
	case over(sp.inDay, s.Limits.PerDay):
		return &problem{403, "dailyLimitExceeded", "", "Daily Limit Exceeded"}
	case over(sp.userInMinute[c.user.Email], s.Limits.UserPerMinute):
		return &problem{403, "userRateLimitExceeded", "", "User Rate Limit Exceeded"}
	case over(sp.inMinute, s.Limits.PerMinute):
		return &problem{403, "rateLimitExceeded", "", "Rate Limit Exceeded"}
	}
	sp.kinds[kind] += cost
	sp.inMinute += cost
	sp.inDay += cost
	sp.userInMinute[c.user.Email] += cost
	return nil
}

// Units are those that were charged so far, by kind: list, download, get.
func (s *Server) Units() map[string]int64 {
	s.state.Lock()
	defer s.state.Unlock()
	return maps.Clone(s.spent.kinds)
}
