package s3

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"

	"tenken/scanners"
)

// mfaSource names where the MFA state of an account was read.
const mfaSource = "AWS IAM credential report"

// Accounts are the users of each AWS account by its IAM credential report
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html).
// A user with a password and without MFA has none; one without a password signs
// in elsewhere, or not at all, and its MFA is unknown. Federated users are in no
// report. A server that only speaks S3 has no accounts to tell. An account that
// does not show its report keeps no other from being told: the error comes last.
func (s *Scanner) Accounts(ctx context.Context) iter.Seq2[scanners.Account, error] {
	return func(yield func(scanners.Account, error) bool) {
		if s.conf.Endpoint != "" {
			return
		}
		var failed []error
		for _, a := range s.accounts {
			out, err := report(ctx, iam.NewFromConfig(a.aws))
			var busy scanners.Busy
			if err = outcome(err); ctx.Err() != nil || errors.As(err, &busy) {
				yield(scanners.Account{}, err)
				return
			}
			if err != nil {
				failed = append(failed, fmt.Errorf("credential report of account %q: %w", a.Name, err))
				continue
			}
			for user, err := range users(out.Content, aws.ToTime(out.GeneratedTime)) {
				if err != nil {
					failed = append(failed, fmt.Errorf("account %q: %w", a.Name, err))
					break
				}
				if a.Name != "" {
					user.Name = a.Name + "/" + user.Name
				}
				if !yield(user, nil) {
					return
				}
			}
		}
		if err := errors.Join(failed...); err != nil {
			yield(scanners.Account{}, err)
		}
	}
}

// report waits for the report, which AWS makes at most once in four hours.
func report(ctx context.Context, c *iam.Client) (*iam.GetCredentialReportOutput, error) {
	for {
		out, err := c.GetCredentialReport(ctx, &iam.GetCredentialReportInput{})
		var missing *types.CredentialReportNotPresentException
		var old *types.CredentialReportExpiredException
		var soon *types.CredentialReportNotReadyException
		switch {
		case err == nil:
			return out, nil
		case errors.As(err, &missing), errors.As(err, &old):
			if _, err := c.GenerateCredentialReport(ctx, &iam.GenerateCredentialReportInput{}); err != nil {
				return nil, err
			}
		case !errors.As(err, &soon):
			return nil, err
		}
		if err := pause(ctx, 2*time.Second); err != nil {
			return nil, err
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// errReport says that a report does not look as AWS describes it.
var errReport = errors.New("the credential report has no columns user, arn and mfa_active")

func users(report []byte, asOf time.Time) iter.Seq2[scanners.Account, error] {
	return func(yield func(scanners.Account, error) bool) {
		r := csv.NewReader(bytes.NewReader(report))
		head, err := r.Read()
		if err != nil {
			yield(scanners.Account{}, errReport)
			return
		}
		column := map[string]int{}
		for i, h := range head {
			column[h] = i
		}
		for _, need := range []string{"user", "arn", "mfa_active"} {
			if _, ok := column[need]; !ok {
				yield(scanners.Account{}, errReport)
				return
			}
		}
		for {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(scanners.Account{}, fmt.Errorf("credential report: %w", err))
				return
			}
			cell := func(name string) string {
				if i, ok := column[name]; ok {
					return row[i]
				}
				return ""
			}
			user := scanners.Account{ID: cell("arn"), Name: cell("user"), MFA: scanners.MFANone, MFASource: mfaSource, AsOf: asOf.UTC()}
			switch {
			case strings.EqualFold(cell("mfa_active"), "true"):
				user.MFA = scanners.MFAEnrolled
			case !strings.EqualFold(cell("password_enabled"), "true") && user.Name != "<root_account>":
				user.MFA = scanners.MFAUnknown
			}
			if !yield(user, nil) {
				return
			}
		}
	}
}

// number is the account's own; "" where the server has no accounts.
func (s *Scanner) number(ctx context.Context, a *account) (string, error) {
	if s.conf.Endpoint != "" {
		return "", nil
	}
	return a.id.Get("", func() (string, error) {
		out, err := sts.NewFromConfig(a.aws).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
		var api smithy.APIError
		if err != nil && errors.As(err, &api) {
			return "", fmt.Errorf("who am I in account %q: %w", a.Name, outcome(err))
		}
		if err != nil {
			return "", err
		}
		return aws.ToString(out.Account), nil
	})
}
