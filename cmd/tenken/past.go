package main

import (
	"context"

	"tenken/internal/config"
	"tenken/internal/ledger"
)

// past opens the ledger for reading, also while a scan is writing it, and finds
// a scan in it; number 0 is the last.
func (a *app) past(ctx context.Context, conf config.Config, state string, number int64) (*ledger.Ledger, ledger.Run, error) {
	l, err := ledger.OpenReader(ctx, first(state, conf.Path(conf.State), stateDir()), ledger.At(a.db))
	if err != nil {
		return nil, ledger.Run{}, err
	}
	run, err := runOf(ctx, l, number)
	if err != nil {
		l.Close()
		return nil, run, err
	}
	return l, run, nil
}

// runOf is the run of a number; 0 is the last.
func runOf(ctx context.Context, l *ledger.Ledger, id int64) (ledger.Run, error) {
	if id == 0 {
		return l.LastRun(ctx)
	}
	r, err := l.Run(ctx, id)
	if err != nil {
		return r, usage(err)
	}
	return r, nil
}
