package s3

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"tenken/scanners"
)

// writes are the actions by which contents could be changed, taken away or
// shown to others, by the kind of resource that they act on. One of them is
// enough to call a credential a writing one.
var writes = []struct {
	actions []string
	on      string // what stands behind arn:aws:s3:::BUCKET; "*": the account
}{
	{[]string{"s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectAcl", "s3:PutObjectTagging", "s3:RestoreObject"}, "/*"},
	{[]string{
		"s3:DeleteBucket", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:PutBucketPublicAccessBlock",
		"s3:PutLifecycleConfiguration", "s3:PutReplicationConfiguration",
	}, ""},
	{[]string{"s3:CreateBucket", "s3:PutAccountPublicAccessBlock"}, "*"},
}

// Writes examines each account of AWS. Other servers do not say what a
// credential may do: there, who owns a bucket may still be held to reading.
func (s *Scanner) Writes(ctx context.Context) iter.Seq2[scanners.Check, error] {
	return func(yield func(scanners.Check, error) bool) {
		if s.conf.Endpoint != "" {
			return
		}
		for _, a := range s.accounts {
			me, c := s.identity(ctx, a)
			if c.State != scanners.Failing {
				var buckets []string
				if buckets, c = s.listable(ctx, a, &me); c.State != scanners.Failing {
					c = s.writing(ctx, a, me, buckets)
				}
			}
			if err := ctx.Err(); err != nil {
				yield(scanners.Check{}, err)
				return
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// writing tells whether the credential could do more than read, without trying
// it: by the policy simulator of IAM and the policies of the buckets, or, on
// other servers, by who owns the buckets. What is granted for some folders of a
// bucket alone is seen in its policy, but not by the simulator.
func (s *Scanner) writing(ctx context.Context, a *account, me identity, buckets []string) scanners.Check {
	c := scanners.Check{
		ID: "write", Where: a.Name, Needs: "iam:SimulatePrincipalPolicy", State: scanners.Healthy,
		What: scanners.Text{Ja: "読み取りだけができ、書き込みはできません", En: "it may read and cannot write"},
	}
	can := func(what string) scanners.Check {
		c.State = scanners.Writing
		c.What = scanners.Text{Ja: "書き込みもできる鍵です: " + what, En: "this credential may also write: " + what}
		c.Next = scanners.Text{
			Ja: "読み取りだけのロールまたは利用者に替えてください。承知のうえで使うときは --allow-write-credential",
			En: "use a role or user that can only read; --allow-write-credential accepts this one",
		}
		return c
	}
	unsure := func(why, next scanners.Text) scanners.Check {
		c.State, c.Next = scanners.Unsure, next
		c.What = scanners.Text{Ja: "書き込みができる鍵かどうか、確かめられません。" + why.Ja, En: "whether it may write cannot be told. " + why.En}
		return c
	}
	if s.conf.Endpoint != "" {
		c.Needs = ""
		if len(buckets) > 0 && s.owns(ctx, a, me, buckets[0]) {
			return can("bucket owner")
		}
		return unsure(scanners.Text{Ja: "サーバーの管理者に確かめてください", En: "ask the server's administrator"}, scanners.Text{})
	}
	if strings.HasSuffix(me.arn, ":root") {
		return can("root")
	}
	principal := cmp.Or(a.Role, principalOf(me.arn))
	allowed, err := s.simulate(ctx, a, principal, partitionOf(me.arn), buckets)
	if len(allowed) > 0 {
		return can(strings.Join(allowed, ", "))
	}
	granted, perhaps, unread := s.grantors(ctx, a, buckets, me.arn, principal)
	switch {
	case len(granted) > 0:
		return can("bucket policy: " + strings.Join(granted, ", "))
	case err != nil:
		return unsure(scanners.Text{}, scanners.Text{
			Ja: "ポリシーに iam:SimulatePrincipalPolicy を加えると確かめられます",
			En: "add iam:SimulatePrincipalPolicy to the policy to have it examined",
		})
	case len(perhaps) > 0:
		list := strings.Join(perhaps, ", ")
		return unsure(scanners.Text{Ja: "条件つきで書き込みを許すバケットポリシーがあります: " + list, En: "bucket policies allow it under conditions: " + list},
			scanners.Text{Ja: "バケットポリシーの条件を確かめてください", En: "look at the conditions of the bucket policy"})
	case unread > 0:
		c.Needs = "s3:GetBucketPolicy"
		return unsure(scanners.Text{Ja: fmt.Sprintf("%d 個のバケットのポリシーを読めません", unread), En: fmt.Sprintf("the policies of %d buckets cannot be read", unread)},
			scanners.Text{Ja: "ポリシーに s3:GetBucketPolicy を加えてください", En: "add s3:GetBucketPolicy to the policy of the credential"})
	}
	return c
}

// mostResources is how many buckets one question to the simulator names.
const mostResources = 50

// simulate asks IAM which of the writing actions are allowed, and where.
func (s *Scanner) simulate(ctx context.Context, a *account, principal, partition string, buckets []string) ([]string, error) {
	var allowed []string
	ask := func(actions, resources []string) error {
		p := iam.NewSimulatePrincipalPolicyPaginator(iam.NewFromConfig(a.aws), &iam.SimulatePrincipalPolicyInput{
			PolicySourceArn: &principal, ActionNames: actions, ResourceArns: resources, MaxItems: aws.Int32(1000),
		})
		for p.HasMorePages() {
			out, err := p.NextPage(ctx)
			if err != nil {
				return outcome(err)
			}
			for _, r := range out.EvaluationResults {
				if name := aws.ToString(r.EvalActionName); allows(r) && !slices.Contains(allowed, name) {
					allowed = append(allowed, name)
				}
			}
		}
		return nil
	}
	for _, w := range writes {
		if w.on == "*" {
			if err := ask(w.actions, nil); err != nil {
				return allowed, err
			}
			continue
		}
		for some := range slices.Chunk(buckets, mostResources) {
			var resources []string
			for _, b := range some {
				resources = append(resources, "arn:"+partition+":s3:::"+b+w.on)
			}
			if err := ask(w.actions, resources); err != nil {
				return allowed, err
			}
		}
	}
	return allowed, nil
}

// allows reports whether an action is allowed on any of the resources asked
// about.
func allows(r types.EvaluationResult) bool {
	return r.EvalDecision == types.PolicyEvaluationDecisionTypeAllowed ||
		slices.ContainsFunc(r.ResourceSpecificResults, func(r types.ResourceSpecificResult) bool {
			return r.EvalResourceDecision == types.PolicyEvaluationDecisionTypeAllowed
		})
}

// partitionOf is the part of AWS that an ARN belongs to: aws, aws-cn, …
func partitionOf(arn string) string {
	if parts := strings.SplitN(arn, ":", 3); len(parts) == 3 {
		return parts[1]
	}
	return "aws"
}

// principalOf is the ARN whose policies count: a session's role, by the name
// that the session shows. A role below a path is not found by it.
func principalOf(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[2] != "sts" {
		return arn
	}
	session := strings.Split(parts[5], "/")
	if session[0] != "assumed-role" || len(session) < 2 {
		return arn
	}
	return strings.Join([]string{parts[0], parts[1], "iam", "", parts[4], "role/" + session[1]}, ":")
}

// owns reports whether the credential is the bucket's owner, to whom servers
// without policies of users allow everything.
func (s *Scanner) owns(ctx context.Context, a *account, me identity, bucket string) bool {
	c, err := a.bucketClient(ctx, bucket)
	if err != nil {
		return false
	}
	out, err := c.GetBucketAcl(ctx, &s3.GetBucketAclInput{Bucket: &bucket})
	return err == nil && out.Owner != nil && me.owner != "" && aws.ToString(out.Owner.ID) == me.owner
}
