package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tenken/internal/config"
	"tenken/internal/followup"
	"tenken/internal/ledger"
	"tenken/report"
)

// standing gives the books of an earlier run where this one found everything as
// it was: a nightly scan of a large share then costs no more than walking it.
// They stand when all of them are in out, in the language asked for, and no
// older than the configuration.
func (a *app) standing(ctx context.Context, l *ledger.Ledger, run ledger.Run, conf config.Config, configFile, out string) ([]string, error) {
	runs, err := l.Runs(ctx)
	if err != nil {
		return nil, err
	}
	departments, err := l.Departments(ctx, run.ID)
	if err != nil {
		return nil, err
	}
	var since time.Time
	if info, err := os.Stat(configFile); err == nil {
		since = info.ModTime()
	}
	slices.SortFunc(runs, func(a, b ledger.Run) int { return int(b.ID - a.ID) })
	for i, r := range runs {
		if r.ID > run.ID {
			continue
		}
		if r.State != ledger.Finished || r.Ruleset != run.Ruleset || !slices.Equal(r.Roots, run.Roots) {
			return nil, nil
		}
		if answered, err := l.AnsweredSince(ctx, r.Finished); err != nil || answered || followup.Quarter(r.Started) != followup.Quarter(run.Started) {
			return nil, err // what they say is to be checked, or the quarter is another
		}
		if books := written(out, r.ID, a.bookLang(conf), since); len(books) == len(departments)+1 {
			return books, nil
		}
		if c := r.Counts; c.New != 0 || c.Gone != 0 || c.Refused != 0 || i == len(runs)-1 {
			return nil, nil // what this run found is not what the one before it did
		}
	}
	return nil, nil
}

// written finds the books of a run that are no older than since.
func written(out string, run int64, lang string, since time.Time) []string {
	books, err := filepath.Glob(filepath.Join(escapeGlob(out), fmt.Sprintf("*_%s_*_No%d.xlsx", report.FileTail(lang), run)))
	if err != nil {
		return nil
	}
	for _, b := range books {
		if info, err := os.Stat(b); err != nil || info.ModTime().Before(since) {
			return nil
		}
	}
	return books
}

// escapeGlob makes a path match itself alone.
func escapeGlob(path string) string {
	var b []rune
	for _, r := range path {
		if r == '*' || r == '?' || r == '[' || r == '\\' && filepath.Separator == '/' {
			b = append(b, '\\')
		}
		b = append(b, r)
	}
	return string(b)
}
