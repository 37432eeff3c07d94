package engine_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"tenken/internal/engine"
	"tenken/internal/ledger"
)

// BenchmarkScan measures items per second through listing, queue and ledger
// with an inspector that does nothing, and the bytes a clean item costs.
func BenchmarkScan(b *testing.B) {
	const n = 100_000
	for b.Loop() {
		b.StopTimer()
		dir := filepath.Join(b.TempDir(), "state")
		l := open(b, dir)
		src := &synthetic{n: n}
		b.StartTimer()
		start := time.Now()
		run, err := engine.Scan(b.Context(), l, []engine.Source{{Name: "synthetic", Scanner: src}}, &inspector{}, engine.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if run.Counts.Recorded != n {
			b.Fatalf("recorded %d of %d", run.Counts.Recorded, n)
		}
		b.ReportMetric(n/time.Since(start).Seconds(), "items/s")
		l.Close()
		b.ReportMetric(float64(size(b, dir))/n, "ledger-B/item")
	}
}

// BenchmarkRescan measures a second run over unchanged items.
func BenchmarkRescan(b *testing.B) {
	const n = 100_000
	l := open(b, filepath.Join(b.TempDir(), "state"))
	defer l.Close()
	scan := func() ledger.Run {
		run, err := engine.Scan(b.Context(), l, []engine.Source{{Name: "synthetic", Scanner: &synthetic{n: n}}}, &inspector{}, engine.Options{})
		if err != nil {
			b.Fatal(err)
		}
		return run
	}
	scan()
	start, times := time.Now(), 0
	for b.Loop() {
		if run := scan(); run.Counts.Unchanged != n {
			b.Fatalf("%d of %d unchanged", run.Counts.Unchanged, n)
		}
		times++
	}
	b.ReportMetric(float64(n*times)/time.Since(start).Seconds(), "items/s")
}

func size(b *testing.B, dir string) (sum int64) {
	b.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			b.Fatal(err)
		}
		sum += info.Size()
	}
	return sum
}
