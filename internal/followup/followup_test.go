package followup

import (
	"math"
	"testing"
	"time"

	"tenken/internal/record"
	"tenken/scanners"
)

func sample() record.File {
	return record.File{
		Item:  scanners.Item{Source: "s", Root: "r", ID: "1", Path: "名簿/a.xlsx", Size: 10, Exposure: scanners.People, Owner: "o"},
		Level: record.High, Verdict: record.Review, Clause: "第1条",
		Findings: []record.Finding{{Type: "name", Count: 2, Values: []byte("values1")}, {Type: "email", Count: 2, Values: []byte("values2")}},
	}
}

func TestStand(t *testing.T) {
	now := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		kind   Kind
		run    int64 // that asked; the file is of run 2
		until  string
		change func(*record.File)
		why    Why
		holds  bool
		waits  bool
	}{
		{name: "no answer"},
		{name: "open", kind: Open, run: 1},
		{name: "working", kind: Working, run: 1, why: NotDone},
		{name: "deleted, not looked again", kind: Deleted, run: 2, waits: true},
		{name: "deleted, still there", kind: Deleted, run: 1, why: StillThere},
		{name: "encrypted, still readable", kind: Encrypted, run: 1, why: StillReadable},
		{name: "moved, not at all", kind: Moved, run: 1, why: StillReachable},
		{name: "moved, still minded", kind: Moved, run: 1, why: StillMinded, change: func(f *record.File) { f.Path = "別/a.xlsx" }},
		{name: "kept", kind: Kept, run: 1, holds: true},
		{name: "kept, in the same run", kind: Kept, run: 2, holds: true},
		{name: "kept to this day", kind: Kept, run: 1, until: "2026-11-26", holds: true},
		{name: "kept to yesterday", kind: Kept, run: 1, until: "2026-11-25", why: Expired},
		{name: "false alarm never expires", kind: FalseAlarm, run: 1, until: "2020-01-01", holds: true},
		{name: "values changed", kind: Kept, run: 1, why: ContentChanged, change: func(f *record.File) { f.Findings[0].Values = []byte("others") }},
		{name: "values went", kind: Kept, run: 1, why: ContentChanged, change: func(f *record.File) { f.Findings = f.Findings[:1] }},
		{name: "a new type", kind: FalseAlarm, run: 1, why: NewType, change: func(f *record.File) { f.Findings[1].Type = "my_number" }},
		{name: "shared wider", kind: Kept, run: 1, why: ExposureChanged, change: func(f *record.File) { f.Exposure = scanners.Anyone }},
		{name: "other rules", kind: Kept, run: 1, why: RulesChanged, change: func(f *record.File) { f.Clause = "第2条" }},
		{name: "the name alone changed", kind: Kept, run: 1, holds: true, change: func(f *record.File) { f.Path = "別/b.xlsx" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := sample()
			var a *Answer
			if c.kind != "" {
				a = &Answer{Kind: c.kind, Run: c.run, Bound: BoundOf(f), Given: now.AddDate(0, -3, 0)}
			}
			if c.until != "" {
				a.Until, _ = time.Parse(time.DateOnly, c.until)
			}
			if c.change != nil {
				c.change(&f)
			}
			s := Stand(f, Continuing, a, 2, now)
			if s.Why != c.why || s.Holds != c.holds || s.Waits != c.waits {
				t.Errorf("why %q, holds %v, waits %v; want %q, %v, %v", s.Why, s.Holds, s.Waits, c.why, c.holds, c.waits)
			}
			if s.Asked() == (c.holds || c.waits) {
				t.Errorf("asked: %v", s.Asked())
			}
		})
	}
	f := sample()
	if s := Stand(f, New, &Answer{Kind: Kept, Run: 1, Bound: BoundOf(f), Given: now.AddDate(-1, 0, -2)}, 2, now); s.Why != Expired {
		t.Errorf("an answer of more than a year ago: %+v", s)
	}
}

func TestBound(t *testing.T) {
	b := BoundOf(sample())
	got, err := ParseBound(b.String())
	if err != nil || got.String() != b.String() || len(got.Types) != 2 {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "x;y;z;", "1;2;3", "1;2;3;name"} {
		if _, err := ParseBound(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	copied := sample()
	copied.ID, copied.Path = "2", "写し/a.xlsx"
	other := sample()
	other.Findings[0].Values = []byte("others")
	if Content(copied) != Content(sample()) || Content(other) == Content(sample()) || Content(record.File{}) != "" {
		t.Error("copies are not told from others")
	}
}

func TestApproved(t *testing.T) {
	now := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	good := Approval{Number: "R8-1", Path: "名簿/**", Widest: scanners.People, Until: now}
	for _, c := range []struct {
		name   string
		change func(*Approval)
		found  bool
		why    Why
	}{
		{"covered", func(*Approval) {}, true, ""},
		{"another path", func(a *Approval) { a.Path = "研究/**" }, false, ""},
		{"another owner", func(a *Approval) { a.Owner = "x" }, false, ""},
		{"its owner", func(a *Approval) { a.Path, a.Owner = "", "o" }, true, ""},
		{"not all types", func(a *Approval) { a.Types = []string{"name"} }, true, NewType},
		{"not so wide", func(a *Approval) { a.Widest = scanners.Private }, true, ExposureChanged},
		{"expired", func(a *Approval) { a.Until = now.AddDate(0, 0, -1) }, true, Expired},
	} {
		a := good
		c.change(&a)
		if got, why := Approved([]Approval{a}, sample(), now); (got != nil) != c.found || why != c.why {
			t.Errorf("%s: %+v, %q", c.name, got, why)
		}
	}
	bad := good
	bad.Until = now.AddDate(-1, 0, 0)
	if a, why := Approved([]Approval{bad, good}, sample(), now); a == nil || why != "" {
		t.Errorf("a later line that covers the file: %+v, %q", a, why)
	}
}

// TestWilson compares with values worked out independently, e.g. by R's
// prop.test(…, correct=FALSE).
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{0, 0, 0, 1}, {0, 10, 0, 0.27753}, {5, 10, 0.23659, 0.76341}, {10, 10, 0.72247, 1}, {3, 100, 0.01025, 0.08452}} {
		low, high := Wilson(c.k, c.n)
		if math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("Wilson(%d, %d) = %.5f, %.5f; want %.5f, %.5f", c.k, c.n, low, high, c.low, c.high)
		}
	}
}
