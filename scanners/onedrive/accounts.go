package onedrive

import (
	"context"
	"errors"
	"iter"
	"strings"
	"time"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// mfaSource names where the MFA state of an account was read.
const mfaSource = "Microsoft Graph userRegistrationDetails"

// Accounts are the members of the directory, with what the report on
// authentication methods says of them. It tells which methods are registered,
// not whether a policy asks for them. Without the right to read it, or the
// licence that it needs, MFA is unknown, and the source says so.
func (s *Scanner) Accounts(ctx context.Context) iter.Seq2[scanners.Account, error] {
	return func(yield func(scanners.Account, error) bool) {
		dir, err := s.directory(ctx)
		if err != nil {
			yield(scanners.Account{}, err)
			return
		}
		today := time.Now().UTC().Truncate(24 * time.Hour)
		of := map[string]graph.Registration{}
		source := mfaSource
		if s.alone() {
			source = "" // nobody but an administrator may ask
		} else if err := s.registrations(ctx, of); errors.Is(err, scanners.ErrDenied) {
			source += ": not available (AuditLog.Read.All and a licence of Entra ID P1 are needed)"
		} else if err != nil {
			yield(scanners.Account{}, err)
			return
		}
		for _, u := range dir.members {
			a := scanners.Account{ID: u.Principal, Name: u.Name, Department: u.Department, MFA: scanners.MFAUnknown, MFASource: source, AsOf: today}
			if r, ok := of[u.ID]; ok {
				a.MFA, a.MFASource = registered(r)
				if !r.AsOf.IsZero() {
					a.AsOf = r.AsOf.UTC()
				}
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}

func (s *Scanner) registrations(ctx context.Context, of map[string]graph.Registration) error {
	if err := s.discovery.spend(ctx, graph.UnitsMany); err != nil {
		return err
	}
	return s.graph.Registrations(ctx, func(r *graph.Registration) error {
		of[r.ID] = *r
		return nil
	})
}

// registered says by which methods an account signs in. One that registered
// methods which the policy does not allow cannot use them.
func registered(r graph.Registration) (scanners.MFA, string) {
	source := mfaSource
	if len(r.Methods) > 0 {
		source += ": " + strings.Join(r.Methods, ", ")
	}
	switch {
	case r.MFA && r.Capable:
		return scanners.MFAEnrolled, source
	case r.MFA:
		return scanners.MFANone, source + " (none of them allowed by the policy)"
	}
	return scanners.MFANone, source
}
