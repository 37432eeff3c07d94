package scanners

import (
	"context"
	"time"
)

// Quota is what a provider grants a tenant, in the provider's own units. Zero
// limits are unknown or none.
type Quota struct {
	Tenant      string  // sources of one tenant share a quota: "drive:example.ac.jp"
	PerMinute   float64 // units
	PerDay      float64 // units; the day begins when the first is spent
	BytesPerDay int64   // contents
	Cost        func(c Call) float64

	// Whole says that a part of an item costs as much as all of it, so that
	// large items, too, are better read in one stream.
	Whole bool
}

// Metered is a source that knows the quota under which it is called.
type Metered interface {
	Quota() Quota
}

// Limiter keeps all callers of a tenant, in whatever process they are, within
// its quota.
type Limiter interface {
	// Spend waits until units are granted. Its error is a Busy where the day's
	// quota is used up.
	Spend(ctx context.Context, units float64) error

	// Moved tells of bytes of contents that were read.
	Moved(bytes int64)

	// Pause makes all callers wait for d.
	Pause(ctx context.Context, d time.Duration)
}
