package s3

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"tenken/scanners"
)

// Open returns the contents that were listed.
func (s *Scanner) Open(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	if it.Size > scanners.Small {
		return scanners.Ranged(ctx, s, it), nil
	}
	return s.get(ctx, it, "")
}

// OpenRange returns n bytes from off of the contents that were listed.
func (s *Scanner) OpenRange(ctx context.Context, it scanners.Item, off, n int64) (io.ReadCloser, error) {
	return s.get(ctx, it, fmt.Sprintf("bytes=%d-%d", off, off+n-1))
}

func (s *Scanner) get(ctx context.Context, it scanners.Item, span string) (io.ReadCloser, error) {
	if it.Media == frozenMedia {
		return nil, fmt.Errorf("open %q: %w", it.Path, scanners.ErrFrozen)
	}
	_, c, bucket, err := s.within(ctx, it.Root)
	if err != nil {
		return nil, err
	}
	key, version := splitID(it.ID)
	in := &s3.GetObjectInput{Bucket: &bucket, Key: &key, RequestPayer: s.payer()}
	if span != "" {
		in.Range = &span
	}
	if version != "" {
		in.VersionId = &version
	} else if etag, _, ok := strings.Cut(it.Version, "@"); ok && etag != "" {
		in.IfMatch = aws.String(`"` + etag + `"`)
	}
	out, err := c.GetObject(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", it.Path, s.denial(ctx, c, it.Root, bucket, outcome(err)))
	}
	return out.Body, nil
}

// denial tells a bucket whose readers pay from one that may not be read. Each
// bucket that tells is asked once.
func (s *Scanner) denial(ctx context.Context, c *s3.Client, root, bucket string, err error) error {
	if !errors.Is(err, scanners.ErrDenied) || errors.Is(err, scanners.ErrKey) || s.conf.RequesterPays {
		return err
	}
	payer, unknown := s.payers.Get(root, func() (types.Payer, error) {
		out, err := c.GetBucketRequestPayment(ctx, &s3.GetBucketRequestPaymentInput{Bucket: &bucket})
		if err != nil {
			return "", err
		}
		return out.Payer, nil
	})
	if unknown == nil && payer == types.PayerRequester {
		return fmt.Errorf("%w: %w", scanners.ErrPayer, err)
	}
	return err
}

// An old version's ID is its key and version, joined by a character that no
// key can hold.
const versionMark = "\x00"

func splitID(id string) (key, version string) {
	key, version, _ = strings.Cut(id, versionMark)
	return key, version
}
