//go:build unix

package engine_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/ledger/pgtest"
)

var benchItems = flag.Int("bench-items", 0, "items of TestBench; 0: none")

// TestBench prints the figures of docs/scale.md: items a second of a first scan
// and of one over unchanged items, with an inspector that does nothing, the
// ledger's bytes an item, and the memory of the processes.
func TestBench(t *testing.T) {
	n := *benchItems
	if n == 0 {
		t.Skip("make bench-engine runs it")
	}
	t.Run("embedded", func(t *testing.T) {
		dir := t.TempDir()
		first, cpu, most := measured(t, dir, "", n, 0)
		again, recpu, _ := measured(t, dir, "", n, 0)
		var bytes int64
		files, _ := filepath.Glob(filepath.Join(dir, "ledger.db*"))
		for _, f := range files {
			if info, err := os.Stat(f); err == nil {
				bytes += info.Size()
			}
		}
		t.Logf("%d items: %.0f items/s, %.0f µs of processor time each, %d MB; %.0f ledger bytes an item; again, unchanged: %.1f s, %.1f s of processor time",
			n, rate(n, first), each(n, cpu), most>>20, float64(bytes)/float64(n), again.Seconds(), recpu.Seconds())
	})
	t.Run("PostgreSQL, 4 workers", func(t *testing.T) {
		s, err := pgtest.Start()
		if errors.Is(err, pgtest.ErrNone) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		dir := t.TempDir()
		dsn, err := s.Create(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		first, cpu, most := measured(t, dir, dsn, n, 3) // the scan inspects, too
		again, _, _ := measured(t, dir, dsn, n, 0)
		l, err := ledger.OpenReader(t.Context(), dir, ledger.At(dsn))
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		var bytes int64
		if err := l.DB.QueryRowContext(t.Context(), "SELECT pg_database_size(current_database())").Scan(&bytes); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d items: %.0f items/s, %.0f µs of processor time each beside the server's, %d MB in the largest process; %.0f ledger bytes an item; again, unchanged: %.1f s",
			n, rate(n, first), each(n, cpu), most>>20, float64(bytes)/float64(n), again.Seconds())
	})
}

func rate(n int, d time.Duration) float64 { return float64(n) / d.Seconds() }

func each(n int, d time.Duration) float64 { return float64(d.Microseconds()) / float64(n) }

// measured runs a scan and workers as processes, and tells how long the scan
// took, the processor time of all of them, which other work on the machine
// changes less, and the most memory that one of them held, in bytes.
func measured(t *testing.T, dir, dsn string, n, workers int) (took, cpu time.Duration, most int64) {
	t.Helper()
	args := []string{dir, dsn, strconv.Itoa(n), "0s", "200"}
	scan := &process{args: append([]string{"scan"}, args...)}
	var wg sync.WaitGroup
	quit := make(chan struct{})
	if workers > 0 { // they need the key and the tables
		l, err := ledger.Open(t.Context(), dir, ledger.At(dsn))
		if err != nil {
			t.Fatal(err)
		}
		l.Close()
	}
	var mu sync.Mutex
	largest := func(p *process) {
		mu.Lock()
		defer mu.Unlock()
		cpu += p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
		if u, ok := p.cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			most = max(most, u.Maxrss<<10)
		}
	}
	for range workers {
		p := &process{args: append([]string{"work"}, args...)}
		wg.Go(func() {
			p.run(quit) //nolint:errcheck // the scan tells
			largest(p)
		})
	}
	start := time.Now()
	err := scan.run(quit)
	took = time.Since(start)
	close(quit)
	wg.Wait()
	largest(scan)
	if err != nil {
		t.Fatal(err)
	}
	return took, cpu, most
}
