package s3

import (
	"cmp"
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"tenken/scanners"
)

// writes are the actions by which contents could be changed, taken away or
// shown to others. One of them is enough to call a credential a writing one.
var writes = []string{
	"s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectAcl", "s3:PutObjectTagging", "s3:RestoreObject",
	"s3:CreateBucket", "s3:DeleteBucket", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketAcl",
	"s3:PutBucketPublicAccessBlock", "s3:PutAccountPublicAccessBlock", "s3:PutLifecycleConfiguration", "s3:PutReplicationConfiguration",
}

// writing tells whether the credential could do more than read, without trying
// it: by the policy simulator of IAM, or, on other servers, by who owns the
// bucket.
func (s *Scanner) writing(ctx context.Context, a *account, me identity, bucket string) scanners.Check {
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
	unsure := func(why scanners.Text) scanners.Check {
		c.State = scanners.Unsure
		c.What = scanners.Text{Ja: "書き込みができる鍵かどうか、確かめられません。" + why.Ja, En: "whether it may write cannot be told. " + why.En}
		return c
	}
	if s.conf.Endpoint != "" {
		c.Needs = ""
		if me.owner != "" && bucket != "" && s.owns(ctx, a, me, bucket) {
			return can("bucket owner")
		}
		return unsure(scanners.Text{Ja: "サーバーの管理者に確かめてください", En: "ask the server's administrator"})
	}
	if strings.HasSuffix(me.arn, ":root") {
		return can("root")
	}
	allowed, err := s.simulate(ctx, a, cmp.Or(a.Role, principalOf(me.arn)))
	switch {
	case err != nil:
		c.Next = scanners.Text{
			Ja: "ポリシーに iam:SimulatePrincipalPolicy を加えると確かめられます",
			En: "add iam:SimulatePrincipalPolicy to the policy to have it examined",
		}
		return unsure(scanners.Text{})
	case len(allowed) > 0:
		return can(strings.Join(allowed, ", "))
	}
	return c
}

// simulate asks IAM which of the writing actions are allowed on any bucket.
func (s *Scanner) simulate(ctx context.Context, a *account, principal string) ([]string, error) {
	var allowed []string
	p := iam.NewSimulatePrincipalPolicyPaginator(iam.NewFromConfig(a.aws), &iam.SimulatePrincipalPolicyInput{
		PolicySourceArn: &principal, ActionNames: writes,
	})
	for p.HasMorePages() {
		out, err := p.NextPage(ctx)
		if err != nil {
			return nil, outcome(err)
		}
		for _, r := range out.EvaluationResults {
			if r.EvalDecision == types.PolicyEvaluationDecisionTypeAllowed {
				allowed = append(allowed, aws.ToString(r.EvalActionName))
			}
		}
	}
	return allowed, nil
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
	return err == nil && out.Owner != nil && aws.ToString(out.Owner.ID) == me.owner
}
