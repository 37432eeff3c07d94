package gdrive

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"google.golang.org/api/drive/v3"

	admin "google.golang.org/api/admin/directory/v1"

	"tenken/scanners"
)

// writingScopes are those by which contents, sharing or accounts could be
// changed.
var writingScopes = []string{
	drive.DriveScope, drive.DriveFileScope, drive.DriveMetadataScope, drive.DriveAppdataScope,
	admin.AdminDirectoryUserScope, admin.AdminDirectoryGroupScope, admin.AdminDirectoryGroupMemberScope,
}

// Writes asks whether the credential could do more than read. For a service
// account that is whether a token for a writing scope is granted, which changes
// nothing; of a user's consent, Google tells the scopes.
func (s *Scanner) Writes(ctx context.Context) iter.Seq2[scanners.Check, error] {
	return func(yield func(scanners.Check, error) bool) {
		c := s.writing(ctx)
		if err := ctx.Err(); err != nil {
			yield(scanners.Check{}, err)
			return
		}
		yield(c, nil)
	}
}

func (s *Scanner) writing(ctx context.Context) scanners.Check {
	c := scanners.Check{ID: "write", Where: s.conf.Admin}
	granted, err := s.writingGranted(ctx)
	switch {
	case len(granted) > 0:
		list := strings.Join(granted, " ")
		c = says(c, scanners.Writing, "書き込みもできる資格情報です: %s", "this credential may also write: %s", list)
		c.Next = scanners.Text{
			Ja: "ドメイン全体の委任（または同意）から、これらのスコープを外してください。承知のうえで使うときは --allow-write-credential",
			En: "take these scopes out of the domain-wide delegation (or consent); --allow-write-credential accepts them",
		}
		return c
	case err != nil:
		return says(c, scanners.Unsure, "書き込みができるかどうか、確かめられません: %v", "whether it may write cannot be told: %v", err)
	}
	return says(c, scanners.Healthy, "読み取りだけができ、書き込みはできません", "it may read and cannot write")
}

// errUntold says that a token came without its scopes.
var errUntold = errors.New("google did not tell the scopes")

func (s *Scanner) writingGranted(ctx context.Context) ([]string, error) {
	if !s.whole() {
		have, err := s.token(ctx, "")
		if err == nil && len(have) == 0 {
			err = errUntold
		}
		return slices.DeleteFunc(have, func(x string) bool { return !slices.Contains(writingScopes, x) }), err
	}
	var granted []string
	for _, scope := range writingScopes {
		_, err := s.token(ctx, s.conf.Admin, scope)
		switch {
		case err == nil:
			granted = append(granted, scope)
		case !errors.Is(err, scanners.ErrDenied) || strings.Contains(err.Error(), "invalid_grant"):
			return granted, err
		}
	}
	return granted, nil
}
