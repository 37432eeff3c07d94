package s3

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"tenken/scanners"
)

// allow is one statement of a bucket policy that lets others read.
type allow struct {
	reach
	resources []string // patterns of ARNs; none: all
	not       bool     // the patterns name what is left out
}

// covers reports whether the statement opens an object.
func (a allow) covers(bucket, key string) bool {
	if len(a.resources) == 0 {
		return true
	}
	hit := slices.ContainsFunc(a.resources, func(p string) bool {
		_, resource, ok := strings.Cut(p, ":::")
		return p == "*" || ok && wild(resource, bucket+"/"+key)
	})
	return hit != a.not
}

// policy reads the bucket policy. Deny statements are not weighed: what they
// take away depends on the request. Whether conditions leave a statement
// public is AWS's own judgement, the policy status
// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html).
// restricted says that only the owning account may use a public policy.
func (s *Scanner) policy(ctx context.Context, a *account, c *s3.Client, bucket string, restricted bool) ([]allow, error) {
	out, err := c.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: &bucket})
	if absent(err) {
		return nil, nil
	}
	if err != nil {
		return nil, outcome(err)
	}
	public, known := false, false
	switch status, err := c.GetBucketPolicyStatus(ctx, &s3.GetBucketPolicyStatusInput{Bucket: &bucket}); {
	case err != nil && !absent(err):
		return nil, outcome(err)
	case err == nil && status.PolicyStatus != nil:
		public, known = aws.ToBool(status.PolicyStatus.IsPublic), true
	}
	self, err := s.number(ctx, a)
	if err != nil {
		return nil, err
	}
	all, err := statements(aws.ToString(out.Policy))
	if err != nil { // AWS refuses such a policy; another server took it
		e := scanners.External
		if public {
			e = scanners.Anyone
		}
		return []allow{{reach: reach{e, "bucket policy that cannot be read"}}}, nil
	}
	var allows []allow
	for _, st := range all {
		if st.Effect != "Allow" || !st.reads() {
			continue
		}
		r := s.principal(st, self)
		if r.exposure == scanners.Anyone && (known && !public || !known && len(st.Condition) > 0) {
			r = reach{scanners.Organization, "bucket policy: everybody its condition lets in"}
		}
		if restricted && public && r.exposure > scanners.People {
			r = reach{scanners.Private, "public access is blocked"}
		}
		allows = append(allows, allow{r, append(st.Resource, st.NotResource...), len(st.NotResource) > 0})
	}
	return allows, nil
}

// statement is one of a policy, as the IAM policy grammar has it.
type statement struct {
	Effect       string
	Principal    principal
	NotPrincipal *principal
	Action       some
	NotAction    some
	Resource     some
	NotResource  some
	Condition    map[string]json.RawMessage
}

// statements of a policy: a list, or one alone.
func statements(policy string) ([]statement, error) {
	var doc struct{ Statement json.RawMessage }
	if err := json.Unmarshal([]byte(policy), &doc); err != nil {
		return nil, err
	}
	var many []statement
	if json.Unmarshal(doc.Statement, &many) == nil {
		return many, nil
	}
	var one statement
	err := json.Unmarshal(doc.Statement, &one)
	return []statement{one}, err
}

// reads reports whether the statement covers reading objects.
func (st statement) reads() bool {
	if len(st.NotAction) > 0 {
		return true
	}
	return slices.ContainsFunc(st.Action, func(a string) bool {
		a = strings.ToLower(a)
		return wild(a, "s3:getobject") || wild(a, "s3:getobjectversion")
	})
}

// principal is how far a statement reaches: self is the bucket's own account.
func (s *Scanner) principal(st statement, self string) reach {
	if st.Principal.anyone || st.NotPrincipal != nil {
		return reach{scanners.Anyone, "bucket policy: everybody"}
	}
	r := reach{scanners.Private, "nobody but the bucket's owner"}
	for _, p := range st.Principal.aws {
		switch id := accountOf(p); {
		case p == "*":
			r.widen(reach{scanners.Anyone, "bucket policy: everybody"})
		case id == "": // a canonical user or an identity that was deleted
			r.widen(reach{scanners.External, "bucket policy: a user of unknown account"})
		case id == self || slices.Contains(s.conf.OwnAccounts, id):
			r.widen(reach{scanners.People, "bucket policy: account " + id})
		default:
			r.widen(reach{scanners.External, "bucket policy: account " + id})
		}
	}
	if st.Principal.federated {
		r.widen(reach{scanners.Organization, "bucket policy: people who sign in elsewhere"})
	}
	return r
}

// principal is whom a statement names.
type principal struct {
	anyone    bool
	aws       some
	federated bool
}

// UnmarshalJSON reads "*" and {"AWS": …, "Federated": …, "Service": …}.
func (p *principal) UnmarshalJSON(b []byte) error {
	var word string
	if json.Unmarshal(b, &word) == nil {
		p.anyone = word == "*"
		return nil
	}
	var named struct {
		AWS, CanonicalUser, Federated some
	}
	if err := json.Unmarshal(b, &named); err != nil {
		return err
	}
	p.aws, p.federated = append(named.AWS, named.CanonicalUser...), len(named.Federated) > 0
	return nil
}

// some is a word or a list of words.
type some []string

// UnmarshalJSON reads both.
func (w *some) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*w = some{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(w))
}

// accountOf is the account number in an ARN, or the principal itself when it
// is one.
func accountOf(principal string) string {
	if parts := strings.Split(principal, ":"); len(parts) > 5 {
		return parts[4]
	}
	if len(principal) == 12 && strings.Trim(principal, "0123456789") == "" {
		return principal
	}
	return ""
}

// wild matches with * for any number of characters and ? for one.
func wild(pattern, s string) bool {
	p, i, star, mark := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, i
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == s[i]):
			p++
			i++
		case star >= 0:
			mark++
			p, i = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
