package onedrive

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// Owner is, for what lies in a library, an owner of its group, and the
// department of the first who has one. A site without a group has no owner that
// the provider would tell: there it is who changed the item last.
func (s *Scanner) Owner(ctx context.Context, it scanners.Item) (owner, unit string, err error) {
	d, err := s.drive(ctx, it.Root)
	if err != nil || d.personal {
		return "", "", err
	}
	if d.group != "" {
		owners, err := s.ownersOf(ctx, d.group)
		if err != nil {
			return "", "", fmt.Errorf("owners of %s: %w", d.label, err)
		}
		for _, u := range owners {
			if owner == "" || unit == "" && u.Department != "" {
				owner, unit = u.Principal, u.Department
			}
		}
		if owner != "" {
			return owner, unit, nil
		}
	}
	now, err := s.graph.Item(ctx, it.Root, it.ID, "id", "lastModifiedBy")
	if err != nil {
		return "", "", fmt.Errorf("who changed %q: %w", it.Path, err)
	}
	if now.By == nil || now.By.User == nil {
		return "", "", nil
	}
	u := s.user(ctx, *now.By.User)
	return cmp.Or(u.Principal, u.Name), u.Department, nil
}

func (s *Scanner) ownersOf(ctx context.Context, group string) ([]graph.User, error) {
	return s.owners.Get(group, func() ([]graph.User, error) { return told(s.graph.GroupOwners(ctx, group)) })
}

func (s *Scanner) membersOf(ctx context.Context, group string) ([]graph.User, error) {
	return s.members.Get(group, func() ([]graph.User, error) { return told(s.graph.GroupMembers(ctx, group)) })
}

// told takes a refusal for nothing to tell: the right to read groups may be
// left out, as the doctor says.
func told(us []graph.User, err error) ([]graph.User, error) {
	if errors.Is(err, scanners.ErrDenied) || errors.Is(err, scanners.ErrGone) {
		return nil, nil
	}
	return us, err
}
