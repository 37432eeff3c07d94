package engine_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"tenken/internal/engine"
	"tenken/internal/ledger"
	"tenken/internal/ledger/pgtest"
	"tenken/internal/record"
	"tenken/scanners"
)

var away = flag.Duration("away", 2*time.Second, "how long the database is away in TestTheDatabaseGoesAway")

// cluster is a scan and what a worker on another machine would hold.
func cluster(t *testing.T, dsn string) (scan, work *ledger.Ledger) {
	t.Helper()
	dir := t.TempDir()
	scan, err := ledger.Open(t.Context(), dir, ledger.At(dsn))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { scan.Close() })
	if work, err = ledger.Join(t.Context(), dir, ledger.At(dsn)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { work.Close() })
	return scan, work
}

func sourcesOf(names ...string) (out []engine.Source) {
	for _, n := range names {
		out = append(out, engine.Source{Name: n, Scanner: &synthetic{n: 40, vary: func(it *scanners.Item) { it.Source = n }}})
	}
	return out
}

// TestAWorkerThatDoesNotFit gives a job to a worker that would record other
// things than the scan: it leaves with the reason, and the job is another's.
func TestAWorkerThatDoesNotFit(t *testing.T) {
	for name, c := range map[string]struct {
		rules   string
		sources []engine.Source
		want    error
	}{
		"other rules":  {" of last year", sourcesOf("a", "b"), engine.ErrRules},
		"fewer source": {"", sourcesOf("a"), engine.ErrSources},
	} {
		t.Run(name, func(t *testing.T) {
			l, joined := cluster(t, pgtest.Database(t))
			gone := make(chan struct{})
			in := &inspector{do: func(_ context.Context, it scanners.Item) (record.File, error) {
				<-gone
				return clean(it), nil
			}}
			var run ledger.Run
			done := make(chan error, 1)
			go func() {
				var err error
				run, err = engine.Scan(t.Context(), l, sourcesOf("a", "b"), in, engine.Options{Workers: 1, ChunkFiles: 5})
				done <- err
			}()
			other := &inspector{rules: c.rules}
			if err := engine.Work(t.Context(), joined, c.sources, other, engine.Options{Workers: 1}); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			close(gone)
			if err := <-done; err != nil {
				t.Fatal(err)
			}
			if n := other.calls.Load(); n != 0 || run.Counts.Recorded != 80 || run.Counts.Inspected != 80 {
				t.Errorf("it inspected %d; %+v", n, run.Counts)
			}
		})
	}
}

// TestTheDatabaseGoesAway stops the server under a scan and a worker: they say
// so, wait, and go on by themselves.
func TestTheDatabaseGoesAway(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	s, err := pgtest.Start()
	if errors.Is(err, pgtest.ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	dsn, err := s.Create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l, joined := cluster(t, dsn)
	var mu sync.Mutex
	seen := map[string]int{}
	begun := make(chan struct{})
	var once sync.Once
	in := &inspector{do: func(_ context.Context, it scanners.Item) (record.File, error) {
		mu.Lock()
		seen[it.Source+it.ID]++
		if len(seen) == 20 {
			once.Do(func() { close(begun) })
		}
		mu.Unlock()
		time.Sleep(10 * time.Millisecond)
		return clean(it), nil
	}}
	var log lines
	o := engine.Options{Workers: 2, ChunkFiles: 5, Beat: 200 * time.Millisecond, Log: slog.New(slog.NewTextHandler(&log, nil))}
	ctx, cancel := context.WithCancel(t.Context())
	worker := make(chan error, 1)
	go func() { worker <- engine.Work(ctx, joined, sourcesOf("a", "b", "c", "d"), in, o) }()
	type end struct {
		run ledger.Run
		err error
	}
	done := make(chan end, 1)
	go func() {
		run, err := engine.Scan(t.Context(), l, sourcesOf("a", "b", "c", "d"), in, o)
		done <- end{run, err}
	}()
	<-begun
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(*away)
	select {
	case e := <-done:
		t.Fatalf("the scan ended meanwhile: %+v, %v", e.run, e.err)
	case err := <-worker:
		t.Fatal("the worker ended meanwhile: ", err)
	default:
	}
	if err := s.Run(); err != nil {
		t.Fatal(err)
	}
	e := <-done
	cancel()
	if err := <-worker; err != nil || e.err != nil {
		t.Errorf("worker: %v, scan: %v", err, e.err)
	}
	if c := e.run.Counts; c.Listed != 160 || c.Inspected != 160 {
		t.Errorf("%+v", c)
	}
	for _, want := range []string{"waiting until it is back", "the database is back"} {
		if strings.Count(log.String(), want) < 2 {
			t.Errorf("not both say %q:\n%s", want, log.String())
		}
	}
}

// lines is a log that many write.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestAnOlderWorker changes the tables under a worker, as a newer program does.
func TestAnOlderWorker(t *testing.T) {
	l, joined := cluster(t, pgtest.Database(t))
	o := engine.Options{Workers: 1, Beat: 50 * time.Millisecond}
	done := make(chan error, 1)
	go func() { done <- engine.Work(t.Context(), joined, sourcesOf("a"), &inspector{}, o) }()
	time.Sleep(100 * time.Millisecond) // it works before as well as after
	if _, err := l.DB.ExecContext(t.Context(), "INSERT INTO ledger_version (version) VALUES (999)"); err != nil {
		t.Fatal(err)
	}
	if err := <-done; !errors.Is(err, ledger.ErrNewer) || !strings.Contains(fmt.Sprint(err), "999") {
		t.Errorf("error %v", err)
	}
}
