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
		b.Run(c.name, func(b *testing.B) { benchScan(b, newSet(b), c.text, c.t) })
		b.Run("numbers/"+c.name, func(b *testing.B) { benchScan(b, numberSet(b), c.text, c.t) })
	}
}

func benchScan(b *testing.B, set *detectors.Set, text string, t *detectors.Table) {
	sc := set.NewScan()
	sc.Text("", text, t)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	found := 0
	for b.Loop() {
		found = len(sc.Text("", text, t))
	}
	b.ReportMetric(float64(found), "matches")
}
