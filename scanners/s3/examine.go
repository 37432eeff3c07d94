package s3

import (
	"context"
	"fmt"
	"iter"
	"path"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go/middleware"

	"tenken/scanners"
)

// Examine tries every permission that the connector uses: those of the account
// once, listing on each bucket, the rest on the first bucket that holds
// something. It then asks whether the credential could write.
func (s *Scanner) Examine(ctx context.Context) iter.Seq2[scanners.Check, error] {
	return func(yield func(scanners.Check, error) bool) {
		for _, a := range s.accounts {
			for _, c := range s.checks(ctx, a) {
				if !yield(c, nil) {
					return
				}
			}
			if err := ctx.Err(); err != nil {
				yield(scanners.Check{}, err)
				return
			}
		}
	}
}

func (s *Scanner) checks(ctx context.Context, a *account) []scanners.Check {
	var me identity
	var out []scanners.Check
	if s.conf.Endpoint == "" {
		var c scanners.Check
		if me, c = s.identity(ctx, a); c.State == scanners.Failing {
			return []scanners.Check{c}
		}
		out = append(out, c)
	}
	buckets, c := s.listable(ctx, a, &me)
	if out = append(out, c); c.State == scanners.Failing {
		return out
	}
	out = append(out, s.clock(a, me))
	sample := target{a: a, id: me.account}
	for _, p := range permissions {
		if p.whole && s.tries(p) {
			out = append(out, p.tried(a.Name, p.try(ctx, sample)))
		}
	}
	for _, bucket := range buckets {
		c, key := s.listed(ctx, a, bucket)
		if c.State != scanners.Healthy {
			out = append(out, c)
		} else if key != "" && sample.key == "" {
			sample.bucket, sample.key = bucket, key
		}
	}
	out = append(out, s.sampled(ctx, a, sample)...)
	return append(out, s.writing(ctx, a, me, buckets))
}

// tries reports whether a permission is tried, by this configuration.
func (s *Scanner) tries(p permission) bool {
	return p.try != nil && (p.wants == nil || p.wants(s.conf)) && !(p.whole && s.conf.Endpoint != "")
}

// identity is who the credential is.
type identity struct {
	arn, account string
	owner        string // canonical ID, as ACLs name it
	skew         time.Duration
}

func (s *Scanner) identity(ctx context.Context, a *account) (identity, scanners.Check) {
	c := scanners.Check{ID: "identity", Where: a.Name, State: scanners.Healthy}
	out, err := sts.NewFromConfig(a.aws).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		c.State = scanners.Failing
		c.What = scanners.Text{Ja: fmt.Sprintf("サインインできません: %v", err), En: fmt.Sprintf("cannot sign in: %v", err)}
		c.Next = scanners.Text{
			Ja: "プロファイル・環境変数・ロールの設定を確かめてください（aws sts get-caller-identity が通ること）",
			En: "check profile, environment and role: aws sts get-caller-identity must work",
		}
		return identity{}, c
	}
	arn := aws.ToString(out.Arn)
	c.What = scanners.Text{Ja: arn + " としてサインイン", En: "signed in as " + arn}
	return identity{arn: arn, account: aws.ToString(out.Account)}, c
}

// listable are the buckets that the configuration wants.
func (s *Scanner) listable(ctx context.Context, a *account, me *identity) ([]string, scanners.Check) {
	c := scanners.Check{ID: "buckets", Where: a.Name, Needs: "s3:ListAllMyBuckets", State: scanners.Healthy}
	var buckets []string
	var token *string
	for {
		out, err := a.client("").ListBuckets(ctx, &s3.ListBucketsInput{ContinuationToken: token})
		if err != nil {
			c.State = scanners.Failing
			c.What = scanners.Text{Ja: fmt.Sprintf("バケットの一覧を取得できません: %v", err), En: fmt.Sprintf("buckets cannot be listed: %v", err)}
			c.Next = scanners.Text{
				Ja: "ポリシーに s3:ListAllMyBuckets を加え、endpoint と鍵が正しいことを確かめてください",
				En: "add s3:ListAllMyBuckets to the policy, and check endpoint and keys",
			}
			return nil, c
		}
		for _, b := range out.Buckets {
			if name := aws.ToString(b.Name); s.wanted(name) {
				buckets = append(buckets, name)
				if r := aws.ToString(b.BucketRegion); r != "" {
					a.remember(name, r)
				}
			}
		}
		if out.Owner != nil {
			me.owner = aws.ToString(out.Owner.ID)
		}
		me.skew = skew(out.ResultMetadata)
		if token = out.ContinuationToken; aws.ToString(token) == "" {
			break
		}
	}
	c.What = scanners.Text{Ja: fmt.Sprintf("バケット %d 個", len(buckets)), En: fmt.Sprintf("%d buckets", len(buckets))}
	if len(buckets) == 0 {
		c.State = scanners.Missing
		c.Next = scanners.Text{Ja: "buckets と exclude の書き方を確かめてください", En: "check the patterns under buckets and exclude"}
	}
	return buckets, c
}

// skew is by how much our clock is ahead of the server's.
func skew(m middleware.Metadata) time.Duration {
	there, ok := awsmiddleware.GetServerTime(m)
	here, ok2 := awsmiddleware.GetResponseAt(m)
	if !ok || !ok2 {
		return 0
	}
	return here.Sub(there)
}

// mostSkew is what the signatures of requests allow, less a margin: AWS refuses
// requests that are 15 minutes off.
const mostSkew = 5 * time.Minute

func (s *Scanner) clock(a *account, me identity) scanners.Check {
	c := scanners.Check{
		ID: "clock", Where: a.Name, State: scanners.Healthy,
		What: scanners.Text{
			Ja: fmt.Sprintf("この機械の時計とサーバーの差 %s", me.skew.Round(time.Second)),
			En: fmt.Sprintf("this clock and the server's differ by %s", me.skew.Round(time.Second)),
		},
	}
	if me.skew.Abs() > mostSkew {
		c.State = scanners.Missing
		c.Next = scanners.Text{Ja: "時計を合わせてください。15 分以上ずれると拒否されます", En: "set the clock: requests 15 minutes off are refused"}
	}
	return c
}

// listed tries to list a bucket and returns a key of it.
func (s *Scanner) listed(ctx context.Context, a *account, bucket string) (scanners.Check, string) {
	p := permission{action: "s3:ListBucket", feature: listing}
	where := path.Join(a.Name, bucket)
	c, err := a.bucketClient(ctx, bucket)
	if err != nil {
		return p.tried(where, err), ""
	}
	out, err := c.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &bucket, MaxKeys: aws.Int32(100), RequestPayer: s.payer()})
	if err != nil {
		return p.tried(where, err), ""
	}
	for _, o := range out.Contents {
		if aws.ToInt64(o.Size) > 0 && !frozen(o) {
			return p.tried(where, nil), aws.ToString(o.Key)
		}
	}
	return p.tried(where, nil), ""
}

// sampled tries on one bucket what is granted to all of them.
func (s *Scanner) sampled(ctx context.Context, a *account, t target) []scanners.Check {
	if t.key == "" {
		return []scanners.Check{{
			ID: "read", Where: a.Name, State: scanners.Unsure,
			What: scanners.Text{Ja: "読めるオブジェクトがないため、読み取りの権限を確かめられません", En: "there is no object on which reading could be tried"},
		}}
	}
	c, err := a.bucketClient(ctx, t.bucket)
	if err != nil {
		return []scanners.Check{permission{action: "s3:ListBucket", feature: listing}.tried(t.bucket, err)}
	}
	t.c = c
	var out []scanners.Check
	for _, p := range permissions {
		if !p.whole && s.tries(p) {
			out = append(out, p.tried(path.Join(a.Name, t.bucket), p.try(ctx, t)))
		}
	}
	return out
}
