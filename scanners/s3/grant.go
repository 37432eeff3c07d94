package s3

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"golang.org/x/sync/errgroup"
)

// mostQuestions is how many buckets are asked at the same time.
const mostQuestions = 16

// grantors are the buckets whose policy lets one of the principals, or
// everybody, write; perhaps those where a condition decides; unread is how many
// did not show their policy. The simulator of IAM knows of none of them. A
// policy that names the whole account leaves the decision to IAM. Deny
// statements are not weighed: what they take away depends on the request.
func (s *Scanner) grantors(ctx context.Context, a *account, buckets []string, principals ...string) (granted, perhaps []string, unread int) {
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(mostQuestions)
	for _, bucket := range buckets {
		g.Go(func() error {
			sure, maybe, err := s.grants(ctx, a, bucket, principals)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				unread++
			case sure:
				granted = append(granted, bucket)
			case maybe:
				perhaps = append(perhaps, bucket)
			}
			return nil
		})
	}
	g.Wait() //nolint:errcheck // what could not be asked is counted
	slices.Sort(granted)
	slices.Sort(perhaps)
	return granted, perhaps, unread
}

// grants reads one bucket's policy.
func (s *Scanner) grants(ctx context.Context, a *account, bucket string, principals []string) (sure, maybe bool, err error) {
	c, err := a.bucketClient(ctx, bucket)
	if err != nil {
		return false, false, err
	}
	out, err := c.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: &bucket})
	if absent(err) {
		return false, false, nil
	}
	if err != nil {
		return false, false, outcome(err)
	}
	all, err := statements(aws.ToString(out.Policy))
	if err != nil {
		return false, false, err
	}
	for _, st := range all {
		if st.Effect != "Allow" || !st.writes() || !st.names(principals) {
			continue
		}
		sure, maybe = sure || len(st.Condition) == 0, true
	}
	return sure, maybe, nil
}

// writes reports whether the statement covers a writing action.
func (st statement) writes() bool {
	covers := func(patterns some, action string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool { return wild(strings.ToLower(p), strings.ToLower(action)) })
	}
	for _, w := range writes {
		for _, action := range w.actions {
			if len(st.NotAction) > 0 && !covers(st.NotAction, action) || covers(st.Action, action) {
				return true
			}
		}
	}
	return false
}

// names reports whether the statement names one of the principals, or
// everybody.
func (st statement) names(principals []string) bool {
	if st.Principal.anyone || st.NotPrincipal != nil && !st.NotPrincipal.anyone {
		return true
	}
	return slices.ContainsFunc(st.Principal.aws, func(p string) bool { return p == "*" || slices.Contains(principals, p) })
}
