package inspect

import (
	"context"
	"errors"
	"slices"

	"tenken/internal/record"
	"tenken/scanners"
)

// expose asks who can reach an item, unless the listing knew.
func (in *Inspector) expose(ctx context.Context, sc scanners.Scanner, f *record.File) error {
	x, ok := sc.(scanners.Exposer)
	if !ok || f.Exposure != scanners.Unknown {
		return nil
	}
	e, because, err := x.Exposure(ctx, f.Item)
	if err != nil {
		return unanswered(ctx, f, "exposure", err)
	}
	f.Exposure, f.ExposedBy = e, because
	return nil
}

// attribute asks whose an item is, where the source knows more than its
// listing.
func (in *Inspector) attribute(ctx context.Context, sc scanners.Scanner, f *record.File) error {
	x, ok := sc.(scanners.Attributor)
	if !ok {
		return nil
	}
	owner, unit, err := x.Owner(ctx, f.Item)
	if err != nil {
		return unanswered(ctx, f, "owner", err)
	}
	if owner != "" {
		f.Owner = owner
	}
	if unit != "" {
		f.Unit = unit
	}
	return nil
}

// share asks with which accounts an item is shared.
func (in *Inspector) share(ctx context.Context, sc scanners.Scanner, f *record.File) error {
	x, ok := sc.(scanners.Sharer)
	if !ok {
		return nil
	}
	ids, err := x.SharedWith(ctx, f.Item)
	if err != nil {
		return unanswered(ctx, f, "sharing", err)
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	f.Shares = len(ids)
	f.SharedWith = ids[:min(len(ids), record.MaxShares)]
	return nil
}

// unanswered notes a question that the provider did not answer, or passes the
// error on when a later try may differ.
func unanswered(ctx context.Context, f *record.File, question string, err error) error {
	var busy scanners.Busy
	if ctx.Err() != nil || errors.As(err, &busy) {
		return err
	}
	f.Reasons = append(f.Reasons, record.Reason{Code: codeOf(err), Detail: question})
	return nil
}
