package s3

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"tenken/scanners"
)

// small objects come in one request; larger ones by ranges as they are needed.
const small = 8 << 20

// Open returns the contents that were listed.
func (s *Scanner) Open(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	if it.Media == "inode/frozen" {
		return nil, fmt.Errorf("open %q: %w", it.Path, scanners.ErrFrozen)
	}
	if it.Size > small {
		return scanners.Ranged(ctx, s, it), nil
	}
	return s.get(ctx, it, "")
}

// OpenRange returns n bytes from off of the contents that were listed.
func (s *Scanner) OpenRange(ctx context.Context, it scanners.Item, off, n int64) (io.ReadCloser, error) {
	return s.get(ctx, it, fmt.Sprintf("bytes=%d-%d", off, off+n-1))
}

func (s *Scanner) get(ctx context.Context, it scanners.Item, span string) (io.ReadCloser, error) {
	a, bucket, err := s.at(it.Root)
	if err != nil {
		return nil, err
	}
	c, err := a.bucketClient(ctx, bucket)
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
		return nil, fmt.Errorf("open %q: %w", it.Path, outcome(err))
	}
	return out.Body, nil
}

// An old version's ID is its key and version, joined by a character that no
// key can hold.
const versionMark = "\x00"

func splitID(id string) (key, version string) {
	key, version, _ = strings.Cut(id, versionMark)
	return key, version
}
