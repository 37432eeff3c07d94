package s3

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"tenken/scanners"
)

// Roots are all buckets of all accounts that the patterns let through, as
// "account/bucket", or "bucket" where only one credential is used.
func (s *Scanner) Roots(ctx context.Context) ([]string, error) {
	var roots []string
	for _, a := range s.accounts {
		if err := a.signIn(ctx); err != nil {
			return nil, err
		}
		var token *string
		for {
			out, err := a.client("").ListBuckets(ctx, &s3.ListBucketsInput{ContinuationToken: token})
			if err != nil {
				return nil, fmt.Errorf("list buckets of account %q: %w", a.Name, outcome(err))
			}
			for _, b := range out.Buckets {
				name := aws.ToString(b.Name)
				if !s.wanted(name) {
					continue
				}
				if r := aws.ToString(b.BucketRegion); r != "" {
					a.remember(name, r)
				}
				roots = append(roots, path.Join(a.Name, name))
			}
			if token = out.ContinuationToken; aws.ToString(token) == "" {
				break
			}
		}
	}
	return roots, nil
}

func (s *Scanner) wanted(bucket string) bool {
	match := func(patterns []string) bool {
		for _, p := range patterns {
			if ok, _ := path.Match(p, bucket); ok { // patterns were checked by New
				return true
			}
		}
		return false
	}
	return (len(s.conf.Buckets) == 0 || match(s.conf.Buckets)) && !match(s.conf.Exclude)
}

// List yields the objects of a bucket in the order of their keys. The cursor
// is the last key, which never expires as a continuation token does. Where the
// bucket has an inventory and the configuration wants it, that is read instead.
func (s *Scanner) List(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	_, inventory := parseInventoryCursor(from)
	if inventory || s.conf.Inventory && from == "" {
		return s.listInventory(ctx, root, from)
	}
	return s.listKeys(ctx, root, from)
}

// errNowhere ends a listing that would otherwise begin again, or end too early.
var errNowhere = errors.New("the store says that more follows and does not say where")

// listKeys asks the bucket itself.
func (s *Scanner) listKeys(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	if s.conf.Versions {
		return s.listVersions(ctx, root, from)
	}
	return func(yield func(scanners.Page, error) bool) {
		c, bucket, of, err := s.tagged(ctx, root)
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		var token *string // of a page that was empty though more follow: some stores skip deleted keys so
		for {
			in := &s3.ListObjectsV2Input{
				Bucket:                   &bucket,
				ContinuationToken:        token,
				EncodingType:             types.EncodingTypeUrl, // a key with a control character would break the page's XML
				RequestPayer:             s.payer(),
				OptionalObjectAttributes: []types.OptionalObjectAttributes{types.OptionalObjectAttributesRestoreStatus},
			}
			if from != "" {
				in.StartAfter = &from
			}
			out, err := c.ListObjectsV2(ctx, in)
			if err != nil {
				yield(scanners.Page{}, fmt.Errorf("list bucket %q after %q: %w", root, from, s.denial(ctx, c, root, bucket, outcome(err))))
				return
			}
			page := scanners.Page{Items: make([]scanners.Item, 0, len(out.Contents))}
			for _, o := range out.Contents {
				key, err := decodeKey(aws.ToString(o.Key), out.EncodingType)
				if err != nil {
					yield(page, fmt.Errorf("list bucket %q: key %q: %w", root, aws.ToString(o.Key), err))
					return
				}
				page.Items = append(page.Items, s.item(root, key, o, of))
				from = key
			}
			more := aws.ToBool(out.IsTruncated)
			token = nil
			if more && len(out.Contents) == 0 {
				if token = out.NextContinuationToken; aws.ToString(token) == "" {
					yield(page, fmt.Errorf("list bucket %q after %q: %w", root, from, errNowhere))
					return
				}
				continue
			}
			if more {
				page.Next = from
			}
			if !yield(page, nil) || !more {
				return
			}
		}
	}
}

func (s *Scanner) payer() types.RequestPayer {
	if s.conf.RequesterPays {
		return types.RequestPayerRequester
	}
	return ""
}

// decodeKey undoes the encoding that was asked for; servers that ignore the
// request do not echo it.
func decodeKey(key string, enc types.EncodingType) (string, error) {
	if enc != types.EncodingTypeUrl {
		return key, nil
	}
	return url.QueryUnescape(key)
}

func (s *Scanner) item(root, key string, o types.Object, of attribution) scanners.Item {
	etag := strings.Trim(aws.ToString(o.ETag), `"`)
	it := scanners.Item{
		Source: s.conf.Name, Root: root, ID: key,
		Version:  etag + "@" + strconv.FormatInt(aws.ToTime(o.LastModified).UnixMilli(), 10),
		Path:     root + "/" + strings.ToValidUTF8(key, "\uFFFD"),
		Link:     s.link(root, key),
		Owner:    of.owner,
		Unit:     of.unit,
		Size:     aws.ToInt64(o.Size),
		Modified: aws.ToTime(o.LastModified).UTC(),
	}
	if len(etag) == 32 && !strings.Contains(etag, "-") { // an MD5 unless multipart; a KMS object's only looks like one
		it.Hash = "etag:" + etag
	}
	if frozen(o) {
		it.Media = frozenMedia
	}
	if it.Size == 0 && strings.HasSuffix(key, "/") {
		it.Media = scanners.Folder
	}
	return it
}

// frozenMedia marks an object that must be restored before it can be read, so
// that no request is spent on it.
const frozenMedia = "inode/frozen"

// frozen reports whether an object must be restored before it can be read.
func frozen(o types.Object) bool {
	switch o.StorageClass {
	case types.ObjectStorageClassGlacier, types.ObjectStorageClassDeepArchive:
		return o.RestoreStatus == nil || aws.ToBool(o.RestoreStatus.IsRestoreInProgress)
	}
	return false
}

// link opens the object in the AWS console; other servers have none.
func (s *Scanner) link(root, key string) string {
	if s.conf.Endpoint != "" {
		return ""
	}
	return "https://s3.console.aws.amazon.com/s3/object/" + path.Base(root) + "?prefix=" + url.QueryEscape(key)
}
