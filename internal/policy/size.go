package policy

import (
	"fmt"
	"strconv"
	"strings"
)

// Size is a number of bytes, written "500MB" (10⁶) or "2GiB" (2³⁰).
type Size int64

var units = []struct {
	suffix string
	bytes  int64
}{
	{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"TiB", 1 << 40},
	{"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}, {"B", 1},
}

// UnmarshalText reads a size with its unit.
func (s *Size) UnmarshalText(b []byte) error {
	text := strings.TrimSpace(string(b))
	for _, u := range units {
		if n, ok := strings.CutSuffix(text, u.suffix); ok {
			v, err := strconv.ParseInt(strings.TrimSpace(n), 10, 64)
			if err != nil || v < 0 || v > (1<<62)/u.bytes {
				break
			}
			*s = Size(v * u.bytes)
			return nil
		}
	}
	return fmt.Errorf("size %q: write a whole number and a unit, such as 500MB or 2GiB", text)
}
