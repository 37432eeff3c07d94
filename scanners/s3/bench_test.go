package s3_test

import (
	"flag"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"
	aws3 "github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"tenken/scanners/s3"
)

var keys = flag.Int("keys", 20_000, "keys of the bucket that BenchmarkEnumeration lists")

// BenchmarkEnumeration lists a bucket by the connector and by a bare loop of
// ListObjectsV2, on the same server; -keys 1000000 is the figure of
// docs/performance.md.
func BenchmarkEnumeration(b *testing.B) {
	dir, conf := serve(b)
	const perFolder = 1000
	for i := range *keys {
		put(b, dir, fmt.Sprintf("bkt/%05d/資料%04d.txt", i/perFolder, i%perFolder), nil)
	}
	cfg, err := config.LoadDefaultConfig(b.Context(), config.WithRegion("us-east-1"))
	if err != nil {
		b.Fatal(err)
	}
	c := aws3.NewFromConfig(cfg, func(o *aws3.Options) { o.BaseEndpoint, o.UsePathStyle = &conf.Endpoint, true })
	sc, err := s3.New(b.Context(), conf)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			n, bucket := 0, "bkt"
			in := &aws3.ListObjectsV2Input{Bucket: &bucket, EncodingType: types.EncodingTypeUrl}
			for more := true; more; {
				out, err := c.ListObjectsV2(b.Context(), in)
				if err != nil {
					b.Fatal(err)
				}
				n += len(out.Contents)
				in.ContinuationToken, more = out.NextContinuationToken, out.IsTruncated != nil && *out.IsTruncated
			}
			wants(b, n)
		}
	})
	b.Run("connector", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for p, err := range sc.List(b.Context(), "bkt", "") {
				if err != nil {
					b.Fatal(err)
				}
				n += len(p.Items)
			}
			wants(b, n)
		}
	})
}

func wants(b *testing.B, n int) {
	b.Helper()
	if n != *keys {
		b.Fatalf("%d keys of %d", n, *keys)
	}
}
