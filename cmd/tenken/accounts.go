package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"tenken/internal/config"
	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// accounts asks every source that has a directory for its accounts and keeps
// them, with the person behind each. It returns the departments of owners, by ID
// and by name, as the sources call them, and whether anything is other than
// before. A source that will not tell is kept as such:
// unknown is an answer that the report has to show.
func (a *app) accounts(ctx context.Context, l *ledger.Ledger, sources []source, conf config.Config) (departments map[string]string, changed bool, err error) {
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
			told(departments, acc)
			list = append(list, behind(conf, record.Account{Source: s.Name, Account: acc}))
		}
		differs, err := l.KeepAccounts(ctx, s.Name, list)
		if err != nil {
			return nil, false, err
		}
		changed = changed || differs
	}
	return departments, changed, nil
}

// told notes what a source says of the department of an account.
func told(departments map[string]string, acc scanners.Account) {
	for _, k := range []string{acc.Name, acc.ID} {
		if k != "" && departments[k] == "" {
			departments[k] = acc.Department
		}
	}
}

// behind completes an account by what the institution knows of it.
func behind(conf config.Config, acc record.Account) record.Account {
	b := conf.Belong(scanners.Item{Source: acc.Source, Owner: acc.ID}, map[string]string{acc.ID: acc.Department})
	acc.Person, acc.Retired, acc.Department = b.Person.Name, b.Person.Retired, b.Department
	return acc
}

// of are the accounts of some sources.
func of(sources []string, accounts []record.Account) []record.Account {
	return slices.DeleteFunc(accounts, func(a record.Account) bool { return !slices.Contains(sources, a.Source) })
}
