package detectors_test

import (
	"testing"

	"tenken/detectors"
)

func BenchmarkScan(b *testing.B) {
	const size = 1 << 20
	r := seeded()
	table, cells := roster(r, 6000)
	for _, c := range []struct {
		name string
		text string
		t    *detectors.Table
	}{
		{"prose", prose(r, size), nil},
		{"logs", logs(r, size), nil},
		{"floats", floats(r, size), nil},
		{"roster", table, cells},
		{"roster-as-text", table, nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			sc := newSet(b).NewScan()
			sc.Text("", c.text, c.t)
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			found := 0
			for b.Loop() {
				found = len(sc.Text("", c.text, c.t))
			}
			b.ReportMetric(float64(found), "matches")
		})
	}
}
