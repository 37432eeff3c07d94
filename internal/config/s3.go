package config

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// S3 is what a source of kind s3 connects to. It holds no secret: credentials
// come from where the AWS tools keep them.
type S3 struct {
	Profile       string      `yaml:"profile" jsonschema:"description=profile of the shared AWS configuration; empty: environment or instance role as AWS tools find them"`
	Region        string      `yaml:"region" jsonschema:"description=region where nothing else says it; default us-east-1"`
	Endpoint      string      `yaml:"endpoint" jsonschema:"description=address of a server that speaks S3; empty: AWS"`
	Accounts      []S3Account `yaml:"accounts" jsonschema:"description=AWS accounts; none: the credential's own"`
	Buckets       []string    `yaml:"buckets" jsonschema:"description=patterns of bucket names; none: all"`
	Exclude       []string    `yaml:"exclude" jsonschema:"description=patterns of bucket names to leave out"`
	Versions      bool        `yaml:"versions" jsonschema:"description=inspect old versions of objects too"`
	Inventory     bool        `yaml:"inventory" jsonschema:"description=list by S3 Inventory where a bucket has one"`
	OwnAccounts   []string    `yaml:"own_accounts" jsonschema:"description=account numbers of the institution; shared with others is external"`
	RequesterPays bool        `yaml:"requester_pays" jsonschema:"description=read buckets whose readers pay"`
	OwnerTags     []string    `yaml:"owner_tags" jsonschema:"description=keys of tags that name an owner"`
	UnitTags      []string    `yaml:"department_tags" jsonschema:"description=keys of tags that name a department"`
	ObjectTags    bool        `yaml:"object_tags" jsonschema:"description=ask for the tags of objects with findings"`
}

// S3Account is one AWS account.
type S3Account struct {
	Name       string `yaml:"name" jsonschema:"required,minLength=1,description=for people; the first level of paths"`
	Role       string `yaml:"role" jsonschema:"description=ARN of the role to assume"`
	ExternalID string `yaml:"external_id"`
	Profile    string `yaml:"profile" jsonschema:"description=profile of the shared AWS configuration"`
}

var (
	roleARN       = regexp.MustCompile(`^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$`)
	accountNumber = regexp.MustCompile(`^[0-9]{12}$`)
)

func (s S3) check(at complain) {
	if u, err := url.Parse(s.Endpoint); s.Endpoint != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		at(".endpoint", "%q はアドレスではありません。https://s3.example.ac.jp のように書いてください", "endpoint %q is no address; write https://s3.example.ac.jp", s.Endpoint)
	}
	for key, patterns := range map[string][]string{".buckets": s.Buckets, ".exclude": s.Exclude} {
		for i, p := range patterns {
			if _, err := path.Match(p, ""); err != nil || strings.Contains(p, "/") {
				at(fmt.Sprintf("%s[%d]", key, i), "バケット名の型 %q が正しくありません。* と ? と [a-z] を使い、/ は使わないでください", "bucket pattern %q: a name with * and ? and [a-z], without /", p)
			}
		}
	}
	for i, n := range s.OwnAccounts {
		if !accountNumber.MatchString(n) {
			at(fmt.Sprintf(".own_accounts[%d]", i), "アカウント番号 %q: 12 桁の数字を引用符で囲んで書いてください", "account number %q: twelve digits, in quotes", n)
		}
	}
	names := map[string]bool{}
	for i, a := range s.Accounts {
		where := fmt.Sprintf(".accounts[%d]", i)
		switch {
		case a.Name == "" || strings.Contains(a.Name, "/"):
			at(where, "name がないか、/ を含んでいます", "name is missing, or holds a /")
		case names[a.Name]:
			at(where+".name", "名前 %q が 2 回使われています", "the name %q is used twice", a.Name)
		case a.Role == "" && a.Profile == "":
			at(where, "role か profile を書いてください", "give role or profile")
		case a.Role != "" && !roleARN.MatchString(a.Role):
			at(where+".role", "%q はロールの ARN ではありません。arn:aws:iam::123456789012:role/名前 の形で書いてください", "role %q: write arn:aws:iam::123456789012:role/NAME", a.Role)
		}
		names[a.Name] = true
	}
}
