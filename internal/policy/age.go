package policy

import (
	"fmt"
	"strconv"
	"time"
)

// Age is a time since the last change, written "90d", "6m" (30 days each) or
// "5y" (365 days each).
type Age time.Duration

var ages = map[byte]time.Duration{'d': 24 * time.Hour, 'm': 30 * 24 * time.Hour, 'y': 365 * 24 * time.Hour}

// UnmarshalText reads an age with its unit.
func (a *Age) UnmarshalText(b []byte) error {
	if len(b) > 1 {
		unit, known := ages[b[len(b)-1]]
		n, err := strconv.ParseUint(string(b[:len(b)-1]), 10, 16)
		if known && err == nil && n > 0 && n <= 200*365 {
			if d := time.Duration(n) * unit; d <= 200*ages['y'] {
				*a = Age(d)
				return nil
			}
		}
	}
	return fmt.Errorf("age %q: write days, months or years up to 200y, such as 90d, 6m or 5y", b)
}
