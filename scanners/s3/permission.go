package s3

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3control"

	"tenken/scanners"
)

// feature is what a permission is for.
type feature struct {
	id     string
	what   scanners.Text
	needed bool // without it nothing of the bucket is inspected
}

var (
	listing  = feature{"list", scanners.Text{Ja: "オブジェクトの一覧", En: "listing objects"}, true}
	reading  = feature{"read", scanners.Text{Ja: "オブジェクトの読み取り", En: "reading objects"}, true}
	exposing = feature{"exposure", scanners.Text{Ja: "公開・共有範囲の判定", En: "judging who can reach objects"}, false}
	owning   = feature{"owner", scanners.Text{Ja: "タグによる所有者と部局", En: "owners and departments by tags"}, false}
	paying   = feature{"payer", scanners.Text{Ja: "料金の負担者の確認", En: "telling who pays for reading"}, false}
	mfa      = feature{"mfa", scanners.Text{Ja: "IAMユーザーの多要素認証", En: "MFA of IAM users"}, false}
)

// target is what a permission is tried on; key is empty in an empty bucket.
type target struct {
	a           *account
	c           *s3.Client
	bucket, key string
	id          string // account number
}

// permission is one that the connector uses. The README's policy is made of
// these, which a test checks.
type permission struct {
	action string // as IAM names it
	feature
	whole bool                                      // of the account, not of each bucket
	wants func(Config) bool                         // nil: always
	try   func(ctx context.Context, t target) error // nil: another one's trial covers it
}

// permissions are all that the connector uses, and all that it should have.
var permissions = []permission{
	{action: "s3:ListAllMyBuckets", feature: listing, whole: true},
	{action: "s3:ListBucket", feature: listing, try: func(ctx context.Context, t target) error {
		_, err := t.c.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &t.bucket, MaxKeys: aws.Int32(1)})
		return err
	}},
	{action: "s3:ListBucketVersions", feature: listing, wants: func(c Config) bool { return c.Versions }, try: func(ctx context.Context, t target) error {
		_, err := t.c.ListObjectVersions(ctx, &s3.ListObjectVersionsInput{Bucket: &t.bucket, MaxKeys: aws.Int32(1)})
		return err
	}},
	{action: "s3:GetInventoryConfiguration", feature: listing, wants: func(c Config) bool { return c.Inventory }, try: func(ctx context.Context, t target) error {
		_, err := t.c.ListBucketInventoryConfigurations(ctx, &s3.ListBucketInventoryConfigurationsInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetObject", feature: reading, try: func(ctx context.Context, t target) error {
		out, err := t.c.GetObject(ctx, &s3.GetObjectInput{Bucket: &t.bucket, Key: &t.key})
		if err == nil {
			out.Body.Close()
		}
		return err
	}},
	{action: "s3:GetObjectVersion", feature: reading, wants: func(c Config) bool { return c.Versions }},
	{action: "s3:GetAccountPublicAccessBlock", feature: exposing, whole: true, try: func(ctx context.Context, t target) error {
		_, err := s3control.NewFromConfig(t.a.aws, oneHost).GetPublicAccessBlock(ctx, &s3control.GetPublicAccessBlockInput{AccountId: &t.id})
		return err
	}},
	{action: "s3:GetBucketPublicAccessBlock", feature: exposing, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetPublicAccessBlock(ctx, &s3.GetPublicAccessBlockInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetBucketPolicyStatus", feature: exposing, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetBucketPolicyStatus(ctx, &s3.GetBucketPolicyStatusInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetBucketPolicy", feature: exposing, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetBucketOwnershipControls", feature: exposing, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetBucketOwnershipControls(ctx, &s3.GetBucketOwnershipControlsInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetBucketAcl", feature: exposing, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetBucketAcl(ctx, &s3.GetBucketAclInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetObjectAcl", feature: exposing, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetObjectAcl(ctx, &s3.GetObjectAclInput{Bucket: &t.bucket, Key: &t.key})
		return err
	}},
	{action: "s3:GetObjectVersionAcl", feature: exposing, wants: func(c Config) bool { return c.Versions }},
	{action: "s3:GetBucketWebsite", feature: exposing, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetBucketWebsite(ctx, &s3.GetBucketWebsiteInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetBucketTagging", feature: owning, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: &t.bucket})
		return err
	}},
	{action: "s3:GetObjectTagging", feature: owning, wants: func(c Config) bool { return c.ObjectTags }, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: &t.bucket, Key: &t.key})
		return err
	}},
	{action: "s3:GetObjectVersionTagging", feature: owning, wants: func(c Config) bool { return c.ObjectTags && c.Versions }},
	{action: "s3:GetBucketRequestPayment", feature: paying, try: func(ctx context.Context, t target) error {
		_, err := t.c.GetBucketRequestPayment(ctx, &s3.GetBucketRequestPaymentInput{Bucket: &t.bucket})
		return err
	}},
	{action: "iam:GenerateCredentialReport", feature: mfa, whole: true, try: func(ctx context.Context, t target) error {
		_, err := iam.NewFromConfig(t.a.aws).GenerateCredentialReport(ctx, &iam.GenerateCredentialReportInput{})
		return err
	}},
	{action: "iam:GetCredentialReport", feature: mfa, whole: true, try: func(ctx context.Context, t target) error {
		_, err := report(ctx, iam.NewFromConfig(t.a.aws))
		return err
	}},
	{action: "iam:SimulatePrincipalPolicy", feature: feature{"write", scanners.Text{Ja: "書き込みができないことの確認", En: "telling that nothing can be written"}, false}, whole: true},
}

// Permissions are the IAM actions of the README's policy, in its order.
func Permissions() []string {
	var out []string
	for _, p := range permissions {
		out = append(out, p.action)
	}
	return out
}

// lacking reports whether a trial says that a permission is missing; that the
// thing asked about does not exist is an answer like any other.
func lacking(err error) bool {
	err = outcome(err)
	return errors.Is(err, scanners.ErrDenied) && !errors.Is(err, scanners.ErrKey)
}

// tried is the check of one permission.
func (p permission) tried(where string, err error) scanners.Check {
	c := scanners.Check{ID: p.id, Where: where, Needs: p.action, State: scanners.Healthy, What: p.what}
	switch {
	case err == nil, absent(err), errors.Is(outcome(err), scanners.ErrGone):
		return c
	case lacking(err):
		c.State = scanners.Missing
		c.Next = scanners.Text{
			Ja: fmt.Sprintf("ポリシーに %s を加えてください", p.action),
			En: fmt.Sprintf("add %s to the policy of the credential", p.action),
		}
	case errors.Is(outcome(err), scanners.ErrKey):
		c.State = scanners.Missing
		c.Next = scanners.Text{Ja: "暗号化の鍵を使う許可（kms:Decrypt）を加えてください", En: "grant the use of the key (kms:Decrypt)"}
	default:
		c.State = scanners.Missing
		c.Next = scanners.Text{Ja: fmt.Sprintf("確かめられませんでした: %v", err), En: fmt.Sprintf("could not be examined: %v", err)}
	}
	if p.needed {
		c.State = scanners.Failing
	}
	return c
}
