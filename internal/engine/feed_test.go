package engine_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"testing"

	"tenken/internal/engine"
	"tenken/internal/record"
	"tenken/scanners"
)

// diary is a shelf that remembers what happened to it: a source with a change
// feed. A cursor is the number of entries read so far.
type diary struct {
	*shelf
	log     []scanners.Page // an item or a removal each
	expired bool            // no cursor is known any more
	broken  error           // ends every listing of changes after its first page
	lists   int
	changes int
	from    string // of the last listing of changes
	stop    func() // called after the first page of changes
}

func (d *diary) change(it scanners.Item) {
	for i := range d.items {
		if d.items[i].ID == it.ID {
			d.items[i] = it
		}
	}
	d.log = append(d.log, scanners.Page{Items: []scanners.Item{it}})
}

func (d *diary) remove(i int) {
	d.log = append(d.log, scanners.Page{Gone: []string{d.items[i].ID}})
	d.items = append(d.items[:i:i], d.items[i+1:]...)
}

func (d *diary) List(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	d.lists++
	end := strconv.Itoa(len(d.log))
	return func(yield func(scanners.Page, error) bool) {
		for page, err := range d.shelf.List(ctx, root, from) {
			if page.Next == "" && err == nil {
				page.Since = end
			}
			if !yield(page, err) {
				return
			}
		}
	}
}

func (d *diary) Changes(_ context.Context, _, since string) iter.Seq2[scanners.Page, error] {
	d.changes++
	d.from = since
	return func(yield func(scanners.Page, error) bool) {
		i, err := strconv.Atoi(since)
		if d.expired || err != nil {
			yield(scanners.Page{}, fmt.Errorf("cursor %q: %w", since, scanners.ErrExpired))
			return
		}
		if i == len(d.log) {
			yield(scanners.Page{Since: since}, nil)
			return
		}
		for ; i < len(d.log); i++ {
			page := d.log[i]
			if page.Next = strconv.Itoa(i + 1); i+1 == len(d.log) {
				page.Next, page.Since = "", page.Next
			}
			if !yield(page, nil) {
				return
			}
			if d.stop != nil {
				d.stop()
			}
			if d.broken != nil {
				yield(scanners.Page{}, d.broken)
				return
			}
		}
	}
}

// TestOnlyChangesAreListed counts what a feed does not mention as listed and
// unchanged.
func TestOnlyChangesAreListed(t *testing.T) {
	l, d, r := openLedger(t, t.TempDir()), &diary{shelf: newShelf(345)}, newReader()
	scan(t, l, d, r)
	r.reset()
	expect := func(what string, lists, changes int, listed, unchanged, gone int64, read int) {
		t.Helper()
		d.lists, d.changes = 0, 0
		run := scan(t, l, d, r)
		if c := run.Counts; d.lists != lists || d.changes != changes || c.Listed != listed || c.Unchanged != unchanged || c.Gone != gone {
			t.Errorf("%s: %d lists, %d changes, %+v", what, d.lists, d.changes, c)
		}
		if seen := r.reset(); len(seen) != read {
			t.Errorf("%s: %d read, want %d", what, len(seen), read)
		}
	}
	expect("nothing happened", 0, 1, 345, 345, 0, 0)

	it := d.items[7]
	it.Version = "2"
	d.change(it)
	it.Version = "3" // of several states the last counts
	d.change(it)
	d.remove(100)
	d.change(scanners.Item{Source: "shelf", Root: "r", ID: "new", Version: "1", Path: "00/new.txt"})
	d.items = append(d.items, d.log[len(d.log)-1].Items[0])
	expect("one changed, one gone, one new", 0, 1, 345, 343, 1, 2)

	d.expired = true
	expect("the cursor is too old", 1, 1, 345, 345, 0, 0)
	d.expired = false
	d.broken = errors.New("the line broke")
	d.change(d.items[3])
	expect("the feed broke off", 1, 1, 345, 345, 0, 0)
	d.broken = nil
	expect("and works again", 0, 1, 345, 345, 0, 0)

	r.ruleset = "rules 2"
	expect("other rules", 1, 0, 345, 0, 0, 345)
	d.refused = []scanners.Refusal{{ID: "x", Path: "x", Err: scanners.ErrDenied}}
	r.ruleset = "rules 3"
	expect("a folder refused", 1, 0, 346, 0, 0, 345)
	d.refused = nil
	expect("so everything is listed", 1, 0, 345, 345, 0, 0)
	expect("and changes again", 0, 1, 345, 345, 0, 0)
}

// TestWhatCouldNotBeReadIsTriedAgain although no change was told.
func TestWhatCouldNotBeReadIsTriedAgain(t *testing.T) {
	l, d, r := openLedger(t, t.TempDir()), &diary{shelf: newShelf(50)}, newReader()
	sources := []engine.Source{{Name: "shelf", Scanner: d}}
	in := &denier{reader: r, id: "000011"}
	for i, want := range []int64{1, 1, 0} {
		if i == 2 {
			in.id = ""
		}
		run, err := engine.Scan(t.Context(), l, sources, in, engine.Options{})
		if err != nil {
			t.Fatal(err)
		}
		check(t, l, run)
		if run.Counts.Unreadable != want || run.Counts.Listed != 50 || i > 0 && run.Counts.New != 1 {
			t.Errorf("run %d: %+v", i, run.Counts)
		}
	}
	if d.lists != 1 || d.changes != 2 {
		t.Errorf("%d lists, %d changes", d.lists, d.changes)
	}
}

// TestAResumedRunGoesOnInItsMode interrupts a listing of changes.
func TestAResumedRunGoesOnInItsMode(t *testing.T) {
	l, d, r := openLedger(t, t.TempDir()), &diary{shelf: newShelf(120)}, newReader()
	scan(t, l, d, r)
	for i := range 5 {
		it := d.items[i]
		it.Version = "2"
		d.change(it)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	d.stop = func() { // two pages are listed ahead: the first one was entered by then
		if n++; n == 4 {
			cancel()
		}
	}
	sources := []engine.Source{{Name: "shelf", Scanner: d}}
	if _, err := engine.Scan(ctx, l, sources, r, engine.Options{}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	d.stop = nil
	r.reset()
	run, err := engine.Scan(t.Context(), l, sources, r, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	check(t, l, run)
	if d.from == "0" || d.lists != 1 || run.Counts.Listed != 120 || run.Counts.New != 5 {
		t.Errorf("from %q, %d lists, %+v", d.from, d.lists, run.Counts)
	}
}

// TestJudgedWithoutBeingRead changes everything but contents.
func TestJudgedWithoutBeingRead(t *testing.T) {
	l, s, r := openLedger(t, t.TempDir()), newShelf(30), newReader()
	scan(t, l, s, r)
	r.reset()
	s.items[0].Revision = "shared"
	s.items[1].Exposure = scanners.Anyone
	s.items[2].Path = "05/000002.txt" // moved
	s.items[3].Owner = "b"
	s.items[4].Path = "04/renamed.txt" // a name tells things, too
	s.items[5].Version = "2"
	run := scan(t, l, s, r)
	if seen := r.reset(); len(seen) != 2 || len(r.judged) != 4 || run.Counts.New != 6 {
		t.Errorf("read %v, judged %v, %+v", seen, r.judged, run.Counts)
	}
	r.judged, r.ruleset = map[string]int{}, "rules 1b" // another policy
	scan(t, l, s, r)
	if seen := r.reset(); len(seen) != 0 || len(r.judged) != 30 {
		t.Errorf("another policy: read %v, judged %d", seen, len(r.judged))
	}
	for f, err := range l.Records(t.Context(), run.ID) {
		if err != nil || len(f.Findings) != 1 || f.Persons != 2 || f.Findings[0].Places[0] != f.Version || f.Ruleset != "rules 1b" {
			t.Errorf("%+v, %v", f, err)
		}
	}
	r.ruleset = "rules 2"
	scan(t, l, s, r)
	if seen := r.reset(); len(seen) != 30 {
		t.Errorf("other rules of reading: %d read", len(seen))
	}
}

// TestTheSameBytesAreReadOnce although they lie with several owners.
func TestTheSameBytesAreReadOnce(t *testing.T) {
	l, s, r := openLedger(t, t.TempDir()), newShelf(20), newReader()
	for i := range s.items {
		s.items[i].Hash = fmt.Sprintf("sha256:%d", i/4) // four copies each …
		s.items[i].Path = fmt.Sprintf("00/u%d/%d.txt", i%4, i/4)
	}
	s.items[3].Path = "00/u3/other.txt" // … of which one tells another name
	scan(t, l, s, r)
	if seen := r.reset(); len(seen) != 6 || len(r.judged) != 14 {
		t.Errorf("in one chunk: read %v, judged %d", seen, len(r.judged))
	}
	it := s.items[5]
	it.ID, it.Path, it.Version = "copy", "01/u9/1.txt", "other"
	s.items = append(s.items, it)
	run := scan(t, l, s, r)
	if seen := r.reset(); len(seen) != 0 || run.Counts.New != 1 || run.Counts.Inspected != 21 {
		t.Errorf("in a later run: read %v, %+v", seen, run.Counts)
	}
}

// denier is a reader to which one item is denied.
type denier struct {
	*reader
	id string
}

func (d *denier) Item(ctx context.Context, sc scanners.Scanner, it scanners.Item) (record.File, error) {
	f, err := d.reader.Item(ctx, sc, it)
	if it.ID == d.id {
		f.Status, f.Reasons, f.Findings = record.Unreadable, []record.Reason{{Code: record.Denied}}, nil
	}
	return f, err
}
