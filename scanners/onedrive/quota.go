package onedrive

import (
	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// grants are what the provider grants one application in a tenant, by the
// number of its licences: resource units a minute and a day
// (https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online).
var grants = []struct {
	licences          int // up to
	perMinute, perDay float64
}{
	{1_000, 1_250, 1_200_000},
	{5_000, 2_500, 2_400_000},
	{15_000, 3_750, 3_600_000},
	{50_000, 5_000, 4_800_000},
	{1 << 62, 6_250, 6_000_000},
}

// bytesPerDay is 400 GB an hour.
const bytesPerDay = 24 * 400e9

func quota(c Config) scanners.Quota {
	q := scanners.Quota{
		Tenant: "graph:" + c.Graph.SignIn.Tenant, BytesPerDay: bytesPerDay, Cost: cost,
		Whole: true, // sizes of Office files are told wrong; one stream reads them to their end
	}
	for _, g := range grants {
		if c.Licences <= g.licences {
			q.PerMinute, q.PerDay = g.perMinute, g.perDay
			break
		}
	}
	return q
}

// cost is what a call takes of the quota, in resource units.
func cost(c scanners.Call) float64 {
	switch c {
	case scanners.CallList:
		return graph.UnitsMany
	case scanners.CallExposure:
		return graph.UnitsPermissions
	case scanners.CallOwner:
		return graph.UnitsMany
	}
	return graph.UnitsOne
}

// Quota implements scanners.Metered.
func (s *Scanner) Quota() scanners.Quota { return s.quota }
