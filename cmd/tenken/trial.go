package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/policy"
	"tenken/internal/record"
)

// trial is what a policy would say of the records of a run, beside what they
// say now.
type trial struct {
	records, found      int
	verdicts            map[record.Verdict]*pair
	rules, units        map[string]*pair
	newly, ended, other int
	all                 bool // keeps every change
	in, out             int  // files that would be inspected, or no longer
	changes             []change
}

type pair struct{ Was, Is int }

// change is a file that is judged otherwise.
type change struct {
	Source     string   `json:"source"`
	Root       string   `json:"root"`
	ID         string   `json:"id"`
	Path       string   `json:"path"`
	Department string   `json:"department,omitempty"`
	Persons    int      `json:"persons"`
	Before     judgment `json:"before"`
	After      judgment `json:"after"`
}

type judgment struct {
	Verdict record.Verdict `json:"verdict"`
	Level   record.Level   `json:"level"`
	Rule    string         `json:"rule,omitempty"`
	Clause  string         `json:"clause,omitempty"`
	Grade   string         `json:"grade,omitempty"`
	Beside  string         `json:"beside,omitempty"`
}

func newTrial(all bool) *trial {
	return &trial{all: all, verdicts: map[record.Verdict]*pair{}, rules: map[string]*pair{}, units: map[string]*pair{}}
}

// shownChanges is how many changes people are shown.
const shownChanges = 20

// try judges the records. It changes nothing.
func (t *trial) try(ctx context.Context, l *ledger.Ledger, run ledger.Run, p *policy.Policy, storage map[string]record.Storage) error {
	for f, err := range l.Records(ctx, run.ID) {
		if err != nil {
			return err
		}
		t.records++
		_, skip := p.Skip(f.Item)
		switch was := f.Status == record.Skipped; {
		case was && !skip:
			t.in++
		case skip && !was:
			t.out++
		}
	}
	read := func() iter.Seq2[record.File, error] {
		return func(yield func(record.File, error) bool) {
			for f, err := range keptIn(storage, l.Found(ctx, run.ID)) {
				if err == nil {
					if _, skip := p.Skip(f.Item); skip {
						continue
					}
				}
				if !yield(f, err) {
					return
				}
			}
		}
	}
	return p.Settle(time.Now().UTC(), read, func(was, is record.File) error {
		t.add(was, is)
		return nil
	})
}

func (t *trial) add(was, is record.File) {
	t.found++
	b, a := judgmentOf(was), judgmentOf(is)
	at(t.verdicts, b.Verdict).Was++
	at(t.verdicts, a.Verdict).Is++
	if b.Rule != "" {
		at(t.rules, b.Rule).Was++
	}
	if a.Rule != "" {
		at(t.rules, a.Rule).Is++
	}
	unit := at(t.units, was.Department)
	if was.Flagged() {
		unit.Was++
	}
	if is.Flagged() {
		unit.Is++
	}
	switch {
	case b == a:
		return
	case !was.Flagged() && is.Flagged():
		t.newly++
	case was.Flagged() && !is.Flagged():
		t.ended++
	default:
		t.other++
	}
	t.changes = append(t.changes, change{is.Source, is.Root, is.ID, is.Path, is.Department, is.Persons, b, a})
	if !t.all && len(t.changes) > 2*shownChanges {
		t.sort()
		t.changes = t.changes[:shownChanges]
	}
}

// sort puts the gravest changes first.
func (t *trial) sort() {
	rank := func(j judgment) int {
		if j.Verdict == record.Violation {
			return 10 + j.Level.Rank()
		}
		return j.Level.Rank()
	}
	slices.SortStableFunc(t.changes, func(x, y change) int {
		return cmp.Or(max(rank(y.Before), rank(y.After))-max(rank(x.Before), rank(x.After)), y.Persons-x.Persons, strings.Compare(x.Path, y.Path))
	})
}

func at[K comparable](m map[K]*pair, k K) *pair {
	if m[k] == nil {
		m[k] = &pair{}
	}
	return m[k]
}

func judgmentOf(f record.File) judgment {
	j := judgment{Verdict: cmp.Or(f.Verdict, record.Clear), Level: cmp.Or(f.Level, record.NoLevel), Rule: f.Rule, Clause: f.Clause, Grade: f.Grade}
	if len(f.Rulings) > 0 {
		j.Beside = f.Rulings[0].Beside
	}
	return j
}

// trialSummary is the last line of --json.
type trialSummary struct {
	MessageType string                   `json:"message_type"`
	Policy      string                   `json:"policy"`
	Run         int64                    `json:"run"`
	Records     int                      `json:"records"`
	Found       int                      `json:"found"`
	Verdicts    map[record.Verdict]*pair `json:"verdicts"`
	Rules       map[string]*pair         `json:"rules"`
	Departments map[string]*pair         `json:"departments"`
	Newly       int                      `json:"newly_flagged"`
	Ended       int                      `json:"no_longer_flagged"`
	Other       int                      `json:"otherwise_changed"`
	In          int                      `json:"newly_inspected"`
	Out         int                      `json:"no_longer_inspected"`
}

func (a *app) showTrial(t *trial, name string, run int64) error {
	changed := t.newly + t.ended + t.other
	if a.json {
		for _, c := range t.changes {
			if err := a.line(struct {
				MessageType string `json:"message_type"`
				change
			}{"change", c}); err != nil {
				return err
			}
		}
		return a.line(trialSummary{"summary", name, run, t.records, t.found, t.verdicts, t.rules, t.units, t.newly, t.ended, t.other, t.in, t.out})
	}
	a.say(msgTrialHead, name, run, t.records, t.found)
	if t.in+t.out > 0 {
		a.say(msgTrialSkips, t.in, t.out)
	}
	if changed == 0 {
		a.say(msgTrialSame)
		return nil
	}
	a.say(msgTrialColumns, padded("", 24))
	for _, v := range []record.Verdict{record.Violation, record.Review, record.Approved, record.Clear} {
		if n := t.verdicts[v]; n != nil {
			a.sayPair(v.Label(a.lang), n)
		}
	}
	a.say(msgTrialChange, changed, t.newly, t.ended, t.other)
	a.say(msgTrialUnits)
	for _, d := range slices.Sorted(maps.Keys(t.units)) {
		a.sayPair(first(d, a.text(msgUnclassified)), t.units[d])
	}
	a.say(msgTrialRules)
	for _, r := range slices.Sorted(maps.Keys(t.rules)) {
		a.sayPair(r, t.rules[r])
	}
	t.sort()
	if !t.all {
		t.changes = t.changes[:min(len(t.changes), shownChanges)]
	}
	a.say(msgTrialFiles, len(t.changes))
	for _, c := range t.changes {
		a.say(message{"  %s: %s → %s  %s", "  %s: %s → %s  %s"}, strings.TrimPrefix(c.Department+"/"+c.Path, "/"), a.judged(c.Before), a.judged(c.After), c.After.Clause)
	}
	return nil
}

func (a *app) judged(j judgment) string {
	if j.Verdict == record.Clear {
		return j.Verdict.Label(a.lang)
	}
	return j.Verdict.Label(a.lang) + "/" + j.Level.Label(a.lang)
}

func (a *app) sayPair(label string, p *pair) {
	a.say(message{"  %s %8d  %8d", "  %s %8d  %8d"}, padded(label, 24), p.Was, p.Is)
}

// padded fills a label with spaces to a width in which Japanese characters
// count twice.
func padded(s string, width int) string {
	n := 0
	for _, r := range s {
		n++
		if r > 0x2E7F {
			n++
		}
	}
	return s + fmt.Sprintf("%*s", max(0, width-n), "")
}
