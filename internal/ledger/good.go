package ledger

import (
	"context"
	"database/sql"
	"errors"
)

// Good reports which entries of a root a scan under ruleset would find as they
// were, with nothing to inspect.
func (l *Ledger) Good(ctx context.Context, of Root, entries []Entry, ruleset string) ([]bool, error) {
	out := make([]bool, len(entries))
	var root int64
	err := l.read.QueryRowContext(ctx, "SELECT id FROM root WHERE source = ? AND root = ?", of.Source, of.Root).Scan(&root)
	if errors.Is(err, sql.ErrNoRows) {
		return out, nil
	}
	if err != nil {
		return nil, classify(err)
	}
	keys := make([]string, len(entries))
	for i, e := range entries {
		keys[i] = e.ID
	}
	spots := spotsOf(root, keys)
	rows, err := l.read.QueryContext(ctx, lookupQuery, l.home.numbers(spots)) //nolint:rowserrcheck,sqlclosecheck // matching does
	if err != nil {
		return nil, classify(err)
	}
	found, err := l.matching(rows, root, keys, spots)
	if err != nil {
		return nil, classify(err)
	}
	for i, k := range found {
		out[i] = k.good != 0 && k.good == entries[i].fingerprint(ruleset)
	}
	return out, nil
}

// Tenant is how much of its quota a provider's tenant has used.
type Tenant struct {
	Name   string
	Paused int64 // no calls before, Unix nanoseconds; 0: it takes calls
	Units  float64
	Bytes  int64
}

// Tenants are those whose quotas the ledger keeps.
func (l *Ledger) Tenants(ctx context.Context) ([]Tenant, error) {
	rows, err := l.read.QueryContext(ctx, "SELECT tenant, paused, units, bytes FROM bucket ORDER BY tenant")
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []Tenant
	for rows.Next() {
		var t Tenant
		if err := rows.Scan(&t.Name, &t.Paused, &t.Units, &t.Bytes); err != nil {
			return nil, classify(err)
		}
		out = append(out, t)
	}
	return out, classify(rows.Err())
}

// Unlisted counts the roots of a run that are not wholly listed yet.
func (l *Ledger) Unlisted(ctx context.Context, r Run) (int, error) {
	var n int
	err := l.read.QueryRowContext(ctx, "SELECT count(*) FROM run_root WHERE run = ? AND state <> 'listing'", r.ID).Scan(&n)
	return len(r.Roots) - n, classify(err)
}
