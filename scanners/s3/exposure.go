package s3

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"tenken/scanners"
)

// access is what a bucket's settings give to others before any object's ACL.
type access struct {
	exposure scanners.Exposure
	because  string
	acls     bool // object ACLs can widen it
}

// bucketAccess judges each bucket once.
type bucketAccess struct {
	mu    sync.Mutex
	known map[string]access
}

// Exposure judges in the order in which S3 itself decides: public access
// block, policy, ownership controls, bucket ACL, object ACL. The object's ACL
// is asked only where it can matter.
func (s *Scanner) Exposure(ctx context.Context, it scanners.Item) (scanners.Exposure, string, error) {
	a, bucket, err := s.at(it.Root)
	if err != nil {
		return scanners.Unknown, "", err
	}
	c, err := a.bucketClient(ctx, bucket)
	if err != nil {
		return scanners.Unknown, "", err
	}
	s.access.mu.Lock()
	b, ok := s.access.known[it.Root]
	s.access.mu.Unlock()
	if !ok {
		if b, err = s.bucket(ctx, c, bucket); err != nil {
			return scanners.Unknown, "", fmt.Errorf("exposure of bucket %q: %w", it.Root, err)
		}
		s.access.mu.Lock()
		if s.access.known == nil {
			s.access.known = map[string]access{}
		}
		s.access.known[it.Root] = b
		s.access.mu.Unlock()
	}
	if !b.acls || b.exposure == scanners.Anyone {
		return b.exposure, b.because, nil
	}
	key, version := splitID(it.ID)
	in := &s3.GetObjectAclInput{Bucket: &bucket, Key: &key}
	if version != "" {
		in.VersionId = &version
	}
	acl, err := c.GetObjectAcl(ctx, in)
	if absent(err) {
		return b.exposure, b.because, nil
	}
	if err != nil {
		return scanners.Unknown, "", fmt.Errorf("exposure of %q: %w", it.Path, outcome(err))
	}
	if e := s.grants(acl.Owner, acl.Grants); e > b.exposure {
		return e, "object ACL", nil
	}
	return b.exposure, b.because, nil
}

func (s *Scanner) bucket(ctx context.Context, c *s3.Client, bucket string) (access, error) {
	block, err := s.publicAccessBlock(ctx, c, bucket)
	if err != nil {
		return access{}, err
	}
	b := access{exposure: scanners.Private, because: "bucket owner only", acls: true}
	widen := func(e scanners.Exposure, because string) {
		if e > b.exposure {
			b.exposure, b.because = e, because
		}
	}
	policy, err := s.policy(ctx, c, bucket)
	if err != nil {
		return access{}, err
	}
	if !(policy == scanners.Anyone && aws.ToBool(block.RestrictPublicBuckets)) {
		widen(policy, "bucket policy")
	}
	own, err := c.GetBucketOwnershipControls(ctx, &s3.GetBucketOwnershipControlsInput{Bucket: &bucket})
	if err != nil && !absent(err) {
		return access{}, outcome(err)
	}
	if err == nil && own.OwnershipControls != nil {
		for _, r := range own.OwnershipControls.Rules {
			if r.ObjectOwnership == types.ObjectOwnershipBucketOwnerEnforced {
				b.acls = false // all ACLs are void
			}
		}
	}
	if b.acls {
		acl, err := c.GetBucketAcl(ctx, &s3.GetBucketAclInput{Bucket: &bucket})
		if err != nil && !absent(err) {
			return access{}, outcome(err)
		}
		if err == nil {
			e := s.grants(acl.Owner, acl.Grants)
			if e == scanners.Anyone && aws.ToBool(block.IgnorePublicAcls) {
				e = scanners.Private
			}
			widen(e, "bucket ACL")
		}
	}
	if aws.ToBool(block.IgnorePublicAcls) {
		b.acls = false
	}
	return b, nil
}

func (s *Scanner) publicAccessBlock(ctx context.Context, c *s3.Client, bucket string) (types.PublicAccessBlockConfiguration, error) {
	out, err := c.GetPublicAccessBlock(ctx, &s3.GetPublicAccessBlockInput{Bucket: &bucket})
	switch {
	case absent(err):
		return types.PublicAccessBlockConfiguration{}, nil
	case err != nil:
		return types.PublicAccessBlockConfiguration{}, outcome(err)
	case out.PublicAccessBlockConfiguration == nil:
		return types.PublicAccessBlockConfiguration{}, nil
	}
	return *out.PublicAccessBlockConfiguration, nil
}

// policy is how far the bucket policy opens the bucket.
func (s *Scanner) policy(ctx context.Context, c *s3.Client, bucket string) (scanners.Exposure, error) {
	status, err := c.GetBucketPolicyStatus(ctx, &s3.GetBucketPolicyStatusInput{Bucket: &bucket})
	if err != nil && !absent(err) {
		return scanners.Unknown, outcome(err)
	}
	if err == nil && status.PolicyStatus != nil && aws.ToBool(status.PolicyStatus.IsPublic) {
		return scanners.Anyone, nil
	}
	out, err := c.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: &bucket})
	if absent(err) {
		return scanners.Private, nil
	}
	if err != nil {
		return scanners.Unknown, outcome(err)
	}
	return s.principals(aws.ToString(out.Policy)), nil
}

// principals finds accounts of others among those that a policy allows.
func (s *Scanner) principals(policy string) scanners.Exposure {
	var doc struct {
		Statement []struct {
			Effect    string
			Principal json.RawMessage
		}
	}
	if json.Unmarshal([]byte(policy), &doc) != nil {
		return scanners.Unknown
	}
	e := scanners.Private
	for _, st := range doc.Statement {
		if st.Effect != "Allow" {
			continue
		}
		var named struct{ AWS json.RawMessage }
		if json.Unmarshal(st.Principal, &named) != nil {
			continue // "*": the policy status has judged it, conditions included
		}
		var many []string
		var one string
		if json.Unmarshal(named.AWS, &many) != nil && json.Unmarshal(named.AWS, &one) == nil {
			many = []string{one}
		}
		for _, p := range many {
			if id := accountOf(p); id != "" && !slices.Contains(s.conf.OwnAccounts, id) {
				e = max(e, scanners.External)
			} else if id != "" {
				e = max(e, scanners.People)
			}
		}
	}
	return e
}

// accountOf is the account number in an ARN, or the principal itself when it
// is one.
func accountOf(principal string) string {
	if parts := strings.Split(principal, ":"); len(parts) > 5 {
		return parts[4]
	}
	if len(principal) == 12 && strings.Trim(principal, "0123456789") == "" {
		return principal
	}
	return ""
}

const groups = "http://acs.amazonaws.com/groups/global/"

// grants is how far an ACL opens what it belongs to.
func (s *Scanner) grants(owner *types.Owner, gs []types.Grant) scanners.Exposure {
	e := scanners.Private
	for _, g := range gs {
		if g.Grantee == nil {
			continue
		}
		switch uri := aws.ToString(g.Grantee.URI); {
		case uri == groups+"AllUsers", uri == groups+"AuthenticatedUsers": // anybody can have an AWS account
			e = max(e, scanners.Anyone)
		case uri != "": // log delivery
		case owner == nil || aws.ToString(g.Grantee.ID) != aws.ToString(owner.ID):
			e = max(e, scanners.External)
		}
	}
	return e
}

// absent reports whether an answer says that nothing of the kind is set, or
// that the server does not know the question.
func absent(err error) bool {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return false
	}
	switch api.ErrorCode() {
	case "NoSuchPublicAccessBlockConfiguration", "NoSuchBucketPolicy", "OwnershipControlsNotFoundError",
		"NoSuchTagSet", "NotImplemented", "MethodNotAllowed", "NoSuchTagSetError":
		return true
	}
	return false
}
