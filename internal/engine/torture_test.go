//go:build unix

package engine_test

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tenken/internal/engine"
	"tenken/internal/ledger"
	"tenken/internal/ledger/pgtest"
	"tenken/internal/record"
	"tenken/scanners"
)

// How long the torture is: 200,000 items for make torture, few in a test run.
var (
	tortureItems = flag.Int("torture", 0, "items of the torture; 0: a short one")
	tortureSeed  = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the kills")
)

// role runs this test's binary as a part of the product, which a test can kill.
const role = "TENKEN_TEST_ROLE"

// part is what a child process does: "scan" or "work", in a folder, with a
// database or without, over so many items.
func part(args []string) int {
	if args[2] != "" {
		debug.SetGCPercent(400) // as the program does at a shared ledger
	}
	n, _ := strconv.Atoi(args[3])
	pause, _ := time.ParseDuration(args[4])
	in := &inspector{do: func(_ context.Context, it scanners.Item) (record.File, error) {
		if pause > 0 {
			time.Sleep(pause)
		}
		return clean(it), nil
	}}
	sources := []engine.Source{{Name: "synthetic", Scanner: &synthetic{n: n}, Belongs: func(it scanners.Item) (string, string) {
		return it.Owner, it.Path[:strings.IndexByte(it.Path, '/')]
	}}}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	files, _ := strconv.Atoi(args[5]) // of one chunk
	o := engine.Options{Workers: 3, ChunkFiles: files, Log: log}
	if o.Beat = 100 * time.Millisecond; pause == 0 {
		o.Beat = 0
	}
	open, do := ledger.Open, func(l *ledger.Ledger) error {
		_, err := engine.Scan(context.Background(), l, sources, in, o)
		return err
	}
	if args[0] == "work" {
		open, do = ledger.Join, func(l *ledger.Ledger) error { return engine.Work(context.Background(), l, sources, in, o) }
	}
	l, err := open(context.Background(), args[1], ledger.At(args[2]))
	if err == nil {
		err = do(l)
	}
	if err != nil {
		log.Error("ended", "err", err)
		return 1
	}
	return 0
}

// process is a part that is started again when it ends before its time.
type process struct {
	args []string
	mu   sync.Mutex
	cmd  *exec.Cmd
}

func (p *process) start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cmd = exec.Command(os.Args[0])
	p.cmd.Env = append(os.Environ(), role+"="+strings.Join(p.args, "\t"))
	if testing.Verbose() && *tortureItems == 0 {
		p.cmd.Stderr = os.Stderr
	}
	return p.cmd.Start()
}

func (p *process) signal(s os.Signal) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cmd.Process.Signal(s) //nolint:errcheck // it may have ended
}

// run keeps the process going until it ends well, or quit is closed.
func (p *process) run(quit <-chan struct{}) error {
	for {
		if err := p.start(); err != nil {
			return err
		}
		done := make(chan error, 1)
		go func() { done <- p.cmd.Wait() }()
		select {
		case err := <-done:
			if err == nil {
				return nil
			}
			time.Sleep(50 * time.Millisecond)
		case <-quit:
			p.signal(syscall.SIGKILL)
			<-done
			return nil
		}
	}
}

// effects notes every time that a record was written, so that two for one
// version of an item would show although the tables hold one.
var effects = map[bool][]string{
	false: {
		"CREATE TABLE effect (item INTEGER, fp INTEGER)",
		"CREATE TRIGGER inserted AFTER INSERT ON record BEGIN INSERT INTO effect VALUES (NEW.item, NEW.fp); END",
		"CREATE TRIGGER updated AFTER UPDATE ON record WHEN NEW.fp <> 0 BEGIN INSERT INTO effect VALUES (NEW.item, NEW.fp); END",
	},
	true: {
		"CREATE TABLE effect (item BIGINT, fp BIGINT)",
		"CREATE FUNCTION note_effect() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO effect VALUES (NEW.item, NEW.fp); RETURN NULL; END'",
		"CREATE TRIGGER effects AFTER INSERT OR UPDATE ON record FOR EACH ROW WHEN (NEW.fp <> 0) EXECUTE FUNCTION note_effect()",
	},
}

// TestTorture kills workers, the scan and the database at random moments: no
// item is lost, and no record is written twice.
func TestTorture(t *testing.T) {
	n, pause := *tortureItems, time.Millisecond
	if n == 0 {
		n, pause = 1000, 4*time.Millisecond
	}
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	t.Logf("%d items, seed %d", n, *tortureSeed)
	t.Run("SQLite", func(t *testing.T) { torture(t, nil, n, pause) })
	t.Run("PostgreSQL", func(t *testing.T) {
		s, err := pgtest.Start()
		if errors.Is(err, pgtest.ErrNone) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		torture(t, s, n, pause)
	})
}

func torture(t *testing.T, s *pgtest.Server, n int, pause time.Duration) {
	dir, dsn := t.TempDir(), ""
	if s != nil {
		var err error
		if dsn, err = s.Create(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	l, err := ledger.Open(t.Context(), dir, ledger.At(dsn))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range effects[s != nil] {
		if _, err := l.DB.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	l.Close()
	parts := []*process{{args: []string{"scan", dir, dsn, strconv.Itoa(n), pause.String(), "50"}}}
	for i := 0; s != nil && i < 3; i++ {
		parts = append(parts, &process{args: append([]string{"work"}, parts[0].args[1:]...)})
	}
	quit, scanned := make(chan struct{}), make(chan error, 1)
	var workers sync.WaitGroup
	go func() { scanned <- parts[0].run(quit) }()
	for _, p := range parts[1:] {
		workers.Go(func() { p.run(quit) }) //nolint:errcheck // the scan's end tells
	}
	kills := mistreat(t, s, parts, scanned, n)
	close(quit)
	workers.Wait()
	t.Logf("kills: %v", kills)
	account(t, dir, dsn, n)
}

// mistreat kills until the scan has ended.
func mistreat(t *testing.T, s *pgtest.Server, parts []*process, scanned <-chan error, n int) map[string]int {
	t.Helper()
	r := rand.New(rand.NewPCG(*tortureSeed, uint64(n)))
	kills := map[string]int{}
	// Where every kill takes all that is in work, a long run needs the time to
	// inspect more than it takes apart.
	pace := time.Duration(1)
	if s == nil {
		pace = time.Duration(max(1, min(n/20_000, 8)))
	}
	deadline := time.After(time.Duration(60+n/100) * time.Second)
	for {
		select {
		case err := <-scanned:
			if err != nil {
				t.Error(err)
			}
			return kills
		case <-deadline:
			t.Error("the scan never came to its end")
			return kills
		case <-time.After(pace * time.Duration(150+r.IntN(700)) * time.Millisecond):
		}
		switch p := parts[r.IntN(len(parts))]; {
		case s != nil && r.IntN(5) == 0:
			kills["database"]++
			if err := s.Kill(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.IntN(1000)) * time.Millisecond)
			if err := s.Run(); err != nil {
				t.Fatal(err)
			}
		case s != nil && r.IntN(5) == 0: // long enough to be given up, and then back as a zombie
			kills["zombie"]++
			p.signal(syscall.SIGSTOP)
			time.AfterFunc(2500*time.Millisecond, func() { p.signal(syscall.SIGCONT) })
		case p == parts[0] && r.IntN(3) > 0 && s != nil:
		default:
			kills[p.args[0]]++
			p.signal(syscall.SIGKILL)
		}
	}
}

// account compares what was listed with what is there.
func account(t *testing.T, dir, dsn string, n int) {
	t.Helper()
	l, err := ledger.Open(t.Context(), dir, ledger.At(dsn))
	for i := 0; errors.Is(err, ledger.ErrLocked) && i < 50; i++ { // the server notices a killed client a little later
		time.Sleep(100 * time.Millisecond)
		l, err = ledger.Open(t.Context(), dir, ledger.At(dsn))
	}
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	run, err := l.LastRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lost, doubled int
	one := func(q string, into *int) {
		t.Helper()
		if err := l.DB.QueryRowContext(t.Context(), q).Scan(into); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.DB.ExecContext(t.Context(), "CREATE INDEX effect_item ON effect (item, fp)"); err != nil {
		t.Fatal(err)
	}
	one("SELECT count(*) FROM item i WHERE NOT EXISTS (SELECT 1 FROM effect e WHERE e.item = i.id AND e.fp = i.fp)", &lost)
	one("SELECT count(*) FROM (SELECT 1 FROM effect GROUP BY item, fp HAVING count(*) > 1) x", &doubled)
	records := map[string]bool{}
	for f, err := range l.Records(t.Context(), run.ID) {
		if err != nil {
			t.Fatal(err)
		}
		records[f.ID] = true
	}
	lost += n - len(records)
	c := run.Counts
	t.Logf("lost=%d doubled=%d listed=%d recorded=%d given up=%d run %d %s", lost, doubled, c.Listed, c.Recorded, c.Unreadable, run.ID, run.State)
	if lost != 0 || doubled != 0 || c.Listed != int64(n) || c.Recorded != int64(n) || run.State != ledger.Finished || run.ID != 1 {
		t.Errorf("lost=%d doubled=%d %+v", lost, doubled, run)
	}
}
