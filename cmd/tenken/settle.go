package main

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/policy"
	"tenken/internal/record"
)

// settled is the note of the run after which everything was judged last, and
// of the policy that did.
const settled = "settled"

// rejudged are records that are written together.
const rejudged = 500

// settle judges once more what cannot be judged file by file: what lies beside
// others, and what has grown older. It reads no file. It reports whether any
// record changed.
func (a *app) settle(ctx context.Context, l *ledger.Ledger, run ledger.Run, p *policy.Policy) (changed bool, err error) {
	if need, err := unsettled(ctx, l, run, p); err != nil || !need {
		return false, err
	}
	var due []record.File
	flush := func() error {
		err := l.Rejudge(ctx, due)
		due = due[:0]
		return err
	}
	err = p.Settle(time.Now().UTC(), func() iter.Seq2[record.File, error] { return l.Found(ctx, run.ID) }, func(was, is record.File) error {
		if is.Same(was) {
			return nil
		}
		changed = true
		if due = append(due, is); len(due) < rejudged {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return changed, err
	}
	return changed, l.SetNote(ctx, settled, settledMark(run.ID, p))
}

func settledMark(run int64, p *policy.Policy) string {
	return fmt.Sprintf("%d %s", run, p.Fingerprint())
}

// unsettled reports whether judging again can come out otherwise than it did
// after the last run that was settled.
func unsettled(ctx context.Context, l *ledger.Ledger, run ledger.Run, p *policy.Policy) (bool, error) {
	if p.Ages() {
		return true, nil
	}
	if len(p.Beside) == 0 {
		return false, nil
	}
	note, err := l.Note(ctx, settled)
	if err != nil {
		return false, err
	}
	runs, err := l.Runs(ctx) // the newest first
	if err != nil {
		return false, err
	}
	for _, r := range runs {
		c := r.Counts
		switch {
		case r.ID == run.ID:
			c = run.Counts // the ledger does not know them yet
		case note == settledMark(r.ID, p) && slices.Equal(r.Roots, run.Roots):
			return false, nil
		}
		if c.New+c.Gone+c.Refused > 0 {
			return true, nil
		}
	}
	return true, nil
}

// keptIn gives records the storage that the configuration now says of their
// sources. What lay elsewhere when it was judged counts as not judged.
func keptIn(storage map[string]record.Storage, files iter.Seq2[record.File, error]) iter.Seq2[record.File, error] {
	return func(yield func(record.File, error) bool) {
		for f, err := range files {
			if s, ok := storage[f.Source]; ok && s != f.Storage {
				f.Storage, f.Policy = s, ""
			}
			if !yield(f, err) {
				return
			}
		}
	}
}
