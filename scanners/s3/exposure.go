package s3

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/s3control"
	"github.com/aws/smithy-go"
	endpoints "github.com/aws/smithy-go/endpoints"

	"tenken/scanners"
)

// access is what the settings of account and bucket give to others before any
// object's ACL.
type access struct {
	reach          // of the bucket ACL
	policy []allow // of the bucket policy
	acls   bool    // object ACLs can widen it
	site   bool    // served as a website, to whom the rest allows
}

// reach is an exposure and what makes it so.
type reach struct {
	exposure scanners.Exposure
	because  string
}

func (r *reach) widen(by reach) {
	if by.exposure > r.exposure {
		*r = by
	}
}

// Exposure judges in the order in which S3 itself decides: public access
// block of account and bucket, policy, ownership controls, bucket ACL, object
// ACL. The object's ACL is asked only where it can matter.
func (s *Scanner) Exposure(ctx context.Context, it scanners.Item) (scanners.Exposure, string, error) {
	a, c, bucket, err := s.within(ctx, it.Root)
	if err != nil {
		return scanners.Unknown, "", err
	}
	b, err := s.buckets.Get(it.Root, func() (access, error) { return s.bucket(ctx, a, c, bucket) })
	if err != nil {
		return scanners.Unknown, "", fmt.Errorf("exposure of bucket %q: %w", it.Root, err)
	}
	key, version := splitID(it.ID)
	r := b.reach
	for _, p := range b.policy {
		if p.covers(bucket, key) {
			r.widen(p.reach)
		}
	}
	if b.acls && r.exposure < scanners.Anyone {
		in := &s3.GetObjectAclInput{Bucket: &bucket, Key: &key, RequestPayer: s.payer()}
		if version != "" {
			in.VersionId = &version
		}
		switch acl, err := c.GetObjectAcl(ctx, in); {
		case absent(err):
		case err != nil:
			return scanners.Unknown, "", fmt.Errorf("exposure of %q: %w", it.Path, outcome(err))
		default:
			r.widen(reach{grants(acl.Owner, acl.Grants), "object ACL"})
		}
	}
	if b.site && r.exposure == scanners.Anyone {
		r.because += "; served as a website"
	}
	return r.exposure, r.because, nil
}

// bucket judges a bucket.
func (s *Scanner) bucket(ctx context.Context, a *account, c *s3.Client, bucket string) (access, error) {
	block, err := s.publicAccessBlock(ctx, a, c, bucket)
	if err != nil {
		return access{}, err
	}
	b := access{reach: reach{scanners.Private, "nobody but the bucket's owner"}, acls: true}
	if b.policy, err = s.policy(ctx, a, c, bucket, aws.ToBool(block.RestrictPublicBuckets)); err != nil {
		return access{}, err
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
			b.widen(voidIf(aws.ToBool(block.IgnorePublicAcls), reach{grants(acl.Owner, acl.Grants), "bucket ACL"}))
		}
		b.acls = !aws.ToBool(block.IgnorePublicAcls)
	}
	_, err = c.GetBucketWebsite(ctx, &s3.GetBucketWebsiteInput{Bucket: &bucket})
	b.site = err == nil // who may not ask learns of the website from the policy or ACL that opens it
	return b, nil
}

// voidIf takes back what a public access block makes void.
func voidIf(blocked bool, r reach) reach {
	if blocked && r.exposure == scanners.Anyone {
		return reach{scanners.Private, "public access is blocked"}
	}
	return r
}

// publicAccessBlock is what the account or the bucket blocks: the stricter of
// both counts, setting by setting.
func (s *Scanner) publicAccessBlock(ctx context.Context, a *account, c *s3.Client, bucket string) (types.PublicAccessBlockConfiguration, error) {
	whole, err := s.accountBlock(ctx, a)
	if err != nil {
		return whole, err
	}
	out, err := c.GetPublicAccessBlock(ctx, &s3.GetPublicAccessBlockInput{Bucket: &bucket})
	switch {
	case absent(err):
		return whole, nil
	case err != nil:
		return whole, outcome(err)
	case out.PublicAccessBlockConfiguration == nil:
		return whole, nil
	}
	b := *out.PublicAccessBlockConfiguration
	either := func(x, y *bool) *bool { return aws.Bool(aws.ToBool(x) || aws.ToBool(y)) }
	b.IgnorePublicAcls = either(b.IgnorePublicAcls, whole.IgnorePublicAcls)
	b.RestrictPublicBuckets = either(b.RestrictPublicBuckets, whole.RestrictPublicBuckets)
	return b, nil
}

// accountBlock asks each account once. An account that does not let it be read
// blocks nothing as far as we know: that errs towards "exposed".
func (s *Scanner) accountBlock(ctx context.Context, a *account) (types.PublicAccessBlockConfiguration, error) {
	var none types.PublicAccessBlockConfiguration
	if s.conf.Endpoint != "" {
		return none, nil
	}
	return a.all.Get("", func() (types.PublicAccessBlockConfiguration, error) {
		id, err := s.number(ctx, a)
		if err != nil {
			return none, err
		}
		out, err := s3control.NewFromConfig(a.aws, oneHost).GetPublicAccessBlock(ctx, &s3control.GetPublicAccessBlockInput{AccountId: &id})
		switch {
		case absent(err):
			return none, nil
		case err != nil:
			if err = outcome(err); errors.Is(err, scanners.ErrDenied) {
				return none, nil
			}
			return none, err
		case out.PublicAccessBlockConfiguration == nil:
			return none, nil
		}
		p := out.PublicAccessBlockConfiguration
		return types.PublicAccessBlockConfiguration{
			IgnorePublicAcls: p.IgnorePublicAcls, RestrictPublicBuckets: p.RestrictPublicBuckets,
			BlockPublicAcls: p.BlockPublicAcls, BlockPublicPolicy: p.BlockPublicPolicy,
		}, nil
	})
}

// oneHost keeps an endpoint of one's own as it is; AWS has a host name for
// each account.
func oneHost(o *s3control.Options) {
	if o.BaseEndpoint != nil {
		o.EndpointResolverV2 = fixed(*o.BaseEndpoint)
	}
}

type fixed string

// ResolveEndpoint implements s3control.EndpointResolverV2.
func (f fixed) ResolveEndpoint(context.Context, s3control.EndpointParameters) (endpoints.Endpoint, error) {
	u, err := url.Parse(string(f))
	if err != nil {
		return endpoints.Endpoint{}, err
	}
	return endpoints.Endpoint{URI: *u}, nil
}

const groups = "http://acs.amazonaws.com/groups/global/"

// grants is how far an ACL opens what it belongs to.
func grants(owner *types.Owner, gs []types.Grant) scanners.Exposure {
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
		"NoSuchTagSet", "NoSuchTagSetError", "NoSuchConfiguration", "NoSuchWebsiteConfiguration", "NotImplemented", "MethodNotAllowed":
		return true
	}
	return false
}
