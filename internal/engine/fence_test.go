package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync/atomic"
	"testing"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/ledger/pgtest"
	"tenken/internal/record"
	"tenken/scanners"
)

// TestZombie lets an attempt that was given up come back after another one has
// done its job: it must not write a second time.
func TestZombie(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { zombie(t, "") })
	t.Run("PostgreSQL", func(t *testing.T) { zombie(t, pgtest.Database(t)) })
}

func zombie(t *testing.T, dsn string) {
	l, err := ledger.Open(t.Context(), t.TempDir(), ledger.At(dsn))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	in := &sleeper{entered: make(chan struct{}), woken: make(chan struct{})}
	sources := []Source{{Name: "one", Scanner: one{}}}
	var run ledger.Run
	done := make(chan error, 1)
	go func() {
		run, err = Scan(t.Context(), l, sources, in, Options{Workers: 1})
		done <- err
	}()
	<-in.entered // the first attempt hangs; now somebody gives it up, as after a long silence
	if n := exec(t, l, "UPDATE river_job SET state = 'available' WHERE state = 'running'"); n != 1 {
		t.Fatalf("%d jobs were running", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	other := make(chan error, 1)
	go func() { other <- Work(ctx, l, sources, in, Options{Workers: 1}) }()
	for range 1000 { // until the second attempt has done the job
		if c, _, err := l.Recorded(ctx, 1); err != nil || c.Recorded == 1 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	close(in.woken) // now the first one tries to
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-other; err != nil {
		t.Fatal(err)
	}
	if in.left.Load() != 1 {
		t.Error("the zombie never came back")
	}
	n := 0
	for f, err := range l.Records(t.Context(), run.ID) {
		if err != nil || f.Persons != 2 {
			t.Errorf("attempt %d has the last word, %v", f.Persons, err)
		}
		n++
	}
	if n != 1 || run.Counts.Recorded != 1 {
		t.Errorf("%d records, %+v", n, run.Counts)
	}
}

// TestZombieComesFirst lets an attempt that was given up come back while the
// next one is at work: the queue must not take the job for done.
func TestZombieComesFirst(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { comesFirst(t, "") })
	t.Run("PostgreSQL", func(t *testing.T) { comesFirst(t, pgtest.Database(t)) })
}

func comesFirst(t *testing.T, dsn string) {
	l, err := ledger.Open(t.Context(), t.TempDir(), ledger.At(dsn))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	in := &turns{begun: make(chan int64, 100), go1: make(chan struct{}), go2: make(chan struct{})}
	sources := []Source{{Name: "one", Scanner: one{}}}
	type end struct {
		run ledger.Run
		err error
	}
	done := make(chan end, 1)
	go func() {
		run, err := Scan(t.Context(), l, sources, in, Options{Workers: 1})
		done <- end{run, err}
	}()
	<-in.begun
	if n := exec(t, l, "UPDATE river_job SET state = 'available' WHERE state = 'running'"); n != 1 {
		t.Fatalf("%d jobs were running", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	other := make(chan error, 1)
	go func() { other <- Work(ctx, l, sources, in, Options{Workers: 1}) }()
	<-in.begun
	close(in.go1)
	time.Sleep(time.Second) // until the queue has heard of it
	close(in.go2)
	e := <-done
	cancel()
	if err := <-other; err != nil || e.err != nil {
		t.Fatal(e.err, err)
	}
	if c := e.run.Counts; c.Listed != 1 || c.Inspected != 1 {
		t.Errorf("%+v", c)
	}
}

// turns lets its first two attempts wait until they are told to go on.
type turns struct {
	sleeper
	n        atomic.Int64
	begun    chan int64
	go1, go2 chan struct{}
}

func (s *turns) Item(_ context.Context, _ scanners.Scanner, it scanners.Item) (record.File, error) {
	n := s.n.Add(1)
	s.begun <- n
	switch n {
	case 1:
		<-s.go1
	case 2:
		<-s.go2
	}
	return record.File{Item: it, Status: record.Inspected, Level: record.NoLevel, Verdict: record.Clear, Ruleset: "rules"}, nil
}

// TestFence asks for a job in every state.
func TestFence(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { fence(t, "") })
	t.Run("PostgreSQL", func(t *testing.T) { fence(t, pgtest.Database(t)) })
}

func fence(t *testing.T, dsn string) {
	l, err := ledger.Open(t.Context(), t.TempDir(), ledger.At(dsn))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c := newCrew(l, nil, Options{})
	if c.client, err = newQueue(c); err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		name, state   string
		attempt, mine int
		mineAlone     bool
	}{
		{"mine", "running", 1, 1, true},
		{"another attempt runs it", "running", 2, 1, false},
		{"it waits for another attempt", "available", 1, 1, false},
		{"it is gone", "", 0, 1, false},
	} {
		t.Run(s.name, func(t *testing.T) {
			inserted, err := c.client.Insert(t.Context(), chunk{Items: []int64{1}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			id := inserted.Job.ID
			if exec(t, l, fmt.Sprintf("UPDATE river_job SET state = '%s', attempt = %d WHERE id = %d AND '%[1]s' <> ''", or(s.state, "available"), s.attempt, id)); s.state == "" {
				exec(t, l, fmt.Sprintf("DELETE FROM river_job WHERE id = %d", id))
			}
			tx, err := l.DB.BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback()
			if err := l.Complete(t.Context(), tx, id, s.mine); errors.Is(err, ledger.ErrFenced) == s.mineAlone || err != nil && s.mineAlone {
				t.Errorf("%v", err)
			}
		})
	}
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func exec(t *testing.T, l *ledger.Ledger, q string) int64 {
	t.Helper()
	var res sql.Result
	res, err := l.DB.ExecContext(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	n, _ := res.RowsAffected()
	return n
}

// sleeper hangs in its first attempt. Its records tell the attempt.
type sleeper struct {
	attempts, left atomic.Int64
	entered, woken chan struct{}
}

func (*sleeper) Ruleset() string { return "rules" }
func (*sleeper) Reading() string { return "reading" }
func (*sleeper) Again(context.Context, scanners.Scanner, scanners.Item, record.File) (record.File, bool, error) {
	return record.File{}, false, nil
}
func (s *sleeper) Item(_ context.Context, _ scanners.Scanner, it scanners.Item) (record.File, error) {
	n := s.attempts.Add(1)
	if n == 1 {
		close(s.entered)
		<-s.woken
		s.left.Add(1)
	}
	return record.File{Item: it, Status: record.Inspected, Persons: int(n), Level: record.NoLevel, Verdict: record.Clear, Ruleset: "rules"}, nil
}

// one is a source of one item.
type one struct{}

func (one) Roots(context.Context) ([]string, error) { return []string{"r"}, nil }
func (one) List(context.Context, string, string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		yield(scanners.Page{Items: []scanners.Item{{Source: "one", Root: "r", ID: "1", Version: "1", Path: "1"}}}, nil)
	}
}
func (one) Open(context.Context, scanners.Item) (io.ReadCloser, error) {
	return nil, scanners.ErrDenied
}

// TestWhoWaitsIsNotSuspected lets eight files lose their process. Each is then
// inspected alone, and those that wait for it are not at work: another death
// would be blamed on them, too.
func TestWhoWaitsIsNotSuspected(t *testing.T) {
	l, err := ledger.Open(t.Context(), t.TempDir(), ledger.At(""))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	const files = 8
	sources := []Source{{Name: "one", Scanner: few(files)}}
	dead := &sleeper{entered: make(chan struct{}), woken: make(chan struct{})}
	done := make(chan error, 1)
	go func() {
		_, err := Scan(t.Context(), l, sources, dead, Options{Workers: 1, ChunkFiles: 1})
		done <- err
	}()
	<-dead.entered
	running := func() (n int) {
		if err := l.DB.QueryRowContext(t.Context(), "SELECT count(*) FROM river_job WHERE state = 'running'").Scan(&n); err != nil {
			t.Error(err)
		}
		return n
	}
	until := func(what string, yes func() bool) {
		t.Helper()
		for range 1000 {
			if yes() {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Errorf("%s: never", what)
	}
	var due int
	until("everything is queued", func() bool {
		err := l.DB.QueryRowContext(t.Context(), "SELECT count(*) FROM river_job").Scan(&due)
		return err == nil && due == files
	})
	exec(t, l, "UPDATE river_job SET state = 'available', attempt = 1")
	next := &sleeper{entered: make(chan struct{}), woken: make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	other := make(chan error, 1)
	go func() { other <- Work(ctx, l, sources, next, Options{Workers: files}) }()
	<-next.entered
	until("one is at work", func() bool { return running() == 1 && next.attempts.Load() == 1 })
	close(next.woken)
	until("all are recorded", func() bool {
		c, _, err := l.Recorded(ctx, 1)
		return err == nil && c.Recorded == files && c.Inspected == files
	})
	close(dead.woken)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-other; err != nil {
		t.Fatal(err)
	}
}

// few is a source of so many items.
type few int

func (few) Roots(context.Context) ([]string, error) { return []string{"r"}, nil }
func (n few) List(context.Context, string, string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		var p scanners.Page
		for i := range int(n) {
			id := fmt.Sprint(i)
			p.Items = append(p.Items, scanners.Item{Source: "one", Root: "r", ID: id, Path: id, Version: "1", Size: 1})
		}
		yield(p, nil)
	}
}
func (few) Open(context.Context, scanners.Item) (io.ReadCloser, error) { return nil, scanners.ErrGone }
