package s3

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"tenken/scanners"
)

// listVersions yields every version of every object; a deleted object's old
// versions are still there to be stolen. The cursor is key and version.
func (s *Scanner) listVersions(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		c, bucket, of, err := s.tagged(ctx, root)
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		for {
			in := &s3.ListObjectVersionsInput{Bucket: &bucket, EncodingType: types.EncodingTypeUrl, RequestPayer: s.payer()}
			if from != "" {
				key, version := splitID(from)
				in.KeyMarker, in.VersionIdMarker = &key, &version
			}
			out, err := c.ListObjectVersions(ctx, in)
			if err != nil {
				yield(scanners.Page{}, fmt.Errorf("list versions of bucket %q: %w", root, s.denial(ctx, c, root, bucket, outcome(err))))
				return
			}
			var page scanners.Page
			for _, v := range out.Versions {
				key, err := decodeKey(aws.ToString(v.Key), out.EncodingType)
				if err != nil {
					yield(page, fmt.Errorf("list versions of bucket %q: %w", root, err))
					return
				}
				page.Items = append(page.Items, s.versionItem(root, key, v, of))
			}
			for _, m := range out.DeleteMarkers {
				key, err := decodeKey(aws.ToString(m.Key), out.EncodingType)
				if err != nil {
					yield(page, fmt.Errorf("list versions of bucket %q: %w", root, err))
					return
				}
				it := s.versionItem(root, key, types.ObjectVersion{VersionId: m.VersionId, LastModified: m.LastModified}, of)
				it.Media = scanners.Deleted
				page.Items = append(page.Items, it)
			}
			more := aws.ToBool(out.IsTruncated)
			if more {
				next, err := decodeKey(aws.ToString(out.NextKeyMarker), out.EncodingType)
				if err != nil {
					yield(page, fmt.Errorf("list versions of bucket %q: %w", root, err))
					return
				}
				if next == "" {
					yield(page, fmt.Errorf("list versions of bucket %q: %w", root, errNowhere))
					return
				}
				from = next + versionMark + aws.ToString(out.NextVersionIdMarker)
				page.Next = from
			}
			if !yield(page, nil) || !more {
				return
			}
		}
	}
}

func (s *Scanner) versionItem(root, key string, v types.ObjectVersion, of attribution) scanners.Item {
	it := s.item(root, key, types.Object{
		ETag: v.ETag, LastModified: v.LastModified, Size: v.Size,
		StorageClass: types.ObjectStorageClass(v.StorageClass), RestoreStatus: v.RestoreStatus,
	}, of)
	it.ID = key + versionMark + aws.ToString(v.VersionId)
	it.Version = aws.ToString(v.VersionId)
	if !aws.ToBool(v.IsLatest) {
		it.Path += " (" + strings.ToValidUTF8(aws.ToString(v.VersionId), "") + ")"
	}
	return it
}
