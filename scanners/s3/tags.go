package s3

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"tenken/scanners"
)

// Keys of tags that commonly name owner and department; upper and lower case
// are the same.
var (
	DefaultOwnerTags = []string{"owner", "contact", "所有者", "管理者", "担当者"}
	DefaultUnitTags  = []string{"department", "dept", "unit", "faculty", "部局", "部署", "学部", "所属"}
)

// attribution is what tags say.
type attribution struct{ owner, unit string }

func (s *Scanner) attribution(tags []types.Tag) attribution {
	value := func(keys []string) string {
		for _, k := range keys {
			i := slices.IndexFunc(tags, func(t types.Tag) bool { return strings.EqualFold(aws.ToString(t.Key), k) })
			if i >= 0 {
				return strings.TrimSpace(aws.ToString(tags[i].Value))
			}
		}
		return ""
	}
	return attribution{value(s.conf.OwnerTags), value(s.conf.UnitTags)}
}

// tagged finds the bucket of a root for a listing, and whose it is by its tags.
func (s *Scanner) tagged(ctx context.Context, root string) (*s3.Client, string, attribution, error) {
	_, c, bucket, err := s.within(ctx, root)
	if err != nil {
		return nil, "", attribution{}, err
	}
	of, err := s.bucketTags(ctx, c, root, bucket)
	return c, bucket, of, err
}

// bucketTags asks each bucket once. Tags that may not be read say nothing: they
// decide who is asked, not what is inspected, and `tenken doctor` tells.
func (s *Scanner) bucketTags(ctx context.Context, c *s3.Client, root, bucket string) (attribution, error) {
	return s.tags.Get(root, func() (attribution, error) {
		out, err := c.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: &bucket})
		if err == nil {
			return s.attribution(out.TagSet), nil
		}
		if err = outcome(err); absent(err) || errors.Is(err, scanners.ErrDenied) || errors.Is(err, scanners.ErrGone) {
			return attribution{}, nil
		}
		return attribution{}, fmt.Errorf("tags of bucket %q: %w", root, err)
	})
}

// Owner is what the tags of the object say, and those of its bucket where they
// say nothing.
func (s *Scanner) Owner(ctx context.Context, it scanners.Item) (owner, unit string, err error) {
	if !s.conf.ObjectTags {
		return "", "", nil
	}
	_, c, bucket, err := s.within(ctx, it.Root)
	if err != nil {
		return "", "", err
	}
	key, version := splitID(it.ID)
	in := &s3.GetObjectTaggingInput{Bucket: &bucket, Key: &key, RequestPayer: s.payer()}
	if version != "" {
		in.VersionId = &version
	}
	out, err := c.GetObjectTagging(ctx, in)
	if err != nil {
		if err = outcome(err); absent(err) || errors.Is(err, scanners.ErrDenied) || errors.Is(err, scanners.ErrGone) {
			return "", "", nil
		}
		return "", "", fmt.Errorf("tags of %q: %w", it.Path, err)
	}
	of, whole := s.attribution(out.TagSet), attribution{}
	if of.owner == "" || of.unit == "" {
		if whole, err = s.bucketTags(ctx, c, it.Root, bucket); err != nil {
			return "", "", err
		}
	}
	return cmp.Or(of.owner, whole.owner), cmp.Or(of.unit, whole.unit), nil
}
