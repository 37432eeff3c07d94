package main

import (
	"context"
	"slices"

	"tenken/internal/config"
	"tenken/internal/inspect"
	"tenken/internal/ledger"
)

// site is what a scan works with, and a worker that joins it.
type site struct {
	rules   policyFile
	sources []source
	ledger  *ledger.Ledger
	in      *inspect.Inspector
	closing []func()
}

// close gives back what was taken, the latest first.
func (s *site) close() {
	for _, f := range slices.Backward(s.closing) {
		f()
	}
}

// open reads the policy, connects to the sources, refuses credentials that
// may write, and opens the ledger by at. The caller closes the site.
func (a *app) open(ctx context.Context, conf config.Config, o scanOptions, at func(context.Context, string, ...ledger.Option) (*ledger.Ledger, error)) (_ *site, err error) {
	s := &site{}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if s.rules, err = loadPolicy(first(o.policy, conf.Path(conf.Policy)), conf.Path(conf.Law), conf.Custom()...); err != nil {
		return nil, err
	}
	if s.sources, err = a.connect(ctx, conf); err != nil {
		return nil, err
	}
	if err := a.restrained(ctx, s.sources, o.allowWrite); err != nil {
		return nil, err
	}
	state := first(o.state, conf.Path(conf.State), stateDir())
	if s.ledger, err = at(ctx, state, ledger.At(a.db)); err != nil {
		return nil, err
	}
	s.closing = append(s.closing, func() { s.ledger.Close() }, pace(s.sources, s.ledger)) //nolint:errcheck // what was written is committed
	in, release, err := a.inspector(conf, o, s.ledger, state, s.rules.Policy)
	if err != nil {
		return nil, err
	}
	s.in, s.closing = in, append(s.closing, release)
	return s, nil
}
