package main

import (
	"context"
	"errors"
	"time"

	"tenken/scanners"
)

// mostHesitation bounds the questions about credentials before a scan: who
// cannot be asked has not said that anything could be written.
const mostHesitation = 2 * time.Minute

// restrained refuses a credential that is known to do more than read, unless
// its source or the user accepts it. tenken itself never writes; the key of a
// program that runs at night should not be able to, either.
func (a *app) restrained(ctx context.Context, sources []source, allow bool) error {
	asking, cancel := context.WithTimeout(ctx, mostHesitation)
	defer cancel()
	for _, s := range sources {
		r, ok := s.raw.(scanners.Restraint)
		if !ok || allow || s.AllowWrite {
			continue
		}
		for c, err := range r.Writes(asking) {
			switch {
			case err != nil:
				a.log.Info("whether the credential may write could not be asked", "source", s.Name, "err", err)
			case c.State == scanners.Writing:
				return coded{exitDenied, errors.New(a.text(msgScanWrites, s.Name, c.What.In(a.lang)))}
			case c.State != scanners.Healthy:
				a.log.Info("whether the credential may write is not known", "source", s.Name, "account", c.Where, "state", c.State)
			}
		}
	}
	return ctx.Err()
}
