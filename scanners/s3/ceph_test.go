//go:build unix

package s3_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	aws3 "github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"tenken/scanners"
	"tenken/scanners/s3"
	"tenken/scanners/s3/s3test"
)

// TestExposureOnCeph asks a second real server, which decides about object
// ACLs, policies and public access blocks by itself.
func TestExposureOnCeph(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a cluster")
	}
	dir := t.TempDir()
	ceph, err := s3test.StartCeph(t.Context(), dir)
	if errors.Is(err, s3test.ErrNoCeph) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ceph.Stop)
	for k, v := range map[string]string{
		"AWS_ACCESS_KEY_ID": ceph.AccessKey, "AWS_SECRET_ACCESS_KEY": ceph.Secret, "AWS_EC2_METADATA_DISABLED": "true",
		"AWS_CONFIG_FILE": filepath.Join(dir, "none"), "AWS_SHARED_CREDENTIALS_FILE": filepath.Join(dir, "none"),
	} {
		t.Setenv(k, v)
	}
	ctx := context.WithoutCancel(t.Context())
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion("us-east-1"))
	if err != nil {
		t.Fatal(err)
	}
	c := aws3.NewFromConfig(cfg, func(o *aws3.Options) {
		o.BaseEndpoint, o.UsePathStyle = &ceph.Endpoint, true
		o.RequestChecksumCalculation = aws.RequestChecksumCalculationWhenRequired
	})
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	key := aws.String("名簿.csv")
	bucket := func(name string, acl types.ObjectCannedACL) {
		_, err := c.CreateBucket(ctx, &aws3.CreateBucketInput{Bucket: &name})
		must(err)
		_, err = c.PutObject(ctx, &aws3.PutObjectInput{Bucket: &name, Key: key, Body: strings.NewReader("x"), ACL: acl})
		must(err)
	}
	bucket("closed", types.ObjectCannedACLPrivate)
	bucket("object", types.ObjectCannedACLPublicRead)
	bucket("blocked", types.ObjectCannedACLPublicRead)
	_, err = c.PutPublicAccessBlock(ctx, &aws3.PutPublicAccessBlockInput{Bucket: aws.String("blocked"), PublicAccessBlockConfiguration: &types.PublicAccessBlockConfiguration{
		IgnorePublicAcls: aws.Bool(true), RestrictPublicBuckets: aws.Bool(true),
	}})
	must(err)
	bucket("granted", types.ObjectCannedACLPrivate)
	_, err = c.PutObjectAcl(ctx, &aws3.PutObjectAclInput{Bucket: aws.String("granted"), Key: key, GrantRead: aws.String(`id="stranger"`)})
	must(err)
	bucket("policy", types.ObjectCannedACLPrivate)
	_, err = c.PutBucketPolicy(ctx, &aws3.PutBucketPolicyInput{Bucket: aws.String("policy"), Policy: aws.String(statement(`"*"`, "arn:aws:s3:::policy/*", ""))})
	must(err)
	bucket("listed", types.ObjectCannedACLPrivate)
	_, err = c.PutBucketAcl(ctx, &aws3.PutBucketAclInput{Bucket: aws.String("listed"), ACL: types.BucketCannedACLPublicRead})
	must(err)

	sc, err := s3.New(ctx, s3.Config{Name: "s3", Endpoint: ceph.Endpoint})
	must(err)
	for name, want := range map[string]scanners.Exposure{
		"closed": scanners.Private, "object": scanners.Anyone, "blocked": scanners.Private,
		"granted": scanners.External, "policy": scanners.Anyone, "listed": scanners.Anyone,
	} {
		items, _ := list(t, sc, name, "")
		if len(items) != 1 {
			t.Fatalf("%s: %d objects", name, len(items))
		}
		if e, because, err := sc.Exposure(ctx, items[0]); err != nil || e != want {
			t.Errorf("%s: %s because %q, %v; want %s", name, e, because, err, want)
		}
	}
}
