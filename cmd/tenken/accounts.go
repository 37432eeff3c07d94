package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// accounts asks every source that has a directory for its accounts and keeps
// them. It returns the departments of owners, by ID and by name, and whether
// anything is other than before. A source that will not tell is kept as such:
// unknown is an answer that the report has to show.
func (a *app) accounts(ctx context.Context, l *ledger.Ledger, sources []source) (departments map[string]string, changed bool, err error) {
	departments = map[string]string{}
	for _, s := range sources {
		d, ok := s.raw.(scanners.Directory)
		if !ok {
			continue
		}
		if paced, ok := s.scanner.(scanners.Directory); ok {
			d = paced
		}
		var list []record.Account
		for acc, err := range d.Accounts(ctx) {
			var busy scanners.Busy
			if err != nil && (ctx.Err() != nil || errors.As(err, &busy)) {
				return nil, false, err
			}
			if err != nil {
				a.log.Warn("accounts could not be read", "source", s.Name, "err", err)
				list = append(list, record.Account{Account: scanners.Account{MFA: scanners.MFAUnknown, AsOf: time.Now().UTC().Truncate(24 * time.Hour)}})
				break
			}
			if acc.Department != "" {
				departments[acc.ID], departments[acc.Name] = acc.Department, acc.Department
			}
			list = append(list, record.Account{Source: s.Name, Account: acc})
		}
		differs, err := l.KeepAccounts(ctx, s.Name, list)
		if err != nil {
			return nil, false, err
		}
		changed = changed || differs
	}
	return departments, changed, nil
}

// of are the accounts of some sources.
func of(sources []string, accounts []record.Account) []record.Account {
	return slices.DeleteFunc(accounts, func(a record.Account) bool { return !slices.Contains(sources, a.Source) })
}
