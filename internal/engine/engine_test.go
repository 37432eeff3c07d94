package engine_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tenken/internal/engine"
	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// shelf is a source in memory: n items in pages of 100.
type shelf struct {
	mu      sync.Mutex
	items   []scanners.Item
	refused []scanners.Refusal
	listErr error
}

func newShelf(n int) *shelf {
	s := &shelf{}
	for i := range n {
		s.items = append(s.items, scanners.Item{
			Source: "shelf", Root: "r", ID: fmt.Sprintf("%06d", i), Version: "1",
			Path: fmt.Sprintf("%02d/%06d.txt", i%7, i), Size: 1000, Modified: time.Unix(int64(i), 0),
		})
	}
	return s
}

func (s *shelf) Roots(context.Context) ([]string, error) { return []string{"r"}, nil }
func (s *shelf) Open(context.Context, scanners.Item) (io.ReadCloser, error) {
	return nil, scanners.ErrDenied
}
func (s *shelf) List(_ context.Context, _, from string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		s.mu.Lock()
		items := slices.Clone(s.items)
		s.mu.Unlock()
		i, _ := slices.BinarySearchFunc(items, from, func(it scanners.Item, f string) int {
			if it.ID <= f {
				return -1
			}
			return 1
		})
		p := scanners.Page{Refused: s.refused}
		for items = items[i:]; len(items) > 0; items = items[min(100, len(items)):] {
			p.Items = items[:min(100, len(items))]
			if p.Next = p.Items[len(p.Items)-1].ID; len(items) <= 100 {
				p.Next = ""
			}
			if !yield(p, nil) {
				return
			}
			p = scanners.Page{}
		}
		if s.listErr != nil {
			yield(scanners.Page{}, s.listErr)
		}
	}
}

// reader inspects by counting.
type reader struct {
	mu      sync.Mutex
	seen    map[string]int
	judged  map[string]int // without being read
	ruleset string
	do      func(scanners.Item) error // nil: nothing special
}

func newReader() *reader {
	return &reader{seen: map[string]int{}, judged: map[string]int{}, ruleset: "rules 1"}
}

func (r *reader) Ruleset() string { return r.ruleset }
func (r *reader) Reading() string { return strings.TrimRight(r.ruleset, "abc") } // letters stand for policies

func (r *reader) Again(_ context.Context, _ scanners.Scanner, it scanners.Item, known record.File) (record.File, bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.judged[it.ID]++
	return record.File{Item: it, Status: known.Status, Persons: known.Persons, Findings: known.Findings,
		Level: record.NoLevel, Verdict: record.Clear, Ruleset: r.ruleset}, true, nil
}

func (r *reader) Item(ctx context.Context, _ scanners.Scanner, it scanners.Item) (record.File, error) {
	if err := ctx.Err(); err != nil {
		return record.File{}, err
	}
	if r.do != nil {
		if err := r.do(it); err != nil {
			return record.File{}, err
		}
	}
	r.mu.Lock()
	r.seen[it.ID]++
	r.mu.Unlock()
	return record.File{Item: it, Status: record.Inspected, Level: record.NoLevel, Verdict: record.Clear, Ruleset: r.ruleset,
		Persons: 2, Findings: []record.Finding{{Type: "name", Count: 2, Persons: 2, Places: []string{it.Version}}}}, nil
}

func (r *reader) reset() map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	old := r.seen
	r.seen = map[string]int{}
	return old
}

func openLedger(t testing.TB, dir string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), dir, place(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func scan(t testing.TB, l *ledger.Ledger, s scanners.Scanner, r *reader) ledger.Run {
	t.Helper()
	run, err := engine.Scan(t.Context(), l, []engine.Source{{Name: "shelf", Scanner: s, Belongs: func(it scanners.Item) (string, string) { return it.Owner, it.Path[:2] }}}, r, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	check(t, l, run)
	return run
}

// check compares what was listed with what is recorded.
func check(t testing.TB, l *ledger.Ledger, run ledger.Run) {
	t.Helper()
	c := run.Counts
	if c.Listed != c.Recorded || c.Recorded != c.Inspected+c.Partial+c.Skipped+c.Unreadable {
		t.Errorf("counts do not match: %+v", c)
	}
	n, last := int64(0), ""
	for f, err := range l.Records(t.Context(), run.ID) {
		if err != nil {
			t.Fatal(err)
		}
		if key := f.Department + "\x00" + f.Path; key < last {
			t.Errorf("%q comes after %q", key, last)
		} else {
			last = key
		}
		n++
	}
	if n != c.Listed {
		t.Errorf("%d records of %d listed items", n, c.Listed)
	}
}

func TestOnlyWhatIsDueIsInspected(t *testing.T) {
	l, s, r := openLedger(t, t.TempDir()), newShelf(1234), newReader()
	if run := scan(t, l, s, r); run.Counts.New != 1234 || len(r.reset()) != 1234 {
		t.Errorf("first run: %+v", run.Counts)
	}
	if run := scan(t, l, s, r); run.Counts.Unchanged != 1234 || len(r.reset()) != 0 {
		t.Errorf("second run: %+v", run.Counts)
	}
	s.items[7].Version = "2"
	s.items = slices.Delete(s.items, 100, 110)
	run := scan(t, l, s, r)
	if seen := r.reset(); len(seen) != 1 || seen["000007"] != 1 || run.Counts.Gone != 10 || run.Counts.Listed != 1224 {
		t.Errorf("after one change and ten removals: %v, %+v", seen, run.Counts)
	}
	r.ruleset = "rules 2"
	if run := scan(t, l, s, r); run.Counts.New != 1224 || len(r.reset()) != 1224 {
		t.Errorf("under new rules: %+v", run.Counts)
	}
}

func TestFoldersThatRefuseAreRecords(t *testing.T) {
	l, s, r := openLedger(t, t.TempDir()), newShelf(250), newReader()
	s.refused = []scanners.Refusal{{ID: "x", Path: "x", Err: scanners.ErrDenied}}
	for range 2 {
		if run := scan(t, l, s, r); run.Counts.Refused != 1 || run.Counts.Unreadable != 1 || run.Counts.Listed != 251 {
			t.Errorf("%+v", run.Counts)
		}
	}
	s.listErr = errors.New("the line broke")
	if run := scan(t, l, s, r); run.Counts.Refused != 2 || run.Counts.Listed != 252 {
		t.Errorf("a listing that broke off: %+v", run.Counts)
	}
	s.listErr, s.refused = nil, nil
	if run := scan(t, l, s, r); run.Counts.Listed != 250 || run.Counts.Gone != 0 {
		t.Errorf("when all lists again: %+v", run.Counts)
	}
}

func TestReadersThatFail(t *testing.T) {
	l, s, r := openLedger(t, t.TempDir()), newShelf(300), newReader()
	var mu sync.Mutex
	busy := map[string]int{"000100": 2}
	r.do = func(it scanners.Item) error {
		mu.Lock()
		defer mu.Unlock()
		if it.ID == "000050" {
			panic("a reader fell over")
		}
		if busy[it.ID] > 0 {
			busy[it.ID]--
			return scanners.Busy{After: time.Millisecond}
		}
		return nil
	}
	run := scan(t, l, s, r)
	if run.Counts.Unreadable != 1 || run.Counts.Inspected != 299 {
		t.Errorf("%+v", run.Counts)
	}
	for f, err := range l.Records(t.Context(), run.ID) {
		if err != nil {
			t.Fatal(err)
		}
		if f.ID == "000050" && (len(f.Reasons) != 1 || f.Reasons[0].Code != record.ParserCrash) {
			t.Errorf("the reader's crash was recorded as %v", f.Reasons)
		}
	}
}

func TestAnInterruptedRunGoesOn(t *testing.T) {
	dir := t.TempDir()
	s, r := newShelf(5000), newReader()
	total := map[string]int{}
	var first int64
	for i := range 100 {
		l, err := ledger.Open(t.Context(), dir, place(t, dir))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		var mu sync.Mutex
		r.do = func(scanners.Item) error {
			mu.Lock()
			defer mu.Unlock()
			if n++; n == 700 {
				cancel()
			}
			return nil
		}
		run, err := engine.Scan(ctx, l, []engine.Source{{Name: "shelf", Scanner: s}}, r, engine.Options{ChunkFiles: 50})
		cancel()
		for id, n := range r.reset() {
			total[id] += n
		}
		if i == 0 {
			first = run.ID
		}
		if err == nil {
			check(t, l, run)
			if run.Counts.Listed != 5000 || run.ID != first || len(total) != 5000 {
				t.Errorf("after %d interruptions: run %d (began as %d), %d inspected, %+v", i, run.ID, first, len(total), run.Counts)
			}
			l.Close()
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		l.Close()
	}
	t.Fatal("never came to an end")
}

func TestADiskThatIsFullEndsTheRun(t *testing.T) {
	l, s, r := openLedger(t, t.TempDir()), newShelf(300), newReader()
	full := errors.New("no space left on device")
	r.do = func(it scanners.Item) error {
		if it.ID == "000123" {
			return full
		}
		return nil
	}
	if _, err := engine.Scan(t.Context(), l, []engine.Source{{Name: "shelf", Scanner: s}}, r, engine.Options{}); !errors.Is(err, full) {
		t.Fatalf("got %v", err)
	}
	r.do = nil
	if run := scan(t, l, s, r); run.Counts.Listed != 300 {
		t.Errorf("%+v", run.Counts)
	}
}
